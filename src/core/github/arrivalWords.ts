/** Where a commit runs, in words. */
import type { FactLine, Rich, State } from '../now/page';
import { code, rich, strong } from '../now/rich';
import type { Translate } from '../translate';
import type { ArrivedAt, Environment } from './types';
import { day, fact } from './words';

/** One line for each environment. */
export const arrivalLines = (
  found: readonly ArrivedAt[],
  environments: readonly Environment[],
  now: Date,
  t: Translate,
): readonly FactLine[] =>
  found.map(each =>
    arrivalLine(
      each,
      environments.find(({ name }) => name === each.environment),
      now,
      t,
    ),
  );

function arrivalLine(
  { environment, arrival }: ArrivedAt,
  about: Environment | undefined,
  now: Date,
  t: Translate,
): FactLine {
  const name = strong(environment);
  switch (arrival.kind) {
    case 'runs':
      return fact(
        'pass',
        'good',
        arrival.atLeast
          ? rich(t, 'runs in {0}, at least since {1}', name, day(arrival.since, now, t))
          : rich(t, 'runs in {0} since {1}', name, day(arrival.since, now, t)),
      );
    case 'rolledBack':
      return fact(
        'history',
        'caution',
        rich(t, 'not in {0} any more: it ran there until {1}', name, day(arrival.until, now, t)),
        [t('What runs there now does not have this change: a rollback, or a deployment of another branch.')],
      );
    case 'coming':
      return fact(
        'clock',
        'plain',
        arrival.waiting
          ? rich(t, 'on its way to {0}: waits for somebody to approve it', name)
          : rich(t, 'on its way to {0}', name),
      );
    case 'notYet':
      return fact(
        'circle-slash',
        'plain',
        rich(t, 'not in {0} yet', name),
        about?.running === undefined
          ? [t('GitHub knows of nothing that runs there.')]
          : rich(t, '{0} runs there.', code(about.running.sha.slice(0, 7))),
      );
    case 'unknown':
      return fact('eye-closed', 'plain', rich(t, 'whether it runs in {0} is not told', name));
  }
}

/** "runs in production since Tuesday": the end of the answer to "where is this change?". */
export function arrivalSentence(found: readonly ArrivedAt[], now: Date, t: Translate): Rich {
  const best =
    found.find(({ production, arrival }) => production && arrival.kind === 'rolledBack') ??
    found.find(({ production, arrival }) => production && arrival.kind === 'runs') ??
    found.find(({ arrival }) => arrival.kind === 'runs');
  if (!best) {
    const production = found.find(each => each.production);
    if (production?.arrival.kind === 'unknown') return [];
    return production
      ? rich(t, 'It is **not in {0} yet**.', production.environment)
      : found.length > 0
        ? rich(t, 'It runs **nowhere yet** that GitHub knows of.')
        : [];
  }
  const { environment, arrival } = best;
  if (arrival.kind === 'rolledBack')
    return rich(
      t,
      'It **does not run in {0} any more**, since {1}.',
      environment,
      day(arrival.until, now, t),
    );
  if (arrival.kind !== 'runs') return [];
  const sentence = arrival.atLeast
    ? rich(t, 'It **runs in {0}, at least since {1}**.', environment, day(arrival.since, now, t))
    : rich(t, 'It **runs in {0} since {1}**.', environment, day(arrival.since, now, t));
  const missing = best.production ? undefined : found.find(each => each.production);
  return missing === undefined
    ? sentence
    : [...sentence, ' ', ...rich(t, 'It is not in {0} yet.', missing.environment)];
}

/** What it means that a merged change is where it is; `undefined` where production is not among what is known. */
export function liveWords(
  found: readonly ArrivedAt[],
  t: Translate,
): { readonly state: State; readonly meaning: Rich; readonly next: Rich; readonly ask: Rich } | undefined {
  const production = found.find(each => each.production);
  switch (production?.arrival.kind) {
    case 'runs':
      return {
        state: { icon: 'pass', tone: 'good', text: t('in production') },
        meaning: [t('Customers can meet it, unless a feature flag hides it.')],
        next: [t('Nothing more: it has arrived.')],
        ask: [t('Is this change behind a feature flag, and for whom is it on?')],
      };
    case 'rolledBack':
      return {
        state: { icon: 'history', tone: 'caution', text: t('taken back') },
        meaning: [t('Customers had it and do not have it now.')],
        next: [t('Somebody corrects it and deploys it again, or takes it out of the code too.')],
        ask: [t('Why was it taken back, and when will customers have it again?')],
      };
    case 'coming':
    case 'notYet':
      return {
        state: found.some(({ arrival }) => arrival.kind === 'runs')
          ? { icon: 'clock', tone: 'plain', text: t('not in production') }
          : { icon: 'circle-slash', tone: 'plain', text: t('runs nowhere') },
        meaning: [
          t(
            'Merged and not with customers, as far as GitHub was told: a deployment by hand leaves no record.',
          ),
        ],
        next: rich(t, 'The next deployment to {0} carries it there.', production.environment),
        ask: [t('What has to happen before this change is in production?')],
      };
    default:
      return undefined;
  }
}
