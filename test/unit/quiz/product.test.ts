import assert from 'node:assert/strict';
import { productQuestions, type ProductKnown } from '../../../src/core/quiz/product';
import { plainWords } from '../../../src/core/quiz/product/question';
import { showQuestion } from '../../../src/core/quiz/item';
import { feedbackPage, questionPage } from '../../../src/core/quiz/pages';
import { answer, startSession } from '../../../src/core/quiz/session';
import type {
  Deployment,
  Evidence,
  RepositoryFacts,
  StackItem,
  Trace,
} from '../../../src/core/repository/types';
import { english } from '../../../src/core/translate';

const at = (file: string, line: number, text: string): Evidence => ({ file, line, text });
const item = (id: string, name: string, category: string, more: Partial<StackItem> = {}): StackItem => ({
  id,
  name,
  category,
  confidence: 'stated',
  evidence: [at('package.json', name.length, `"${id}": "1.0.0"`)],
  ...more,
});
const deployment = (more: Partial<Deployment> = {}): Deployment => ({
  trigger: { event: 'push', branches: ['main'], text: 'push to `main`' },
  environment: 'production',
  target: 'shop',
  mechanism: 'flyctl deploy (Fly.io)',
  provider: 'Fly.io',
  kind: 'server',
  approval: 'unknown',
  confidence: 'stated',
  evidence: [
    at('.github/workflows/deploy.yml', 39, '- run: flyctl deploy'),
    at('.github/workflows/deploy.yml', 35, 'environment: production'),
  ],
  ...more,
});
const appStore = deployment({
  trigger: { event: 'tag', tags: ['v*'], text: 'tag `v*`' },
  environment: 'app-store',
  provider: 'App Store',
  kind: 'store',
  evidence: [at('.github/workflows/ios.yml', 13, '- run: fastlane release')],
});
const facts: RepositoryFacts = {
  branch: 'main',
  defaultBranch: 'main',
  stack: [
    item('postgresql', 'PostgreSQL', 'database'),
    item('redis', 'Redis', 'cache'),
    item('react', 'React', 'framework'),
  ],
  hosting: [],
  pipelines: [
    {
      system: 'GitHub Actions',
      name: 'ci',
      file: '.github/workflows/ci.yml',
      triggers: [{ event: 'pull_request', text: 'pull request' }],
    },
    {
      system: 'GitHub Actions',
      name: 'deploy',
      file: '.github/workflows/deploy.yml',
      triggers: [{ event: 'push', branches: ['main'], text: 'push to `main`' }],
    },
    {
      system: 'GitHub Actions',
      name: 'ios',
      file: '.github/workflows/ios.yml',
      triggers: [{ event: 'tag', tags: ['v*'], text: 'tag `v*`' }],
    },
  ],
  deployments: [deployment(), appStore],
  flags: [],
  server: [],
  packages: [],
  skipped: [],
  answers: [],
};
const nothing: Trace = { runs: [], deploys: [], notRun: [] };
const technologies = [
  ['postgresql', 'PostgreSQL', 'database', 'Tables and strict rules.'],
  ['mysql', 'MySQL', 'database', 'A database of tables.'],
  ['neon', 'Neon', 'database', 'PostgreSQL as a service.'],
  ['mongodb', 'MongoDB', 'database', 'A database of documents.'],
  ['oracle', 'Oracle', 'database', 'A database of large systems.'],
].map(([id = '', name = '', category = '', what = '']) => ({ id, name, category, what }));

const questions = (changes: Partial<RepositoryFacts> = {}, more: Partial<ProductKnown> = {}) =>
  productQuestions(
    {
      name: 'shop',
      facts: { ...facts, ...changes },
      trace: () => nothing,
      technologies,
      branch: undefined,
      ...more,
    },
    english,
  );
const asked = (template: string, changes: Partial<RepositoryFacts> = {}, more: Partial<ProductKnown> = {}) =>
  questions(changes, more).find(({ id }) => id.startsWith(`product:${template}:`));
const right = (question: ReturnType<typeof asked>) =>
  question?.options.find(option => option.right === true)?.text;

suite('questions about the product', () => {
  test('which event deploys to production: what the other events do is the reason against them', () => {
    const question = asked('event');
    assert.equal(right(question), 'Merging into main, or pushing to it');
    const tag = question?.options.find(({ text }) => text === 'Setting a version tag (v*)');
    assert.equal(tag?.why, 'That brings the app to App Store (ios.yml:13).');
    assert.equal(question?.evidence[0]?.line, 39);
  });

  test('a second way to the same place is no wrong answer', () => {
    const byHand = deployment({ trigger: { event: 'manual', text: 'started by hand' } });
    const texts =
      asked('event', { deployments: [deployment(), byHand] })?.options.map(({ text }) => text) ?? [];
    assert.ok(texts.length >= 3 && !texts.includes('A person starting it by hand'), texts.join());
  });

  test('what runs on a pull request, what is deployed after the merge, where approval is decided', () => {
    assert.equal(right(asked('pull-request')), 'ci (ci.yml)');
    assert.equal(right(asked('after-merge')), 'A deployment: shop to production');
    assert.equal(right(asked('approval')), 'In the settings of “production” on GitHub');
    const manual = asked('approval', { deployments: [deployment({ approval: 'manual' })] });
    assert.equal(right(manual), 'In the pipeline: a job waits for a person');
  });

  test('which database: others of its kind, but none that is built on it', () => {
    const options = asked('database')?.options.map(({ text }) => text);
    assert.deepEqual(options, ['PostgreSQL', 'MySQL', 'MongoDB', 'Oracle']);
    assert.equal(right(asked('not-in-stack')), 'MongoDB');
  });

  test('what is not stated is not asked, and what is not there is not claimed while a file is unread', () => {
    assert.equal(asked('event', { deployments: [deployment({ confidence: 'inferred' })] }), undefined);
    const stack = facts.stack.map(each => ({ ...each, confidence: 'inferred' as const }));
    assert.equal(asked('database', { stack }), undefined);
    const skipped = [{ file: '.github/workflows/broken.yml', why: 'not YAML' }];
    const texts = asked('event', { skipped })?.options.map(({ text }) => text) ?? [];
    assert.ok(!texts.includes('Publishing a release'), texts.join());
  });

  test('a branch that conflicts, and what its merge sets in motion', () => {
    const branch = {
      name: 'feature/limit',
      into: 'main',
      changed: ['src/policy.ts'],
      conflict: at('src/policy.ts', 17, 'limit = 30'),
    };
    assert.equal(right(asked('branch-conflict', {}, { branch })), 'It stops: both changed policy.ts');
    const { environment, mechanism, approval, confidence, evidence } = deployment();
    const deploys = [{ environment, mechanism, approval, confidence, evidence, why: 'push' }];
    assert.equal(
      right(asked('branch-starts', {}, { branch, trace: () => ({ ...nothing, deploys }) })),
      'A deployment: production',
    );
    const maybe = deploys.map(each => ({ ...each, confidence: 'unknown' as const }));
    assert.equal(
      asked('branch-starts', {}, { branch, trace: () => ({ ...nothing, deploys: maybe }) }),
      undefined,
    );
  });

  test('a question goes when its evidence says something else, and stays when its line only moves', () => {
    const id = asked('event')?.id;
    const [first, ...rest] = facts.deployments[0]?.evidence ?? [];
    assert.ok(id !== undefined && first);
    const changed = (line: Evidence) =>
      asked('event', { deployments: [deployment({ evidence: [line, ...rest] }), appStore] })?.id;
    assert.equal(changed({ ...first, line: 90 }), id);
    assert.notEqual(changed({ ...first, text: '- run: flyctl deploy --app other' }), id);
  });

  test('every question has one right option of three or four, a reason for each, and a place', () => {
    for (const { id, stem, options, evidence } of questions()) {
      assert.ok(options.length >= 3 && options.length <= 4, id);
      assert.equal(options.filter(option => option.right === true).length, 1, id);
      assert.ok(options.every(({ why }) => why.length > 10) && stem.length <= 200 && evidence.length > 0, id);
      assert.equal(new Set(options.map(({ text }) => text)).size, options.length, id);
    }
  });

  test('repository text stays words: no icon, no line break, no mark of Markdown taken away', () => {
    assert.equal(plainWords('a $(error)\n\u202eb `c`', 60), 'a $ (error) b c');
    const named = facts.stack.map(each => ({
      ...each,
      name: each.name.replace('PostgreSQL', '**pg** _db_'),
    }));
    const question = asked('database', { stack: named });
    assert.ok(question);
    const page = questionPage(startSession('Q', [showQuestion(question, () => 0.99)]), english);
    assert.ok(page?.items.some(({ label }) => label.endsWith('**pg** _db_')));
  });

  test('its answer offers the evidence', () => {
    const question = asked('event');
    assert.ok(question);
    const shown = answer(startSession('My product', [showQuestion(question, () => 0.99)]), 0, 'entry-0001');
    const items = feedbackPage(shown, english)?.items ?? [];
    assert.deepEqual(
      items.filter(({ action }) => action.kind === 'evidence').map(({ description }) => description),
      ['.github/workflows/deploy.yml:39', '.github/workflows/deploy.yml:35'],
    );
  });
});
