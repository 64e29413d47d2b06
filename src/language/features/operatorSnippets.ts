/** A half-written operator to fill in, for the place after a pipe. `snippet` is in VS Code's snippet syntax. */
export interface OperatorSnippet {
  readonly operator: string;
  readonly label: string;
  readonly snippet: string;
}

export const OPERATOR_SNIPPETS: readonly OperatorSnippet[] = [
  { operator: 'where', label: 'where Timestamp > ago(…)', snippet: 'where ${1:Timestamp} > ago(${2:7d})' },
  { operator: 'extend', label: 'extend … = …', snippet: 'extend ${1:Name} = $0' },
  { operator: 'summarize', label: 'summarize … by …', snippet: 'summarize ${1:count()} by ${2}' },
  {
    operator: 'summarize',
    label: 'summarize arg_max(…, *) by …',
    snippet: 'summarize arg_max(${1:Timestamp}, ${2:*}) by ${3:DeviceId}',
  },
  {
    operator: 'join',
    label: 'join kind=… (…) on …',
    snippet: 'join kind=${1|inner,leftouter,leftanti,leftsemi,innerunique,rightouter,fullouter|} ($2) on ${3:DeviceId}',
  },
  { operator: 'lookup', label: 'lookup kind=… (…) on …', snippet: 'lookup kind=${1|leftouter,inner|} ($2) on ${3}' },
  { operator: 'top', label: 'top … by … desc', snippet: 'top ${1:10} by ${2:Timestamp} ${3|desc,asc|}' },
  { operator: 'sort', label: 'sort by … desc', snippet: 'sort by ${1:Timestamp} ${2|desc,asc|}' },
  { operator: 'mv-expand', label: 'mv-expand … to typeof(…)', snippet: 'mv-expand ${1} to typeof(${2:string})' },
  { operator: 'mv-apply', label: 'mv-apply … on (…)', snippet: 'mv-apply ${1} on ($0)' },
  { operator: 'parse', label: 'parse … with * "…" …', snippet: 'parse ${1} with * "${2}" ${3:Name} "${4}" *' },
  {
    operator: 'make-series',
    label: 'make-series … on … step …',
    snippet: 'make-series ${1:count()} default=0 on ${2:Timestamp} from ago(${3:7d}) to now() step ${4:1h} by ${5}',
  },
  { operator: 'project-rename', label: 'project-rename … = …', snippet: 'project-rename ${1:NewName} = ${2}' },
  { operator: 'render', label: 'render timechart', snippet: 'render ${1|timechart,columnchart,barchart,piechart|}' },
  { operator: 'invoke', label: 'invoke FileProfile(…)', snippet: 'invoke FileProfile(${1:SHA1}, ${2:1000})' },
];
