import { itemsOf, KustoLanguage } from '../../src/kusto/languageService.ts';

/** A piece of a text as Kusto's own editor colours it. */
export interface ClassifiedPiece {
  /** A name of Kusto's `ClassificationKind`, such as `QueryOperator`. */
  readonly kind: string;
  readonly start: number;
  readonly text: string;
}

type Globals = Kusto.Language.GlobalState;

const kindNames: ReadonlyMap<number, string> = new Map(
  Object.entries(KustoLanguage.Editor.ClassificationKind).flatMap(([name, value]): [number, string][] =>
    typeof value === 'number' ? [[value, name]] : [],
  ),
);

/** Classifies a text with Kusto's language service, blanks left out; in text order. */
export function classify(text: string, globals: Globals | null = KustoLanguage.GlobalState.Default): ClassifiedPiece[] {
  const service = new KustoLanguage.Editor.KustoCodeService.$ctor1(text, globals);
  return itemsOf(service.GetClassifications(0, text.length)?.Classifications).map((range) => ({
    kind: kindNames.get(range.Kind) ?? String(range.Kind),
    start: range.Start,
    text: text.slice(range.Start, range.Start + range.Length),
  }));
}

/** True where Kusto's parser finds no fault in the form of a text; names are not looked up. */
export function parses(text: string): boolean {
  return itemsOf(KustoLanguage.KustoCode.Parse(text)?.GetSyntaxDiagnostics()).length === 0;
}
