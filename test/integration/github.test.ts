import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { surroundings, workspaceFolder } from './surroundings';

/** The suite's own GitHub, as the runner started it (test/hosts). */
interface Heard {
  readonly violations: readonly string[];
  readonly asked: readonly { readonly line: string; readonly token: string }[];
}

suite('GitHub beside Now', () => {
  const { git, trusted } = surroundings();
  const url = () => vscode.workspace.getConfiguration('tpmLensTest').get('github', '');
  const own = globalThis.fetch;
  const contacted = new Set<string>();
  const gitFile = (name: string) => vscode.Uri.joinPath(workspaceFolder(), '.git', name);
  let config: Uint8Array | undefined;

  /** Changes what GitHub tells; resolves to what it was asked and what was wrong with that. */
  const say = async (change: object): Promise<Heard> =>
    (await own(`${url()}/test`, { method: 'POST', body: JSON.stringify(change) })).json() as Promise<Heard>;
  const press = (argument: string) => vscode.commands.executeCommand('tpmLens.test.gitHub', argument);
  const page = (to?: object) => vscode.commands.executeCommand<string | undefined>('tpmLens.test.page', to);

  /** The page, once it says what it should. */
  const shows = async (...patterns: readonly RegExp[]): Promise<string> => {
    let text = '';
    for (let left = 100; left > 0; left--) {
      text = ((await page()) ?? '').replaceAll('\\', '');
      if (patterns.every(pattern => pattern.test(text))) return text;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    for (const pattern of patterns) assert.match(text, pattern);
    return text;
  };

  suiteSetup(async () => {
    assert.match(url(), /^http:\/\/127\.0\.0\.1:\d+$/);
    // everything the extension asks passes here, and may go to this one server
    globalThis.fetch = (input, init) => {
      contacted.add(new URL(input instanceof Request ? input.url : input).origin);
      return own(input, init);
    };
    const write = (name: string, text: string) =>
      vscode.workspace.fs.writeFile(gitFile(name), new TextEncoder().encode(text));
    const remote = '[remote "hub"]\n\turl = https://github.com/parcel/shop.git\n';
    if (git || !trusted) {
      config = await vscode.workspace.fs.readFile(gitFile('config'));
      await write('config', new TextDecoder().decode(config) + remote);
    } else {
      await write('HEAD', 'ref: refs/heads/feature/refund-limit\n');
      await write('config', remote);
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('tpmLens.test.gitHubDoor', { api: url() });
    await say({ step: 'draft', fault: null, forget: true });
    await page({ place: 'now' });
  });

  suiteTeardown(async () => {
    await press('disconnect');
    // an open sidebar follows every editor: suites after this one need not wait for it
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
    globalThis.fetch = own;
    if (config) await vscode.workspace.fs.writeFile(gitFile('config'), config);
    else await vscode.workspace.fs.delete(gitFile(''), { recursive: true });
  });

  if (!trusted) {
    test('restricted mode offers nothing and connects to nothing', async () => {
      await press('connect');
      await vscode.commands.executeCommand('tpmLens.connectGitHub');
      const text = await shows(/restricted|Restricted/);
      assert.doesNotMatch(text, /GitHub/);
      assert.deepEqual([(await say({})).asked, [...contacted]], [[], []]);
    });
    return;
  }

  test('off until the reader turns it on: an offer in one sentence, and nothing is asked', async () => {
    await shows(/TPM Lens reads pull requests .* of parcel\/shop from GitHub, and writes nothing there/);
    assert.deepEqual([(await say({})).asked, [...contacted]], [[], []]);
  });

  test('connected: what is open and what runs where, from GitHub, marked as such', async () => {
    await press('connect');
    await shows(
      /Open pull requests, from GitHub, \d\d:\d\d/,
      /#128 Refund limit of 60 days/,
      /What runs where/,
      /`aaaaaaa` runs since/,
      /As `robin` at `github\.com`, with the permission for public repositories only/,
    );
    const { asked } = await say({});
    assert.ok(asked.length > 0 && asked.every(({ token }) => token === 'test-public'));
  });

  const steps = [
    ['draft', /Pull request #128 \(draft\)/],
    ['changes', /\(changes requested\)/],
    ['failing', /\(1 check failed\)/],
    ['approved', /\(approved\)/],
    ['queued', /\(in the merge queue\)/],
    ['merged', /\(merged\)/],
    ['staging', /runs in \*\*staging\*\* since/],
    ['production', /\(in production\)/],
    ['rolledBack', /\(taken back\)/],
  ] as const;
  test('the pull request of the branch, from draft to rolled back', async () => {
    if (git) await page({ place: 'branch', ref: 'refs/remotes/origin/feature/refund-limit' });
    for (const [step, state] of steps) {
      await say({ step });
      await press('refresh');
      await shows(state, /Pull request #128/, /from GitHub, \d\d:\d\d/);
    }
  });

  if (git) {
    test('what GitHub says otherwise than this folder stands beside it', async () => {
      await say({ step: 'merged' });
      await press('refresh');
      await shows(
        /GitHub: this pull request ended at `fffffff`\. This folder: the branch is at/,
        /A pull request from here holds/,
      );
    });

    test('where a change is ends with what GitHub records', async () => {
      await page({ place: 'change', ref: 'HEAD' });
      await shows(/Running\?/, /whether it runs in \*\*production\*\* is not told|runs in|not in/);
      await say({ records: false });
      await press('refresh');
      await shows(/Whether it runs anywhere is not recorded at GitHub/);
      await say({ records: true });
    });
  }

  test('when GitHub fails, what it said stays, with the reason', async () => {
    await page({ place: 'now' });
    await shows(/What runs where/);
    await say({ fault: 'outage' });
    await press('refresh');
    await shows(/What is shown is as old as it says\. GitHub has trouble of its own/, /What runs where/);
  });

  test('a private repository is asked for by a permission of its own, and only then', async () => {
    await say({ fault: 'private', forget: true });
    await press('refresh');
    await shows(/GitHub shows no public repository `parcel\/shop`/);
    await press('private');
    await shows(/What runs where/, /with the permission for private repositories/);
    await say({ fault: null });
  });

  test('disconnected: everything it said is gone', async () => {
    await press('disconnect');
    const text = await shows(/The pull request itself/);
    assert.doesNotMatch(text, /#128|from GitHub, \d/);
  });

  test('no other host was contacted, and GitHub’s description knows every question', async () => {
    assert.deepEqual([...contacted], [url()]);
    assert.deepEqual((await say({})).violations, []);
  });
});
