import assert from 'node:assert/strict';
import { compileLibrary } from '../../../src/core/content/compile';
import { openLibrary } from '../../../src/core/content/library';
import type { LibraryIndex } from '../../../src/core/content/types';
import { questionsAsMarkdown, termHover, type HoverPiece } from '../../../src/core/terms/hover';
import { underlined } from '../../../src/core/terms/underlined';
import { english } from '../../../src/core/translate';
import type { Fact } from '../../../src/core/repository/types';
import { librarySources } from '../content/fixtures';

const files = new Map(
  compileLibrary(librarySources()).files.map(({ path, text }) => [path, JSON.parse(text) as unknown]),
);
const library = openLibrary(files.get('index.json') as LibraryIndex, path =>
  Promise.resolve(files.get(path)),
);
const place = { uri: 'file:///a.md', line: 1, character: 2 };

async function hover(fact?: Fact): Promise<HoverPiece[]> {
  const entry = library.term('merge');
  assert.ok(entry);
  return termHover(library, { entry, because: [], fact, place }, english);
}
const read = (pieces: readonly HoverPiece[]) =>
  pieces.map(piece => (piece.kind === 'link' ? `[${piece.label}]` : piece.value)).join('');

suite('hover of a term', () => {
  test('title, summary, why, two questions and links, in this order', async () => {
    assert.equal(
      read(await hover()),
      '**merge** · Merging · level 1  \nThe merge joins two lines of work.' +
        '\n\n**Why it matters** After it, the date of the merge is set.' +
        '\n\n**Ask engineering**\n- When is the merge done?\n- Who may do the merge?\n' +
        "\n\n[Open in sidebar] · [Quiz me] · [Copy questions] · [Don't explain here]",
    );
  });
  test('a fact of the repository comes third and is never Markdown', async () => {
    const pieces = await hover({
      claim: '**evil** [x](command:y)',
      confidence: 'stated',
      evidence: [{ file: '.github/`a`.yml', line: 3, text: '' }],
    });
    assert.ok(read(pieces).indexOf('In this repository') < read(pieces).indexOf('Why it matters'));
    assert.deepEqual(
      pieces.filter(({ kind }) => kind === 'text'),
      [{ kind: 'text', value: '**evil** [x](command:y)' }],
    );
    const evidence = pieces.find(piece => piece.kind === 'link' && piece.command === 'tpmLens.openEvidence');
    assert.deepEqual(evidence, {
      kind: 'link',
      label: '`a`.yml:3',
      command: 'tpmLens.openEvidence',
      argument: { file: '.github/`a`.yml', line: 3 },
    });
  });
  test('questions are copied as a checklist without marks', () =>
    assert.equal(
      questionsAsMarkdown('merge', [{ markdown: 'Is *this* `done`?', html: '' }]),
      '**merge**\n\n- [ ] Is this done?\n',
    ));
});

suite('underlines', () => {
  const hits = ['a', 'b', 'a', 'c'].map((id, index) => ({
    id,
    start: index,
    end: index + 1,
    because: [],
    first: index !== 2,
  }));
  const level = (id: string) => (id === 'c' ? 3 : 1);
  const ids = (options: Partial<Parameters<typeof underlined>[1]>) =>
    underlined(hits, { mode: 'first', limit: 30, level, mastered: () => false, ...options }).map(
      ({ id }) => id,
    );

  test('the first of each term', () => assert.deepEqual(ids({}), ['a', 'b', 'c']));
  test('all', () => assert.deepEqual(ids({ mode: 'all' }), ['a', 'b', 'a', 'c']));
  test('none', () => assert.deepEqual(ids({ mode: 'none' }), []));
  test('a limit keeps what the reader is least likely to know', () =>
    assert.deepEqual(ids({ limit: 2 }), ['a', 'c']));
  test('mastered words lose it', () => assert.deepEqual(ids({ mastered: id => id === 'b' }), ['a', 'c']));
});
