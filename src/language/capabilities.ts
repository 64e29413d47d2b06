import { CodeActionKind, TextDocumentSyncKind, type ServerCapabilities } from 'vscode-languageserver';
import { COMPLETION_TRIGGERS } from './features/completion';
import { FORMATTING_TRIGGER } from './features/formatting';
import { SEMANTIC_LEGEND } from './features/semanticTokens';
import { SIGNATURE_TRIGGERS } from './features/signatureHelp';

/** What the language process can be asked. */
export const CAPABILITIES: ServerCapabilities = {
  textDocumentSync: TextDocumentSyncKind.Incremental,
  completionProvider: { triggerCharacters: COMPLETION_TRIGGERS, resolveProvider: true },
  hoverProvider: true,
  signatureHelpProvider: { triggerCharacters: SIGNATURE_TRIGGERS },
  semanticTokensProvider: { legend: SEMANTIC_LEGEND, full: { delta: true }, range: true },
  inlayHintProvider: true,
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  documentLinkProvider: {},
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: FORMATTING_TRIGGER },
  codeActionProvider: {
    codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorExtract, CodeActionKind.RefactorRewrite],
  },
};
