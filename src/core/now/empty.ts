import type { Translate } from '../translate';
import type { Button, Card, IconName, Page, Rich } from './page';
import { code, rich } from './rich';

/** Why Now has no branch to explain. */
export type Missing =
  | { readonly why: 'noFolder' }
  | { readonly why: 'noRepository' }
  | { readonly why: 'emptyRepository'; readonly branch?: string }
  | { readonly why: 'restricted' }
  | { readonly why: 'web' }
  | { readonly why: 'gitMissing' }
  | { readonly why: 'gitDisabled' }
  | { readonly why: 'untrustedOwner'; readonly folder: string }
  | { readonly why: 'noDefaultBranch'; readonly branch?: string }
  | { readonly why: 'failed'; readonly sentence: string };

interface Words {
  readonly icon: IconName;
  readonly title: string;
  readonly text: Rich;
  readonly works: string;
  readonly buttons: readonly Button[];
}

/** What is missing, what still works, what to do; it fills the page. */
export function emptyPage(missing: Missing, t: Translate): Page {
  const words = wordsFor(missing, t);
  return {
    destination: { place: 'now' },
    heading: [t('Now')],
    headingStyle: 'hidden',
    sections: [{ kind: 'card', card: emptyCard(`empty-${missing.why}`, words) }],
  };
}

const emptyCard = (key: string, { icon, title, text, works, buttons }: Words): Card => ({
  key,
  icon,
  title,
  layout: 'empty',
  blocks: [
    { kind: 'text', text },
    { kind: 'text', text: [works], quiet: true },
    ...(buttons.length > 0 ? [{ kind: 'actions' as const, buttons }] : []),
  ],
});

function wordsFor(missing: Missing, t: Translate): Words {
  const learn: Button = { label: t('Start learning'), act: { do: 'go', to: { place: 'learn' } } };
  const product: Button = { label: t('See what files show'), act: { do: 'go', to: { place: 'product' } } };
  switch (missing.why) {
    case 'noFolder':
      return {
        icon: 'folder',
        title: t('Open a folder to begin'),
        text: [t('Now explains the branch, the merge and the deployment of the repository you have open.')],
        works: t('Works without one: Learn, the quiz, and hovers in any document.'),
        buttons: [
          { label: t('Open Folder'), primary: true, act: { do: 'command', command: 'openFolder' } },
          { label: t('Open the sample product'), act: { do: 'command', command: 'sample' } },
          learn,
        ],
      };
    case 'noRepository':
      return {
        icon: 'branch',
        title: t('This folder is not a repository'),
        text: [
          t(
            'There is no git history here, so there is no branch or merge to explain. The files themselves are explained under Product.',
          ),
        ],
        works: t('Works here: Product, Learn, the quiz, hovers.'),
        buttons: [
          { label: t('Open your product'), primary: true, act: { do: 'go', to: { place: 'product' } } },
          { label: t('Clone a repository'), act: { do: 'command', command: 'clone' } },
        ],
      };
    case 'emptyRepository':
      return {
        icon: 'branch',
        title: t('This repository has no commit yet'),
        text: rich(
          t,
          'Git watches this folder, but nothing was recorded in it. The first commit begins the branch `{0}`.',
          missing.branch ?? 'main',
        ),
        works: t('Works here: Product, Learn, the quiz, hovers. Now fills with the first commit.'),
        buttons: [{ ...product, primary: true }, learn],
      };
    case 'restricted':
      return {
        icon: 'shield',
        title: t('Restricted mode: git is off'),
        text: [
          t(
            'You have not said that you trust this folder, so nothing runs here, not even git. Facts that come from reading files still show.',
          ),
        ],
        works: t('Missing: commits, conflicts, what is on its way.'),
        buttons: [
          {
            label: t('Manage Workspace Trust'),
            primary: true,
            act: { do: 'command', command: 'manageTrust' },
          },
          product,
        ],
      };
    case 'web':
      return {
        icon: 'globe',
        title: t('In the browser there is no git'),
        text: [
          t(
            'This window can read your files but cannot run git. A guess about conflicts would be worse than none, so there is none.',
          ),
        ],
        works: t('Works here: pipelines, deployments, your product, Learn, the quiz.'),
        buttons: [
          { label: t('Open your product'), primary: true, act: { do: 'go', to: { place: 'product' } } },
          learn,
        ],
      };
    case 'gitMissing':
      return {
        icon: 'branch',
        title: t('Git is not installed here'),
        text: [
          t(
            'VS Code found no git program on this computer, so branches and merges cannot be read. Install git, or set its path, and reload the window.',
          ),
        ],
        works: t('Works here: Product, Learn, the quiz, hovers.'),
        buttons: [
          {
            label: t('Set the path of git'),
            primary: true,
            act: { do: 'command', command: 'openSettings', argument: 'git.path' },
          },
          product,
        ],
      };
    case 'gitDisabled':
      return {
        icon: 'branch',
        title: t('VS Code’s Git extension is off'),
        text: rich(
          t,
          'Now asks it which folders are repositories. Turn on the setting `{0}`, and Now fills.',
          'git.enabled',
        ),
        works: t('Works here: Product, Learn, the quiz, hovers.'),
        buttons: [
          {
            label: t('Open the setting'),
            primary: true,
            act: { do: 'command', command: 'openSettings', argument: 'git.enabled' },
          },
          product,
        ],
      };
    case 'untrustedOwner':
      return {
        icon: 'shield',
        title: t('Git does not trust this folder’s owner'),
        text: rich(
          t,
          'The folder `{0}` belongs to another user of this computer, and git refuses to work in it. If it is yours, say so under “Manage Unsafe Repositories” in the Source Control view.',
          code(missing.folder),
        ),
        works: t('Works here: Product, Learn, the quiz, hovers.'),
        buttons: [{ ...product, primary: true }, learn],
      };
    case 'noDefaultBranch':
      return {
        icon: 'branch',
        title: t('There is no branch to compare with'),
        text: rich(
          t,
          'Neither the server’s default branch nor `main` or `master` exists here, so “what would merging do?” has no target.',
        ),
        works: t('Works here: Product, Learn, the quiz, hovers. A fetch often brings the missing branch.'),
        buttons: [{ label: t('Fetch'), icon: 'refresh', primary: true, act: { do: 'fetch' } }, product],
      };
    case 'failed':
      return {
        icon: 'warning',
        title: t('The repository could not be read'),
        text: [missing.sentence],
        works: t('Works here: Learn, the quiz, hovers. The log holds the details.'),
        buttons: [
          { label: t('Open the log'), primary: true, act: { do: 'command', command: 'openLog' } },
          learn,
        ],
      };
  }
}
