import * as vscode from 'vscode';
import { hoverCommands, type HoverPiece } from '../../core/terms/hover';

/** Text with every character of Markdown escaped by `appendText`, whose unbreakable spaces would keep it on one line. */
const escaped = (text: string): string =>
  new vscode.MarkdownString().appendText(text.replace(/\s+/g, ' ')).value.replaceAll('&nbsp;', ' ');

/** A hover's Markdown. Only our own commands are trusted, raw HTML is off, foreign text is escaped. */
export function toMarkdown(pieces: readonly HoverPiece[]): vscode.MarkdownString {
  const result = new vscode.MarkdownString('', true);
  result.isTrusted = { enabledCommands: hoverCommands };
  result.supportHtml = false;
  for (const piece of pieces) {
    switch (piece.kind) {
      case 'markdown':
        result.appendMarkdown(piece.value);
        break;
      case 'text':
        result.appendMarkdown(escaped(piece.value));
        break;
      case 'link':
        result.appendMarkdown(
          `[${escaped(piece.label)}](command:${piece.command}?${encodeURIComponent(JSON.stringify([piece.argument]))})`,
        );
        break;
    }
  }
  return result;
}
