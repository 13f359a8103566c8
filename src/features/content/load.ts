import * as vscode from 'vscode';
import { openLibrary, type Library } from '../../core/content/library';
import type { Technology } from '../../core/content/technologySchema';
import type { Guidance, Template } from '../../core/content/guidanceSchema';
import type { LibraryIndex } from '../../core/content/types';

/** Opens the compiled library of the extension: reads the index now, the rest on first use. */
export async function loadLibrary(extensionUri: vscode.Uri): Promise<Library> {
  const read = (path: string) => readCompiled(extensionUri, path);
  return openLibrary((await read('index.json')) as LibraryIndex, read);
}

/** The technologies that the repository engine recognises. */
export const loadTechnologies = async (extensionUri: vscode.Uri): Promise<readonly Technology[]> =>
  (await readCompiled(extensionUri, 'technologies.json')) as readonly Technology[];

/** What a spec review looks for. */
export const loadGuidance = async (extensionUri: vscode.Uri): Promise<Guidance> =>
  (await readCompiled(extensionUri, 'guidance.json')) as Guidance;

/** The documents to begin with. */
export const loadTemplates = async (extensionUri: vscode.Uri): Promise<readonly Template[]> =>
  (await readCompiled(extensionUri, 'templates.json')) as readonly Template[];

async function readCompiled(extensionUri: vscode.Uri, path: string): Promise<unknown> {
  const file = vscode.Uri.joinPath(extensionUri, 'dist', 'content', path);
  return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
}
