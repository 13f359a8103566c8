import type { TracedDeployment } from '../../repository/types';
import { makeQuestion, placeOf, type Template } from './question';

/** What would merging this branch do: does it go through? */
export const wouldMerge: Template = ({ branch }, t) => {
  if (!branch?.conflict) return [];
  const { name, into, conflict } = branch;
  return [
    makeQuestion({
      template: 'branch-conflict',
      terms: ['merge-conflict', 'branch'],
      level: 2,
      stem: t('Somebody merges {0} into {1} as both stand now. What happens?', name, into),
      right: {
        text: t('It stops: both changed {0}', conflict.file.split('/').at(-1) ?? conflict.file),
        why: t(
          'Both sides changed the same lines ({0}). A person must decide which hold.',
          placeOf(conflict),
        ),
      },
      wrong: [
        {
          text: t('It goes through without a question'),
          why: t('It would, if the two had changed different lines. They meet at {0}.', placeOf(conflict)),
        },
        {
          text: t('The newer of the two versions wins'),
          why: t('Git never decides by date: it asks a person.'),
        },
        {
          text: t('{0} loses its own changes', into),
          why: t('A merge drops nothing by itself. It stops and asks.'),
        },
      ],
      evidence: [conflict],
      key: `${name} ${into}`,
    }),
  ];
};

/** What would merging this branch set in motion? */
export const wouldStart: Template = ({ branch, trace, facts }, t) => {
  if (!branch || branch.changed.length === 0) return [];
  const { name, into, changed } = branch;
  const { deploys, notRun } = trace({ kind: 'push', branch: into, changed });
  // one that may or may not follow leaves no option that is certainly wrong
  if (deploys.some(({ confidence }) => confidence !== 'stated')) return [];
  const placesOf = (list: readonly Pick<TracedDeployment, 'environment'>[]) =>
    [...new Set(list.map(({ environment }) => environment))].slice(0, 3).join(', ');
  const [first] = deploys;
  const others = facts.deployments.filter(
    ({ environment, confidence }) =>
      confidence === 'stated' && !deploys.some(each => each.environment === environment),
  );
  const stem = t('{0} is merged into {1} (with its conflicts settled). What follows by itself?', name, into);
  const nothing = t('Nothing is deployed');
  const terms = ['merge', 'deployment'];
  if (first) {
    const [place] = first.evidence;
    return [
      makeQuestion({
        template: 'branch-starts',
        terms,
        level: 2,
        stem,
        right: {
          text: t('A deployment: {0}', placesOf(deploys)),
          why: t(
            'The files it changes start the pipeline that deploys ({0}).',
            place ? placeOf(place) : first.why,
          ),
        },
        wrong: [
          {
            text: nothing,
            why: t(
              'True of a change of documents alone in some products. This branch changes {0}.',
              changed[0] ?? '',
            ),
          },
          ...others.slice(0, 1).map(other => ({
            text: t('A deployment: {0}', other.environment),
            why: t('That one waits for something else: {0}.', other.trigger.text),
          })),
          {
            text: t('The pull request is deployed for a preview'),
            why: t('Previews belong to open pull requests. After the merge {0} itself is deployed.', into),
          },
        ],
        evidence: deploys.flatMap(({ evidence }) => evidence.slice(0, 1)),
        key: name,
      }),
    ];
  }
  const reason = notRun.find(({ evidence }) => evidence.length > 0);
  const [place] = reason?.evidence ?? [];
  const [usual] = others;
  if (!reason || !place || !usual) return [];
  return [
    makeQuestion({
      template: 'branch-starts',
      terms,
      level: 2,
      stem,
      right: { text: nothing, why: t('{0} ({1}).', reason.why, placeOf(place)) },
      wrong: [
        {
          text: t('A deployment: {0}', usual.environment),
          why: t('Not from these files: {0}.', usual.trigger.text),
        },
        {
          text: t('Customers see it within minutes'),
          why: t('That holds where the merge deploys. This one does not.'),
        },
        {
          text: t('{0} is deployed under its own name', name),
          why: t('A merge changes {0}; no pipeline deploys the branch.', into),
        },
      ],
      evidence: [place],
      key: name,
    }),
  ];
};
