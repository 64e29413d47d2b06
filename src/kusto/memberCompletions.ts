import type { Completion, Completions } from './completion';
import { AUDIT_ELEMENT_MEMBERS, AUDIT_RECORD_MEMBERS, FUNCTION_MEMBERS } from './schema/dynamicMembers';

/** A dot after a value, and what is typed of the member's name. */
const MEMBER = /([\w)\]])\.([A-Za-z_]\w*)?$/;

/**
 * What may follow the dot after a dynamic value. Its members are in no schema: those that Kusto's functions and the
 * audit records of Microsoft 365 are known to have, and those that the query names elsewhere.
 */
export function membersAt(text: string, offset: number): Completions | undefined {
  const match = MEMBER.exec(text.slice(Math.max(0, offset - 300), offset));
  if (match === null || /\d/.test(match[1] ?? '')) return undefined;
  const start = offset - (match[2]?.length ?? 0);
  const end = offset + (/^\w*/.exec(text.slice(offset))?.[0].length ?? 0);
  const names = new Set([
    ...membersNamedIn(text, start),
    ...knownMembers(text.slice(0, start)),
    ...namesBeingAssigned(text.slice(0, start)),
  ]);
  return { start, end, items: [...names].map(toCompletion) };
}

function toCompletion(name: string): Completion {
  return { kind: 'member', name, detail: '', before: name, after: '', order: name.toLowerCase() };
}

/** Members of the query's other expressions; not the one being typed. */
function membersNamedIn(text: string, typedAt: number): string[] {
  const dotted = [...text.matchAll(/[\w)\]]\.([A-Za-z_]\w*)/g)]
    .filter((match) => match.index + match[0].length <= typedAt || match.index >= typedAt)
    .map((match) => match[1] ?? '');
  const indexed = [...text.matchAll(/\[\s*(?:"(\w+)"|'(\w+)')\s*\]/g)].map((match) => match[1] ?? match[2] ?? '');
  return [...dotted, ...indexed].filter((name) => /^[A-Za-z_]/.test(name));
}

function knownMembers(before: string): readonly string[] {
  const functions = Object.keys(FUNCTION_MEMBERS).filter((name) => before.includes(name));
  const isAuditRecord = /RawEventData|CloudAppEvents|OfficeActivity|AuditLogs|AuditData/.test(before);
  return [
    ...functions.flatMap((name) => FUNCTION_MEMBERS[name] ?? []).filter((name) => /^\w+$/.test(name)),
    ...(isAuditRecord ? [...AUDIT_RECORD_MEMBERS, ...AUDIT_ELEMENT_MEMBERS] : []),
  ];
}

/** `ThreatName = tostring(Fields.` most often goes on with the name that the value is given. */
function namesBeingAssigned(before: string): string[] {
  const line = /[^\n|,]*$/.exec(before)?.[0] ?? '';
  return [...line.matchAll(/([A-Za-z_]\w*)\s*=(?![=~])/g)].map((match) => match[1] ?? '');
}
