import * as vscode from 'vscode';
import type { Technology } from '../../core/content/technologySchema';
import type { ProductFacts } from '../../core/now/input';
import type { KeptFacts } from '../../core/repository/engine';
import type { Files } from '../../core/repository/ports';
import type { RepositoryFacts } from '../../core/repository/types';
import { platform } from '../../platform/node';
import { workspaceFiles } from '../../platform/workspaceFiles';
import type { Folder } from './repositories';

export interface Product extends ProductFacts {
  readonly files: number;
}

/** What was read of a folder, and which files were edited since; `undefined`: nobody knows which. */
interface Kept {
  readonly git: Folder['git'];
  readonly facts: Promise<KeptFacts>;
  edited: readonly string[] | undefined;
  /** The branch may have changed. */
  refs: boolean;
}

/** What the files of each open folder show; read on demand, kept until a file that describes the product changes. */
export class Products {
  private readonly reading = new Map<string, Promise<Product>>();
  private readonly known = new Map<string, Product>();
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly technologies: () => Promise<readonly Technology[]>,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** Reads the folder, or what is known of it already. */
  read(folder: Folder): Promise<Product> {
    const key = folder.root.toString();
    const running = this.reading.get(key);
    if (running) return running;
    const reading = this.readNow(folder);
    this.reading.set(key, reading);
    reading.then(
      product => this.known.set(key, product),
      (error: unknown) => {
        this.reading.delete(key);
        this.log.error(error instanceof Error ? error : String(error));
      },
    );
    return reading;
  }

  /** What is known of the folder without waiting. */
  latest(folder: Folder): Product | undefined {
    return this.known.get(folder.root.toString());
  }

  /** Facts of the folder that holds a document, for what must not wait. */
  factsFor(uri: vscode.Uri): RepositoryFacts | undefined {
    const holder = [...this.known.keys()]
      .filter(root => uri.toString().startsWith(`${root}/`))
      .sort((a, b) => b.length - a.length)[0];
    return holder === undefined ? undefined : this.known.get(holder)?.facts;
  }

  /**
   * The folder's files changed: `edited` are those that were edited, `undefined` where others came or went or nobody
   * knows; `refs`: the branch may have changed. The last facts stay until the next reading, which looks only at what follows from the edits.
   */
  forget(folder: Folder, edited?: readonly string[], refs = edited === undefined): void {
    const key = folder.root.toString();
    this.reading.delete(key);
    const kept = this.kept.get(key);
    if (!kept) return;
    kept.edited = edited && kept.edited && [...kept.edited, ...edited];
    kept.refs ||= refs;
  }

  private async readNow(folder: Folder): Promise<Product> {
    const key = folder.root.toString();
    const known = this.kept.get(key);
    // git may be there only once the folder is trusted
    const kept =
      known && known.git === folder.git
        ? known
        : {
            git: folder.git,
            facts: this.keep(folder),
            edited: undefined as readonly string[] | undefined,
            refs: true,
          };
    this.kept.set(key, kept);
    const { edited, refs } = kept;
    kept.edited = [];
    kept.refs = false;
    try {
      const { facts, pipelines, files } = await (await kept.facts).update(edited, { refs });
      return { facts, files, trace: event => pipelines.trace(event) };
    } catch (error) {
      this.kept.delete(key);
      throw error;
    }
  }

  private async keep({ root, git }: Folder): Promise<KeptFacts> {
    const [{ keepFacts }, technologies] = await Promise.all([
      import('../../core/repository/engine'),
      this.technologies(),
    ]);
    return keepFacts(filesOf(root, git), { git, technologies, t: vscode.l10n.t });
  }
}

function filesOf(root: vscode.Uri, git: Folder['git']): Files {
  const disk = root.scheme === 'file' ? platform.files(root.fsPath, git) : undefined;
  return (
    disk ??
    workspaceFiles(
      root,
      {
        fs: vscode.workspace.fs,
        findFiles: limit =>
          vscode.workspace.findFiles(new vscode.RelativePattern(root, '**/*'), undefined, limit),
        joinPath: (base, ...segments) => vscode.Uri.joinPath(base, ...segments),
      },
      { t: vscode.l10n.t },
    )
  );
}
