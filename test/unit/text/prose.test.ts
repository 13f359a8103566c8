import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { hidden } from '../../../src/core/text/blanker';
import { proseOf, syntaxOf, type Syntax } from '../../../src/core/text/prose';
import { commonMarkWords, wordsOf } from './commonMark';

/** The words that stay visible. */
const shown = (text: string, syntax: Syntax = 'markdown', inlineCode = false): string =>
  wordsOf(proseOf(text, syntax, { inlineCode }).text).join(' ');
const assertShown = (text: string, expected: string, syntax?: Syntax) =>
  assert.equal(shown(text, syntax), expected, text);

suite('prose of Markdown', () => {
  test('front matter', () => assertShown('---\ntitle: code\n---\nprose', 'prose'));
  test('a rule at the top is no front matter', () => assertShown('---\nprose', 'prose'));
  test('fenced code', () => assertShown('a\n```js\ncode\n```\nb', 'a b'));
  test('a fence inside a list item', () => assertShown('- a\n\n  ~~~\n  code\n  ~~~\n- b', 'a b'));
  test('a fence inside a quotation ends with it', () => assertShown('> a\n> ```\n> code\n\nb', 'a b'));
  test('an unclosed fence hides the rest', () => assertShown('a\n```\ncode\n\ncode', 'a'));
  test('indented code', () => assertShown('a\n\n    code\n\nb', 'a b'));
  test('an indented line of a paragraph is prose', () => assertShown('a\n    b', 'a b'));
  test('text of a list item is no code', () => assertShown('1. a\n\n    b', 'a b'));
  test('inline code', () => assertShown('a `code` b ``co`de`` c', 'a b c'));
  test('inline code over a line break', () => assertShown('a `co\nde` b', 'a b'));
  test('a lone backtick hides nothing', () => assertShown('a ` b', 'a b'));
  test('inline code can be switched on', () =>
    assert.equal(shown('a `code` b', 'markdown', true), 'a code b'));
  test('links keep their text', () =>
    assertShown('[text](https://x.y/target "title") and [more][ref]', 'text and more'));
  test('definitions', () => assertShown('a\n\n[ref]: https://x.y "title"', 'a'));
  test('a reference list is prose', () =>
    assertShown('[RFC1]: A. Author. "Title", 2020.', 'RFC1 A Author Title 2020'));
  test('image descriptions are prose', () => assertShown('![a picture](x.png)', 'a picture'));
  test('bare URLs and addresses', () =>
    assertShown('see https://x.y/z?q=1, <https://x.y> or me@x.org now', 'see or now'));
  test('addresses without a scheme', () =>
    assertShown(
      'see github.com/open-telemetry/a and (x.io/y), not a.com or Node.js',
      'see and not a com or Node js',
    ));
  test('names with two or more dots', () =>
    assertShown(
      'The oauth.stage.mozaws.net of System.Threading.Tasks, one.two-three.four_five. Node.js stays. And so... on',
      'The of Node.js stays And so on'.replace('.', ' '),
    ));
  test('HTML blocks and comments', () =>
    assertShown('a\n\n<div class="x">\nhidden\n</div>\n\nb <!-- c --> d', 'a b d'));
  test('inline tags', () => assertShown('a<br/>b <span class="c">d</span>', 'a b d'));
  test('comparisons are no tags', () => assertShown('if a < b and c > d', 'if a b and c d'));
  test('mathematics', () => assertShown('a $x_i + y$ b\n\n$$\nz\n$$\n\nc', 'a b c'));
  test('prices are no mathematics', () => assertShown('from $5 to $10 a month', 'from 5 to 10 a month'));
  test('tables, headings and task lists are prose', () =>
    assertShown('# h\n\n| a | b |\n|---|---|\n| c | d |\n\n- [ ] e', 'h a b c d e'));
  test('MDX imports', () => assertShown("import A from 'x'\n\nprose", 'prose', 'mdx'));
  test('CRLF', () => assertShown('a\r\n```\r\ncode\r\n```\r\nb', 'a b'));
  test('offsets and line breaks stay', () => {
    const text = 'a `b`\r\n\u{1F680} c\n```\nd\n```\n';
    const { text: masked } = proseOf(text, 'markdown');
    assert.equal(masked.length, text.length);
    assert.equal(masked.replace(/[^\r\n]/g, ''), text.replace(/[^\r\n]/g, ''));
  });
  test('headings with their levels', () =>
    assert.deepEqual(
      proseOf('# One\n\nTwo\n---\n\n### Three ###', 'markdown').headings.map(
        ({ level, text }) => `${level} ${text}`,
      ),
      ['1 One', '2 Two', '3 Three'],
    ));
});

suite('prose of other syntaxes', () => {
  test('reStructuredText', () =>
    assertShown(
      'Title\n=====\n\nA ``literal`` and :ref:`x <y>`.\n\nExample::\n\n    code\n\n.. code-block:: js\n\n   code\n\n.. note::\n\n   prose',
      'Title A and Example prose',
      'restructuredtext',
    ));
  test('AsciiDoc', () =>
    assertShown(
      ':attr: x\n= Title\n\n// comment\nA `mono` https://x.y[link text].\n\n----\ncode\n----\nend',
      'Title A link text end',
      'asciidoc',
    ));
  test('plain text hides addresses and dotted names only', () =>
    assertShown('a `b` https://x.y and c.d.e', 'a b and', 'plaintext'));
  test('dotted names in other syntaxes', () => {
    assertShown('a b.c.d e', 'a e', 'restructuredtext');
    assertShown('a b.c.d e', 'a e', 'asciidoc');
  });
  for (const [languageId, path, expected] of [
    ['markdown', 'a.txt', 'markdown'],
    ['plaintext', 'a.mdx', 'mdx'],
    ['plaintext', 'a.adoc', 'asciidoc'],
    ['plaintext', 'a.txt', 'plaintext'],
    ['typescript', 'a.ts', undefined],
  ] as const) {
    test(`${languageId} ${path}`, () => assert.equal(syntaxOf(languageId, path), expected));
  }
});

suite('any text', () => {
  const parts = fc.constantFrom(
    'word', 'a.b.c', 'x@y.z', 'https://a.b/c', '\u{1F680}', '中文', 'עברית', 'e\u0301', '\u0000', '\t', ' ', '\n', '\r\n', '\r', '\n\n',
    '`', '``', '```', '~~~', '<', '>', '<!--', '-->', '<b>', '$', '$$', '[', ']', '](', ')', '![', '&amp;', ':', '\\', '_', '*', '#',
    '---', '===', '|', '- ', '1. ', '    ', '> ', '::', '.. x::', '+', '{a}', '<<', '>>', 'import x', '.com/a', 'github.com/a',
  ); // prettier-ignore
  const syntaxes = fc.constantFrom<Syntax>('markdown', 'mdx', 'plaintext', 'restructuredtext', 'asciidoc');

  test('keeps its length and its line breaks; what is shown stands where it stood', () => {
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 40 }), syntaxes, fc.boolean(), (list, syntax, inlineCode) => {
        const text = list.join('');
        const { text: masked, headings } = proseOf(text, syntax, { inlineCode });
        assert.equal(masked.length, text.length);
        for (let index = 0; index < text.length; index++) {
          if (masked[index] === text[index]) continue;
          assert.equal(masked[index], hidden);
          assert.doesNotMatch(text[index] ?? '', /[\r\n]/);
        }
        for (const { offset } of headings) assert.ok(offset >= 0 && offset <= text.length);
      }),
      { numRuns: 500 },
    );
  });
  test('is read in a time that grows with its length', () => {
    for (const part of ['a.', 'a_', '.com/', '[', '`', '<a ', '$x', 'a@', '&#', '\\_'])
      assert.equal(proseOf(part.repeat(8_000), 'markdown').text.length, part.length * 8_000, part);
  });
});

suite('prose against a CommonMark parser', () => {
  const specs = process.env['TPM_LENS_SPECS'];
  test('differences on real documents are explained', function () {
    if (specs === undefined || !existsSync(specs)) return this.skip();
    /** Words we hide on purpose though CommonMark shows them: addresses, dotted names, footnote marks, code in image descriptions. */
    const explained = /https?:|www\.|@\w|\[\^|!\[[^\]]*`|\$|\w\.[\w-]+\.\w|\.(?:com|org|net|io|dev)\/\w/;
    const unexplained: string[] = [];
    for (const file of readdirSync(specs, { recursive: true })
      .map(String)
      .filter(name => name.endsWith('.md'))) {
      const text = readFileSync(join(specs, file), 'utf8').replace(/^---\r?\n[\s\S]*?\r?\n---\r?\n/, matter =>
        matter.replace(/[^\r\n]/g, ''),
      );
      const source = text.split(/\r?\n/);
      const masked = proseOf(text, 'markdown').text.split(/\r?\n/);
      for (const {
        lines: [from, to],
        words,
      } of commonMarkWords(text)) {
        const ours = new Set(wordsOf(masked.slice(from, to).join('\n')));
        const missing = words.filter(word => !ours.has(word) && !/^\d+$/.test(word));
        if (missing.length > 0 && !explained.test(source.slice(from, to).join('\n')))
          unexplained.push(`${file}:${from + 1}: ${missing.join(' ')}`);
      }
    }
    assert.deepEqual(unexplained, []);
  });
});
