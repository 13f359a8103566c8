import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { withTermAdded } from '../../../src/core/team/append';
import { conflictsIn } from '../../../src/core/team/conflicts';
import { hiddenIn } from '../../../src/core/team/covers';
import { matchesGlob } from '../../../src/core/team/glob';
import { teamHover } from '../../../src/core/team/hover';
import { readGlossary } from '../../../src/core/team/read';
import type { TeamTerm } from '../../../src/core/team/types';
import type { TermEntry } from '../../../src/core/content/types';
import { createScanner } from '../../../src/core/terms/scanner';
import { buildVocabulary } from '../../../src/core/terms/vocabulary';
import { english } from '../../../src/core/translate';

const root = 'file:///w/shop';
const list = (text: string, file = `${root}/.tpm-lens/glossary.yaml`) => readGlossary(file, text);
const termsOf = (file: string, text: string): readonly TeamTerm[] => {
  const { terms, problems } = readGlossary(`${root}/${file}`, text);
  assert.deepEqual(problems, []);
  return terms;
};
const only = (terms: readonly TeamTerm[]): TeamTerm => {
  assert.equal(terms.length, 1);
  return terms[0] as TeamTerm;
};

suite('team glossaries', () => {
  test('a list in YAML', () => {
    const { terms, problems } = list(
      'terms:\n  - term: basket\n    definition: What a customer means to buy. It lives 30 days.\n    aliases: [cart, 4711]\n    ask: [When is it emptied?]\n',
    );
    assert.deepEqual(problems, []);
    const { term, aliases, summary, team } = only(terms);
    assert.deepEqual(
      [term, aliases, summary, team.line, team.column, team.scope],
      ['basket', ['cart', '4711'], 'What a customer means to buy.', 2, 11, root],
    );
  });
  test('a mistake is told at its line, and the other terms stay', () => {
    const { terms, problems } = list(
      'terms:\n  - term: basket\n    definition: x\n  - term: order\n    definitoin: y\n    level: 7\n',
    );
    assert.deepEqual(
      problems.map(({ line, message }) => [line, message.split(':')[0]]),
      [
        [4, 'terms.1.definition'],
        [6, 'terms.1.level'],
        [4, 'terms.1'],
      ],
    );
    assert.equal(only(terms).term, 'basket');
  });
  test('YAML that is none, or empty, or endless', () => {
    assert.equal(list('terms: [').problems[0]?.line, 1);
    assert.deepEqual(list(''), { terms: [], problems: [], imports: [] });
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nterms: [*c,*c,*c,*c,*c,*c]`;
    assert.equal(list(bomb).terms.length, 0);
    assert.ok(list(bomb).problems.length > 0);
  });
  test('an entry in our own format takes the place of ours', () => {
    const entry = only(
      termsOf(
        '.tpm-lens/terms/merge.md',
        '---\nid: merge\nterm: merge\nlevel: 1\n---\nWe press the button.\n\n## What it is\nA.\n\n## Why it matters\nB.\n\n## Ask engineering\n- C?\n- D?\n\n## Watch out\nE.\n\n## Example\nF.\n',
      ),
    );
    assert.deepEqual(
      [entry.summary, entry.team.overrides, entry.team.ask],
      ['We press the button.', 'merge', ['C?', 'D?']],
    );
    assert.ok(hiddenIn(`${root}/a.md`, [entry], [root]).has('merge'));
    assert.equal(readGlossary(`${root}/.tpm-lens/a.md`, '---\nid: A!\nterm: a\n---\nb').problems[0]?.line, 2);
  });
  test('Contextive files, with keys missing and unknown', () => {
    const terms = termsOf(
      'apps/cargo/cargo.glossary.yml',
      'imports: [../b.glossary.yml]\nx: 1\ncontexts:\n  - name: Cargo\n    domainVisionStatement: v\n    paths: ["**/src/*.md"]\n    meta: {a: b}\n    terms:\n      - name: Leg\n        definition: A part of the way.\n        examples: [one]\n        aliases: [stretch]\n        meta: {c: d}\n      - name: Policy\n      - definition: nameless\n  - terms:\n',
    );
    assert.deepEqual(
      terms.map(({ term, aliases, summary, team }) => [
        term,
        aliases,
        summary,
        team.line,
        team.context,
        team.scope,
      ]),
      [
        ['Leg', ['stretch'], 'A part of the way.', 9, 'Cargo', `${root}/apps/cargo`],
        ['Policy', [], 'Policy', 14, 'Cargo', `${root}/apps/cargo`],
      ],
    );
    assert.deepEqual(readGlossary(`${root}/a.glossary.yml`, 'imports: [b.glossary.yml]').imports, [
      'b.glossary.yml',
    ]);
    assert.deepEqual(readGlossary(`${root}/a.glossary.yml`, '- nonsense').terms, []);
  });
  test('GLOSSARY.md', () => {
    const terms = termsOf(
      'docs/GLOSSARY.md',
      '# Words\r\n\r\n**Pull request (PR)**: A proposal\r\nto merge.\r\n\r\n- **Leg** – a part\r\n- **Stop:** an end\r\n\r\nA **bold** word.\r\n',
    );
    assert.deepEqual(
      terms.map(({ term, aliases, team }) => [term, aliases, team.definition, team.line]),
      [
        ['Pull request', ['PR'], 'A proposal to merge.', 3],
        ['Leg', [], 'a part', 6],
        ['Stop', [], 'an end', 7],
      ],
    );
  });
});

suite('which glossary covers which document', () => {
  const basket = (file: string) => only(termsOf(file, 'terms: [{term: Basket, definition: d}]'));
  const shop = basket('.tpm-lens/a.yaml');
  const app = basket('apps/web/.tpm-lens/a.yaml');
  const shown = (document: string, terms = [shop, app], roots = [root, 'file:///w/other']) => {
    const hidden = hiddenIn(document, terms, roots);
    return terms.filter(({ id }) => !hidden.has(id)).map(({ team }) => team.scope.slice(root.length));
  };
  const told = (terms: readonly TeamTerm[], roots: readonly string[] = [root]) =>
    conflictsIn(terms, roots, english).map(({ line, message, serious }) => [line, message, serious]);
  test('the nearest folder wins', () => {
    assert.deepEqual(shown(`${root}/apps/web/docs/a.md`), ['/apps/web']);
    assert.deepEqual(shown(`${root}/docs/a.md`), ['']);
  });
  test('another open folder helps where nothing nearer does', () =>
    assert.deepEqual(shown('file:///w/other/a.md'), ['']));
  test('a folder whose name begins alike is another one', () =>
    assert.deepEqual(shown(`${root}/apps/website/a.md`), ['']));
  test('a text without a file belongs to every open folder', () =>
    assert.deepEqual(shown('untitled:1'), ['']));
  test('paths narrow it', () => {
    const [leg] = termsOf(
      'a.glossary.yml',
      'contexts: [{paths: ["**/specs/*.md"], terms: [{name: Leg, definition: d}]}]',
    );
    assert.ok(leg);
    assert.deepEqual(shown(`${root}/specs/a.md`, [leg]), ['']);
    assert.deepEqual(shown(`${root}/src/a.md`, [leg]), []);
  });
  test('globs', () => {
    const matches = matchesGlob;
    assert.ok(matches('**/a/*.{md,txt}', 'x/y/a/b.txt'));
    assert.ok(!matches('a/*.md', 'a/b/c.md'));
    assert.ok(matches('a/**/c.md', 'a/c.md'));
    assert.ok(!matches('a.md', 'axmd'));
    assert.ok(!matches('{a', 'a'));
    assert.ok(matches('docs/**', 'x/docs/a/b.md'));
    assert.ok(matches('{a,b/{c,d}}.md', 'b/d.md'));
    assert.ok(!matches('?.md', 'ab.md'));
  });
  test('a glob that is meant to take forever does not', () => {
    assert.ok(!matchesGlob('**/*a'.repeat(90), `${'a'.repeat(400)}b`));
    assert.ok(!matchesGlob('{a,b}'.repeat(60), 'a'));
  });
  test('two definitions for the same documents are told, at the second', () => {
    const twice = list('terms:\n - {term: Basket, definition: a}\n - {term: basket, definition: b}\n').terms;
    assert.deepEqual(told([...twice, app]), [
      [3, '"basket" is defined in glossary.yaml, line 2, too: that one is shown', true],
    ]);
  });
  test('two senses of a word stand beside each other', () => {
    const text =
      'terms:\n - {term: order, sense: of a customer, definition: a, match: {order: {near: [basket]}}}\n - {term: order, sense: to a supplier, definition: b, match: {order: {near: [stock]}}}\n';
    const { terms } = list(text);
    assert.equal(new Set(terms.map(({ id }) => id)).size, 2);
    assert.deepEqual(told(terms), []);
    const scanner = createScanner(buildVocabulary(terms));
    const excluded = hiddenIn(`${root}/a.md`, terms, [root]);
    const [hit] = scanner.scan('An order of stock.', 'markdown', { excluded });
    assert.equal(hit?.id, terms[1]?.id);
  });
  test('a spelling that stands for two terms is told, for it explains neither', () => {
    const { terms } = list(
      'terms:\n - {term: Basket, aliases: [cart], definition: a}\n - {term: Trolley, aliases: [Cart], definition: b}\n',
    );
    assert.deepEqual(told(terms), [
      [
        3,
        '"Cart" stands for "Basket" in glossary.yaml, line 2, too: without words that must stand near it ("match"), neither is shown',
        true,
      ],
    ]);
  });
  test('two open folders that define a term for other folders too are told', () => {
    const other = only(
      readGlossary('file:///w/other/.tpm-lens/a.yaml', 'terms: [{term: basket, definition: d}]').terms,
    );
    assert.deepEqual(told([shop, other], [root, 'file:///w/other']), [
      [1, '"basket" is defined in shop/a.yaml, line 1, too: other open folders are shown that one', false],
    ]);
    assert.deepEqual(told([shop, app], [root]), []);
  });
});

suite('the words of a team', () => {
  test('a team term wins over ours, a plain one even over one with rules', () => {
    const ours: TermEntry = {
      id: 'basket', topic: 'merging', term: 'basket', aliases: ['crate'], level: 1, related: [], summary: '',
      match: { basket: { near: ['order'] } },
    }; // prettier-ignore
    const { terms } = list('terms: [{term: basket, definition: d}]');
    const scanner = createScanner(buildVocabulary([...terms, ours]));
    const found = (text: string) => scanner.scan(text, 'markdown').map(({ id }) => id);
    assert.deepEqual(found('Baskets of an order, and a crate'), [terms[0]?.id, 'basket']);
  });
  test('everything that a team wrote is text', () => {
    const evil = '![x](https://evil.example/x.png) <img src=x> [y](command:z)';
    const { terms } = list(
      `terms: [{term: ${JSON.stringify(evil)}, definition: ${JSON.stringify(evil)}, why: ${JSON.stringify(evil)}, ask: [${JSON.stringify(evil)}], example: ${JSON.stringify(evil)}}]`,
    );
    const pieces = teamHover(only(terms), 'file:///a.md', english);
    assert.ok(
      pieces
        .filter(({ kind }) => kind !== 'text')
        .every(piece => !JSON.stringify(piece).includes('evil.example')),
    );
    assert.ok(pieces.filter(piece => piece.kind === 'text' && piece.value.includes('evil')).length === 5);
  });
  for (const [name, text] of [
    ['a new file', undefined],
    ['an empty file', ''],
    ['an empty list', 'terms: []\n'],
    ['a list', 'terms:\n  - term: a\n    definition: b'],
    ['a list that is not indented', 'terms:\n- term: a\n  definition: b\n\n'],
  ] as const)
    test(`a term is added to ${name}`, () => {
      const { text: grown, line } = withTermAdded(text, 'net: "revenue"', 'what # is left');
      const { terms } = parse(grown) as { terms: { term: string; definition: string }[] };
      assert.deepEqual(terms.at(-1), { term: 'net: "revenue"', definition: 'what # is left' });
      assert.match(grown.split('\n')[line] ?? '', /definition: "what # is left"/);
    });
});
