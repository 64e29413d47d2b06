import type { Log, ReportingDescriptor, Result } from 'sarif';
import { version } from '../../package.json';
import type { Severity } from '../kusto/kqlDiagnostic';
import { documentationOf } from '../language/documentation';
import { ALL_LINTS } from '../language/lints/allLints';
import type { FileFinding } from './checkReport';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
const HOME = 'https://github.com/kql-hunting/kql-hunting';

const LEVELS: Readonly<Record<Severity, Result.level>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** A SARIF 2.1.0 log of one run, as GitHub code scanning takes it: relative addresses, and a rule for every result. */
export function writeSarifReport(findings: readonly FileFinding[]): string {
  const rules = rulesOf(findings);
  const log: Log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'kql-hunt', version, informationUri: HOME, rules } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => toResult(finding, rules)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function rulesOf(findings: readonly FileFinding[]): ReportingDescriptor[] {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  return codes.map((code) => {
    const lint = ALL_LINTS.find((candidate) => candidate.code === code);
    const helpUri = documentationOf(code);
    return {
      id: code,
      shortDescription: { text: lint?.summary ?? `A finding of Kusto’s language service with the code ${code}.` },
      ...(lint !== undefined && { defaultConfiguration: { level: LEVELS[lint.severity] } }),
      ...(helpUri !== undefined && { helpUri }),
    };
  });
}

function toResult(finding: FileFinding, rules: readonly ReportingDescriptor[]): Result {
  return {
    ruleId: finding.code,
    ruleIndex: rules.findIndex(({ id }) => id === finding.code),
    level: LEVELS[finding.severity],
    message: { text: finding.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: addressOf(finding.file) },
          region: {
            startLine: finding.line,
            startColumn: finding.column,
            endLine: finding.endLine,
            endColumn: finding.endColumn,
          },
        },
      },
    ],
  };
}

/** A path as a relative reference; an absolute one as a file's address. */
function addressOf(path: string): string {
  if (path === '-') return 'stdin';
  const parts = path.replace(/^(?:\.\/)+/, '').split('/');
  const encoded = parts.map((part) => encodeURIComponent(part)).join('/');
  if (path.startsWith('/')) return `file://${encoded}`;
  // A drive's letter would read as a scheme.
  return /^[A-Za-z]:/.test(path) ? `file:///${path.slice(0, 2)}${encoded.slice('X%3A'.length)}` : encoded;
}
