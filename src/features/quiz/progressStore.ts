import * as vscode from 'vscode';
import { joinLogs, logLine, type LogFile, type ReviewEntry, type WholeLog } from '../../core/quiz/log';
import { masteredTerms } from '../../core/quiz/mastery';

const folderName = 'progress';
/** What checks lines is loaded when there are some. */
const reading = () => import('../../core/quiz/readLog');

/** Where answers of the reader's other computers come from, and where those of this one are sent. */
export interface Elsewhere {
  logs(): Promise<readonly LogFile[]>;
  /** The answers of this computer changed. */
  changed(files: readonly LogFile[]): void;
  /** Begin anew: what was answered elsewhere until now does not count here any more. */
  reset(): Promise<void>;
}
const nowhere: Elsewhere = {
  logs: () => Promise.resolve([]),
  changed: () => undefined,
  reset: () => Promise.resolve(),
};

/**
 * The review log: one JSON Lines file a window under the extension's global storage, so that two windows never write
 * to the same file. Files are read together; a file with lines that cannot be read is copied aside first.
 */
export class ProgressStore implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private own = '';
  private masters: ReadonlySet<string> = new Set();
  private writing: Promise<void> = Promise.resolve();
  private readonly folder: vscode.Uri;
  private readonly file: vscode.Uri;

  private readonly files = new Map<
    string,
    { readonly mtime: number; readonly size: number; readonly file: LogFile }
  >();

  constructor(
    private readonly storage: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
    private readonly elsewhere: Elsewhere = nowhere,
    name: string = crypto.randomUUID(),
  ) {
    this.folder = vscode.Uri.joinPath(storage, folderName);
    this.file = vscode.Uri.joinPath(this.folder, `${name}.jsonl`);
  }

  /** Every answer of every window, in the order they were given. */
  async entries(): Promise<readonly ReviewEntry[]> {
    return (await this.whole()).entries;
  }

  /** The answers, and what is not to be asked again. */
  async whole(): Promise<WholeLog> {
    await this.writing;
    return this.read();
  }

  /** Whether the reader knows a term well, as far as was read last. */
  mastered(term: string): boolean {
    return this.masters.has(term);
  }

  /**
   * Appends to this window's file; written before the promise resolves. The file is replaced as a whole, by a rename,
   * so that a window killed while writing leaves the answers before this one.
   */
  append(record: Parameters<typeof logLine>[0]): Promise<void> {
    return this.write(logLine(record));
  }

  private write(lines: string): Promise<void> {
    this.own += lines;
    const text = this.own;
    const written = this.writing.then(async () => {
      const draft = this.file.with({ path: `${this.file.path}.new` });
      await vscode.workspace.fs.writeFile(draft, new TextEncoder().encode(text));
      await vscode.workspace.fs.rename(draft, this.file, { overwrite: true });
      await this.read();
      this.elsewhere.changed(await this.readFiles());
      this.changed.fire();
    });
    // the next append writes everything again, so a failure now is not a failure for ever
    this.writing = written.catch((error: unknown) =>
      this.log.error(error instanceof Error ? error : String(error)),
    );
    return written;
  }

  /** Every line of every window, as one text: for a copy that the reader keeps. */
  async exported(): Promise<string> {
    await this.writing;
    const files = [...(await this.readFiles()), ...(await this.elsewhere.logs())];
    return [...joinLogs(files).entries, ...files.flatMap(({ asideMarks }) => asideMarks)]
      .map(logLine)
      .join('');
  }

  /** Adds the answers of an exported file; those that are here already count once. */
  async imported(text: string): Promise<{ readonly added: number; readonly unreadable: number }> {
    const before = new Map((await this.entries()).map(entry => [entry.entry, entry]));
    const file = (await reading()).readLogFile(text);
    const { entries, asideMarks, unreadable } = file;
    const fresh = joinLogs([file]).entries.filter(({ entry }) => !before.has(entry));
    const marks = entries
      .filter(({ entry, guessed }) => guessed && before.get(entry)?.guessed === false)
      .map(({ entry }) => ({ guessedEntry: entry }));
    const lines = [...fresh, ...marks, ...asideMarks].map(logLine).join('');
    if (lines !== '') await this.write(lines);
    return { added: fresh.length, unreadable: unreadable.length };
  }

  /** Starts anew: every file is moved aside, into a folder named after the moment, and can be imported again. */
  async reset(): Promise<void> {
    await this.writing;
    const aside = vscode.Uri.joinPath(
      this.storage,
      `${folderName}-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`,
    );
    if ((await listed(this.folder)).length > 0) await vscode.workspace.fs.rename(this.folder, aside);
    this.own = '';
    this.files.clear();
    await this.elsewhere.reset();
    await this.read();
    this.changed.fire();
  }

  private async read(): Promise<WholeLog> {
    const log = joinLogs([...(await this.readFiles()), ...(await this.elsewhere.logs())]);
    this.masters = masteredTerms(log.entries);
    return log;
  }

  /** The files of this computer. */
  private async readFiles(): Promise<readonly LogFile[]> {
    const names = (await listed(this.folder)).filter(
      ([name, type]) => type === vscode.FileType.File && name.endsWith('.jsonl'),
    );
    return Promise.all(names.map(([name]) => this.readFile(vscode.Uri.joinPath(this.folder, name))));
  }

  /** A file is read again only when it changed. */
  private async readFile(uri: vscode.Uri): Promise<LogFile> {
    const { mtime, size } = await vscode.workspace.fs.stat(uri);
    const known = this.files.get(uri.path);
    if (known?.mtime === mtime && known.size === size) return known.file;
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    const file = (await reading()).readLogFile(text);
    if (file.unreadable.length > 0) await this.setAside(uri, file.unreadable.length);
    this.files.set(uri.path, { mtime, size, file });
    return file;
  }

  /** Keeps a copy of a file with unreadable lines; the file itself stays as it is, and its readable lines count. */
  private async setAside(uri: vscode.Uri, lines: number): Promise<void> {
    const copy = uri.with({ path: `${uri.path}.unreadable` });
    try {
      await vscode.workspace.fs.copy(uri, copy, { overwrite: false });
      this.log.warn(`${lines} lines of ${uri.toString()} cannot be read; a copy is kept beside it`);
      const openLog = vscode.l10n.t('Open the log');
      const said =
        lines === 1
          ? vscode.l10n.t(
              'One line of your quiz answers could not be read. It is set aside; all others count.',
            )
          : vscode.l10n.t(
              '{0} lines of your quiz answers could not be read. They are set aside; all others count.',
              lines,
            );
      void vscode.window.showWarningMessage(said, openLog).then(chosen => {
        if (chosen === openLog) this.log.show();
      });
    } catch {
      // the copy of an earlier session is there: nothing is lost
    }
  }

  dispose(): void {
    this.changed.dispose();
  }
}

async function listed(folder: vscode.Uri): Promise<[string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch {
    // no progress yet
    return [];
  }
}
