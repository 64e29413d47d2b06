import type { PlanColumn, Relation } from './nodes';

/** The column of that name, or undefined. Names are case-sensitive. */
export function findColumn(relation: Relation, name: string): PlanColumn | undefined {
  return relation.columns.find((candidate) => candidate.name === name);
}
