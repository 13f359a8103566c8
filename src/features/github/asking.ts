import * as vscode from 'vscode';
import { fullName, type GitHubServer, type RepositoryAddress } from '../../core/github/address';
import { ifTold, readRepository } from '../../core/github/read';
import { aboutCard } from '../../core/github/sideCards';
import type { Answer, Repository } from '../../core/github/types';
import type { LessonTitle } from '../../core/now/lessons';
import type { Card } from '../../core/now/page';
import type { Git } from '../../core/repository/ports';
import type { GitHubClient } from './client';
import type { Located } from './place';

/** Whom to ask, about what, as whom. */
export interface Asking {
  readonly client: GitHubClient;
  readonly server: GitHubServer;
  readonly address: RepositoryAddress;
  readonly located: Located;
  readonly git: Git | undefined;
  readonly account: string;
  readonly asPrivate: boolean;
  readonly lessons: LessonTitle;
}

/** The repository that work is merged into: of a fork, the one it was made of. */
export interface Subject {
  readonly own: Answer<Repository>;
  readonly main: Answer<Repository>;
}

/** Reads it. */
export async function subjectOf({ client, address }: Asking): Promise<Subject> {
  const own = await readRepository(client, address);
  const { parent } = own.value;
  const main = parent ? await ifTold(readRepository(client, parent)) : undefined;
  return { own, main: main ?? own };
}

/** Whose sign-in asked, how old the oldest answer is, and what was in the way. */
export function aboutOf(answers: readonly Answer<unknown>[], { own, main }: Subject, asking: Asking): Card {
  const { client, server, address, account, asPrivate } = asking;
  return aboutCard(
    {
      account,
      server,
      name: fullName(main.value),
      formerly: own.value.renamed ? fullName(address) : undefined,
      asPrivate,
      rate: client.rate,
      at: Math.min(...answers.map(({ at }) => at)),
      trouble: answers.find(({ trouble }) => trouble)?.trouble,
      now: new Date(),
    },
    vscode.l10n.t,
  );
}
