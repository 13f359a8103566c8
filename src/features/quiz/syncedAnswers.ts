import type * as vscode from 'vscode';
import { joinLogs, type LogFile } from '../../core/quiz/log';
import { ProgressStore, type Elsewhere } from './progressStore';

/** The reader's answers: of this computer, and by Settings Sync of the others. */
export const openAnswers = (
  { globalStorageUri, globalState }: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
): ProgressStore => new ProgressStore(globalStorageUri, log, new SyncedAnswers(globalState, log));

/** What is needed of `globalState`. */
export type SyncedState = vscode.Memento & { setKeysForSync(keys: readonly string[]): void };

const prefix = 'tpmLens.answers.';
/** These two stay on this computer. */
const deviceKey = 'tpmLens.device';
const resetKey = 'tpmLens.answersSince';
/** Loaded when there is something to read or to send. */
const compact = () => import('../../core/quiz/compact');
/** Settings Sync need not hear of every answer. */
const patience = 3000;

/**
 * The answers of the reader's other computers, by Settings Sync: each computer writes one key of its own, so that no
 * two ever overwrite each other, and reads those of all. Every key is registered, or Settings Sync would drop it.
 */
export class SyncedAnswers implements Elsewhere {
  private readonly own: string;
  private registered = '';
  private waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly state: SyncedState,
    private readonly log: Pick<vscode.LogOutputChannel, 'warn' | 'error'>,
    private readonly now: () => number = Date.now,
    private readonly delay = patience,
  ) {
    let device = state.get<string>(deviceKey);
    if (device === undefined) {
      device = crypto.randomUUID().slice(0, 8);
      void state.update(deviceKey, device);
    }
    this.own = `${prefix}${device}`;
    this.register();
  }

  /** Those of other computers, and of this one as it was sent: merging counts each answer once. */
  async logs(): Promise<readonly LogFile[]> {
    const kept = this.register().flatMap(key => {
      const raw = this.state.get<unknown>(key);
      return raw === undefined ? [] : [{ key, raw }];
    });
    if (kept.length === 0) return [];
    const { logOfCompact } = await compact();
    const since = this.state.get<number>(resetKey, 0);
    return kept.flatMap(({ key, raw }) => {
      const read = logOfCompact(raw);
      if (!read) this.log.warn(`The synced answers in ${key} cannot be read; they are left as they are`);
      if (!read) return [];
      return [
        {
          ...read,
          entries: read.entries.filter(({ time }) => time > since),
          asideMarks: read.asideMarks.filter(({ time }) => time > since),
        },
      ];
    });
  }

  changed(files: readonly LogFile[]): void {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => void this.send(files), this.delay);
  }

  async reset(): Promise<void> {
    clearTimeout(this.waiting);
    await this.state.update(resetKey, this.now());
    await this.state.update(this.own, undefined);
  }

  private async send(files: readonly LogFile[]): Promise<void> {
    try {
      const { compactLog } = await compact();
      const marks = files.flatMap(({ asideMarks }) => asideMarks);
      await this.state.update(this.own, compactLog(joinLogs(files).entries, marks));
      this.register();
    } catch (error) {
      this.log.error(error instanceof Error ? error : String(error));
    }
  }

  /** Registers the keys of all computers that are known by now; resolves to them. */
  private register(): readonly string[] {
    const keys = [...new Set([...this.state.keys().filter(key => key.startsWith(prefix)), this.own])].sort();
    if (keys.join() !== this.registered) {
      this.registered = keys.join();
      this.state.setKeysForSync(keys);
    }
    return keys;
  }
}
