import type { Translate } from '../translate';

/** The lessons that cards lead to. A test holds them against the library. */
export const cardLessons = {
  branch: 'what-is-a-branch',
  pullRequest: 'what-is-a-pull-request',
  merging: 'what-does-merging-mean',
  ways: 'merge-squash-or-rebase',
  conflict: 'when-changes-collide',
  live: 'is-it-live-yet',
  release: 'what-is-a-release',
  deployment: 'what-is-our-deployment-process',
  hosting: 'what-server-are-we-on',
  server: 'how-does-the-server-work',
  stack: 'what-stack-do-we-sit-on',
  readingStack: 'reading-a-stack',
  checks: 'what-ci-checks',
  environments: 'environments-explained',
} as const;
export type CardLesson = keyof typeof cardLessons;

/** A lesson with its title, as the library has it, or a plain one until it does. */
export type LessonTitle = (id: string) => string | undefined;

/** The link of a card into the library; `undefined` where the library has no such lesson. */
export function lessonLink(
  lesson: CardLesson,
  titleOf: LessonTitle,
): { learn: { lesson: string; title: string } } | Record<string, never> {
  const id = cardLessons[lesson];
  const title = titleOf(id);
  return title === undefined ? {} : { learn: { lesson: id, title } };
}

/** Names of the forge whose settings the files cannot show. */
export function forgeSetting(systems: readonly string[], t: Translate): string {
  if (systems.some(system => /github/i.test(system))) return t('a GitHub setting');
  if (systems.some(system => /gitlab/i.test(system))) return t('a GitLab setting');
  if (systems.some(system => /azure/i.test(system))) return t('an Azure DevOps setting');
  if (systems.some(system => /bitbucket/i.test(system))) return t('a Bitbucket setting');
  return t('a setting of the server that hosts the repository');
}
