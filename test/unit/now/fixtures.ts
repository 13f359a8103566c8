import type { BranchStory, Place, ProductFacts } from '../../../src/core/now/input';
import type { Page, Block, Card } from '../../../src/core/now/page';
import { plain } from '../../../src/core/now/rich';
import type { Commit } from '../../../src/core/git/types';
import type { RepositoryFacts, Trace } from '../../../src/core/repository/types';

export const now = new Date('2026-11-25T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();

export const commit = (id: string, subject: string, author = 'Ana Ruiz', days = 3): Commit => ({
  id,
  parents: [],
  subject,
  author,
  authorEmail: `${author.split(' ')[0]?.toLowerCase() ?? ''}@shop.example`,
  date: daysAgo(days),
});

export const place = (changes: Partial<Place> = {}): Place => ({
  name: 'shop',
  current: { kind: 'branch', name: 'main', id: 'm', upstream: undefined },
  into: {
    name: 'main',
    ref: 'refs/remotes/origin/main',
    shown: 'origin/main',
    id: 'm',
    remote: 'origin',
    how: 'remoteHead',
  },
  fetch: { at: daysAgo(3), how: 'fetch' },
  state: { operation: undefined, conflicted: [] },
  reader: 'you@shop.example',
  uncommitted: 0,
  copy: undefined,
  notes: [],
  ...changes,
});

export const story = (changes: Partial<BranchStory> = {}): BranchStory => ({
  name: 'feature/refund-limit',
  checkedOut: false,
  prediction: {
    from: 'b',
    into: 'm',
    base: 'base',
    relation: 'diverged',
    ahead: 2,
    behind: 1,
    byContent: false,
    conflicts: [],
    undecided: [],
    confidence: 'stated',
    notes: [],
  },
  commits: [commit('b2', 'Set the limit to 90 days'), commit('b1', 'Add migration 0042')],
  mainCommits: [commit('m1', 'Extend refunds to 60 days', 'Tom Okafor', 4)],
  base: commit('base', 'Fix rounding on receipts', 'Lena Vogt', 8),
  begunBy: commit('b1', ''),
  local: new Set(),
  changes: {
    files: [{ path: 'src/policy.ts', status: 'modified', added: 4, removed: 1 }],
    added: 4,
    removed: 1,
    linesKnown: true,
    filesKnown: true,
  },
  touched: { areas: [], tests: 'touched', documentsOnly: false },
  sides: [],
  ...changes,
});

export const facts = (changes: Partial<RepositoryFacts> = {}): RepositoryFacts => ({
  branch: 'main',
  defaultBranch: 'main',
  stack: [],
  hosting: [],
  pipelines: [
    {
      system: 'GitHub Actions',
      name: 'deploy',
      file: '.github/workflows/deploy.yml',
      triggers: [{ event: 'push', branches: ['main'], text: 'push to `main`' }],
    },
  ],
  deployments: [],
  flags: [],
  server: [],
  packages: [],
  skipped: [],
  answers: [],
  ...changes,
});

export const product = (
  changes: Partial<RepositoryFacts> = {},
  trace: Partial<Trace> = {},
): ProductFacts => ({
  facts: facts(changes),
  trace: () => ({ runs: [], deploys: [], notRun: [], ...trace }),
});

export const titleOf = (id: string): string => id;

/** Every card of a page. */
export const cardsOf = ({ sections }: Page): readonly Card[] =>
  sections.flatMap(section =>
    section.kind === 'card' ? [section.card] : 'cards' in section ? section.cards : [],
  );

/** The card with this key; fails where the page has none. */
export function cardOf(page: Page, key: string): Card {
  const card = cardsOf(page).find(each => each.key === key);
  if (!card)
    throw new Error(
      `no card "${key}" among ${cardsOf(page)
        .map(each => each.key)
        .join(', ')}`,
    );
  return card;
}

/** The words of blocks, one line a sentence or fact. */
export const wordsOf = (blocks: readonly Block[]): readonly string[] =>
  blocks.flatMap(block => {
    switch (block.kind) {
      case 'text':
      case 'confidence':
        return [plain(block.text)];
      case 'facts':
        return block.items.map(({ text }) => plain(text));
      case 'chips':
        return block.items.map(({ text }) => plain(text));
      case 'details':
      case 'group':
        return wordsOf(block.blocks);
      case 'sides':
        return [plain(block.main.title), block.main.code, plain(block.branch.title), block.branch.code];
      default:
        return [];
    }
  });

export const cardWords = (card: Card): readonly string[] =>
  wordsOf([...(card.before ?? []), ...card.blocks, ...(card.after ?? [])]);
