import assert from 'node:assert/strict';
import { changeText, clientAt, mainText, pullText } from './asked';
import { startGitHub, type FakeGitHub } from './server.mjs';
import type { Step } from './story.mjs';

const branch = 'feature/refund-limit';
const merge = 'e'.repeat(40);

/** What each card says at each step of the life of one pull request. */
const story: readonly {
  readonly step: Step;
  readonly pull: readonly RegExp[];
  readonly runs: readonly RegExp[];
  readonly change?: readonly RegExp[];
}[] = [
  {
    step: 'draft',
    pull: [
      /Pull request #128 \(draft\)/,
      /“Refund limit of 60 days” by \*\*ana\*\*, opened 3 days ago/,
      /It is a draft: its author says it is not ready/,
      /Whose turn it is\*\*\n\n- the author’s: \*\*ana\*\*/,
      /The author marks it ready/,
      /nobody has reviewed it, and nobody is asked to/,
      /no conflict with `main`, as GitHub sees it/,
      /1 approval is required/,
      /allowed ways of merging: squash/,
    ],
    runs: [
      /#128 Refund limit of 60 days`: ana, .*draft/,
      /production is up to date/,
      /`v2\.8\.0`, published/,
    ],
  },
  {
    step: 'changes',
    pull: [
      /\(changes requested\)/,
      /- \*\*tom\*\* asked for changes\./,
      /1 conversation is not resolved, and all must be/,
      /- the author’s: \*\*ana\*\*/,
      /asks for another look/,
    ],
    runs: [/no review is being waited for/],
  },
  {
    step: 'failing',
    pull: [
      /\(1 check failed\)/,
      /Required and failed: `test`/,
      /\*\*tom\*\* asked for changes, and is asked to look again/,
      /- the author’s: \*\*ana\*\*/,
      /`test` failed \(required\)/,
      /Checks: 1 of 2 passed/,
    ],
    runs: [/review asked of tom/],
  },
  {
    step: 'approved',
    pull: [
      /\(approved\)/,
      /blocks it now\*\*\n\n- nothing/,
      /of whoever may merge into `main`/,
      /merge queue, which tests it/,
      /\*\*tom\*\* approved it \(1 hour ago\)/,
      /no conversation is open/,
    ],
    runs: [/`feature\/refund-limit` into `main`/],
  },
  {
    step: 'queued',
    pull: [
      /\(in the merge queue\)/,
      /it is number 2 in the merge queue/,
      /in about 10 minutes by GitHub’s estimate/,
    ],
    runs: [/#128/],
  },
  {
    step: 'merged',
    pull: [
      /\(merged\)/,
      /merged into `main` by \*\*lena\*\*, .* ago \(as `eeeeeee`\)/,
      /not in \*\*production\*\* yet \(`aaaaaaa` runs there\.\)/,
      /The next deployment to production carries it there/,
    ],
    runs: [
      /No pull request is open/,
      /\(1 change waits\)/,
      /1 merged change of `main` waits behind it/,
      /- Refund limit of 60 days \(#128\)/,
    ],
    change: [/^It is not in production yet\./, /\(runs nowhere\)/],
  },
  {
    step: 'staging',
    pull: [/\(merged\)/, /runs in \*\*staging\*\* since \d\d:\d\d/, /not in \*\*production\*\* yet/],
    runs: [/`eeeeeee` runs since \d\d:\d\d\n- has everything that is in `main`/],
    change: [/^It runs in staging since \d\d:\d\d\. It is not in production yet\./, /\(not in production\)/],
  },
  {
    step: 'production',
    pull: [/\(in production\)/, /runs in \*\*production\*\* since \d\d:\d\d/, /it has arrived/],
    runs: [/production is up to date/],
    change: [/^It runs in production since \d\d:\d\d\./, /\(in production\)/],
  },
  {
    step: 'rolledBack',
    pull: [
      /\(taken back\)/,
      /not in \*\*production\*\* any more: it ran there until \d\d:\d\d/,
      /runs in \*\*staging\*\*/,
    ],
    runs: [
      /\(rolled back\)/,
      /what runs is older than what ran before it/,
      /1 merged change of `main` waits behind it/,
    ],
    change: [/^It does not run in production any more, since \d\d:\d\d\./, /\(taken back\)/],
  },
];

suite('one pull request from draft to rolled back, as GitHub tells it', () => {
  let github: FakeGitHub;
  suiteSetup(async () => {
    github = await startGitHub();
  });
  suiteTeardown(() => github.stop());

  for (const { step, pull, runs, change = [] } of story) {
    test(`${step}: every card reads true`, async () => {
      github.set({ step });
      const { client, contacted } = clientAt(github.url);
      const texts = [
        [await pullText(client, github.url, branch), pull],
        [await mainText(client, github.url), runs],
        [await changeText(client, merge), change],
      ] as const;
      for (const [text, patterns] of texts) for (const pattern of patterns) assert.match(text, pattern);
      assert.deepEqual([...contacted], [github.url], 'only the configured host');
      assert.deepEqual(
        github.violations,
        [],
        'GitHub’s published description knows every question and reply',
      );
    });
  }

  test('a repository without deployment records says so', async () => {
    github.set({ step: 'merged', records: false });
    const { client } = clientAt(github.url);
    assert.match(await mainText(client, github.url), /records no deployments for `parcel\/shop`/);
    assert.match(await changeText(client, merge), /\(not recorded\)/);
    github.set({ records: true });
  });

  test('what somebody wrote stays text', async () => {
    github.set({
      step: 'draft',
      title: '<img src=x onerror=alert(1)> [a](https://evil.example) @everyone\n# b',
    });
    const { client } = clientAt(github.url);
    const text = await pullText(client, github.url, branch);
    assert.match(
      text,
      /“<img src=x onerror=alert\(1\)> \[a\]\(https:\/\/evil\.example\) @\u200beveryone # b”/,
    );
    github.set({ title: 'Refund limit of 60 days' });
  });
});
