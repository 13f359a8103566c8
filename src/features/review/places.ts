import * as vscode from 'vscode';

/** The range of two offsets in a document. */
export const rangeOf = (
  document: vscode.TextDocument,
  { start, end }: { start: number; end: number },
): vscode.Range => new vscode.Range(document.positionAt(start), document.positionAt(end));

/** What the links of a hover, the tree and the sidebar hand over; it may come from anywhere. */
export function placeIn(value: unknown): { uri?: vscode.Uri; rule?: string; start?: number } {
  if (typeof value !== 'object' || value === null) return {};
  const { uri, rule, start } = value as Record<string, unknown>;
  return {
    ...(typeof uri === 'string' ? { uri: vscode.Uri.parse(uri) } : {}),
    ...(typeof rule === 'string' ? { rule } : {}),
    ...(typeof start === 'number' ? { start } : {}),
  };
}

/** Text as a snippet in which each `[…]` is a stop: Tab goes from one to the next. */
export function snippetOf(text: string): vscode.SnippetString {
  let stop = 0;
  const escaped = (part: string) => part.replace(/[\\$}]/g, '\\$&');
  return new vscode.SnippetString(
    text
      .split(/(\[[^\]\n]+\](?!\())/)
      .map((part, index) =>
        index % 2 === 1 && part !== '[ ]' ? `\${${++stop}:${escaped(part)}}` : escaped(part),
      )
      .join(''),
  );
}

/** Inserts a snippet in the editor of a document, which comes to the front. */
export async function insertSnippet(
  document: vscode.TextDocument,
  range: vscode.Range,
  text: string,
): Promise<void> {
  const editor = await vscode.window.showTextDocument(document, {
    ...(vscode.window.activeTextEditor?.document === document &&
    vscode.window.activeTextEditor.viewColumn !== undefined
      ? { viewColumn: vscode.window.activeTextEditor.viewColumn }
      : {}),
  });
  await editor.insertSnippet(snippetOf(text), range);
}
