import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { MatchRule } from '../../../src/core/content/schema';
import type { TermEntry } from '../../../src/core/content/types';
import { createScanner } from '../../../src/core/terms/scanner';
import { buildVocabulary } from '../../../src/core/terms/vocabulary';

const entry = (
  id: string,
  term: string,
  more: { aliases?: string[]; topic?: string; match?: Record<string, MatchRule> } = {},
): TermEntry => ({
  id,
  term,
  topic: more.topic ?? 'deployment',
  aliases: more.aliases ?? [],
  level: 1,
  related: [],
  summary: '',
  ...(more.match ? { match: more.match } : {}),
});

const access = ['role', 'permission', 'access', 'user', 'token'];
const card = ['card', 'issuer', 'capture', 'amount', 'merchant', 'payment', 'decline'];
const terms = [
  entry('merge', 'merge'),
  entry('merge-queue', 'merge queue'),
  entry('pull-request', 'pull request', { aliases: ['PR'] }),
  entry('deploy', 'deploy', { aliases: ['deployment'] }),
  entry('api', 'API'),
  entry('who', 'WHO', { aliases: ['World Health Organization'] }),
  entry('go', 'Go', { match: { Go: { case: 'exact', near: ['language', 'compile', 'rust'] } } }),
  entry('https', 'HTTPS'),
  entry('nodejs', 'Node.js', { aliases: ['Node'] }),
  entry('cpp', 'C++'),
  entry('ci-cd', 'CI/CD'),
  entry('index', 'index', { match: { index: { near: ['table', 'query', 'column', 'design'] } } }),
  entry('table', 'table', { match: { table: { near: ['column', 'row'], notNear: ['contents', 'design'] } } }),
  entry('authorization', 'authorization', {
    topic: 'security-and-privacy',
    match: { authorization: { near: access } },
  }),
  entry('card-authorization', 'authorization', {
    topic: 'fintech-and-payments',
    match: { authorization: { near: card } },
  }),
  entry('latency', 'latency'),
];
const scanner = createScanner(buildVocabulary(terms));
const found = (text: string): string[] =>
  scanner.scan(text, 'markdown').map(({ start, end, id }) => `${id}:${text.slice(start, end)}`);
const assertFound = (text: string, ...expected: string[]) => assert.deepEqual(found(text), expected, text);

suite('finding terms', () => {
  test('the longest match wins', () => assertFound('The merge queue waits.', 'merge-queue:merge queue'));
  test('a term inside a word is not a term', () => assertFound('An emergency merger of apiary remerges.'));
  test('plurals of every word of a term', () =>
    assertFound(
      'Two pull requests in merge queues.',
      'pull-request:pull requests',
      'merge-queue:merge queues',
    ));
  test('verb forms', () =>
    assertFound(
      'We deploy, deployed, are deploying; it deploys.',
      'deploy:deploy',
      'deploy:deployed',
      'deploy:deploying',
      'deploy:deploys',
    ));
  test('possessives end before the apostrophe', () =>
    assertFound("The deployment’s end, the API's price.", 'deploy:deployment', 'api:API'));
  for (const spelling of [
    'merge-queue',
    'mergeQueue',
    'MergeQueue',
    'merge_queue',
    'Merge Queue',
    'merge\u00a0queue',
    'merge\nqueue',
    'merge\r\nqueue',
  ]) {
    test(`the spelling ${JSON.stringify(spelling)}`, () =>
      assertFound(`A ${spelling} here.`, `merge-queue:${spelling}`));
  }
  test('words of two sentences or cells are no term', () =>
    assertFound('After the merge. Queue up. | merge | queue |', 'merge:merge', 'merge:merge'));
  test('a blank line separates', () => assertFound('merge\n\nqueue', 'merge:merge'));
  test('a part of a camelCase word is no term', () => assertFound('preMerge mergeQueueing apiKey'));
  test('a part of a snake_case name is no term, the whole of it is', () => {
    assertFound('ml_merge_queue merge_id RATE_API__RULES Merge\\_Response pre_merge_x');
    assertFound('_merge_ and __merge queue__: merge_queue, merge\\_queue', ...[
      'merge:merge', 'merge-queue:merge queue', 'merge-queue:merge_queue', 'merge-queue:merge\\_queue',
    ]); // prettier-ignore
  });
  test('acronyms respect case, with a plural s', () =>
    assertFound('APIs and the API, not an apis; who asks WHO?', 'api:APIs', 'api:API', 'who:WHO'));
  test('a product name that is a word respects case and context', () => {
    assertFound('Go is a compiled language.', 'go:Go');
    assertFound('Go home.');
    assertFound('We go on with this language.');
  });
  test('sentence-initial and heading capitals', () =>
    assertFound('# MERGE\n\nMerge it.', 'merge:MERGE', 'merge:Merge'));
  test('names with marks', () =>
    assertFound('Node.js, C++ and CI/CD.', 'nodejs:Node.js', 'cpp:C++', 'ci-cd:CI/CD'));
  test('https is not a plural', () => assertFound('HTTPS only', 'https:HTTPS'));
  test('only the first of an id is first', () =>
    assert.deepEqual(
      scanner.scan('merge, then merge', 'markdown').map(({ first }) => first),
      [true, false],
    ));
});

suite('senses', () => {
  test('the words of the sentence decide', () => {
    assertFound(
      'The authorization expires after seven days and must be captured before.',
      'card-authorization:authorization',
    );
    assertFound('The authorization depends on the role of the user.', 'authorization:authorization');
  });
  test('a context word counts in the forms a verb takes', () => {
    assertFound('The index holds the designed part.', 'index:index');
    assertFound('The index, when designing it.', 'index:index');
    assertFound('A table for designing has a row.');
  });
  test('without support there is silence', () => assertFound('The authorization is good.'));
  test('two senses alike are silence', () => assertFound('The authorization of a card and a role.'));
  test('the decision names its words', () =>
    assert.deepEqual(
      scanner.scan('The authorization holds the amount on the card.', 'markdown')[0]?.because.toSorted(),
      ['amount', 'card'],
    ));
  test('headings above count, together with a neighbouring sentence', () => {
    assertFound(
      '# Card payments\n\nWe talk to the bank first. The authorization may fail. The issuer says so.',
      'card-authorization:authorization',
    );
  });
  test('a word that silences', () => {
    assertFound('The table of contents has a row.');
    assertFound('The table has a row.', 'table:table');
  });
  test('what the text does not decide is still listed on request', () => {
    const text = 'The authorization is good.';
    const reading = scanner.sensesAt(text, 'markdown', 6);
    assert.deepEqual(reading?.senses.map(({ form }) => form.term.id).toSorted(), [
      'authorization',
      'card-authorization',
    ]);
    assert.equal(text.slice(reading.start, reading.end), 'authorization');
  });
  test('an excluded id is not found', () =>
    assert.deepEqual(scanner.scan('a merge', 'markdown', { excluded: new Set(['merge']) }), []));
});

suite('ranges', () => {
  const words = fc.constantFrom(
    'merge queue',
    'merge',
    'API',
    'latency',
    'x',
    '\u{1F680}',
    '中文',
    'עברית',
    'e\u0301',
    '\t',
    '`merge`',
    '\r\n',
    '\n\n',
    '# ',
    'https://a.b/merge',
    '[API](merge)',
  );
  test('every hit is exactly a spelling of its term, whatever surrounds it', () => {
    const spellings = new Map([
      ['merge-queue', /^merge\s*queue$/],
      ['merge', /^merge$/],
      ['api', /^API$/],
      ['latency', /^latency$/],
    ]);
    fc.assert(
      fc.property(fc.array(words, { maxLength: 30 }), parts => {
        const text = parts.join(' ');
        let position = 0;
        for (const { start, end, id } of scanner.scan(text, 'markdown')) {
          assert.ok(start >= position, 'hits are ordered and do not overlap');
          position = end;
          assert.match(text.slice(start, end), spellings.get(id) ?? /never/);
        }
      }),
      { numRuns: 200 },
    );
  });
  test('scanning after an edit gives what scanning afresh gives', () => {
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 20 }),
        fc.array(words, { maxLength: 20 }),
        fc.nat(20),
        (before, inserted, at) => {
          const edited = [...before.slice(0, at), ...inserted, ...before.slice(at)].join(' ');
          const kept = createScanner(buildVocabulary(terms));
          kept.scan(before.join(' '), 'markdown');
          assert.deepEqual(
            kept.scan(edited, 'markdown'),
            createScanner(buildVocabulary(terms)).scan(edited, 'markdown'),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});
