import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import type { TermEntry } from '../../../src/core/content/types';
import { createScanner } from '../../../src/core/terms/scanner';
import { buildVocabulary } from '../../../src/core/terms/vocabulary';
import { annotateTerms, type PreviewCard } from '../../../src/features/preview/annotate';
import { lessonLink, termOfLink } from '../../../src/features/preview/lessonLink';

const entry = (id: string, term: string, near?: string[]): TermEntry => ({
  id,
  term,
  topic: 'merging',
  aliases: [],
  level: 1,
  related: [],
  summary: '',
  ...(near ? { match: { [term]: { near } } } : {}),
});
const scanner = createScanner(
  buildVocabulary([
    entry('merge', 'merge'),
    entry('merge-queue', 'merge queue'),
    entry('table', 'table', ['row']),
  ]),
);
const card = (id: string): PreviewCard => ({
  title: id,
  summary: '"A" <b> & B',
  why: { label: 'Why', text: 'so' },
  link: undefined,
});
const plain = new MarkdownIt({ html: true });
const marking = annotateTerms(new MarkdownIt({ html: true }), {
  find: prose => scanner.scanProse(prose),
  card: (id, document) => (document?.toString() === 'muted' ? undefined : card(id)),
});

/** `[id:text]` for each marked term, without other markup. */
const render = (text: string, currentDocument?: string): string =>
  marking
    .render(text, { currentDocument })
    .replace(/<span class="tpm-lens-term"[^>]*data-tpm-title="([^"]*)"[^>]*>(.*?)<\/span>/gs, '[$1:$2]')
    .trim();

suite('terms in the Markdown preview', () => {
  test('the longest term is marked, its texts are attributes', () => {
    assert.equal(render('A merge queue.'), '<p>A [merge-queue:merge queue].</p>');
    assert.match(marking.render('a merge'), / role="button" tabindex="0" /);
    assert.match(marking.render('a merge'), /data-tpm-summary="&quot;A&quot; &lt;b&gt; &amp; B"/);
  });
  test('code, links, images and HTML are left alone', () => {
    for (const text of ['`merge`', '[merge](x)', '![merge](x)', '<i title="merge">x</i>', '```\nmerge\n```'])
      assert.equal(marking.render(text), plain.render(text), text);
  });
  test('on the desktop a term leads to the sidebar, elsewhere no link is offered', () => {
    const link = (desktop: boolean, uriScheme: string) =>
      lessonLink({ desktop, uriScheme }, 'tpm-lens.tpm-lens', 'merge-queue');
    assert.equal(link(true, 'vscode'), 'vscode://tpm-lens.tpm-lens/term/merge-queue');
    assert.equal(termOfLink(new URL(link(true, 'vscode-insiders') ?? '').pathname), 'merge-queue');
    assert.deepEqual([link(false, 'vscode'), link(true, 'vscodium')], [undefined, undefined]);
    const linked = annotateTerms(new MarkdownIt(), {
      find: prose => scanner.scanProse(prose),
      card: id => ({ ...card(id), link: { label: 'Open', href: 'vscode://a.b/term/merge' } }),
    });
    assert.match(
      linked.render('a merge'),
      / data-tpm-link="vscode:\/\/a\.b\/term\/merge" data-tpm-link-label="Open"/,
    );
  });
  test('a term over a line break is one term', () =>
    assert.equal(render('a merge\nqueue'), '<p>a [merge-queue:merge\nqueue]</p>'));
  test('bold around a term, and within one', () => {
    assert.equal(render('**merge** it'), '<p><strong>[merge:merge]</strong> it</p>');
    assert.equal(render('**merge** queue'), '<p><strong>merge</strong> queue</p>');
  });
  test('headings and table cells', () => {
    assert.equal(render('# merge'), '<h1>[merge:merge]</h1>');
    assert.match(render('|a|\n|-|\n|merge|'), /<td>\[merge:merge\]<\/td>/);
  });
  test('the words around decide, over markup', () => {
    assert.equal(render('A table.'), '<p>A table.</p>');
    assert.equal(render('A table with a *row*.'), '<p>A [table:table] with a <em>row</em>.</p>');
  });
  test('where there is no card, there is no mark', () =>
    assert.equal(render('a merge', 'muted'), '<p>a <span>merge</span></p>'));
  test('nothing but marks is added, whatever the document', () => {
    const parts = fc.constantFrom(
      'merge', 'merge queue', '**', '*', '`', '[x](y)', '[', '](', '\n', '\n\n', '# ', '- ', '> ', '| ', '<b>',
      '\u{1F680}', 'עברית', '中文', 'e\u0301', '\t', '\r\n', '&amp;', '![', '~~~',
    ); // prettier-ignore
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 25 }), list => {
        const text = list.join(' ');
        const bare = marking.render(text).replace(/<span class="tpm-lens-term"[^>]*>(.*?)<\/span>/gs, '$1');
        assert.equal(bare, plain.render(text));
      }),
      { numRuns: 150 },
    );
  });
});
