import * as vscode from 'vscode';
import { openLibrary, type Library } from '../../core/content/library';
import type { LibraryIndex } from '../../core/content/types';

/** Opens the compiled library of the extension: reads the index now, the rest on first use. */
export async function loadLibrary(extensionUri: vscode.Uri): Promise<Library> {
  const decoder = new TextDecoder();
  const read = async (path: string): Promise<unknown> =>
    JSON.parse(decoder.decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'dist', 'content', path))));
  return openLibrary((await read('index.json')) as LibraryIndex, read);
}
