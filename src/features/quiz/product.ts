import * as vscode from 'vscode';
import { defaultBranch } from '../../core/git/defaultBranch';
import { currentBranch } from '../../core/git/state';
import { unmergedBranches } from '../../core/git/branches';
import { readStory } from '../../core/now/story';
import { productQuestions, type BranchFacts, type ProductQuestion } from '../../core/quiz/product';
import { branchFacts } from '../../core/quiz/product/branchFacts';
import type { DefaultBranch } from '../../core/git/types';
import type { Git } from '../../core/repository/ports';
import { loadTechnologies } from '../content/load';
import type { Products } from '../repository/products';
import type { Folder, Repositories } from '../repository/repositories';

const { t } = vscode.l10n;

/** Questions about the folder that the reader is in, made from its facts as they are now. */
export class ProductQuiz {
  private last: { readonly facts: unknown; readonly questions: readonly ProductQuestion[] } | undefined;

  constructor(
    private readonly repositories: Repositories,
    private readonly products: Products,
    private readonly extensionUri: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** The folder's name; `undefined` without one. */
  get folder(): string | undefined {
    return this.repositories.active()?.name;
  }

  /** The questions that were made last, where the facts are still those: for counts that must not wait. */
  latest(): readonly ProductQuestion[] {
    const folder = this.repositories.active();
    const facts = folder && this.products.latest(folder)?.facts;
    return facts !== undefined && this.last?.facts === facts ? this.last.questions : [];
  }

  async questions(): Promise<readonly ProductQuestion[]> {
    await this.repositories.ready;
    const folder = this.repositories.active();
    if (!folder) return [];
    const product = await this.products.read(folder);
    const [technologies, branch] = await Promise.all([
      loadTechnologies(this.extensionUri),
      this.branchOf(folder),
    ]);
    const { facts } = product;
    const questions = productQuestions(
      { name: folder.name, facts, trace: event => product.trace(event), technologies, branch },
      t,
    );
    this.last = { facts, questions };
    return questions;
  }

  /** The branch that is checked out; on the default branch the newest that is on its way there. */
  private async branchOf({ git }: Folder): Promise<BranchFacts | undefined> {
    if (!git) return undefined;
    try {
      const into = await defaultBranch(git);
      return into && (await branchToAsk(git, into));
    } catch (error) {
      // without an answer from git there are the questions about files
      this.log.info(`No question about a branch: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }
}

/** How many branches are looked at for one whose merge is worth a question: each takes git a moment. */
const mostBranches = 3;

async function branchToAsk(git: Git, into: DefaultBranch): Promise<BranchFacts | undefined> {
  const current = await currentBranch(git);
  if (current.kind === 'branch' && current.name !== into.name)
    return branchFacts(
      await readStory(git, { name: current.name, id: current.id, checkedOut: true }, into),
      into.name,
    );
  const { branches } = await unmergedBranches(git, into, { now: Date.now(), limit: mostBranches });
  const found: BranchFacts[] = [];
  for (const { name, id } of branches.slice(0, mostBranches)) {
    const facts = branchFacts(await readStory(git, { name, id, checkedOut: false }, into), into.name);
    if (facts) found.push(facts);
  }
  return found.find(({ conflict }) => conflict !== undefined) ?? found[0];
}
