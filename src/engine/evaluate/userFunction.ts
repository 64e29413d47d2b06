import { scalarTypeByName, type BoundNode } from '../../kusto/boundNode';
import { notSupported, QueryFault } from '../plan/notSupported';
import { convertTo } from './conversion';
import type { Expression, ExpressionCompiler, ExpressionScope } from './expression';

/** Compiles the call of a user's scalar function, `let f = (a: long, b: long = 5) { … }`. */
export function compileBody<Row>(
  call: BoundNode,
  declaration: BoundNode,
  compiler: ExpressionCompiler<Row>,
): Expression<Row> {
  const body = call.calledBody;
  if (body === undefined) throw notSupported(`${call.name}()`, call);
  const names = new Map(bindParameters(call, declaration, compiler));
  let inner = compiler.within(bodyScope(names, compiler.scope));
  for (const statement of body.list('Statements')) {
    if (statement.kind !== 'LetStatement')
      throw notSupported(`'${statement.text.slice(0, 40)}' in a function`, statement);
    const value = inner.compile(statement.child('Expression'));
    inner = inner.within(bodyScope(new Map([[statement.name, value]]), inner.scope));
  }
  return inner.compile(body.child('Expression'));
}

/** Inside a function its own names come first; columns of the caller are not seen. */
function bodyScope<Row>(
  names: ReadonlyMap<string, Expression<Row>>,
  outer: ExpressionScope<Row>,
): ExpressionScope<Row> {
  return {
    now: outer.now,
    name: (name, node) => names.get(name) ?? outer.name(name, node),
    ...(outer.declaration === undefined ? {} : { declaration: outer.declaration }),
  };
}

function bindParameters<Row>(
  call: BoundNode,
  declaration: BoundNode,
  compiler: ExpressionCompiler<Row>,
): readonly (readonly [string, Expression<Row>])[] {
  const given = call.kind === 'FunctionCallExpression' ? call.child('ArgumentList').list('Expressions') : [];
  return declaration
    .child('Parameters')
    .list('Parameters')
    .map((parameter, index) => {
      const nameAndType = parameter.child('NameAndType');
      const { name } = nameAndType;
      const argument = argumentFor(name, index, given) ?? parameter.optionalChild('DefaultValue')?.child('Value');
      if (argument === undefined) throw new QueryFault(`${call.name}() lacks the argument ${name}`, call);
      const value = compiler.compile(argument);
      const type = scalarTypeByName(nameAndType.child('Type').text) ?? value.type;
      return [name, convertTo(type, value)];
    });
}

/** A named argument may stand among unnamed ones only in its own place. */
function argumentFor(name: string, index: number, given: readonly BoundNode[]): BoundNode | undefined {
  const named = given.find((argument) => argument.kind === 'SimpleNamedExpression' && argument.name === name);
  const inPlace = given[index];
  return named?.child('Expression') ?? (inPlace?.kind === 'SimpleNamedExpression' ? undefined : inPlace);
}
