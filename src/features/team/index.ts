import * as vscode from 'vscode';
import type { Library } from '../../core/content/library';
import { conflictsIn } from '../../core/team/conflicts';
import { hiddenIn } from '../../core/team/covers';
import { withTeam, type TeamLibrary } from '../../core/team/library';
import { glossaryKind, type TeamTerm } from '../../core/team/types';
import type { ReadGlossary } from '../../core/team/read';
import type { Problem } from '../../core/content/types';

// braces within braces are an error to the search
const patterns = `{${['.tpm-lens/**/*.md', '.tpm-lens/**/*.yaml', '.tpm-lens/**/*.yml', '*.glossary.yaml', '*.glossary.yml', 'GLOSSARY.md'].map(name => `**/${name}`).join()}}`;
const ignored = '**/{node_modules,.git,dist,vendor}/**';
const longest = 1_000_000;
const most = 500;

/** The glossaries of the open folders, read again as they change. */
export interface Team {
  dispose(): void;
  /** Our library with the team's terms. */
  readonly library: TeamLibrary;
  /** Ids that are not for this document. */
  hiddenIn(document: string): ReadonlySet<string>;
  /** Done when what is in the folders now was read. */
  readonly ready: Promise<void>;
  readonly onDidChange: vscode.Event<void>;
}

export function openTeam(ours: Library, log: vscode.LogOutputChannel): Team {
  const library = withTeam(ours, vscode.l10n.t('Your team'));
  const changed = new vscode.EventEmitter<void>();
  const problems = vscode.languages.createDiagnosticCollection('tpmLens.glossary');
  const watcher = vscode.workspace.createFileSystemWatcher(
    '**/{.tpm-lens,.tpm-lens/**,*.glossary.yaml,*.glossary.yml,GLOSSARY.md}',
  );
  let terms: readonly TeamTerm[] = [];
  let roots: readonly string[] = [];
  const hidden = new Map<string, ReadonlySet<string>>();

  const reload = async () => {
    roots = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString());
    const files = roots.length === 0 ? [] : await vscode.workspace.findFiles(patterns, ignored, most);
    const read = await readAll(files);
    const all = read.flatMap(({ terms: found }) => found);
    const unique = new Map<string, TeamTerm>();
    for (const term of all) if (!unique.has(term.id)) unique.set(term.id, term);
    terms = [...unique.values()];
    hidden.clear();
    library.setTeam(terms);
    problems.clear();
    const byFile = new Map<string, vscode.Diagnostic[]>();
    const report = (severity: vscode.DiagnosticSeverity) => (problem: Problem) => {
      const list = byFile.get(problem.file) ?? [];
      list.push(diagnostic(problem, severity));
      byFile.set(problem.file, list);
    };
    read.flatMap(({ problems: found }) => found).forEach(report(vscode.DiagnosticSeverity.Error));
    for (const conflict of conflictsIn(all, roots, vscode.l10n.t))
      report(conflict.serious ? vscode.DiagnosticSeverity.Warning : vscode.DiagnosticSeverity.Information)(
        conflict,
      );
    for (const [file, list] of byFile) problems.set(vscode.Uri.parse(file), list);
    changed.fire();
  };
  let latest = Promise.resolve();
  const reloadSafely = () => {
    latest = latest.then(reload).catch((error: unknown) => {
      log.error(error instanceof Error ? error : String(error));
    });
    return latest;
  };
  let pending: NodeJS.Timeout | undefined;
  const soon = (uri?: vscode.Uri) => {
    if (uri && glossaryKind(uri.path) === undefined && !uri.path.endsWith('/.tpm-lens')) return;
    clearTimeout(pending);
    pending = setTimeout(() => void reloadSafely(), 150);
  };
  const subscriptions = vscode.Disposable.from(
    changed,
    problems,
    watcher,
    watcher.onDidChange(soon),
    watcher.onDidCreate(soon),
    watcher.onDidDelete(soon),
    vscode.workspace.onDidChangeWorkspaceFolders(() => soon()),
    // a virtual file system may not report changes
    vscode.workspace.onDidSaveTextDocument(({ uri }) => soon(uri)),
    { dispose: () => clearTimeout(pending) },
  );

  return {
    library,
    ready: reloadSafely(),
    onDidChange: changed.event,
    hiddenIn(document) {
      let found = hidden.get(document);
      if (!found)
        hidden.set(document, (found = terms.length === 0 ? new Set() : hiddenIn(document, terms, roots)));
      return found;
    },
    dispose() {
      subscriptions.dispose();
    },
  };
}

/** Reads the files, and those that they import from beside themselves. */
async function readAll(files: readonly vscode.Uri[]): Promise<ReadGlossary[]> {
  if (files.length === 0) return [];
  const { readGlossary } = await import('../../core/team/read');
  const seen = new Set<string>();
  const read = async (uri: vscode.Uri): Promise<ReadGlossary[]> => {
    if (seen.has(uri.toString()) || seen.size > most) return [];
    seen.add(uri.toString());
    const text = await textOf(uri);
    if (text === undefined) return [];
    const glossary = readGlossary(uri.toString(), text);
    const imported = glossary.imports
      // nothing is fetched: an address is left alone, as is what lies outside the open folders
      .filter(path => !/^[a-z][a-z\d+.-]*:/i.test(path))
      .map(path => vscode.Uri.joinPath(uri, '..', path))
      .filter(
        other =>
          vscode.workspace.getWorkspaceFolder(other) !== undefined && glossaryKind(other.path) !== undefined,
      );
    return [glossary, ...(await Promise.all(imported.map(read))).flat()];
  };
  const ordered = [...files].sort((a, b) => a.toString().localeCompare(b.toString()));
  return (await Promise.all(ordered.map(read))).flat();
}

async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > longest) return undefined;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    // it was deleted in the meantime
    return undefined;
  }
}

function diagnostic(
  { line, column, message }: Problem,
  severity: vscode.DiagnosticSeverity,
): vscode.Diagnostic {
  const start = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
  const found = new vscode.Diagnostic(new vscode.Range(start, start.translate(0, 1)), message, severity);
  found.source = 'TPM Lens';
  return found;
}
