import { call, castTo, constantInteger, constantText, literal } from '../scalar';
import type { CallScalar, Scalar } from '../nodes';

/**
 * A member of a dynamic by a string, a number or a dynamic. Members that are known when the query is planned are joined
 * into one path, so that `parse_json(Text).a.b[0]` reads its text once: `DynamicPath` of a dynamic, `TextPath` of a text.
 */
export function memberOf(bag: Scalar, selector: Scalar): Scalar {
  const step = pathStep(selector);
  if (step !== undefined) return extendPath(bag, step);
  switch (selector.type) {
    case 'string':
      return call('DynamicKey', 'dynamic', bag, selector);
    case 'dynamic':
      return call('DynamicMember', 'dynamic', bag, selector);
    default:
      return call('DynamicIndex', 'dynamic', bag, castTo('long', selector));
  }
}

/** Keys that a path can quote: the database knows no escapes in it. */
const QUOTABLE_KEY = /^[\p{L}\p{N}_ @:/-]+$/u;
/** Keys that need no quotes, which cost time in a path over all elements of an array. */
const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A key applies to bags alone and an index to arrays alone, also where a key has digits only. */
function pathStep(selector: Scalar): string | undefined {
  const key = selector.type === 'string' ? constantText(selector) : undefined;
  if (key !== undefined && PLAIN_KEY.test(key)) return `.${key}`;
  if (key !== undefined) return QUOTABLE_KEY.test(key) ? `."${key}"` : undefined;
  const index = constantInteger(selector);
  if (index === undefined || index !== BigInt.asIntN(32, index)) return undefined;
  return index < 0n ? `[#${index}]` : `[${index}]`;
}

function extendPath(bag: Scalar, step: string): CallScalar {
  const [base, path] = isPath(bag) ? bag.args : [];
  if (base !== undefined && isPath(bag)) {
    return call(bag.name, 'dynamic', base, literal('string', `${constantText(path) ?? '$'}${step}`));
  }
  const text = parsedText(bag);
  const root = literal('string', `$${step}`);
  return text === undefined ? call('DynamicPath', 'dynamic', bag, root) : call('TextPath', 'dynamic', text, root);
}

/** A member whose path is known. There are functions of the names `DynamicPathText`, `TextPathItems` and so on besides. */
export interface PathScalar extends CallScalar {
  readonly name: 'DynamicPath' | 'TextPath';
}

export function isPath(scalar: Scalar | undefined): scalar is PathScalar {
  return scalar?.kind === 'call' && (scalar.name === 'DynamicPath' || scalar.name === 'TextPath');
}

const PARSERS: ReadonlySet<string> = new Set(['parse_json', 'parsejson', 'todynamic', 'toobject']);

/** The text of `parse_json(Text)`. */
function parsedText(scalar: Scalar): Scalar | undefined {
  if (scalar.kind !== 'call' || !PARSERS.has(scalar.name)) return undefined;
  const [text] = scalar.args;
  return text?.type === 'string' ? text : undefined;
}
