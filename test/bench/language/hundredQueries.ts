export const QUERIES = 100;

/** A file of 100 queries and some 2,000 lines. */
export function hundredQueries(): string {
  return Array.from({ length: QUERIES }, (_, index) => huntingQuery(index)).join('\n\n');
}

/** Behind this part of a query there is a condition to be typed. */
export const TYPED_AFTER = '(names)';

/** The query in which a keystroke falls: all over the file, never twice in a row. */
export function queryOfStroke(stroke: number): number {
  return (stroke * 37 + 11) % QUERIES;
}

/** A query of twenty lines as hunters write them; the numbers make each block another text. */
function huntingQuery(number: number): string {
  return `// Hunt ${number}
let since = ${1 + (number % 29)}d;
let names = dynamic(["powershell.exe", "cmd.exe", "wscript.exe"]);
let rare = DeviceProcessEvents
    | where Timestamp > ago(since)
    | summarize Machines = dcount(DeviceId), First = min(Timestamp) by FileName, SHA1
    | where Machines < ${2 + number};
DeviceProcessEvents
| where Timestamp > ago(since)
| where FileName in~ (names)
| where ProcessCommandLine has_any ("-enc", "download", "http")
| extend Target = tolower(extract(@"https?://([^/]+)", 1, ProcessCommandLine))
| join kind=inner (rare) on SHA1
| join kind=leftouter (
    DeviceNetworkEvents
    | where Timestamp > ago(since) and RemotePort == ${440 + number}
    | project DeviceId, RemoteIP, RemoteUrl
  ) on DeviceId
| project Timestamp, DeviceName, FileName, Target, RemoteIP, Machines
| top 100 by Timestamp desc`;
}
