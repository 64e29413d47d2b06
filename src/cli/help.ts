export const HELP = `kql-hunt: run hunting queries from the command line

Usage:
  kql-hunt run [FILE | -] [options]   Run the query of a file, of standard input (-) or of --query
  kql-hunt serve [options]            Answer hunting queries on this machine until stopped
  kql-hunt check FILE… [options]      Say what is wrong in the queries of files
  kql-hunt format FILE… [--check]     Lay the queries of files out, in place
  kql-hunt --help | --version

Options of run:
  --query TEXT        The query itself, instead of a file
  --connection NAME   local (the default), or a connection of your connections.json
  --timespan T        How far to look back: PT1H, P7D, START, START/END, P7D/END or START/P7D (ISO 8601)
  --format FORMAT     table (the default), csv, tsv, json, ndjson or markdown
  --output FILE       Write to a file, whole or not at all; its ending chooses the format

Options of serve:
  --port N            Port on 127.0.0.1; a free one by default
  --token T           Bearer token that requests carry; a random one by default

Options of run and serve, for the local engine:
  --data DIR          Folder of CSV, TSV, JSON, NDJSON or Parquet files (also .gz) instead of the sample data: each
                      file is a table, each sub-folder one table of all its files. Changed files are noticed
  --no-cache          Read the files into memory, and keep no copy of them for the next start
  --memory SIZE       What the database may use before it goes to disk or refuses: 512MB, 4GB; half of the
                      machine's memory by default
  --timeout T         How long a query may take: seconds, or 90s, 10m, 2h; 3m by default, as the service has it
  --no-limits         Answers may have more than 100,000 rows and 50 MB, and take more than three minutes

check and format read .kql, .csl and .kusto files, the query and queryText of YAML, and the kql and kusto fences of
Markdown. FILE may be a folder, a pattern such as "hunts/**/*.yaml", or - for standard input.

Options of check:
  --format FORMAT     text (the default), json or sarif, on standard output
  --max-warnings N    More warnings than N are a failure
  --rule CODE=WORD    off, hint, info, warning or error for a code; may be given several times
  --fix               Mend, in place, what can be mended without changing what a query finds, such as a misspelt name
  --timespan T        The timespan that the queries are run with, as run takes it: they need no filter by time then
  --schema NAME       Tables beside those of Defender XDR: sentinel, or a JSON file of tables, columns and types,
                      { "MyEvents": { "Timestamp": "datetime" } }, or what a Kusto cluster answers to
                      ".show database schema as json"; may be given several times

Options of format:
  --check             Change nothing: list the files that would change, and end with 1 if there are any

serve prints one line of JSON, {"url":…,"token":…}, and then answers POST requests like Microsoft Graph's
security/runHuntingQuery.

Copies of the tables of --data are kept in kql-hunting/tables in $XDG_CACHE_HOME (~/.cache), ~/Library/Caches or
%LOCALAPPDATA%, for the user's eyes only. They can be removed at any time.

Connections are read from kql-hunting/connections.json in $XDG_CONFIG_HOME (~/.config) or %APPDATA%. They hold no
secrets: KQL_HUNT_CLIENT_SECRET gives the client secret, KQL_HUNT_KEY_PASSPHRASE the passphrase of a certificate's key.

Exit codes: 0 the query ran (also with no rows) or the files are fine, 1 the query or the service failed or files have
errors, 2 wrong usage, 130 interrupted.
`;
