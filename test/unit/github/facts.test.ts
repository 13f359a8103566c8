import assert from 'node:assert/strict';
import {
  addressOf,
  branchOfAuthority,
  enterpriseServer,
  insteadOf,
  readDotGit,
} from '../../../src/core/github/address';
import { arrivals } from '../../../src/core/github/arrivals';
import { behindFrom, byEnvironment, environmentFrom } from '../../../src/core/github/environments';
import { checksFrom, gateFrom, reviewsFrom } from '../../../src/core/github/map';
import type { DeploymentReply } from '../../../src/core/github/shapes';
import { findPull } from '../../../src/core/github/read';
import { readDeployments } from '../../../src/core/github/readDeployments';
import {
  GitHubTrouble,
  type Environment,
  type GitHubApi,
  type Repository,
} from '../../../src/core/github/types';

const [a, b, c] = ['a', 'b', 'c'].map(letter => letter.repeat(40)) as [string, string, string];

suite('addresses of GitHub', () => {
  const means = (url: string, expected: string | undefined) => {
    const found = addressOf(url);
    assert.equal(found && `${found.host} ${found.owner}/${found.name}`, expected, url);
  };

  test('every way of writing a remote', () => {
    for (const url of [
      'https://github.com/parcel/shop',
      'https://github.com/parcel/shop.git',
      'https://user:secret@github.com/parcel/shop.git/',
      'git@github.com:parcel/shop.git',
      'ssh://git@github.com/parcel/shop.git',
      'ssh://git@ssh.github.com:443/parcel/shop.git',
      'git://github.com/parcel/shop',
    ])
      means(url, 'github.com parcel/shop');
    means('git@github.shop.example:parcel/shop', 'github.shop.example parcel/shop');
    means('https://github.shop.example:8443/parcel/shop', 'github.shop.example:8443 parcel/shop');
  });

  test('what is no address of a repository', () => {
    for (const url of [
      '../shop.git',
      '/srv/git/shop.git',
      'https://github.com/parcel',
      'https://github.com/a/b/c',
      'https://github.com/parcel/..',
      'ext::sh -c x',
      '',
    ])
      means(url, undefined);
  });

  test('Enterprise: a server of its own, and GitHub’s cloud', () => {
    assert.equal(enterpriseServer('https://github.shop.example/')?.api, 'https://github.shop.example/api/v3');
    assert.equal(enterpriseServer('https://parcel.ghe.com')?.api, 'https://api.parcel.ghe.com');
    for (const address of [
      undefined,
      '',
      'github.shop.example',
      'file:///x',
      'https://a b',
      'https://x/evil/path',
    ])
      assert.equal(enterpriseServer(address), undefined);
  });

  test('git’s own rules for addresses, the longest first', () => {
    const rules = [
      { base: 'https://github.com/', prefix: 'gh:' },
      { base: 'https://github.com/parcel/', prefix: 'gh:p/' },
    ];
    assert.equal(insteadOf('gh:p/shop', rules), 'https://github.com/parcel/shop');
    assert.equal(insteadOf('other', rules), 'other');
  });

  test('the branch in the address of a virtual workspace', () => {
    const hex = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('hex');
    assert.equal(
      branchOfAuthority(`github+${hex({ v: 1, ref: { type: 0, id: 'feature/ä' } })}`),
      'feature/ä',
    );
    assert.equal(branchOfAuthority(`github%2B${hex({ v: 1, ref: { type: 4, id: '12' } })}`), undefined);
    for (const authority of ['github', 'github+zz', 'github+7b', 'gitlab+7b7d'])
      assert.equal(branchOfAuthority(authority), undefined);
  });

  test('the two files of a .git folder', () => {
    const { branch, remotes } = readDotGit(
      'ref: refs/heads/feature/x\n',
      '[core]\n\tbare = false\n[remote "origin"]\n\turl = git@github.com:parcel/shop.git\n\tfetch = +refs\n[branch "main"]\n\turl = nonsense\n',
    );
    assert.deepEqual([branch, [...remotes]], ['feature/x', [['origin', 'git@github.com:parcel/shop.git']]]);
    assert.equal(readDotGit(`${a}\n`, '').branch, undefined);
  });
});

suite('reviews, checks and rules', () => {
  const review = (login: string, state: string, commit_id = b) => ({ user: { login }, state, commit_id });

  test('the last word of each reviewer; a remark takes nothing back', () => {
    const found = reviewsFrom(
      [
        review('tom', 'CHANGES_REQUESTED', a),
        review('tom', 'COMMENTED'),
        review('mei', 'COMMENTED'),
        review('mei', 'APPROVED'),
        review('ana', 'COMMENTED'),
        review('lena', 'PENDING'),
      ],
      'ana',
      b,
    );
    assert.deepEqual(
      found.map(({ by, said, old }) => `${by} ${said} ${String(old)}`),
      ['tom changes true', 'mei approved false'],
    );
  });

  test('required checks first, missing ones named, the worst of one name counts', () => {
    const found = checksFrom(
      {
        runs: [
          { name: 'test', status: 'completed', conclusion: 'success' },
          { name: 'test', status: 'completed', conclusion: 'timed_out' },
          { name: 'size', status: 'in_progress', conclusion: null },
        ],
        statuses: [{ context: 'cla', state: 'success' }],
      },
      ['test', 'security'],
    );
    assert.deepEqual(
      found.map(({ name, result, required }) => `${name} ${result} ${String(required)}`),
      ['test failed true', 'security missing true', 'size running false', 'cla passed false'],
    );
  });

  test('classic protection hides how many approvals it wants from all but administrators', () => {
    const branch = { protected: true, protection: { required_status_checks: { contexts: ['test'] } } };
    const hidden = gateFrom({ branch, rules: [], protection: undefined });
    assert.deepEqual([hidden.approvals, hidden.checks, hidden.partly], [undefined, ['test'], true]);
    const protection = { required_pull_request_reviews: { required_approving_review_count: 2 } };
    const seen = gateFrom({ branch, rules: [], protection });
    assert.deepEqual([seen.approvals, seen.partly], [2, false]);
  });
});

suite('environments', () => {
  const deployment = (id: number, sha: string, minutes: number, more: Partial<DeploymentReply> = {}) => ({
    id,
    sha,
    environment: 'production',
    created_at: new Date(minutes * 60_000).toISOString(),
    ...more,
  });
  const record = (id: number, sha: string, minutes: number, ...states: string[]) => ({
    deployment: deployment(id, sha, minutes),
    // the newest status first, as GitHub lists them
    statuses: states.map((state, index) => ({
      state,
      created_at: new Date((minutes + states.length - index) * 60_000).toISOString(),
    })),
  });

  test('what runs, what failed after it, and what is on its way', () => {
    const found = environmentFrom(
      'production',
      [
        record(4, c, 40, 'waiting'),
        record(3, c, 30, 'failure', 'in_progress'),
        record(2, b, 20, 'success', 'queued'),
        record(1, a, 10, 'inactive', 'success'),
      ],
      true,
    );
    assert.equal(found.running?.sha, b);
    assert.deepEqual(
      found.history.map(({ sha }) => sha),
      [b, a],
    );
    assert.deepEqual([found.failed?.sha, found.coming?.sha, found.coming?.waiting], [c, c, true]);
  });

  test('an environment that was taken down runs nothing', () => {
    assert.equal(
      environmentFrom('production', [record(1, a, 10, 'inactive', 'success')], true).running,
      undefined,
    );
  });

  test('previews are counted, not listed', () => {
    const { lasting, previews } = byEnvironment([
      deployment(1, a, 1),
      deployment(2, a, 2, { environment: 'pr-1', transient_environment: true }),
    ]);
    assert.deepEqual([[...lasting.keys()], previews], [['production'], 1]);
  });

  test('where there are many environments, production comes first', () => {
    const names = ['qa', 'production', 'docs'];
    const { lasting } = byEnvironment(
      names.map((environment, id) => deployment(id, a, 9 - id, { environment })),
    );
    assert.equal([...lasting.keys()][0], 'production');
  });

  test('production is asked for by name where previews fill the list', async () => {
    const asked: unknown[] = [];
    const api: GitHubApi = {
      get: () => Promise.reject(new GitHubTrouble({ kind: 'missing' })),
      ask: () => Promise.reject(new GitHubTrouble({ kind: 'failed' })),
      list: (route, { environment }) => {
        asked.push(environment);
        const items = route.endsWith('statuses')
          ? [{ state: 'success', created_at: '2026-01-01T00:00:00Z' }]
          : environment === 'Production'
            ? [deployment(1, a, 1, { environment: 'Production' })]
            : environment === undefined
              ? [deployment(2, b, 2, { environment: 'preview-1', transient_environment: true })]
              : [];
        return Promise.resolve({ value: { items, more: environment === undefined }, at: 1 });
      },
    };
    const { value } = await readDeployments(api, { owner: 'p', name: 's', defaultBranch: 'main' }, 4);
    assert.deepEqual(
      [value.environments[0]?.name, value.environments[0]?.running?.sha, value.previews],
      ['Production', a, 1],
    );
    assert.deepEqual(asked.slice(0, 3), [undefined, 'production', 'Production']);
  });

  test('what waits are steps of the default branch itself, not every commit of what was merged', () => {
    const commit = (sha: string, message: string, ...parents: string[]) => ({
      sha,
      commit: { message },
      parents: parents.map(parent => ({ sha: parent })),
    });
    const behind = behindFrom({
      status: 'ahead',
      total_commits: 3,
      commits: [
        commit('x', 'wip', a),
        commit('y', 'wip 2', 'x'),
        commit('m', 'Merge pull request #7 from x\n\nRefunds', a, 'y'),
      ],
    });
    assert.deepEqual(behind, { count: 1, more: false, titles: ['Refunds'] });
  });

  const environment = (history: readonly string[], whole = true): Environment => {
    const deployed = history.map((sha, index) => ({ sha, at: new Date(1e9 - index * 60_000).toISOString() }));
    return {
      name: 'production',
      production: true,
      running: deployed[0],
      history: deployed,
      whole,
      coming: undefined,
      failed: undefined,
      rolledBack: false,
      behind: undefined,
    };
  };
  const arrival = async (history: readonly string[], having: readonly string[], whole = true) =>
    (await arrivals([environment(history, whole)], sha => Promise.resolve(having.includes(sha))))[0]?.arrival;

  test('since the first of the unbroken row of deployments that had it', async () => {
    const found = await arrival([c, b, a], [c, b]);
    assert.deepEqual(found, { kind: 'runs', since: new Date(1e9 - 60_000).toISOString(), atLeast: false });
    assert.deepEqual(await arrival([c], [c], false), {
      kind: 'runs',
      since: new Date(1e9).toISOString(),
      atLeast: true,
    });
  });

  test('gone again after a rollback, or not there yet', async () => {
    assert.deepEqual(await arrival([a, b, a], [b]), {
      kind: 'rolledBack',
      until: new Date(1e9).toISOString(),
    });
    assert.deepEqual(await arrival([a], []), { kind: 'notYet' });
  });
});

suite('the pull request of a branch', () => {
  const pull = (number: number, state: string, updated_at: string) => ({
    number,
    title: 'x',
    user: null,
    state,
    head: { ref: 'fix', sha: a, repo: null },
    base: { ref: 'main' },
    created_at: updated_at,
    updated_at,
    merged_at: null,
  });
  const fork: Repository = {
    owner: 'me',
    name: 'shop',
    private: false,
    defaultBranch: 'main',
    parent: { owner: 'parcel', name: 'shop', defaultBranch: 'main' },
    methods: undefined,
    admin: false,
    renamed: false,
  };
  const apiOf = (
    lists: Readonly<Record<string, readonly unknown[]>>,
  ): { readonly api: GitHubApi; readonly heads: unknown[] } => {
    const heads: unknown[] = [];
    const unasked = () => Promise.reject(new Error('not asked here'));
    return {
      heads,
      api: {
        get: (_, { owner, head }) => {
          heads.push(head);
          const value = lists[String(owner)];
          return value
            ? Promise.resolve({ value, at: 1 })
            : Promise.reject(new GitHubTrouble({ kind: 'missing' }));
        },
        list: unasked,
        ask: unasked,
      },
    };
  };
  const head = { owner: 'me', branch: 'fix' };

  test('of a fork it is where the fork was made of', async () => {
    const { api, heads } = apiOf({ parcel: [pull(3, 'open', '2026-01-02')], me: [] });
    const found = (await findPull(api, fork, head)).value;
    assert.deepEqual([found?.pull.number, found?.where.owner, heads], [3, 'parcel', ['me:fix']]);
  });

  test('an open one before newer closed ones, and none is no trouble', async () => {
    const own = { ...fork, parent: undefined };
    const lists = { me: [pull(2, 'closed', '2026-01-03'), pull(1, 'open', '2026-01-01')] };
    assert.equal((await findPull(apiOf(lists).api, own, head)).value?.pull.number, 1);
    assert.equal((await findPull(apiOf({ me: [] }).api, own, head)).value, undefined);
    await assert.rejects(findPull(apiOf({}).api, own, head), GitHubTrouble);
  });
});
