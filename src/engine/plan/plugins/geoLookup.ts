import type { BoundNode } from '../../../kusto/boundNode';
import { nearLines, nearPolygons } from '../../procedures/plugins/nearShapes';
import type { Environment } from '../environment';
import { QueryFault } from '../notSupported';
import type { PlanColumn, Relation } from '../nodes';
import type { Planner } from '../planner';
import { boundColumns } from '../projection';
import { findColumn } from '../relation';
import { castTo, nullOf } from '../scalar';
import { planLookup } from './lookup';
import { isTrue, PluginArguments, rowOf } from './pluginArguments';

const PARAMETERS = ['LookupTable', 'first', 'second', 'third', 'radius', 'return_unmatched'];

/** `geo_line_lookup(…)`: lines that are within a radius of a place. */
export function planLineLookup(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  return planGeoLookup(node, input, nearLines, 'LookupLineKey', environment, planner);
}

/** `geo_polygon_lookup(…)`: polygons that a place is in, or within a radius of. */
export function planPolygonLookup(
  node: BoundNode,
  input: Relation,
  environment: Environment,
  planner: Planner,
): Relation {
  return planGeoLookup(node, input, nearPolygons, 'LookupPolygonKey', environment, planner);
}

function planGeoLookup(
  node: BoundNode,
  input: Relation,
  find: typeof nearLines,
  keyName: string,
  environment: Environment,
  planner: Planner,
): Relation {
  const args = new PluginArguments(node, PARAMETERS);
  const table = planner.relation(args.need('LookupTable'), environment);
  const { shape, longitude, latitude } = readPlaces(args, keyName, input, table);
  if (shape.type !== 'dynamic' || longitude.type !== 'real' || latitude.type !== 'real') {
    throw new QueryFault('a shape is looked up by two reals in a dynamic column', node);
  }
  const radiusNode = args.get('radius');
  const radius =
    radiusNode === undefined ? nullOf('real') : castTo('real', planner.scalar(radiusNode, { environment }));
  const columnCount = input.columns.length + table.columns.length;
  return planLookup(
    {
      node,
      input,
      table,
      keys: [longitude, latitude],
      tableKey: shape,
      equal: [],
      hidesTableKey: boundColumns(node).length < columnCount,
      returnsUnmatched: isTrue(args.get('return_unmatched')),
      find,
      settings: [rowOf([radius], planner)],
    },
    planner,
  );
}

/** The shape stands before the place or, as newer documentation has it, after it. */
function readPlaces(
  args: PluginArguments,
  keyName: string,
  input: Relation,
  table: Relation,
): { readonly shape: PlanColumn; readonly longitude: PlanColumn; readonly latitude: PlanColumn } {
  const leads = args.get(keyName) !== undefined || findColumn(table, args.need('first').name) !== undefined;
  const [shape, longitude, latitude] = leads ? ['first', 'second', 'third'] : ['third', 'first', 'second'];
  const at = (name: string, position = name, relation = input): PlanColumn =>
    args.column(args.get(name) === undefined ? position : name, relation);
  return {
    shape: at(keyName, shape, table),
    longitude: at('SourceLongitude', longitude),
    latitude: at('SourceLatitude', latitude),
  };
}
