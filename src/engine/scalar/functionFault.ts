/** What a function that runs as TypeScript refused. */
export interface FunctionFault {
  /** Kusto's name of the function. */
  readonly name: string;
  readonly sentence: string;
}

const MARK = '\u0001';
const FAULT = new RegExp(`^(?:[A-Za-z ]*Error: )?${MARK}(\\w*)${MARK}([\\s\\S]*)$`);

/** A refusal as one text, in which form it passes through the database. */
export function writeFunctionFault(name: string, sentence: string): string {
  return `${MARK}${name}${MARK}${sentence}`;
}

/** Reads what `writeFunctionFault` wrote, with what the database put before it; undefined for other texts. */
export function readFunctionFault(text: string): FunctionFault | undefined {
  const [, name, sentence] = FAULT.exec(text) ?? [];
  return name === undefined || sentence === undefined ? undefined : { name, sentence };
}
