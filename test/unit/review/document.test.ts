import assert from 'node:assert/strict';
import { questionsOf, readiness } from '../../../src/core/review/readiness';
import { createReviewer } from '../../../src/core/review/review';
import { english } from '../../../src/core/translate';
import { readGuidance } from '../../reviewSources';

const guidance = readGuidance();
const reviewer = createReviewer(guidance);
const review = (text: string, path?: string) =>
  reviewer.review(text, 'markdown', path === undefined ? {} : { path });

suite('review: the kind of a document', () => {
  for (const [kind, text, path] of [
    ['prd', '# Refunds PRD\n\n## Problem\n\n## Goals\n\n## User stories', undefined],
    [
      'rfc',
      '# Use queues\n\n## Motivation\n\n## Proposal\n\n## Drawbacks\n\n## Unresolved questions',
      undefined,
    ],
    [
      'adr',
      '# Use PostgreSQL\n\n## Status\n\n## Context\n\n## Decision\n\n## Consequences',
      'docs/adr/0001-x.md',
    ],
    ['api', '# Payments API\n\n## Endpoints\n\n## Errors', undefined],
    ['postmortem', '# Outage\n\n## Timeline\n\n## Root cause\n\n## Action items', undefined],
    ['release-notes', '# Changelog\n\n## Unreleased\n\n### Added\n\n### Fixed', 'CHANGELOG.md'],
    ['runbook', '# Runbook: queue is full\n\n## Symptoms\n\n## Escalation', undefined],
    [
      'story',
      '# User story\n\nAs a buyer, I want a receipt so that I can claim it.\n\n## Acceptance criteria',
      undefined,
    ],
    ['other', '# Lunch\n\n## Soup\n\n## Dessert', undefined],
  ] as const)
    test(kind, () => assert.equal(review(text, path).kind.id, kind));
  test('release notes and a shopping list are not reviewed by themselves', () => {
    assert.equal(
      review('# Changelog\n\n## Unreleased\n\n### Added\n\n### Fixed', 'CHANGELOG.md').looksLikeSpec,
      false,
    );
    assert.equal(review('# Lunch\n\nSoup and bread.').looksLikeSpec, false);
    assert.equal(review('# Refunds PRD\n\n## Problem\n\n## Goals').looksLikeSpec, true);
  });
});

suite('review: the outline', () => {
  const missing = (text: string) =>
    review(text)
      .missing.filter(({ required }) => required)
      .map(({ id }) => id);
  const prd = '# Refunds PRD\n\n## Problem\n\n## Users\n\n## Goals\n\n## Acceptance criteria\n\n';
  test('what a document of its kind lacks, each with a reason and a question', () => {
    assert.deepEqual(missing(prd), ['non-goals', 'metrics', 'rollout', 'open-questions']);
    for (const { why, ask, skeleton } of review(prd).missing)
      assert.ok(why !== '' && ask !== '' && skeleton !== '');
  });
  test('numbered, bold and German-style headings are understood', () =>
    assert.deepEqual(missing(`${prd}## 5. **Out of Scope**\n\n## 6) Success metrics:\n`), [
      'rollout',
      'open-questions',
    ]));
  test('what the text says without a heading counts', () =>
    assert.ok(!missing(`${prd}Gifts are out of scope.`).includes('non-goals')));
  test('an ADR needs other things than a PRD', () =>
    assert.deepEqual(missing('# ADR 7\n\n## Status\n\n## Context\n\n## Decision\n'), [
      'alternatives',
      'consequences',
    ]));
});

suite('review: readiness and questions', () => {
  test('in words, never a score', () => {
    const text = readiness(review('# Refunds PRD\n\n## Problem\n\n## Goals\n\nIt must be fast.'), english);
    assert.match(text, /^Too early for an estimate: /);
    assert.doesNotMatch(text, /\d+ ?%|score/);
  });
  test('a complete ADR can be discussed', () => {
    const text = '# ADR 7\n\n## Context\n\n## Decision\n\n## Considered options\n\n## Consequences\n';
    assert.match(readiness(review(text), english), /^Nothing that engineering would stop at/);
  });
  test('the most important questions come first, none twice', () => {
    const questions = questionsOf(
      review('# PRD\n\n## Goals\n\n- It must be fast.\n\n- It must be very fast.\n\n- Price: TBD'),
    );
    const texts = questions.map(({ question }) => question);
    assert.equal(new Set(texts).size, texts.length);
    assert.deepEqual(
      [...questions].sort((a, b) => b.importance - a.importance),
      questions,
    );
  });
});
