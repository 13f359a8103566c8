import assert from 'node:assert/strict';
import { readOpenPulls, readRepository, readPullStory } from '../../src/core/github/read';
import { GitHubTrouble, type Trouble } from '../../src/core/github/types';
import { guardedFetch } from '../../src/features/github/guardedFetch';
import { clientAt, repository } from './asked';
import { startGitHub, type Fault, type FakeGitHub } from './server.mjs';

const minute = 60_000;

suite('asking GitHub', () => {
  let github: FakeGitHub;
  suiteSetup(async () => {
    github = await startGitHub();
  });
  suiteTeardown(() => github.stop());
  setup(() => github.set({ step: 'draft', fault: null, forget: true }));

  const troubleOf = async (asking: Promise<unknown>): Promise<Trouble> => {
    try {
      await asking;
    } catch (error) {
      if (error instanceof GitHubTrouble) return error.trouble;
      throw error;
    }
    assert.fail('it answered');
  };

  const troubles: readonly (readonly [Exclude<Fault, undefined>, Trouble['kind']])[] = [
    ['expired', 'expired'],
    ['forbidden', 'forbidden'],
    ['missing', 'missing'],
    ['private', 'missing'],
    ['sso', 'sso'],
    ['limit', 'limit'],
    ['secondary', 'limit'],
    ['outage', 'outage'],
    ['invalid', 'invalid'],
    ['elsewhere', 'elsewhere'],
  ];
  for (const [fault, kind] of troubles) {
    test(`${fault} is ${kind}, and the log names neither token nor text`, async () => {
      github.set({ fault });
      const { client, lines } = clientAt(github.url);
      assert.equal((await troubleOf(readRepository(client, repository))).kind, kind);
      if (kind !== 'invalid') assert.deepEqual(lines, [`GET /repos/{owner}/{repo}: ${kind}`]);
    });
  }

  test('a private repository answers a sign-in that may read it', async () => {
    github.set({ fault: 'private' });
    const { client } = clientAt(github.url, 'test-private');
    assert.equal((await readRepository(client, repository)).value.name, 'shop');
  });

  test('the single sign-on leads to the server’s own page', async () => {
    github.set({ fault: 'sso' });
    const trouble = await troubleOf(readRepository(clientAt(github.url).client, repository));
    assert.deepEqual(trouble, {
      kind: 'sso',
      url: 'https://github.com/orgs/parcel/sso?authorization_request=A1',
    });
  });

  test('nobody answers: offline, and after a pause that grows it asks again', async () => {
    const made = clientAt('http://127.0.0.1:9');
    assert.equal((await troubleOf(readRepository(made.client, repository))).kind, 'offline');
    await troubleOf(readRepository(made.client, repository));
    assert.equal(made.lines.length, 1, 'the second question waited');
    made.clock += 16_000;
    await troubleOf(readRepository(made.client, repository));
    made.clock += 16_000;
    await troubleOf(readRepository(made.client, repository));
    assert.equal(made.lines.length, 2, 'the pause has doubled');
  });

  test('signed out: nothing is sent', async () => {
    const { client, contacted } = clientAt(github.url, null);
    assert.equal((await troubleOf(readRepository(client, repository))).kind, 'signedOut');
    assert.equal(contacted.size, 0);
  });

  test('a young answer is not asked for again; an old one is asked by its tag', async () => {
    const made = clientAt(github.url);
    await readRepository(made.client, repository);
    await readRepository(made.client, repository);
    assert.equal(github.asked.length, 1);
    made.clock += minute;
    const again = await readRepository(made.client, repository);
    assert.deepEqual(
      github.asked.map(({ status }) => status),
      [200, 304],
    );
    assert.equal(again.at, made.clock, 'unchanged is as good as new');
    made.client.refresh();
    made.clock += 1;
    await readRepository(made.client, repository);
    assert.equal(github.asked.length, 3, 'asked anew on demand');
    assert.equal(made.client.rate?.of, 5000);
  });

  test('when GitHub fails, what it said before stays, with its age and the reason', async () => {
    const made = clientAt(github.url);
    const before = await readRepository(made.client, repository);
    made.clock += 10 * minute;
    github.set({ fault: 'outage' });
    const after = await readRepository(made.client, repository);
    assert.deepEqual([after.at, after.trouble?.kind], [before.at, 'outage']);
  });

  test('what may not be read any more is not shown from memory', async () => {
    const made = clientAt(github.url);
    await readRepository(made.client, repository);
    made.clock += 10 * minute;
    github.set({ fault: 'missing' });
    assert.equal((await troubleOf(readRepository(made.client, repository))).kind, 'missing');
  });

  test('at a limit nothing more is asked until its end', async () => {
    const made = clientAt(github.url);
    github.set({ fault: 'limit' });
    const trouble = await troubleOf(readRepository(made.client, repository));
    const asked = github.asked.length;
    github.set({ fault: null });
    made.client.refresh();
    await troubleOf(readRepository(made.client, repository));
    assert.equal(github.asked.length, asked, 'a refresh does not get around it');
    assert.ok(trouble.kind === 'limit');
    made.clock = trouble.until + 1;
    await readRepository(made.client, repository);
  });

  test('a renamed repository is followed and named', async () => {
    github.set({ fault: 'renamed' });
    const { client, contacted } = clientAt(github.url);
    const { value } = await readRepository(client, repository);
    assert.deepEqual([value.name, value.renamed], ['storefront', true]);
    assert.deepEqual([...contacted], [github.url]);
  });

  test('a browser hides where a reply leads: the trouble says so', async () => {
    const opaque = (() => Promise.resolve({ type: 'opaqueredirect' })) as unknown as typeof fetch;
    assert.equal(
      (await troubleOf(guardedFetch('https://api.github.com', opaque)('https://api.github.com/x'))).kind,
      'moved',
    );
  });

  test('no other host is contacted, whatever an address says', async () => {
    const never = (() => assert.fail('contacted')) as unknown as typeof fetch;
    const guarded = guardedFetch('https://api.github.com', never);
    for (const address of [
      'https://evil.example/',
      'http://api.github.com/',
      'https://api.github.com.evil.example/',
    ])
      assert.equal((await troubleOf(guarded(address))).kind, 'elsewhere');
  });

  test('a long list comes page by page, and a very long one says that it goes on', async () => {
    github.set({ crowd: 250 });
    const made = clientAt(github.url);
    const whole = (await readOpenPulls(made.client, repository)).value;
    assert.deepEqual([whole.items.length, whole.more, github.asked.length], [251, false, 3]);
    made.clock += minute;
    assert.equal((await readOpenPulls(made.client, repository)).value.items.length, 251);
    assert.ok(
      github.asked.slice(3).every(({ status }) => status === 304),
      'unchanged pages cost nothing',
    );
    github.set({ crowd: 400 });
    const { items, more } = (await readOpenPulls(clientAt(github.url).client, repository)).value;
    assert.deepEqual([items.length, more], [300, true]);
    github.set({ crowd: 0 });
  });

  test('an Enterprise server answers below itself, conversations too', async () => {
    github.set({ step: 'changes' });
    const { client } = clientAt(`${github.url}/api/v3`);
    const story = await readPullStory(client, repository, 128, false);
    assert.deepEqual([story.value.number, story.value.threads], [128, { open: 1, more: false }]);
  });

  test('only questions that read are asked', async () => {
    const { client } = clientAt(github.url);
    await readPullStory(client, repository, 128, false);
    assert.ok(github.asked.every(({ line }) => /^(GET |POST \/graphql)/.test(line)));
    assert.deepEqual(github.violations, []);
  });
});
