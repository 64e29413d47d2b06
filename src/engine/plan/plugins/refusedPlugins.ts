const OTHER_SOURCE = 'it reads what lies outside the loaded data';
const CODE = 'it runs code of another language';
const MODEL = 'it asks a model outside the loaded data';
const UNKNOWN = 'what it does is not documented';

/** Plugins that the local engine will not answer, and why. */
export const REFUSED_PLUGINS: ReadonlyMap<string, string> = new Map([
  ['ai_chat_completion', MODEL],
  ['ai_chat_completion_prompt', MODEL],
  ['ai_embed_text', MODEL],
  ['ai_embeddings', MODEL],
  ['azure_digital_twins_query_request', OTHER_SOURCE],
  ['cosmosdb_sql_request', OTHER_SOURCE],
  ['csharp', CODE],
  ['dax_request', OTHER_SOURCE],
  ['execute_query', OTHER_SOURCE],
  ['execute_show_command', OTHER_SOURCE],
  ['external_datatable', UNKNOWN],
  ['funnel_sequence', 'which states count as those before and after a sequence is not documented'],
  ['http_request', OTHER_SOURCE],
  ['http_request_post', OTHER_SOURCE],
  ['identity_v3', UNKNOWN],
  ['infer_storage_schema', OTHER_SOURCE],
  ['infer_storage_schema_with_suggestions', OTHER_SOURCE],
  ['mysql_request', OTHER_SOURCE],
  ['postgresql_request', OTHER_SOURCE],
  ['python', CODE],
  ['r', CODE],
  ['sql_request', OTHER_SOURCE],
]);
