import { compareText, dynamicTypeName, isArray, isBag, type DynamicValue } from './dynamicValue';
import { defineScalar, type ScalarFunction } from './scalarFunction';

/** The types seen at one place of many dynamics. */
interface Shape {
  readonly scalars: Set<string>;
  properties: Map<string, Shape> | undefined;
  items: Shape | undefined;
}

/** The least schema that admits every dynamic of a list. https://learn.microsoft.com/kusto/query/buildschema-aggregation-function */
const schemaOf = defineScalar({
  name: 'SchemaOf',
  parameters: ['dynamic'],
  returns: 'dynamic',
  call(values) {
    const shape = emptyShape();
    for (const value of isArray(values) ? values : []) learn(shape, value);
    return describe(shape);
  },
});

export const SCHEMA_FUNCTIONS: readonly ScalarFunction[] = [schemaOf];

function emptyShape(): Shape {
  return { scalars: new Set(), properties: undefined, items: undefined };
}

function learn(shape: Shape, value: DynamicValue): void {
  if (isBag(value)) {
    shape.properties ??= new Map();
    for (const [key, item] of value) {
      const inner = shape.properties.get(key) ?? emptyShape();
      shape.properties.set(key, inner);
      learn(inner, item);
    }
  } else if (isArray(value)) {
    shape.items ??= emptyShape();
    for (const item of value) learn(shape.items, item);
  } else if (value !== null) {
    shape.scalars.add(dynamicTypeName(value));
  }
}

function describe({ scalars, properties, items }: Shape): DynamicValue {
  const kinds: DynamicValue[] = [...scalars].sort(compareText);
  if (properties !== undefined || items !== undefined) {
    const inner = [...(properties ?? [])].map(([key, shape]): [string, DynamicValue] => [key, describe(shape)]);
    kinds.push(new Map([...inner, ...(items === undefined ? [] : [[INDEXER, describe(items)] as const])]));
  }
  const [only] = kinds;
  return kinds.length === 1 && only !== undefined ? only : kinds;
}

/** Stands in a schema for the items of an array. */
const INDEXER = '`indexer`';
