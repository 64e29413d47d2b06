import { scalarTypeByName, type BoundNode } from '../../../../../src/kusto/boundNode';
import type { BoundQuery } from '../../../../../src/kusto/bindQuery';
import { compileExpression } from '../../../../../src/engine/evaluate/compileExpression';
import { convertTo } from '../../../../../src/engine/evaluate/conversion';
import { constant, type Expression } from '../../../../../src/engine/evaluate/expression';
import { OPERATORS } from './operators';
import { NO_ROWS, rowScope, type Names, type Table } from './table';

/** Answers a bound query slowly and plainly, row by row, as Kusto says each of its operators works. */
export function evaluateQuery(query: BoundQuery, now: bigint): Table {
  const scalars = new Map<string, Expression<unknown>>();
  const tables = new Map<string, Table>();
  const declarations = new Map<string, BoundNode>();
  const names: Names = { now, scalars, tables, declarations };
  let answer = NO_ROWS;
  for (const statement of query.root.list('Statements')) {
    const value = statement.child('Expression');
    if (statement.kind === 'ExpressionStatement') answer = evaluateTable(value, names);
    else if (value.kind === 'FunctionDeclaration') declarations.set(statement.name, value);
    else if (value.tableColumns !== undefined) tables.set(statement.name, evaluateTable(value, names));
    else {
      const { type, evaluate } = compileExpression(value, rowScope(NO_ROWS, names));
      scalars.set(statement.name, constant(type, evaluate([])));
    }
  }
  return answer;
}

/** The rows of a table expression. */
export function evaluateTable(node: BoundNode, names: Names): Table {
  switch (node.kind) {
    case 'ParenthesizedExpression':
      return evaluateTable(node.child('Expression'), names);
    case 'PipeExpression':
      return applyOperator(node.child('Operator'), evaluateTable(node.child('Expression'), names), names);
    case 'NameReference': {
      const table = names.tables.get(node.name);
      if (table === undefined) throw new Error(`no table ${node.name}`);
      return table;
    }
    case 'DataTableExpression':
      return evaluateDataTable(node, names);
    default:
      return applyOperator(node, NO_ROWS, names);
  }
}

function applyOperator(node: BoundNode, input: Table, names: Names): Table {
  const operator = OPERATORS.get(node.kind);
  if (operator === undefined) throw new Error(`the reference has no ${node.kind}`);
  return operator(node, input, names, evaluateTable);
}

function evaluateDataTable(node: BoundNode, names: Names): Table {
  const columns = node
    .child('Schema')
    .list('Columns')
    .map((column) => ({ name: column.name, type: scalarTypeByName(column.child('Type').text) ?? 'string' }));
  const values = node.list('Values').map((value, index) => {
    const type = columns[index % columns.length]?.type ?? 'string';
    return convertTo(type, compileExpression(value, rowScope(NO_ROWS, names))).evaluate([]);
  });
  const rows = Array.from({ length: values.length / columns.length }, (_, row) =>
    values.slice(row * columns.length, (row + 1) * columns.length),
  );
  return { columns, rows };
}
