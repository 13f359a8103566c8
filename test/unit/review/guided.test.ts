import assert from 'node:assert/strict';
import { guidedText } from '../../../src/core/review/guided';
import { reviewPage } from '../../../src/core/review/reviewPage';
import { createReviewer } from '../../../src/core/review/review';
import { english } from '../../../src/core/translate';
import { pageAsMarkdown } from '../../../src/core/now/markdown';
import { plain } from '../../../src/core/now/rich';
import { readGuidance } from '../../reviewSources';

const reviewer = createReviewer(readGuidance());
const flow = (id: string) => {
  const found = reviewer.guidance.flows.find(candidate => candidate.id === id);
  assert.ok(found);
  return found;
};

suite('guided documents', () => {
  test('every part of an answer gets its lines, and what it mentions its questions', () => {
    const text = guidedText(
      flow('translate'),
      { need: 'Refunds', does: 'upload a file; see the state', others: 'Mail' },
      reviewer,
    );
    assert.match(text, /must be able to upload a file,/);
    assert.match(text, /must be able to see the state,/);
    assert.match(text, /- \[ \] When one row is wrong/);
    assert.doesNotMatch(text, /\{\{/);
  });
  test('without answers there is a text to fill in', () => {
    for (const { id } of reviewer.guidance.flows) {
      const text = guidedText(flow(id), {}, reviewer);
      assert.doesNotMatch(text, /\{\{/);
      assert.match(text, /\[to fill in\]/);
    }
  });
  const translated = (answers: Record<string, string>) => guidedText(flow('translate'), answers, reviewer);
  test('an answer reads as a part of its sentence, however it was typed', () => {
    const text = translated({ does: 'Ask for a refund.; see API keys', others: 'mail service, Stripe' });
    assert.match(text, /able to ask for a refund, and/);
    assert.match(text, /able to see API keys, and/);
    assert.match(text, /^- Mail service: [^]*^- Stripe: /m);
  });
  test('what was skipped, or has no number, is an open question', () => {
    const text = translated({ need: 'Refunds are paid out fast' });
    assert.match(text, /- \[ \] How many, how often, how large\?/);
    assert.match(text, /- \[ \] "fast": How slow is it today/);
    assert.doesNotMatch(text, /What does the business need/);
  });
  test('a bracket in an answer does not break the place to fill in, and a bar no table', () => {
    assert.match(translated({ who: 'buyers [all]', does: 'pay' }), /^- \[Buyers all\] must/im);
    assert.match(guidedText(flow('break-down'), { parts: 'a|b; c' }, reviewer), /^\| A\\\|b \|/im);
  });
  test('an answer cannot add a placeholder or a line', () =>
    assert.doesNotMatch(guidedText(flow('translate'), { need: 'a\n# b {{who}}' }, reviewer), /^# b/m));
});

suite('the review page', () => {
  const text = '# Refunds PRD\n\n## Goals\n\n- The list must be fast.\n\n- Price: TBD';
  const page = (on: boolean) =>
    reviewPage(
      {
        name: 'prd.md',
        review: reviewer.review(text, 'markdown'),
        lineOf: offset => text.slice(0, offset).split('\n').length,
        on,
      },
      english,
    );
  test('readiness first, then at most five questions, the outline and the places', () => {
    const [questions, outline, places] = page(true).sections;
    assert.match(plain(page(true).heading), /^Too early for an estimate/);
    assert.ok(questions?.kind === 'titled' && questions.blocks[0]?.kind === 'facts');
    assert.equal(questions.blocks[0].items.length, 5);
    assert.ok(outline?.kind === 'titled' && places?.kind === 'titled');
  });
  test('as Markdown it says the same', () =>
    assert.match(pageAsMarkdown(page(true), english), /Ask engineering first[\s\S]+line 5[\s\S]+is missing/));
  test('its switch says what it does', () => {
    const labels = (on: boolean) =>
      page(on)
        .actions?.map(({ label }) => label)
        .join();
    assert.match(labels(true) ?? '', /Stop reviewing/);
    assert.match(labels(false) ?? '', /Review this document as I write/);
  });
});
