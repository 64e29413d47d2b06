import * as v from 'valibot';

/** Asks the language process for the queries of an open document. */
export const QUERIES_REQUEST = 'kqlHunting/queries';

export interface QueriesParams {
  readonly textDocument: { readonly uri: string };
}

const Position = v.object({ line: v.number(), character: v.number() });
const Query = v.object({ range: v.object({ start: Position, end: Position }) });

/** The queries in order; none for a document that is not open. */
export const QueriesAnswerSchema = v.array(Query);

export type QueriesAnswer = Readonly<v.InferOutput<typeof QueriesAnswerSchema>>;
