export const HELP = `kql-hunt: run hunting queries from the command line

Usage:
  kql-hunt run [FILE | -] [options]   Run the query of a file, of standard input (-) or of --query
  kql-hunt serve [options]            Answer hunting queries on this machine until stopped
  kql-hunt --help | --version

Options of run:
  --query TEXT        The query itself, instead of a file
  --connection NAME   local (the default), or a connection of your connections.json
  --data DIR          Folder of Parquet, CSV or JSON files that local queries run on, instead of the sample data
  --timespan T        How far to look back: PT1H, P7D, START, START/END, P7D/END or START/P7D (ISO 8601)
  --format FORMAT     table (the default), csv, tsv, json, ndjson or markdown
  --output FILE       Write to a file, whole or not at all; its ending chooses the format

Options of serve:
  --data DIR          As above
  --port N            Port on 127.0.0.1; a free one by default
  --token T           Bearer token that requests carry; a random one by default

serve prints one line of JSON, {"url":…,"token":…}, and then answers POST requests like Microsoft Graph's
security/runHuntingQuery.

Connections are read from kql-hunting/connections.json in $XDG_CONFIG_HOME (~/.config) or %APPDATA%. They hold no
secrets: KQL_HUNT_CLIENT_SECRET gives the client secret, KQL_HUNT_KEY_PASSPHRASE the passphrase of a certificate's key.

Exit codes: 0 the query ran (also with no rows), 1 the query or the service failed, 2 wrong usage, 130 interrupted.
`;
