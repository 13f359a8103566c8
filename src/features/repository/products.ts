import * as vscode from 'vscode';
import type { Technology } from '../../core/content/technologySchema';
import type { ProductFacts } from '../../core/now/input';
import type { Files } from '../../core/repository/ports';
import type { RepositoryFacts } from '../../core/repository/types';
import { platform } from '../../platform/node';
import { workspaceFiles } from '../../platform/workspaceFiles';
import type { Folder } from './repositories';

export interface Product extends ProductFacts {
  readonly files: number;
}

/** What the files of each open folder show; read on demand, kept until a file that describes the product changes. */
export class Products {
  private readonly reading = new Map<string, Promise<Product>>();
  private readonly known = new Map<string, Product>();

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

  /** The folder's files changed: the next reading starts anew, the last facts stay until then. */
  forget(folder: Folder): void {
    this.reading.delete(folder.root.toString());
  }

  private async readNow({ root, git }: Folder): Promise<Product> {
    const files = filesOf(root, git);
    const [{ readPipelines, readRepository, traceEvent }, technologies] = await Promise.all([
      import('../../core/repository/engine'),
      this.technologies(),
    ]);
    const { t } = vscode.l10n;
    const [facts, pipelines, listing] = await Promise.all([
      readRepository(files, { git, technologies, t }),
      readPipelines(files, { git, t }),
      files.list(),
    ]);
    return { facts, files: listing.files.length, trace: event => traceEvent(pipelines, event) };
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
