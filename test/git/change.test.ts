import assert from 'node:assert/strict';
import { committedLine, lastChangeOfFile, lastChangeOfLine } from '../../src/core/git/lastChange';
import { releases } from '../../src/core/git/releases';
import { changePage } from '../../src/core/now/change/changePage';
import { readChange } from '../../src/core/now/change/readChange';
import { noteOf } from '../../src/core/now/change/releaseNotes';
import { releasePage } from '../../src/core/now/change/releasePage';
import { readPlace } from '../../src/core/now/gather';
import { pageAsMarkdown } from '../../src/core/now/markdown';
import { plain } from '../../src/core/now/rich';
import { english } from '../../src/core/translate';
import { numbered, Scratch } from './scratch';
import { commit, now, product, titleOf } from '../unit/now/fixtures';

const main = 'refs/remotes/origin/main';
const tag = 'refs/tags/v1.0.0';

/** main: begin, a merged pull request, the tag v1.0.0, one more commit; `later` waits; `mine` is only here. */
function history() {
  const scratch = new Scratch([
    { branch: main, files: { 'shop.ts': numbered(9, {}) }, subject: 'Begin' },
    { branch: 'topic', from: ':1', files: { 'shop.ts': numbered(9, { 3: 'cart' }) }, subject: 'Add a cart' },
    {
      branch: main,
      from: ':1',
      merge: ':2',
      files: { 'shop.ts': numbered(9, { 3: 'cart' }) },
      subject: 'Merge pull request #7 from shop/topic\n\nLet people fill a cart',
    },
    { branch: main, files: { 'other.ts': 'x\n' }, subject: 'fix(search)!: stop at the last page' },
    { branch: 'refs/remotes/origin/later', from: ':1', files: { 'later.ts': 'x\n' }, subject: 'Later' },
    { branch: 'main', from: ':4', files: { 'mine.ts': 'x\n' }, subject: 'Mine' },
  ]);
  scratch.git('symbolic-ref', 'refs/remotes/origin/HEAD', main);
  scratch.git('config', 'remote.origin.url', 'https://example.org/shop.git');
  scratch.git('update-ref', '-d', 'refs/heads/topic');
  scratch.git('update-ref', tag, `${main}~1`);
  scratch.git('reset', '--hard', '-q');
  return scratch;
}

suite('where a change is', () => {
  const scratch = history();
  const { port } = scratch;
  suiteTeardown(() => scratch.remove());

  const page = async (ref: string) => {
    const place = await readPlace(port, 'shop', 0, english);
    assert.ok('into' in place);
    const story = await readChange(port, ref, place.into);
    assert.ok(story);
    return changePage(
      { story, place, product: product(), now, destination: { place: 'change', ref } },
      english,
      titleOf,
    );
  };

  test('a commit of a merged branch names the merge that brought it and the first release', async () => {
    const shown = await page(`${main}~1^2`);
    assert.match(plain(shown.heading), /^Add a cart is in main, and first in v1\.0\.0, tagged /);
    assert.match(
      pageAsMarkdown(shown, english),
      /in `origin\/main`, brought by “Let people fill a cart \(\\#7\)”/,
    );
  });

  test('merged and not tagged is in no release; not merged says on which branch', async () => {
    assert.match(plain((await page(main)).heading), /is in main, and in no release yet\.$/);
    assert.equal(
      plain((await page('refs/remotes/origin/later')).heading),
      'Later is not in main yet. It is on later.',
    );
    assert.match(plain((await page('main')).heading), /^Mine exists only on this computer/);
  });

  test('whether it is with customers is never claimed', async () => {
    for (const ref of [main, `${main}~1`, 'main'])
      assert.match(pageAsMarkdown(await page(ref), english), /which commit customers use now: not visible/);
  });

  test('a commit that is not here is no page', async () => {
    const place = await readPlace(port, 'shop', 0, english);
    assert.ok('into' in place);
    assert.equal(await readChange(port, '0123456789', place.into), undefined);
  });

  test('the next release is filed for release notes, under the titles of pull requests', async () => {
    const place = await readPlace(port, 'shop', 0, english);
    assert.ok('into' in place);
    const markdown = pageAsMarkdown(
      releasePage(await releases(port, place.into.id), place, now, english, titleOf),
      english,
    );
    assert.match(markdown, /1 change.* in `main` came after `v1\.0\.0`/);
    assert.match(markdown, /Breaking[\s\S]*Stop at the last page/);
    scratch.git('update-ref', '-d', tag);
    scratch.git('update-ref', 'refs/tags/v0.9.0', `${main}~2`);
    const both = releasePage(await releases(port, place.into.id), place, now, english, titleOf);
    assert.match(pageAsMarkdown(both, english), /Let people fill a cart \(\\#7\)/);
    scratch.git('update-ref', '-d', 'refs/tags/v0.9.0');
    scratch.git('update-ref', tag, `${main}~1`);
  });

  test('the change of a line follows the line through unsaved edits', async () => {
    const cart = scratch.git('rev-parse', `${main}~1^2`).trim();
    const committed = numbered(9, { 3: 'cart' });
    assert.equal(await lastChangeOfLine(port, 'shop.ts', 3, committed), cart);
    assert.equal(await lastChangeOfLine(port, 'shop.ts', 4, `new line\n${committed}`), cart);
    assert.equal(await lastChangeOfLine(port, 'shop.ts', 1, `new line\n${committed}`), undefined);
    assert.equal(await lastChangeOfLine(port, 'nowhere.ts', 1, 'x'), undefined);
    const mine = scratch.git('rev-parse', 'main').trim();
    assert.equal(await lastChangeOfFile(port, 'mine.ts'), mine);
    assert.equal(await lastChangeOfFile(port, 'nowhere.ts'), undefined);
  });
});

suite('the place of an edited line in the committed text', () => {
  const committed = ['a', 'b', 'c', 'd', 'e'];
  test('before, after and between the changes', () => {
    assert.equal(committedLine(committed, ['a', 'X', 'Y', 'd', 'e'], 1), 1);
    assert.equal(committedLine(committed, ['a', 'X', 'd', 'e'], 3), 4);
    assert.equal(committedLine(committed, ['X', 'c', 'Y'], 2), 3);
    assert.equal(committedLine(committed, ['X', 'c', 'Y'], 1), undefined);
    assert.equal(committedLine(committed, ['a'], 2), undefined);
  });
});

suite('lines of release notes', () => {
  const kinds: readonly (readonly [string, string, string])[] = [
    ['feat(cart): allow gift cards', 'new', 'Allow gift cards'],
    ['Fix rounding on receipts (#118)', 'fixed', 'Fix rounding on receipts (#118)'],
    ['chore: tidy', 'inside', 'Tidy'],
    ['Update dependency express to v5', 'dependencies', 'Update dependency express to v5'],
    ['Address comments of the auditors', 'changed', 'Address comments of the auditors'],
    ['Note: prices are gross', 'changed', 'Note: prices are gross'],
  ];
  for (const [subject, kind, text] of kinds)
    test(subject, () => {
      const note = noteOf(commit('c', subject));
      assert.deepEqual([note.kind, note.text], [kind, text]);
    });
});
