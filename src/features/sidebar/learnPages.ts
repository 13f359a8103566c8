import * as vscode from 'vscode';
import { defaultBranch } from '../../core/git/defaultBranch';
import { mergeHabit } from '../../core/git/habit';
import { releases } from '../../core/git/releases';
import type { Library } from '../../core/content/library';
import { lessonPage, termPage } from '../../core/now/learn/lessonPage';
import { learnPage, pathPage, searchPage, topicPage } from '../../core/now/learn/learnPage';
import { slotBlocks, type SlotFacts } from '../../core/now/learn/slots';
import type { Destination, Page } from '../../core/now/page';
import type { Recommendation } from '../../core/quiz/learnNext';
import type { Folder, Repositories } from '../repository/repositories';
import type { Products } from '../repository/products';

const doneKey = 'tpmLens.answeredLessons';
const { t } = vscode.l10n;

/** The pages of the library, with the reader's own facts in the lessons' slots. */
export class LearnPages {
  /** The path by which the reader came to a lesson. */
  private path: string | undefined;

  constructor(
    private readonly library: Library,
    private readonly repositories: Repositories,
    private readonly products: Products,
    private readonly memory: vscode.Memento,
    private readonly recommended: () => Promise<readonly Recommendation[]>,
  ) {}

  /** `undefined`: the library has no such page. */
  async page(destination: Destination): Promise<Page | undefined> {
    const { index } = this.library;
    const state = { index, done: new Set(this.memory.get<readonly string[]>(doneKey, [])) };
    switch (destination.place) {
      case 'learn':
        this.path = undefined;
        return learnPage({ ...state, recommended: await this.recommended() }, t);
      case 'search':
        return searchPage(state, destination.query, t);
      case 'topic':
        return topicPage(state, destination.id, t);
      case 'path':
        this.path = destination.id;
        return pathPage(state, destination.id, t);
      case 'term':
        return this.term(destination.id);
      case 'lesson':
        return this.lesson(destination.id);
      case 'now':
      case 'branch':
      case 'product':
      case 'progress':
        return undefined;
    }
  }

  /** Remembers that the reader answered a question of the lesson. */
  async answered(lesson: string): Promise<void> {
    const done = new Set(this.memory.get<readonly string[]>(doneKey, []));
    if (!done.has(lesson)) await this.memory.update(doneKey, [...done, lesson]);
  }

  private async term(id: string): Promise<Page | undefined> {
    const [term, body] = [this.library.term(id), await this.library.termBody(id)];
    return term && body && termPage(term, body, this.library.index, t);
  }

  private async lesson(id: string): Promise<Page | undefined> {
    const lesson = this.library.lesson(id);
    const body = await this.library.lessonBody(id);
    if (!lesson || !body) return undefined;
    const bank = await this.library.questions(lesson.topic);
    const found = await Promise.all(
      body.check.map(
        async check => bank.find(question => question.id === check) ?? this.library.question(check),
      ),
    );
    const questions = found.flatMap(question => question ?? []);
    const slots = body.segments.some(({ kind }) => kind === 'slot') ? await this.slotFacts() : undefined;
    return lessonPage(
      { lesson, body, questions, ...(this.path === undefined ? {} : { path: this.path }) },
      this.library.index,
      name => slots && slotBlocks(name, slots, t),
      t,
    );
  }

  /** Facts for slots. What cannot be read leaves the slot with its own sentence. */
  private async slotFacts(): Promise<SlotFacts> {
    const folder = this.repositories.active();
    const none = { product: undefined, habit: undefined, releases: undefined };
    if (!folder) return none;
    const [product, history] = await Promise.all([
      this.products.read(folder).catch(() => undefined),
      historyFacts(folder).catch(() => undefined),
    ]);
    return { ...none, product, ...history };
  }
}

async function historyFacts({ git }: Folder): Promise<Pick<SlotFacts, 'habit' | 'releases'> | undefined> {
  if (!git) return undefined;
  const into = await defaultBranch(git);
  if (!into) return undefined;
  const [habit, released] = await Promise.all([
    mergeHabit(git, into.id),
    releases(git, into.id, { limit: 1 }),
  ]);
  return { habit, releases: released };
}
