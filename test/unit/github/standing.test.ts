import assert from 'node:assert/strict';
import { standingOf } from '../../../src/core/github/standing';
import { nextLine, questionOf } from '../../../src/core/github/nextWords';
import { blockerLines, turnLine } from '../../../src/core/github/standingWords';
import { day, fromGitHub, troubleWords } from '../../../src/core/github/words';
import { publicGitHub } from '../../../src/core/github/address';
import { beside } from '../../../src/core/github/beside';
import type { PullRequestStory, Trouble } from '../../../src/core/github/types';
import type { Card, Page } from '../../../src/core/now/page';
import { plain } from '../../../src/core/now/rich';
import { english } from '../../../src/core/translate';

const gate = {
  guarded: true,
  approvals: 1,
  owners: false,
  conversations: false,
  upToDate: false,
  checks: ['test'],
  queue: false,
  methods: undefined,
  partly: false,
};
const ready: PullRequestStory = {
  number: 7,
  title: 'x',
  author: 'ana',
  state: 'open',
  draft: false,
  from: { branch: 'x', sha: 'x', repository: 'p/s' },
  into: 'main',
  opened: '2026-01-01T00:00:00Z',
  updated: '2026-01-01T00:00:00Z',
  asked: [],
  autoMerge: false,
  merged: undefined,
  mergeable: true,
  mergeState: 'clean',
  reviews: [{ by: 'tom', said: 'approved', at: undefined, old: false }],
  checks: [{ name: 'test', result: 'passed', required: true }],
  threads: { open: 0, more: false },
  queued: undefined,
  gate,
};

suite('what blocks a pull request and whose turn it is', () => {
  const stands = (change: Partial<PullRequestStory>, expected: string) => {
    const { state, blockers, turn } = standingOf({ ...ready, ...change });
    assert.equal(`${state}: ${blockers.map(({ kind }) => kind).join(' ')}: ${turn}`, expected);
  };
  const check = (result: 'failed' | 'running' | 'missing' | 'waiting', required = true) => [
    { name: 'test', result, required },
  ];

  test('each by itself', () => {
    stands({}, 'ready: : merger');
    stands({ autoMerge: true }, 'ready: : gitHub');
    stands({ draft: true, reviews: [] }, 'draft: draft: author');
    stands({ mergeable: false, mergeState: 'dirty' }, 'conflict: conflict: author');
    stands({ checks: check('failed') }, 'failed: failed: author');
    stands({ checks: check('failed', false) }, 'ready: : merger');
    stands({ checks: check('missing') }, 'running: running: machines');
    stands({ checks: check('waiting') }, 'blocked: waiting: approver');
    stands({ reviews: [] }, 'review: review: nobodyAsked');
    stands({ reviews: [], asked: ['tom'] }, 'review: review: reviewers');
    stands({ threads: { open: 2, more: false } }, 'ready: : merger');
    stands(
      { threads: { open: 2, more: false }, gate: { ...gate, conversations: true } },
      'blocked: threads: author',
    );
    stands({ mergeState: 'behind' }, 'blocked: behind: author');
    stands({ mergeState: 'blocked' }, 'blocked: hidden: unknown');
    stands({ mergeable: undefined, mergeState: 'unknown' }, 'workingOut: workingOut: machines');
    stands({ queued: { place: 1, stuck: true, seconds: undefined } }, 'blocked: stuck: author');
  });

  test('a request for changes is the author’s turn until they ask for another look', () => {
    const reviews = [{ by: 'tom', said: 'changes' as const, at: undefined, old: false }];
    stands({ reviews }, 'changes: changes: author');
    stands({ reviews, asked: ['tom'] }, 'changes: changes: reviewers');
    stands({ reviews, asked: ['tom'], checks: check('failed') }, 'failed: failed changes: author');
  });

  test('every standing has its sentences', () => {
    for (const change of [
      {},
      { draft: true },
      { reviews: [] },
      { mergeState: 'behind' },
      { mergeState: 'blocked' },
      { state: 'closed' as const },
    ]) {
      const pull = { ...ready, ...change };
      const standing = standingOf(pull);
      for (const line of [
        ...blockerLines(standing, pull, english),
        turnLine(standing, pull, english),
        nextLine(standing, pull, english),
      ])
        assert.doesNotMatch(plain(line.text), /\{\d\}|undefined|^$/);
      assert.match(plain(questionOf(standing, pull, english)?.question ?? []), /\?$/);
    }
  });
});

suite('moments and troubles in words', () => {
  const now = new Date(2026, 10, 25, 14, 2);
  const before = (days: number, hours = 0) => new Date(2026, 10, 25 - days, 12 - hours).toISOString();

  test('since when', () => {
    assert.deepEqual(
      [0, 1, 2, 6, 7, 400].map(days => day(before(days), now, english)),
      ['12:00', 'yesterday', 'Monday', 'Thursday', '18 November', '21 October 2025'],
    );
  });

  test('a fact says when it was true, an old one its age too', () => {
    assert.equal(fromGitHub(now.getTime(), now, english), 'from GitHub, 14:02');
    assert.equal(fromGitHub(now.getTime() - 2 * 3_600_000, now, english), 'from GitHub, 12:02 (2 hours ago)');
  });

  test('every trouble has its sentence', () => {
    const troubles: readonly Trouble[] = [
      ...(
        [
          'signedOut',
          'expired',
          'forbidden',
          'missing',
          'offline',
          'outage',
          'invalid',
          'elsewhere',
          'failed',
          'moved',
        ] as const
      ).map(kind => ({ kind })),
      { kind: 'limit', until: now.getTime() + 60_000 },
      { kind: 'sso', url: undefined },
    ];
    const sentences = troubles.flatMap(trouble =>
      [true, false].map(asPrivate =>
        plain(troubleWords(trouble, { name: 'p/s', server: publicGitHub, asPrivate, now }, english).text),
      ),
    );
    assert.equal(new Set(sentences).size, troubles.length + 1, 'a missing repository has two');
    for (const sentence of sentences) assert.match(sentence, /^\S.*\.$/s);
  });
});

suite('beside a page', () => {
  const card = (key: string): Card => ({ key, title: key, layout: 'plain', blocks: [] });
  const page: Page = {
    destination: { place: 'now' },
    heading: ['A.'],
    headingStyle: 'lead',
    sections: [
      { kind: 'story', label: '', cards: [card('branch'), card('merge')] },
      { kind: 'card', card: card('last') },
    ],
  };

  test('a card stands after the one it belongs to, in its story; without one at the end', () => {
    const added = beside(page, [
      {
        cards: [
          { after: 'branch', card: card('pull') },
          { after: 'none', card: card('end') },
        ],
        heading: ['B.'],
      },
    ]);
    assert.deepEqual(
      added.sections.map(section =>
        section.kind === 'card'
          ? section.card.key
          : section.kind === 'story'
            ? section.cards.map(({ key }) => key)
            : '',
      ),
      [['branch', 'pull', 'merge'], 'last', 'end'],
    );
    assert.equal(plain(added.heading), 'A. B.');
    assert.equal(beside(page, []), page);
  });
});
