import { MarkupKind, type MarkupContent } from 'vscode-languageserver';
import type { HelpTopic, HelpTopics } from '../kusto/helpTopics';
import type { BindingScope } from '../kusto/tableSchema';

/** What help there is to find: the kind of thing and its name. */
export interface HelpKey {
  readonly kind: 'operator' | 'function' | 'table';
  readonly name: string;
}

/** Writes help as Markdown: Microsoft's topics, the functions of advanced hunting, the tables of the schema. */
export class HelpTexts {
  constructor(
    private readonly topics: HelpTopics,
    private readonly scope: () => BindingScope,
  ) {}

  /** One sentence and a link to the page on the web; undefined where nothing is known. */
  summary(key: HelpKey): string | undefined {
    const own = this.#huntingFunction(key) ?? this.#table(key);
    if (own !== undefined) return own;
    const topic = this.#topic(key);
    return topic === undefined ? undefined : `${topic.summary}\n\n${linkTo(topic)}`;
  }

  /** The whole topic. */
  page(key: HelpKey): MarkupContent | undefined {
    const topic = this.#topic(key);
    const value =
      topic === undefined ? this.summary(key) : `${topic.summary}\n\n${linkTo(topic)}\n\n${narrow(topic.text)}`;
    return value === undefined ? undefined : { kind: MarkupKind.Markdown, value };
  }

  /** What a parameter of a function is for. */
  parameter(functionName: string, parameter: string): string | undefined {
    const own = this.scope().functions.find(({ name }) => name === functionName);
    if (own !== undefined) return own.parameterDescriptions[parameter];
    const topic = this.#topic({ kind: 'function', name: functionName });
    const row = topic?.text.split('\n').find((line) => rowName(line) === parameter.toLowerCase());
    return row?.split('|').at(4)?.trim();
  }

  #topic({ kind, name }: HelpKey): HelpTopic | undefined {
    return kind === 'table' ? undefined : this.topics.find(kind, name);
  }

  #huntingFunction({ kind, name }: HelpKey): string | undefined {
    const found = kind === 'function' ? this.scope().functions.find((schema) => schema.name === name) : undefined;
    if (found === undefined) return undefined;
    return `${found.docstring}\n\n[Online documentation](${huntingFunctionPage(name)})`;
  }

  #table({ kind, name }: HelpKey): string | undefined {
    const table = kind === 'table' ? this.scope().tables.find((schema) => schema.name === name) : undefined;
    if (table === undefined) return undefined;
    const columns = table.columns.map((column) => `\`${column.name}\`: ${column.type}`).join(', ');
    return `Table with ${table.columns.length} columns: ${columns}\n\n[Online documentation](${tablePage(name)})`;
  }
}

/** The page of a table's schema. */
export function tablePage(name: string): string {
  return `https://learn.microsoft.com/defender-xdr/advanced-hunting-${name.toLowerCase()}-table`;
}

function huntingFunctionPage(name: string): string {
  return `https://learn.microsoft.com/defender-xdr/advanced-hunting-${name.toLowerCase()}-function`;
}

function linkTo({ url }: HelpTopic): string {
  return `[Online documentation](${url})`;
}

/** Headings would be larger than the editor's own text, and tables wider than the place beside a list. */
function narrow(text: string): string {
  return text
    .replace(/^#+\s+(.*)$/gm, '**$1**')
    .replace(/^\|.*\|?\n\|[\s:|-]+$/gm, '')
    .replace(/^\|(.*)$/gm, (_, row: string) => listItem(row));
}

function listItem(row: string): string {
  const [name = '', ...others] = row.split('|').map((cell) => cell.trim());
  const rest = others.filter((cell) => cell !== '' && cell !== '✓').join(' · ');
  return rest === '' ? `- ${name}` : `- ${name}: ${rest}`;
}

function rowName(line: string): string | undefined {
  return /^\|\s*[*`]*([\w~]+)[*`]*\s*\|/.exec(line)?.[1]?.toLowerCase();
}
