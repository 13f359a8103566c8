import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { branchPage } from '../../src/core/now/branch/branchPage';
import { readPlace } from '../../src/core/now/gather';
import { plain } from '../../src/core/now/rich';
import { readStory } from '../../src/core/now/story';
import type { BranchStory } from '../../src/core/now/input';
import { requireCommit } from '../../src/core/git/refs';
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
    const id = await requireCommit(git, 'refs/remotes/origin/feature/refund-limit');
    const told: BranchStory[] = [];
    const story = await readStory(git, { name: 'feature/refund-limit', id, checkedOut: false }, place.into, {
      report: soFar => told.push(soFar),
    });
    const pageOf = (of: BranchStory) =>
      branchPage(
        { story: of, place, product: product(), now: new Date(), destination: { place: 'now' } },
        english,
        titleOf,
      );
    const page = pageOf(story);
    assert.match(
      plain(page.heading),
      /^Ana Ruiz’s branch has \w+ commits that main lacks\. Merging it meets one conflict\./,
    );
    assert.match(cardWords(cardOf(page, 'merge')).join('\n'), /REFUND_DAYS = 60[\s\S]*REFUND_DAYS = 90/);

    // what was shown while git still tried the merge: the same branch, and not a word of a conflict or of none
    const [soFar] = told;
    assert.ok(soFar);
    const early = pageOf(soFar);
    assert.deepEqual(cardWords(cardOf(early, 'branch')), cardWords(cardOf(page, 'branch')));
    assert.deepEqual(cardWords(cardOf(early, 'pull-request')), cardWords(cardOf(page, 'pull-request')));
    assert.match(plain(early.heading), /^Ana Ruiz’s branch has \w+ commits that main lacks\.\s*$/);
    assert.equal(cardOf(early, 'merge').state?.text, 'trying the merge…');
    assert.deepEqual(
      early.sections.flatMap(section =>
        section.kind === 'story' ? section.cards.map(({ key }) => key) : [],
      ),
      ['branch', 'pull-request', 'merge', 'starts'],
    );
  });
});
