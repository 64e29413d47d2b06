import type { BoundNode } from '../kusto/boundNode';
import { quoteName, quoteText, type Rewording } from './answeredText';
import { declareFunction, HUNTING_FUNCTION_NAMES, type LoadedTables } from './huntingFunctions';
import { argumentsOf } from './plan/expressions/call';
import { matchesName } from './plan/namePattern';
import { SPELLED_TWO_WAYS, spellAsLoaded } from './otherSpellings';
import { operatorParameter } from './plan/operatorParameter';

/** Texts without any of these need no other words, which spares most queries the walk. */
const MAY_NEED_WORDS = new RegExp(
  `\\b(?:view|isfuzzy|pack_all|scan|${[...HUNTING_FUNCTION_NAMES, ...SPELLED_TWO_WAYS].join('|')})\\b`,
);

/**
 * What the service understands and Kusto's binder does not, in words that both do: `union View_*` by the names of the
 * views, `pack_all()` in a `find` by its older spelling `pack(*)`, and a `scan` whose matches have no number by one that
 * numbers them and then leaves the numbers out, for the binder always lists them. Functions of advanced hunting that the
 * query calls are declared in front of it. Columns of two spellings are spelled as the loaded tables have them.
 */
export function findRewordings(text: string, root: BoundNode, tables: LoadedTables): readonly Rewording[] {
  if (!MAY_NEED_WORDS.test(text)) return [];
  const nodes = [...nodesOf(root)];
  const views = nodes.flatMap((node) =>
    node.kind === 'LetStatement' && /^view\b/.test(node.child('Expression').text) ? [node.name] : [],
  );
  const known = [...tables.keys(), ...views];
  const calls = nodes.filter((node) => isHuntingCall(node));
  const called = [...new Set(calls.map(({ name }) => name))];
  const inFront = called.map((name): Rewording => ({
    start: 0,
    end: 0,
    text: declareFunction(name, tables),
    note: `${name}() is answered from the loaded data: what only the service knows is empty.`,
  }));
  const others = nodes.flatMap((node) => {
    switch (node.kind) {
      case 'UnionOperator': {
        const isFuzzy = operatorParameter(node, 'isfuzzy') === 'true';
        return node.list('Expressions').flatMap((pattern) => viewsOf(pattern, views, known, isFuzzy));
      }
      case 'FindInClause':
        return node.list('Expressions').flatMap((pattern) => viewsOf(pattern, views, known, false));
      case 'ScanOperator':
        return unnumberedScan(node);
      case 'NameReference':
        return spellAsLoaded(node, tables);
      case 'FindProjectClause':
        return node.list('Columns').flatMap((column) => packAll(column, text));
      default:
        return [];
    }
  });
  return [...inFront, ...calls.flatMap(argumentsByName), ...others];
}

/** A call of a hunting function that the query does not declare itself. */
function isHuntingCall(node: BoundNode): boolean {
  return node.kind === 'FunctionCallExpression' && HUNTING_FUNCTION_NAMES.has(node.name) && node.symbol === undefined;
}

/** Columns among the arguments by their names, because the declared functions look them up. */
function argumentsByName(call: BoundNode): readonly Rewording[] {
  return argumentsOf(call).flatMap((argument, index) => {
    if (argument.kind !== 'NameReference' || argument.symbol !== undefined) return [];
    const text = quoteText(argument.name);
    const isTime = call.name === 'DeviceFromIP' && index === 1;
    return [{ start: argument.start, end: argument.end, text: isTime ? `datetime(null), ${text}` : text }];
  });
}

function* nodesOf(node: BoundNode): Generator<BoundNode> {
  yield node;
  for (const child of node.children) yield* nodesOf(child);
}

/** The names that a pattern stands for, where a view is among them; in a fuzzy union it may stand for nothing. */
function viewsOf(
  pattern: BoundNode,
  views: readonly string[],
  known: readonly string[],
  isFuzzy: boolean,
): readonly Rewording[] {
  if (pattern.kind !== 'NameReference' || !pattern.name.includes('*')) return [];
  const matches = matchesName(pattern.name);
  const names = known.filter(matches);
  const { start, end } = pattern;
  if (names.length === 0) return isFuzzy ? [{ start, end, text: ABSENT_TABLE }] : [];
  return views.some(matches) ? [{ start, end, text: names.map(quoteName).join(', ') }] : [];
}

/** A name that no table has. */
const ABSENT_TABLE = '__absent__';

function unnumberedScan(scan: BoundNode): readonly Rewording[] {
  if (operatorParameter(scan, 'with_match_id') !== undefined) return [];
  const behindKeyword = scan.start + 'scan'.length;
  return [
    { start: behindKeyword, end: behindKeyword, text: ` with_match_id=${UNSEEN_COLUMN} ` },
    { start: scan.end, end: scan.end, text: ` | project-away ${UNSEEN_COLUMN}` },
  ];
}

const UNSEEN_COLUMN = '__match_id__';

function packAll(column: BoundNode, text: string): readonly Rewording[] {
  if (column.name !== 'pack_all') return [];
  const written = /^pack_all\s*\(\s*\)/.exec(text.slice(column.start));
  return written === null ? [] : [{ start: column.start, end: column.start + written[0].length, text: 'pack(*)' }];
}
