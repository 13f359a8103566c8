import assert from 'node:assert/strict';
import { publicGitHub } from '../../src/core/github/address';
import {
  findPull,
  readLatestRelease,
  readOpenPulls,
  readPullStory,
  readRepository,
} from '../../src/core/github/read';
import { readDeployments } from '../../src/core/github/readDeployments';
import { standingOf } from '../../src/core/github/standing';
import { GitHubClient } from '../../src/features/github/client';
import { serverAt } from './asked';
import { startGitHub } from './server.mjs';

/**
 * The same questions to the suite's own GitHub, or to the real one: a maintainer sets TPM_LENS_GITHUB_TOKEN (a token
 * that may read public repositories is enough) and, where another repository is wanted, TPM_LENS_GITHUB_REPOSITORY.
 */
const token = process.env['TPM_LENS_GITHUB_TOKEN'];
const [owner = '', name = ''] = (
  process.env['TPM_LENS_GITHUB_REPOSITORY'] ?? (token === undefined ? 'parcel/shop' : 'microsoft/vscode')
).split('/');

suite(
  `reading ${owner}/${name} ${token === undefined ? 'at the suite’s own GitHub' : 'at github.com'}`,
  () => {
    test('every reply is understood', async function () {
      this.timeout(60_000);
      const github = token === undefined ? await startGitHub() : undefined;
      const client = new GitHubClient({
        server: github ? serverAt(github.url) : publicGitHub,
        token: () => Promise.resolve(token ?? 'test-public'),
        log: line => void process.stderr.write(`${line}\n`),
      });
      const own = await readRepository(client, { owner, name });
      assert.equal(own.value.name, name);
      const pulls = await readOpenPulls(client, own.value);
      const [first] = pulls.value.items;
      if (first) {
        const story = await readPullStory(client, own.value, first.number, own.value.admin);
        assert.equal(story.value.title, first.title);
        assert.ok(standingOf(story.value).state);
        const [holder] = (first.from.repository ?? `${owner}/`).split('/');
        const found = await findPull(client, own.value, {
          owner: holder ?? owner,
          branch: first.from.branch,
        });
        assert.ok(found.value, 'the pull request is found by its branch');
      }
      await readLatestRelease(client, own.value);
      const { environments } = (await readDeployments(client, own.value, 2)).value;
      for (const { running } of environments) if (running) assert.match(running.sha, /^[0-9a-f]{40}$/);
      github?.stop();
    });
  },
);
