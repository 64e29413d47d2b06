import * as v from 'valibot';
import { renderProperties } from '../core/charts/renderProperties';
import { SCALAR_TYPES } from '../core/results/scalarType';

/** Asks the language process for the queries of an open document. */
export const QUERIES_REQUEST = 'kqlHunting/queries';

export interface QueriesParams {
  readonly textDocument: { readonly uri: string };
}

const Position = v.object({ line: v.number(), character: v.number() });
const Query = v.object({ range: v.object({ start: Position, end: Position }) });

/** Asks the language process what the `render` of a query says. */
export const RENDER_REQUEST = 'kqlHunting/render';

export interface RenderParams {
  readonly query: string;
}

export const RenderAnswerSchema = v.nullable(renderProperties);

/** Asks the language process which tables it knows of, the documented ones first of all. */
export const TABLE_NAMES_REQUEST = 'kqlHunting/tableNames';

export const TableNamesSchema = v.array(v.string());

/** Tells the language process what the selected connection said of its tables. */
export const TABLES_NOTIFICATION = 'kqlHunting/connectionTables';

/** Tells the language process whether a timespan is chosen, which is sent with every query. */
export const TIMESPAN_NOTIFICATION = 'kqlHunting/timespan';

export const TimespanSchema = v.object({ isChosen: v.boolean() });

const ConnectionTable = v.object({
  name: v.string(),
  columns: v.array(
    v.object({ name: v.string(), type: v.picklist(SCALAR_TYPES), examples: v.optional(v.array(v.string()), []) }),
  ),
});

/** The tables of a connection; none where it has not been asked. */
export const ConnectionTablesSchema = v.array(ConnectionTable);

export type ConnectionTables = Readonly<v.InferOutput<typeof ConnectionTablesSchema>>;

/** Tells the language process which results can be read as tables. */
export const RESULT_TABLES_NOTIFICATION = 'kqlHunting/resultTables';

/** Asks the language process which results a query reads as tables. */
export const USED_RESULTS_REQUEST = 'kqlHunting/usedResults';

export interface UsedResultsParams {
  readonly query: string;
}

/** By name: the results that a query reads, and the other tables. */
export const UsedResultsSchema = v.object({ results: v.array(v.string()), others: v.array(v.string()) });

export type UsedResults = Readonly<v.InferOutput<typeof UsedResultsSchema>>;

/** The queries in order; none for a document that is not open. */
export const QueriesAnswerSchema = v.array(Query);

export type QueriesAnswer = Readonly<v.InferOutput<typeof QueriesAnswerSchema>>;
