import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createReviewer } from '../../src/core/review/review';
import { readGuidance } from '../reviewSources';

const guidance = readGuidance();
const reviewer = createReviewer(guidance);

suite('review: any input', () => {
  test('a review after an edit is the review of the new text', () => {
    const parts = [
      'The search must be fast.',
      '```',
      '## Goals',
      'TBD',
      '- We must migrate it.',
      '| a | b |',
      '> quoted',
      '',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom(...parts), { maxLength: 8 }), { minLength: 2, maxLength: 4 }),
        versions => {
          const edited = createReviewer(guidance);
          for (const version of versions) {
            const text = version.join('\n\n');
            assert.deepEqual(edited.review(text, 'markdown'), reviewer.review(text, 'markdown'));
          }
        },
      ),
      { numRuns: 30 },
    );
  });
  test('every finding stands where it says, in its sentence', () => {
    const piece = fc.constantFrom(
      'must be fast',
      'if possible,',
      'TBD',
      '\u{1f600} ü',
      '\r\n\r\n',
      '- ',
      '`code`',
      '**The** API',
      '|',
      '# ',
      'ABQ',
      '. ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
        const text = pieces.join(' ');
        for (const { start, end, text: words, sentence } of reviewer.review(text, 'markdown').findings) {
          assert.equal(text.slice(start, end), words);
          assert.ok(sentence.start <= start && end <= sentence.end);
        }
      }),
      { numRuns: 100 },
    );
  });
  for (const [what, text] of [
    ['nothing', ''],
    ['one endless line', 'the search must be fast '.repeat(4000)],
    ['an unclosed fence', 'The search must be fast.\n\n```\nThe form must be fast.'],
    ['only marks', '|'.repeat(5000)],
    ['open brackets', '[('.repeat(3000)],
  ] as const)
    test(`${what} is read without a fault`, () =>
      assert.ok(reviewer.review(text, 'markdown').findings.length < 5000));
});
