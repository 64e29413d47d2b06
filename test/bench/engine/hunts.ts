/** A hunt in KQL, and the DuckDB SQL that somebody who knows both would write for the same answer. */
export interface Hunt {
  readonly name: string;
  readonly kql: string;
  readonly sql: string;
}

/*
 * The SQL runs on the very tables that the engine translates to: `t0` DeviceProcessEvents, `t1` DeviceNetworkEvents,
 * `c<n>` their columns in the documented order, times as ticks. It is written to be fast and not to look like the
 * translation: of the ways that were tried the fastest stands here (a `QUALIFY` for the last row of each device, which
 * DuckDB fetches late, and not 69 `arg_max`; a substring test before the regular expression, which took a third of the
 * time of the expression alone). `dcount` is exact in the engine, and so here: `approx_count_distinct` has another answer.
 * What takes thought in KQL's meaning and costs time (`has` ignores case and `_` separates terms, `in~`) is asked of both.
 */
export const HUNTS: readonly Hunt[] = [
  {
    name: 'term search',
    kql: `DeviceProcessEvents
      | where ProcessCommandLine has "mimikatz"
      | project Timestamp, DeviceName, AccountName, ProcessCommandLine`,
    sql: `SELECT c0, c2, c22, c17 FROM t0
      WHERE contains(lower(c17), 'mimikatz') AND regexp_matches(c17, '(?i)(^|[^a-z0-9])mimikatz([^a-z0-9]|$)')`,
  },
  {
    name: 'filter and summarize by bin',
    kql: `DeviceProcessEvents
      | where ActionType == "ProcessCreated" and FileName in~ ("cmd.exe", "powershell.exe", "rundll32.exe")
      | summarize Starts = count(), Bytes = sum(FileSize), Last = max(Timestamp) by bin(Timestamp, 1h), FileName`,
    sql: `SELECT c0 - c0 % 36000000000, c4, count(*), sum(c9), max(c0) FROM t0
      WHERE c3 = 'ProcessCreated' AND lower(c4) IN ('cmd.exe', 'powershell.exe', 'rundll32.exe') GROUP BY ALL`,
  },
  {
    name: 'top',
    kql: `DeviceProcessEvents
      | where AccountName != "user7"
      | top 100 by Timestamp desc
      | project Timestamp, DeviceName, FileName, ProcessCommandLine`,
    sql: `SELECT c0, c2, c4, c17 FROM t0 WHERE c22 <> 'user7' ORDER BY c0 DESC LIMIT 100`,
  },
  {
    name: 'arg_max per device',
    kql: `DeviceProcessEvents | summarize arg_max(Timestamp, *) by DeviceId`,
    sql: `SELECT c1, c0, COLUMNS(* EXCLUDE (c0, c1)) FROM t0
      QUALIFY row_number() OVER (PARTITION BY c1 ORDER BY c0 DESC) = 1`,
  },
  {
    name: 'join of processes and network events',
    kql: `DeviceProcessEvents
      | where FileName in~ ("powershell.exe", "mshta.exe")
      | join kind=inner (DeviceNetworkEvents | where RemotePort == 443)
          on DeviceId, $left.ProcessId == $right.InitiatingProcessId
      | summarize Connections = count(), First = min(Timestamp1) by DeviceName, RemoteUrl`,
    sql: `SELECT p.c2, n.c6, count(*), min(n.c0) FROM t0 p JOIN t1 n ON p.c1 = n.c1 AND p.c16 = n.c23
      WHERE lower(p.c4) IN ('powershell.exe', 'mshta.exe') AND n.c5 = 443 GROUP BY ALL`,
  },
  {
    name: 'dcount',
    kql: `DeviceProcessEvents | summarize Lines = dcount(ProcessCommandLine), Devices = dcount(DeviceId) by FileName`,
    sql: `SELECT c4, count(DISTINCT c17), count(DISTINCT c1) FROM t0 GROUP BY ALL`,
  },
  {
    name: 'make_set',
    kql: `DeviceProcessEvents | summarize Files = make_set(FileName), Accounts = make_set(AccountName) by DeviceId`,
    sql: `SELECT c1, to_json(list(DISTINCT c4)), to_json(list(DISTINCT c22)) FROM t0 GROUP BY ALL`,
  },
  {
    name: 'mv-expand',
    kql: `DeviceProcessEvents
      | where isnotempty(AdditionalFields)
      | mv-expand Tag = parse_json(AdditionalFields).Tags to typeof(string)
      | summarize Events = count(), Devices = dcount(DeviceId) by Tag`,
    sql: `SELECT tag, count(*), count(DISTINCT c1)
      FROM (SELECT c1, unnest(c57->>'$.Tags[*]') AS tag FROM t0 WHERE c57 <> '') GROUP BY ALL`,
  },
];
