import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { compactLog } from '../../src/core/quiz/compact';
import { logLine, type ReviewEntry } from '../../src/core/quiz/log';
import { ProgressStore } from '../../src/features/quiz/progressStore';
import { SyncedAnswers, type SyncedState } from '../../src/features/quiz/syncedAnswers';
import { workspaceFolder } from './surroundings';

const entry = (number: number): ReviewEntry => ({
  entry: `entry-${String(number).padStart(4, '0')}`,
  item: `item-${number}`,
  version: 'v',
  topic: 'deployment',
  terms: ['rollback'],
  level: 1,
  time: 1_700_000_000_000 + number,
  option: 0,
  correct: true,
  guessed: false,
  taken: 1000,
});

/** A memory as VS Code's, of which the test sees the keys that are synced. */
function memory(values: Record<string, unknown> = {}): SyncedState & { synced: readonly string[] } {
  const kept = new Map(Object.entries(values));
  return {
    synced: [],
    keys: () => [...kept.keys()],
    get: <Value>(key: string, otherwise?: Value) => (kept.has(key) ? kept.get(key) : otherwise) as Value,
    update: (key, value) => {
      if (value === undefined) kept.delete(key);
      else kept.set(key, value);
      return Promise.resolve();
    },
    setKeysForSync(keys) {
      this.synced = keys;
    },
  };
}

suite('the answers', () => {
  const root = vscode.Uri.joinPath(workspaceFolder(), '.answers-test');
  const log = vscode.window.createOutputChannel('Answers test', { log: true });
  let folder: vscode.Uri;
  let number = 0;
  setup(() => {
    folder = vscode.Uri.joinPath(root, String(number++));
  });
  suiteTeardown(async () => {
    log.dispose();
    await vscode.workspace.fs.delete(root, { recursive: true });
  });
  const numbers = (entries: readonly ReviewEntry[]) => entries.map(({ item }) => Number(item.slice(5)));

  test('of two windows at once are all kept, and a third window reads them', async () => {
    const windows = [new ProgressStore(folder, log), new ProgressStore(folder, log)];
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        (windows[index % 2] ?? new ProgressStore(folder, log)).append(entry(index)),
      ),
    );
    const third = await new ProgressStore(folder, log).entries();
    assert.deepEqual(numbers(third), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  test('of a window that is killed while it writes: all but the one it was writing', async () => {
    const killed = new ProgressStore(folder, log, undefined, 'killed');
    await killed.append(entry(1));
    await killed.append(entry(2));
    // what a kill leaves: the file before, and a draft that never took its place
    const draft = vscode.Uri.joinPath(folder, 'progress', 'killed.jsonl.new');
    await vscode.workspace.fs.writeFile(draft, new TextEncoder().encode(logLine(entry(1)).slice(0, 40)));
    assert.deepEqual(numbers(await new ProgressStore(folder, log).entries()), [1, 2]);
  });

  test('that cannot be read are set aside, and the others count', async () => {
    const file = vscode.Uri.joinPath(folder, 'progress', 'old.jsonl');
    const text = `${logLine(entry(1))}{"half":\n${logLine(entry(2))}`;
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    assert.deepEqual(numbers(await new ProgressStore(folder, log).entries()), [1, 2]);
    const copy = await vscode.workspace.fs.readFile(file.with({ path: `${file.path}.unreadable` }));
    assert.equal(new TextDecoder().decode(copy), text);
  });

  test('exported, reset and imported are the same again, and what was set aside with them', async () => {
    const store = new ProgressStore(folder, log);
    for (const each of [1, 2, 3]) await store.append(entry(each));
    await store.append({ asideItem: 'item-2', on: true, time: 5 });
    const text = await store.exported();
    await store.reset();
    assert.deepEqual(numbers(await store.entries()), []);
    assert.deepEqual(await store.imported(text), { added: 3, unreadable: 0 });
    assert.deepEqual(await store.imported(text), { added: 0, unreadable: 0 });
    const whole = await store.whole();
    assert.deepEqual([numbers(whole.entries), [...whole.aside]], [[1, 2, 3], ['item-2']]);
  });

  test('of another computer count once, every key is registered, and an unknown form stays as it is', async () => {
    const foreign = { v: 9, from: 'a later version' };
    const state = memory({
      'tpmLens.answers.other': compactLog([entry(1), entry(2)]),
      'tpmLens.answers.newer': foreign,
      'tpmLens.quiz.paused': {},
    });
    const store = new ProgressStore(folder, log, new SyncedAnswers(state, log, () => 1_700_000_000_002, 0));
    await store.append(entry(2));
    await store.append(entry(3));
    assert.deepEqual(numbers(await store.entries()), [1, 2, 3]);
    // the key of this computer is sent a moment later
    await new Promise<void>(resolve => {
      const look = () =>
        state.keys().filter(key => key.startsWith('tpmLens.answers.')).length === 3
          ? resolve()
          : setTimeout(look, 5);
      look();
    });
    assert.equal(state.synced.length, 3);
    assert.ok(
      state.synced.every(key => key.startsWith('tpmLens.answers.')),
      state.synced.join(),
    );
    assert.equal(state.get('tpmLens.answers.newer'), foreign);

    // to begin anew here leaves the other computer's key alone, and what it holds until now does not count here
    await store.reset();
    assert.deepEqual(numbers(await store.entries()), []);
    assert.equal(state.keys().includes('tpmLens.answers.other'), true);
  });
});
