import assert from 'node:assert/strict';
import { branchPage } from '../../../src/core/now/branch/branchPage';
import type { BranchStory, Place, ProductFacts } from '../../../src/core/now/input';
import { plain } from '../../../src/core/now/rich';
import type { TracedDeployment } from '../../../src/core/repository/types';
import { english } from '../../../src/core/translate';
import { cardOf, cardsOf, cardWords, commit, now, place, product, story, titleOf } from './fixtures';

const pageOf = (of: BranchStory, at: Place = place(), facts: ProductFacts | undefined = product()) =>
  branchPage({ story: of, place: at, product: facts, now, destination: { place: 'now' } }, english, titleOf);
const lead = (...parts: Parameters<typeof pageOf>) => plain(pageOf(...parts).heading);
const deploy = (environment: string, approval: TracedDeployment['approval']): TracedDeployment => ({
  environment,
  mechanism: 'flyctl deploy',
  approval,
  why: 'a push to `main` starts it',
  confidence: 'stated',
  evidence: [{ file: 'deploy.yml', line: 31, text: '' }],
});

suite('Now, on a branch', () => {
  test('the lead names whose branch it is, what merging meets and where it then goes', () => {
    const shipping = product({}, { deploys: [deploy('staging', 'none'), deploy('production', 'unknown')] });
    assert.equal(
      lead(story(), place(), shipping),
      'Ana Ruiz’s branch has two commits that main lacks. It merges cleanly. It would then go to staging; production may wait at a gate.',
    );
  });

  test('"your" only where the reader began it', () => {
    assert.match(lead(story(), place({ reader: 'ANA@shop.example' })), /^Your branch has/);
    assert.match(lead(story(), place({ reader: undefined })), /^Ana Ruiz’s branch has/);
  });

  test('a conflict shows both sides, who wrote them, and asks which is right', () => {
    const { prediction } = story();
    const colliding = story({
      prediction: { ...prediction, conflicts: [{ file: 'src/policy.ts', kind: 'contents' }] },
      sides: [
        {
          file: 'src/policy.ts',
          kind: 'contents',
          lines: { at: 18, base: 'DAYS = 30', into: 'DAYS = 60', from: 'DAYS = 90' },
          intoCommit: commit('m1', 'Extend', 'Tom Okafor'),
          fromCommit: commit('b2', 'Set'),
        },
      ],
    });
    const card = cardOf(pageOf(colliding), 'merge');
    assert.equal(card.state?.text, '1 conflict predicted');
    assert.deepEqual(cardWords(card).slice(0, 5), [
      'Both sides changed the same lines, policy.ts:18. Before, it said DAYS = 30.',
      'origin/main says',
      'DAYS = 60',
      'Ana Ruiz’s branch says',
      'DAYS = 90',
    ]);
    assert.match(plain(card.meaning ?? []), /settle it with Ana Ruiz and Tom Okafor/);
    assert.equal(
      plain(card.ask?.question ?? []),
      'Which is right, DAYS = 60 or DAYS = 90, and what else relies on it?',
    );
  });

  test('commits that no server has are said to be here alone', () => {
    const card = cardOf(pageOf(story({ local: new Set(['b2']) })), 'branch');
    assert.match(plain(card.meaning ?? []), /^1 commit exists only on this computer until it is pushed\./);
    const picture = card.before?.[0];
    assert.ok(picture?.kind === 'picture' && picture.picture.kind === 'commits');
    assert.deepEqual(
      picture.picture.groups.map(({ title }) => title),
      [
        'origin/main, 1 newer commit',
        'only on this computer, 1 commit',
        'Ana Ruiz’s branch, 1 commit',
        'where the two parted',
      ],
    );
  });

  test('what merging does not start is said with the reason', () => {
    const traced = product(
      {},
      {
        notRun: [
          {
            system: 'GitHub Actions',
            pipeline: '.github/workflows/deploy.yml',
            why: 'No changed file passes',
            evidence: [],
          },
        ],
      },
    );
    assert.ok(
      cardWords(cardOf(pageOf(story(), place(), traced), 'starts')).includes(
        'start deploy.yml: no changed file passes',
      ),
    );
  });

  test('a gate that a setting decides is never said to wait', () => {
    const words = cardWords(
      cardOf(pageOf(story(), place(), product({}, { deploys: [deploy('production', 'unknown')] })), 'starts'),
    ).join('\n');
    assert.match(words, /may wait for a person/);
    assert.match(
      words,
      /Whether production waits for a person is a GitHub setting: not visible in the repository\./,
    );
    assert.doesNotMatch(words, /waits until/);
  });

  test('a flag in the changed files means that deployed is not released', () => {
    const flagged = product({
      flags: [{ name: 'refund_limit', evidence: [{ file: 'src/policy.ts', line: 12, text: '' }] }],
    });
    assert.match(
      plain(cardOf(pageOf(story(), place(), flagged), 'starts').meaning ?? []),
      /“Deployed” will not mean “released”/,
    );
  });

  test('what is merged already, also by content, has nothing to merge', () => {
    const { prediction } = story();
    assert.deepEqual(
      cardsOf(pageOf(story({ prediction: { ...prediction, relation: 'alreadyMerged', ahead: 0 } }))).map(
        ({ key }) => key,
      ),
      ['branch'],
    );
    const squashed = pageOf(story({ prediction: { ...prediction, byContent: true } }));
    assert.equal(cardOf(squashed, 'merge').state?.text, 'already there by content');
    assert.deepEqual(
      cardsOf(squashed).map(({ key }) => key),
      ['branch', 'pull-request', 'merge'],
    );
  });

  test('an unknown prediction is not called clean', () => {
    const { prediction } = story();
    const page = pageOf(story({ prediction: { ...prediction, confidence: 'unknown' } }));
    assert.match(plain(page.heading), /cannot be told here/);
    assert.equal(cardOf(page, 'merge').state?.text, 'cannot be predicted');
  });

  test('a risky area decides the meaning and the question', () => {
    const card = cardOf(
      pageOf(
        story({
          touched: {
            areas: [{ area: 'migrations', files: ['m.sql'] }],
            tests: 'untouched',
            documentsOnly: false,
          },
        }),
      ),
      'pull-request',
    );
    assert.equal(card.state?.text, '1 risky area');
    assert.match(plain(card.meaning ?? []), /without tests\. The migration changes stored data/);
    assert.match(plain(card.ask?.question ?? []), /Can the migration be undone/);
  });
});
