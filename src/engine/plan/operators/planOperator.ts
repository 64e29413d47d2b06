import type { BoundNode } from '../../../kusto/boundNode';
import type { Environment } from '../environment';
import { GRAPH_OPERATORS } from '../graph/planGraph';
import { notSupported } from '../notSupported';
import type { Planner } from '../planner';
import { planAssertSchema } from './assertSchema';
import { planEvaluate } from './evaluate';
import { planJoin } from './join';
import { planMakeSeries } from './makeSeries';
import { planMvApply } from './mvApply';
import { planMvExpand } from './mvExpand';
import { refusedOperator } from './operatorName';
import { planParse } from './parse';
import { planParseKv } from './parseKv';
import { planPartition } from './partition';
import {
  planExtend,
  planProject,
  planProjectAway,
  planProjectByNames,
  planProjectKeep,
  planProjectRename,
  planProjectReorder,
} from './project';
import {
  describeColumns,
  planAs,
  planConsume,
  planCount,
  planDistinct,
  planSampleDistinct,
  planSerialize,
  planSort,
  planTake,
  planTop,
  planWhere,
} from './rows';
import { planReduce } from './reduce';
import { planScan } from './scan';
import { planSearch } from './search';
import { planFacet, planFork } from './severalTables';
import { planSummarize } from './summarize';
import { planTopHitters } from './topHitters';
import { planTopNested } from './topNested';
import { planUnion } from './union';
import type { Relation } from '../nodes';

type OperatorPlanner = (node: BoundNode, input: Relation, environment: Environment, planner: Planner) => Relation;

/** How each operator after a pipe becomes a step of the plan, by Kusto's class of node. */
const OPERATORS: ReadonlyMap<string, OperatorPlanner> = new Map<string, OperatorPlanner>([
  ['AsOperator', planAs],
  ['AssertSchemaOperator', planAssertSchema],
  ['ConsumeOperator', planConsume],
  ['CountOperator', planCount],
  ['DistinctOperator', planDistinct],
  ['EvaluateOperator', planEvaluate],
  ['ExecuteAndCacheOperator', (_, input) => input],
  ['ExtendOperator', planExtend],
  ['FacetOperator', planFacet],
  ['FilterOperator', planWhere],
  ['ForkOperator', planFork],
  ['GetSchemaOperator', describeColumns],
  ['JoinOperator', planJoin],
  ['LookupOperator', planJoin],
  ['MakeSeriesOperator', planMakeSeries],
  ['MvApplyOperator', planMvApply],
  ['MvExpandOperator', planMvExpand],
  ['ParseKvOperator', planParseKv],
  ['ParseOperator', planParse],
  ['ParseWhereOperator', planParse],
  ['PartitionOperator', planPartition],
  ['ProjectAwayOperator', planProjectAway],
  ['ProjectByNamesOperator', planProjectByNames],
  ['ProjectKeepOperator', planProjectKeep],
  ['ProjectOperator', planProject],
  ['ProjectRenameOperator', planProjectRename],
  ['ProjectReorderOperator', planProjectReorder],
  ['ReduceByOperator', planReduce],
  ['RenderOperator', (_, input) => input],
  ['SampleDistinctOperator', planSampleDistinct],
  ['SampleOperator', planTake],
  ['ScanOperator', planScan],
  ['SearchOperator', planSearch],
  ['SerializeOperator', planSerialize],
  ['SortOperator', planSort],
  ['SummarizeOperator', planSummarize],
  ['TakeOperator', planTake],
  ['TopHittersOperator', planTopHitters],
  ['TopNestedOperator', planTopNested],
  ['TopOperator', planTop],
  ['UnionOperator', planUnion],
]);

/** Kusto's classes of the operators that the engine has; those that begin a query are planned by `planQuery`. */
export const SUPPORTED_OPERATORS: ReadonlySet<string> = new Set([
  ...OPERATORS.keys(),
  ...GRAPH_OPERATORS,
  ...['FindOperator', 'InvokeOperator', 'PrintOperator', 'RangeOperator'],
]);

/** Plans one operator. @throws QueryFault for those that the engine has no translation for */
export function planOperator(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const plan = OPERATORS.get(node.kind);
  if (plan === undefined) throw notSupported(refusedOperator(node), node);
  return plan(node, input, environment, planner);
}
