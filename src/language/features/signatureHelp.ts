import { MarkupKind, type Position, type SignatureHelp } from 'vscode-languageserver';
import { callAt, type Call, type CallSignature } from '../../kusto/callAt';
import { blockAt, type AnalyzedDocument } from '../analyzedDocuments';
import type { HelpTexts } from '../helpTexts';

/** Typing one of these shows the signature, or moves on in it. */
export const SIGNATURE_TRIGGERS = ['(', ','];

/** The signatures of the call around a position, with the argument that is being written. */
export function helpWithCall(
  analyzed: AnalyzedDocument,
  position: Position,
  help: HelpTexts,
): SignatureHelp | undefined {
  const offset = analyzed.document.offsetAt(position);
  const block = blockAt(analyzed, offset);
  const call = block === undefined ? undefined : callAt(block.query, offset - block.start);
  if (call === undefined) return undefined;
  const summary = help.summary({ kind: 'function', name: call.name });
  return {
    activeSignature: call.activeSignature,
    activeParameter: call.activeParameter,
    signatures: call.signatures.map((signature) => ({
      label: signature.label,
      parameters: parametersOf(call, signature, help),
      ...(summary === undefined ? {} : { documentation: { kind: MarkupKind.Markdown, value: summary } }),
    })),
  };
}

function parametersOf({ name }: Call, signature: CallSignature, help: HelpTexts) {
  let from = signature.label.indexOf('(') + 1;
  return signature.parameters.map((parameter) => {
    const start = signature.label.indexOf(parameter.label, from);
    from = start + parameter.label.length;
    const text = help.parameter(name, parameter.name);
    const label: [number, number] = [start, from];
    return text === undefined ? { label } : { label, documentation: { kind: MarkupKind.Markdown, value: text } };
  });
}
