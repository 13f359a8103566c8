import * as vscode from 'vscode';
import type { Sample } from '../../core/sample/types';
import { platform } from '../../platform/node';
import { gitPath } from './gitPath';

/** What was made, noted beside it: the sample tells its dates from that moment, so it is made anew after a while. */
interface Made {
  readonly version: string;
  readonly at: number;
  readonly history: boolean;
}

export interface MadeSample {
  readonly folder: vscode.Uri;
  /** Whether it has a git history; without one, only its files are there. */
  readonly history: boolean;
}

const freshFor = 2 * 24 * 60 * 60 * 1000;

const readJson = async (uri: vscode.Uri): Promise<unknown> =>
  JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));

/** The folder where the sample product is, or will be. */
export const sampleFolder = (context: vscode.ExtensionContext): vscode.Uri =>
  vscode.Uri.joinPath(context.globalStorageUri, 'sample');

/** Makes the sample product, or finds the one that was made a short while ago. */
export async function makeSample(context: vscode.ExtensionContext, now: number): Promise<MadeSample> {
  const parent = sampleFolder(context);
  const note = vscode.Uri.joinPath(parent, 'made.json');
  const version = String((context.extension.packageJSON as { version: unknown }).version);
  const git = platform.makeSample && parent.scheme === 'file' ? await gitPath() : undefined;
  const sample = (await readJson(
    vscode.Uri.joinPath(context.extensionUri, 'dist', 'content', 'sample.json'),
  )) as Sample;
  const folder = vscode.Uri.joinPath(parent, sample.name);

  const made = await readJson(note).then(
    value => value as Made,
    () => undefined,
  );
  if (made?.version === version && now - made.at < freshFor && made.history === (git !== undefined)) {
    return { folder, history: made.history };
  }
  await vscode.workspace.fs.createDirectory(parent);
  if (git !== undefined && platform.makeSample) await platform.makeSample(sample, parent.fsPath, git);
  else await writeFiles(sample, folder);
  const written: Made = { version, at: now, history: git !== undefined };
  await vscode.workspace.fs.writeFile(note, new TextEncoder().encode(JSON.stringify(written)));
  return { folder, history: written.history };
}

async function writeFiles(sample: Sample, folder: vscode.Uri): Promise<void> {
  await vscode.workspace.fs.delete(folder, { recursive: true }).then(undefined, () => undefined);
  for (const { path, text } of sample.files) {
    await vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(folder, ...path.split('/')),
      new TextEncoder().encode(text),
    );
  }
}
