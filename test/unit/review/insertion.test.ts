import assert from 'node:assert/strict';
import { everydayAcronyms } from '../../../src/core/review/everyday';
import { atLevel, placeBelow } from '../../../src/core/review/insertion';

/** `|` marks the cursor; the section goes in as a line `#… S`. */
function assertInserted(marked: string, expected: string) {
  const text = marked.replace('|', '');
  const { offset, before, after, level } = placeBelow(text, marked.indexOf('|'), 'markdown');
  const section = atLevel('## S\n', level);
  assert.equal(`${text.slice(0, offset)}${before}${section}${after}${text.slice(offset)}`, expected);
}

suite('a section below the cursor', () => {
  test('in an empty document', () => assertInserted('|', '## S\n'));
  test('after the paragraph, as a part of its section', () =>
    assertInserted('# T\n\none|\ntwo\n\nthree\n', '# T\n\none\ntwo\n\n## S\n\nthree\n'));
  test('below a heading', () => assertInserted('# T\n\n## R|\n\ntext', '# T\n\n## R\n\n### S\n\ntext'));
  test('on an empty line', () => assertInserted('# T\n\n|\n\ntext', '# T\n\n## S\n\n\ntext'));
  test('at the end without a line break', () => assertInserted('# T\n\nend|', '# T\n\nend\n\n## S\n'));
  test('at the end with one', () => assertInserted('# T\n\nend|\n', '# T\n\nend\n\n## S\n'));
  test('not into a code block', () =>
    assertInserted('# T\n\n```\na|\n\nb\n```\n\ntext\n', '# T\n\n```\na\n\nb\n```\n\n## S\n\ntext\n'));
  test('a heading in code is none', () =>
    assertInserted('# T\n\n```\n### c\n```\n\nx|\n', '# T\n\n```\n### c\n```\n\nx\n\n## S\n'));
  test('no deeper than headings go', () => assertInserted('###### T\n\nx|\n', '###### T\n\nx\n\n#### S\n'));
  test('all headings move together', () =>
    assert.equal(atLevel('# A\n\n## B\n\n#no', 3), '### A\n\n#### B\n\n#no'));
});

suite('words of the project', () => {
  test('an acronym that three documents use, once or often', () =>
    assert.deepEqual([...everydayAcronyms(['ABQ ABQ, XYZ', 'the ABQs', 'an ABQ and XYZ'])], ['abq']));
});
