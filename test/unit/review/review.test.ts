import assert from 'node:assert/strict';
import { createReviewer } from '../../../src/core/review/review';
import type { ReviewOptions } from '../../../src/core/review/types';
import { readGuidance } from '../../reviewSources';

const reviewer = createReviewer(readGuidance());
const found = (text: string, options?: ReviewOptions) =>
  reviewer.review(text, 'markdown', options).findings.map(({ rule, text: words }) => `${rule}: ${words}`);

/** What a requirement lacks; an empty list: it is fine as it stands. */
const lacks = (text: string, ...expected: string[]) => assert.deepEqual(found(text), expected, text);

suite('review: what a requirement lacks', () => {
  for (const [text, ...expected] of [
    ['The search must be fast.', 'unmeasured-speed: fast'],
    ['The system must scale to large files.', 'unmeasured-size: large'],
    ['The page should load quickly, as appropriate.', 'unmeasured-speed: quickly'],
    ['The report must list name, address, etc.', 'open-list: etc'],
    ['The service must be highly available.', 'unmeasured-quality: highly available'],
    ['The form must be user-friendly.', 'vague-word: user-friendly'],
    ['If possible, the job must run at night.', 'loophole: If possible'],
    ['The import must work correctly.', 'works-as-expected: work correctly'],
    ['Orders over 500 must be approved.', 'no-actor: approved'],
    ['The service must handle a large number of orders.', 'unmeasured-amount: a large number of'],
    ['The limit is TBD.', 'placeholder: TBD'],
    ['We must improve performance of the checkout.', 'comparative: improve performance'],
    ['As a buyer, I want to see my refunds.', 'story-without-benefit: As a buyer, I want'],
    ['For now, we keep both tables.', 'for-now: For now'],
    ['It should be easy to add.', 'effort-claim: should be easy'],
    ['The service must send the receipt to the buyer.', 'missing-failure: send'],
    ['## Requirements\n\n- TBD: limits', 'placeholder: TBD'],
    ['## Goals\n\n- Improve the user experience of search', 'comparative: Improve the user experience'],
    ['The page must show the total because it must load fast.', 'unmeasured-speed: fast'],
  ] as const)
    test(text, () => lacks(text, ...expected));

  for (const [why, text] of [
    ['the sentence gives the measure', 'The search must be fast: 95 % of answers within 300 ms.'],
    ['the other side of the comparison is there', 'The cover must be larger than the module.'],
    ['it is a statement, not a requirement', 'The old search was fast.'],
    ['a hope, not a requirement', 'This should make the search fast.'],
    ['a guess', 'The search should probably be fast.'],
    ['a condition', 'Should the search be fast, nobody will wait.'],
    ["the team's own work", 'We should consider a fast search.'],
    ['a remark in brackets', 'The page shows results (the search should be fast).'],
    ['a reason, not what is required', 'The page must show the total, because that is fast.'],
    ['what could be', '## Requirements\n\n- A fast search could come later'],
    ['it stands below what is out of scope', '## Out of scope\n\n- The search must be fast.'],
    ['a part of a longer word', 'The service must refuse sub-optimal plans.'],
    ['a question', 'Must the search be fast?'],
    ['it is said before what is required', 'If the network is fast enough, the client must prefetch.'],
    ['a name', 'The gateway must support Fast Ethernet and the Large Module.'],
    ['who does it is said', 'Orders over 500 must be approved by the shift lead.'],
    [
      'examples show what is meant',
      'The system must use appropriate methods such as code review and static analysis.',
    ],
    ['the failure is handled', 'The service must send the receipt and retry it for 24 hours if that fails.'],
    ['the benefit is there', 'As a buyer, I want to see my refunds so that I need not call.'],
    ['RFC 2119 words are what they are', 'The client MAY retry. It SHOULD stop after 3 attempts.'],
    ['a heading', '## The search must be fast'],
    ['a quote', '> The search must be fast.'],
    ['code', '```\nThe search must be fast.\n```\nand `must be fast`'],
    ['an instruction to the reader', 'You must log in quickly.'],
    ['a defined word', 'Here fast means below 300 ms.\n\nThe search must be fast.'],
  ] as const)
    test(`silent: ${why}`, () => lacks(text));

  for (const heading of ['Open questions', 'Changelog', 'Alternatives considered', 'Background'])
    test(`silent below "${heading}", and below its parts`, () =>
      lacks(`# Spec\n\n## ${heading}\n\nThe search must be fast.\n\n### More\n\nIt must be user-friendly.`));
  test('a list belongs to the requirement that opens it, also over a blank line', () =>
    lacks(
      'The service must:\n\n- answer quickly\n- be reliable',
      'unmeasured-speed: quickly',
      'unmeasured-quality: reliable',
    ));
  test('a table cell with a full requirement is one; a word in a cell is not', () => {
    lacks('| What |\n|---|\n| The search must always be fast |', 'unmeasured-speed: fast');
    lacks('| Name | Speed |\n|---|---|\n| search | fast |');
  });
  test('one remark a sentence about its wording: the most important', () =>
    lacks('The search must be fast and user-friendly, if possible.', 'unmeasured-speed: fast'));
});

suite('review: what engineering will ask', () => {
  const asks = (text: string) =>
    reviewer.review(text, 'markdown').findings.find(({ smell }) => smell === 'domain')?.ask ?? [];
  test('both questions, when the document answers none', () =>
    assert.equal(asks('We must migrate all orders to the new table.').length, 2));
  test('one question is left when the document answers the other', () => {
    const [question, ...others] = asks('We must migrate all orders.\n\nWe can roll back until Friday.');
    assert.match(question ?? '', /notice while it runs/);
    assert.deepEqual(others, []);
  });
  test('nothing where both are answered', () =>
    assert.deepEqual(
      asks('We must migrate all orders, with no downtime.\n\nWe can roll back until Friday.'),
      [],
    ));
  test('nothing where it is ruled out, or only told', () => {
    assert.deepEqual(asks('The service must not delete the order.'), []);
    assert.deepEqual(asks('Last year somebody migrated the orders.'), []);
  });
  test('once a document, at the first requirement', () =>
    assert.equal(
      reviewer
        .review('We must migrate all orders.\n\nWe must migrate all users.', 'markdown')
        .findings.filter(({ rule }) => rule === 'ask-migration').length,
      1,
    ));
});

suite('review: acronyms and words of the project', () => {
  const text = 'The ABQ must answer. The ABQ must log. The ABQ must stop.';
  test('an acronym that nobody explains', () => lacks(text, 'undefined-acronym: ABQ'));
  for (const explained of [
    'Account balance query (ABQ).',
    'ABQ: the balance service.',
    'An account balance query is read.',
  ])
    test(`explained: ${explained}`, () => lacks(`${explained}\n\n${text}`));
  test('explained elsewhere', () => assert.deepEqual(found(text, { explained: new Set(['abq']) }), []));
  test('a word that is explained elsewhere is still vague, one that the team defines is not', () => {
    const vague = 'The service must have high availability.';
    const words = new Set(['high availability']);
    assert.deepEqual(found(vague, { explained: words }), ['unmeasured-quality: high availability']);
    assert.deepEqual(found(vague, { vocabulary: words }), []);
  });
  test('known to the team', () => assert.deepEqual(found(text, { vocabulary: new Set(['abq']) }), []));
  test('a word written large is no acronym', () =>
    lacks('What they KNOW counts. What they KNOW is asked. What they KNOW stays. They know it.'));
  const workspace =
    'Create a workspace first. Open the workspace settings to rename it. Delete the workspace later.\n\n';
  test('two words for one thing, at the one that comes second', () =>
    lacks(
      `${workspace}A project can be shared. Create a project for each team. Delete the project at the end.`,
      'two-words: project',
    ));
  test('two words that one sentence tells apart', () =>
    lacks(
      `${workspace}A workspace holds projects. Create a project for each team. Delete the project at the end.`,
    ));
  test('two words in different company', () =>
    lacks(`${workspace}The project ends in May. Nobody paid for the project. Our project is late.`));
});

suite('review: what the reader chose', () => {
  const text = 'The search must be fast.\n\nThe form must be user-friendly.';
  test('a rule is off', () =>
    assert.deepEqual(found(text, { rules: { 'vague-word': 'off' } }), ['unmeasured-speed: fast']));
  for (const [text, ...expected] of [
    ['Users must be able to upload an unlimited size.', 'unlimited: unlimited'],
    ['An admin must be able to create any number of groups.', 'unlimited: any number of'],
    ['The archive must keep every receipt forever.', 'unlimited: forever'],
    ['A limit of 0 must be read as no limit.'],
    ['The name may be followed by any number of digits.'],
    ['The client should not store the key of a lost device indefinitely.'],
  ] as const)
    test(`capacity: ${text}`, () => assert.deepEqual(found(text, { rules: { unlimited: 'on' } }), expected));
  test('a rule that is off by default is on', () =>
    assert.ok(found('It must not fail.', { rules: { negative: 'on' } }).includes('negative: must not')));
  test('another severity', () =>
    assert.equal(
      reviewer.review(text, 'markdown', { rules: { 'vague-word': 'warning' } }).findings[1]?.severity,
      'warning',
    ));
  for (const [comment, left] of [
    ['<!-- tpm-lens-disable -->', 0],
    ['<!-- tpm-lens-disable unmeasured-speed -->', 1],
    ['<!-- tpm-lens-disable-next-line -->', 1],
    ['<!-- tpm-lens-disable -->\n<!-- tpm-lens-enable -->', 2],
  ] as const)
    test(`${comment.replace('\n', ' ')} leaves ${left}`, () =>
      assert.equal(found(`${comment}\n${text}`).length, left));
  test('a comment for the file, wherever it stands', () =>
    assert.deepEqual(found(`${text}\n\n<!-- tpm-lens-disable-file vague-word -->`), [
      'unmeasured-speed: fast',
    ]));
});

suite('review: rewrites', () => {
  const rewrite = (text: string) =>
    reviewer.review(text, 'markdown').findings.find(({ rewrite: made }) => made)?.rewrite;
  test('the measurable form takes the place of the word, its numbers in brackets', () =>
    assert.equal(
      rewrite('Search results must load very fast for all users.')?.sentence,
      'Search results must load within [400 ms] for [95 %] of requests at [50 requests a second] for all users.',
    ));
  test('before a noun it follows the noun', () =>
    assert.equal(
      rewrite('The app must open large files.')?.sentence,
      'The app must open files larger than [10 MB].',
    ));
  test('applied to the text it gives the same sentence', () => {
    const text = '- The app must open large files in the editor.';
    const made = rewrite(text);
    assert.ok(made);
    assert.equal(
      text.slice(0, made.start) + made.text + text.slice(made.end),
      '- The app must open files larger than [10 MB] in the editor.',
    );
  });
});

suite('review: requirements one by one', () => {
  const words = (text: string) => reviewer.requirement(text).map(({ text: own }) => own);
  test('every sentence counts as one', () => assert.deepEqual(words('The response time is fast.'), ['fast']));
  test('the rules for lists apply', () =>
    assert.deepEqual(words('The user may select a value.'), ['may', 'value']));
  test('a measure makes it fine', () => assert.deepEqual(words('It answers fast, within 2 seconds.'), []));
});
