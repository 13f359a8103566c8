import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { branchPage } from '../../src/core/now/branch/branchPage';
import { readPlace } from '../../src/core/now/gather';
import { plain } from '../../src/core/now/rich';
import { readStory } from '../../src/core/now/story';
import { english } from '../../src/core/translate';
import { platform } from '../../src/platform/node';
import { makeSampleRepository } from '../../src/platform/sampleRepository';
import { readSample } from '../sampleSources';
import { cardOf, cardWords, product, titleOf } from '../unit/now/fixtures';

suite('Now, on a real repository', () => {
  const parent = mkdtempSync(join(tmpdir(), 'tpm-lens-now-'));
  suiteTeardown(() => rmSync(parent, { recursive: true, force: true }));

  test('a branch of the sample product: who began it, what it holds, where it collides', async () => {
    const git = platform.git(await makeSampleRepository(readSample(), parent), 'git');
    assert.ok(git);
    const place = await readPlace(git, 'shop', 0, english);
    assert.ok('into' in place);
    const story = await readStory(
      git,
      { name: 'feature/refund-limit', ref: 'refs/remotes/origin/feature/refund-limit', checkedOut: false },
      place.into,
    );
    const page = branchPage(
      { story, place, product: product(), now: new Date(), destination: { place: 'now' } },
      english,
      titleOf,
    );
    assert.match(
      plain(page.heading),
      /^Ana Ruiz’s branch has \w+ commits that main lacks\. Merging it meets one conflict\./,
    );
    assert.match(cardWords(cardOf(page, 'merge')).join('\n'), /REFUND_DAYS = 60[\s\S]*REFUND_DAYS = 90/);
  });
});
