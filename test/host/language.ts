import { languages, type Diagnostic, type TextDocument } from 'vscode';

/** What the language process says of a document, once it is as expected. */
export async function whenDiagnosed(
  { uri }: TextDocument,
  isExpected: (diagnostics: readonly Diagnostic[]) => boolean,
): Promise<readonly Diagnostic[]> {
  return new Promise((resolve) => {
    const look = () => {
      const diagnostics = languages.getDiagnostics(uri).filter(({ source }) => source === 'KQL');
      if (!isExpected(diagnostics)) return;
      listener.dispose();
      resolve(diagnostics);
    };
    const listener = languages.onDidChangeDiagnostics(look);
    look();
  });
}
