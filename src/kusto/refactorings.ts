import type { AnalyzedQuery } from './analyzedQuery';
import { itemsOf, KustoLanguage } from './languageService';

/** A change of a query that Kusto's language service offers, such as extracting an expression. */
export interface Refactoring {
  readonly title: string;
  /** The whole query afterwards. */
  readonly text: string;
}

type Action = Kusto.Language.Editor.CodeAction;
type ApplyAction = Kusto.Language.Editor.ApplyAction;

/** What Kusto offers to change for a selection, each already carried out on a copy of the text. */
export function refactoringsAt(query: AnalyzedQuery, start: number, end: number): Refactoring[] {
  const { service, text } = query;
  if (service === undefined) return [];
  const found = service.GetCodeActions(start, start, end - start, OPTIONS, true, null, NEVER);
  return itemsOf(found?.Actions)
    .flatMap((action) => applicable(action, ''))
    .flatMap(({ title, action }) => {
      const changed = changedText(service, action, start);
      return changed === undefined || changed === text ? [] : { title, text: changed };
    });
}

const { Editor, Utils } = KustoLanguage;
const OPTIONS = Editor.CodeActionOptions.Default;
const NEVER = new Utils.CancellationToken();

/** Kusto groups its actions in menus, whose titles say what their entries are about. */
function applicable(action: Action, menu: string): { readonly title: string; readonly action: ApplyAction }[] {
  const title = [menu, action.Title ?? ''].filter((part) => part !== '').join(': ');
  if (action instanceof Editor.MenuAction) return itemsOf(action.Actions).flatMap((entry) => applicable(entry, title));
  return action instanceof Editor.ApplyAction ? [{ title, action }] : [];
}

function changedText(
  service: Kusto.Language.Editor.KustoCodeService,
  action: ApplyAction,
  caret: number,
): string | undefined {
  const results = itemsOf(service.ApplyCodeAction(action, caret, OPTIONS, NEVER)?.Actions);
  const change = results.find((result) => result instanceof Editor.ChangeTextAction);
  return change?.ChangedText ?? undefined;
}
