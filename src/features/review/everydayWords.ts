import * as vscode from 'vscode';
import { everydayAcronyms } from '../../core/review/everyday';

const documents = '**/*.{md,mdx,markdown,rst,adoc,asciidoc}';
const ignored = '**/{node_modules,.git,dist,build,out,target,vendor}/**';
const most = 200;
const longest = 200_000;

/** What the documents of the open folders use every day; a sample of them is enough. */
export async function everydayWords(): Promise<ReadonlySet<string>> {
  if (!vscode.workspace.workspaceFolders) return new Set();
  const files = await vscode.workspace.findFiles(documents, ignored, most);
  const decoder = new TextDecoder();
  const texts: string[] = [];
  for (const file of files) {
    // one that is gone or cannot be read says nothing
    const bytes = await vscode.workspace.fs.readFile(file).then(
      read => read,
      () => new Uint8Array(),
    );
    if (bytes.length <= longest) texts.push(decoder.decode(bytes));
  }
  return everydayAcronyms(texts);
}
