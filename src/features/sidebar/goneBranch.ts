import * as vscode from 'vscode';
import type { Destination, Page } from '../../core/now/page';

const { t } = vscode.l10n;

/** The branch that was to be shown is not there any more. */
export const goneBranch = (name: string, destination: Destination): Page => ({
  destination,
  heading: [t('Now')],
  headingStyle: 'hidden',
  sections: [
    {
      kind: 'card',
      card: {
        key: 'gone',
        title: t('This branch is gone'),
        icon: 'branch',
        layout: 'empty',
        blocks: [
          {
            kind: 'text',
            text: [
              t(
                'There is no branch called {0} any more. Branches are often deleted after they are merged.',
                name,
              ),
            ],
          },
          {
            kind: 'actions',
            buttons: [
              {
                label: t('Look at a Branch…'),
                primary: true,
                act: { do: 'command', command: 'lookAtBranch' },
              },
              { label: t('Back to Now'), act: { do: 'go', to: { place: 'now' } } },
            ],
          },
        ],
      },
    },
  ],
});
