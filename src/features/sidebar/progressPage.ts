import type { Page } from '../../core/now/page';
import type { Translate } from '../../core/translate';

/** Progress before there is any: what it will show, and the way to the first question. */
export const progressPage = (t: Translate): Page => ({
  destination: { place: 'progress' },
  heading: [t('Progress')],
  headingStyle: 'hidden',
  sections: [
    {
      kind: 'card',
      card: {
        key: 'no-progress',
        title: t('No answers yet'),
        icon: 'mortar-board',
        layout: 'empty',
        blocks: [
          {
            kind: 'text',
            text: [
              t(
                'After your first quiz this page shows what is due, and how sure the product is of your level by topic.',
              ),
            ],
          },
          { kind: 'text', quiet: true, text: [t('Answers stay on this computer.')] },
          {
            kind: 'actions',
            buttons: [
              {
                label: t('Start a quiz'),
                primary: true,
                icon: 'play',
                act: { do: 'command', command: 'quiz' },
              },
            ],
          },
        ],
      },
    },
  ],
});
