import type { Answer, Deployment, Trace, TracedDeployment, TracedRun } from '../types';
import { evidenceOf, sentences, series, weakest, type Known } from './parts';

const code = (text: string): string => `\`${text}\``;
const mostJobs = 6;

const jobs = (runs: readonly TracedRun[], t: Known['t']): string => {
  const names = [...new Set(runs.map(({ job }) => job))];
  const shown = names.slice(0, mostJobs).map(code);
  return series(names.length > mostJobs ? [...shown, t('{0} more', names.length - mostJobs)] : shown, t);
};

const certain = <Item extends { readonly confidence: string }>(items: readonly Item[]): readonly Item[] =>
  items.filter(({ confidence }) => confidence !== 'unknown');
const open = <Item extends { readonly confidence: string }>(items: readonly Item[]): readonly Item[] =>
  items.filter(({ confidence }) => confidence === 'unknown');

export function whatPullRequest({ pullRequest, refs, pipelines, untraced, t }: Known): Answer {
  const question = t('What is a pull request?');
  const what = t('A proposal to merge a branch, with a place to review it');
  const protection = t(
    'Who must review it, and which checks must pass, are settings of the forge. Ask: what can stop a pull request here, and who may approve one?',
  );
  if (!pullRequest || refs.defaultBranch === undefined)
    return {
      question,
      answer: sentences([what, t('Which branch it would go into is not known here')]),
      confidence: 'unknown',
      evidence: [],
      unknown: protection,
    };
  const base = refs.defaultBranch;
  const sure = certain(pullRequest.runs);
  const maybe = open(pullRequest.runs);
  const parts = [
    what,
    sure.length > 0
      ? t('Opening one into {0} starts {1}', code(base), jobs(sure, t))
      : pipelines === 0
        ? t('No pipeline in the repository checks it')
        : maybe.length > 0
          ? ''
          : t('Opening one into {0} starts no pipeline', code(base)),
    maybe.length > 0 ? t('Depending on what changes and on settings, {0} may start', jobs(maybe, t)) : '',
    ...deploysOf(pullRequest, t),
    notTraced(untraced, t),
  ];
  return {
    question,
    answer: sentences(parts),
    confidence:
      sure.length > 0
        ? weakest([...sure, ...certain(pullRequest.deploys)].map(({ confidence }) => confidence))
        : maybe.length > 0
          ? 'unknown'
          : 'stated',
    evidence: evidenceOf(...sure, ...pullRequest.deploys, ...maybe),
    unknown: protection,
  };
}

/** "`production` by flyctl deploy (Fly.io)"; the mechanism alone where no environment is named. */
const via = (
  {
    mechanism,
    environment,
    approval,
  }: Pick<TracedDeployment, 'mechanism' | 'environment'> & {
    readonly approval?: TracedDeployment['approval'];
  },
  t: Known['t'],
): string => {
  const what = environment === t('not named') ? mechanism : t('{0} by {1}', code(environment), mechanism);
  return approval === 'manual' ? t('{0}, once a person starts it', what) : what;
};

/** CI systems that are found but not understood: what they do is said to be open. */
const notTraced = (untraced: Known['untraced'], t: Known['t']): string =>
  untraced.length === 0
    ? ''
    : t(
        '{0} is set up too ({1}); what it does is not traced',
        series(
          untraced.map(({ system }) => system),
          t,
        ),
        code(untraced[0]?.file ?? ''),
      );

function deploysOf({ deploys }: Trace, t: Known['t']): readonly string[] {
  const sure = certain(deploys).slice(0, 4);
  const maybe = open(deploys).slice(0, 4);
  return [
    sure.length > 0
      ? t(
          'It deploys {0}',
          series(
            sure.map(one => via(one, t)),
            t,
          ),
        )
      : '',
    maybe.length > 0
      ? t(
          'It may deploy {0}',
          series(
            maybe.map(one => via(one, t)),
            t,
          ),
        )
      : '',
  ];
}

export function whatMerge({ merge, refs, deployments, pipelines, untraced, t }: Known): Answer {
  const question = t('What does it mean to merge it?');
  const gates = t('Who may merge, and whether a merge queue is used, are settings of the forge.');
  if (!merge || refs.defaultBranch === undefined)
    return {
      question,
      answer: sentences([
        t('Its changes become part of the branch that everybody builds on'),
        t('Which branch that is, is not known here'),
      ]),
      confidence: 'unknown',
      evidence: [],
      unknown: t('{0} Ask: what happens in the minutes after a merge?', gates),
    };
  const base = code(refs.defaultBranch);
  const sure = certain(merge.deploys);
  const maybe = open(merge.deploys);
  const waits = merge.deploys.some(({ approval }) => approval === 'unknown');
  const parts = [
    t('Its changes become part of {0}, the version everybody builds on', base),
    sure.length > 0
      ? t(
          'Merging into {0} deploys {1}',
          base,
          series(
            sure.slice(0, 4).map(one => via(one, t)),
            t,
          ),
        )
      : maybe.length > 0
        ? t(
            'Merging into {0} may deploy {1}',
            base,
            series(
              maybe.slice(0, 4).map(one => via(one, t)),
              t,
            ),
          )
        : merge.runs.length > 0
          ? t('Merging into {0} starts {1} and deploys nothing', base, jobs(merge.runs, t))
          : untraced.length > 0
            ? ''
            : t('Nothing in the repository starts when it is merged'),
    notTraced(untraced, t),
    sure.length === 0 && maybe.length === 0 ? instead(deployments, t) : '',
  ];
  return {
    question,
    answer: sentences(parts),
    confidence:
      sure.length > 0
        ? weakest(sure.map(({ confidence }) => confidence))
        : maybe.length > 0
          ? 'unknown'
          : pipelines === 0
            ? 'unknown'
            : 'stated',
    evidence: evidenceOf(...sure, ...maybe, ...merge.runs),
    unknown: waits
      ? t(
          '{0} Whether a deployment waits for a person is a setting that is not visible in the repository. Ask: who approves it, and how long does it usually wait?',
          gates,
        )
      : t('{0} Ask: who watches after a merge, and how is it taken back?', gates),
  };
}

/** What does deploy, where merging does not. */
function instead(deployments: readonly Deployment[], t: Known['t']): string {
  const others = deployments
    .filter(({ trigger }) => !['push', 'pull_request'].includes(trigger.event))
    .slice(0, 3);
  return others.length === 0
    ? ''
    : t(
        'What does: {0}',
        series(
          others.map(({ trigger, environment }) => t('{0} → {1}', trigger.text, code(environment))),
          t,
        ),
      );
}

export function howDeployed({ deployments, untraced, t }: Known): Answer {
  const question = t('What kind of deployment process do we use?');
  const real = deployments.filter(({ kind }) => kind !== 'image');
  const list = real.length > 0 ? real : deployments;
  if (list.length === 0)
    return {
      question,
      answer: sentences([
        untraced.length > 0
          ? t('No file that is understood deploys anything')
          : t('No file of the repository deploys anything'),
        notTraced(untraced, t),
      ]),
      confidence: 'unknown',
      evidence: [],
      unknown: t(
        'A person, a script elsewhere or a platform that watches the repository may do it. Ask: who or what brings a change to customers, and how would we see which version runs?',
      ),
    };
  const sure = certain(list);
  const shown = (sure.length > 0 ? sure : list).slice(0, 5);
  const automatic = sure.filter(
    ({ trigger: { event } }) => event === 'push' || event === 'pipeline' || event === 'platform',
  );
  const byHand = sure.filter(({ trigger: { event } }) => event === 'manual' || event === 'external');
  const byTag = sure.filter(({ trigger: { event } }) => event === 'tag' || event === 'release');
  const kind =
    automatic.length > 0
      ? automatic.some(({ approval }) => approval !== 'none')
        ? t('Automatic after a push, with a gate that may wait for a person')
        : t('Automatic: a push deploys')
      : byTag.length > 0
        ? t('By release: a tag or a published release deploys')
        : byHand.length > 0
          ? t('By hand: a person starts it')
          : '';
  return {
    question,
    answer: sentences([
      kind,
      ...shown.map(({ trigger, mechanism, environment }) =>
        t('{0}: {1}', capital(trigger.text), via({ mechanism, environment }, t)),
      ),
      list.length > shown.length ? t('{0} more are found', list.length - shown.length) : '',
      notTraced(untraced, t),
    ]),
    confidence: weakest(shown.map(({ confidence }) => confidence)),
    evidence: evidenceOf(...shown),
    unknown: shown.some(({ approval }) => approval === 'unknown')
      ? t(
          'Whether the gate waits, and for whom, is a setting that is not visible in the repository. Ask: who may approve production, and what do they look at first?',
        )
      : t(
          'How a bad release is taken back is not visible in the repository. Ask: how do we go back to the version before, and how long does that take?',
        ),
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
