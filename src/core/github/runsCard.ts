import type { Translate } from '../translate';
import { lessonLink, type LessonTitle } from '../now/lessons';
import type { Ask, Block, Card, FactLine, Rich, State } from '../now/page';
import { code, rich, strong } from '../now/rich';
import { counted } from '../now/words';
import type { Answer, Behind, Deployments, Environment, Release } from './types';
import { day, fact, fromGitHub } from './words';

export interface RunsParts {
  readonly deployments: Answer<Deployments>;
  readonly release: Answer<Release> | undefined;
  /** `parcel/shop` */
  readonly name: string;
  readonly into: string;
  /** What GitHub says otherwise than git and the files. */
  readonly differences: readonly FactLine[];
  readonly now: Date;
}

/** Which commit runs where since when, how many merged changes wait behind it, and the latest release. */
export function runsCard(parts: RunsParts, t: Translate, lessons: LessonTitle): Card {
  const { deployments, release, differences, now } = parts;
  const { environments, previews, unread } = deployments.value;
  const at = Math.min(deployments.at, release?.at ?? deployments.at);
  const ask = question(environments, parts, t);
  return {
    key: 'github-runs',
    title: t('What runs where'),
    icon: 'rocket',
    layout: 'split',
    remark: fromGitHub(at, now, t),
    ...(environments.length > 0 ? { state: stateOf(environments, t) } : {}),
    blocks: [
      ...(environments.length === 0
        ? [
            {
              kind: 'text' as const,
              text: rich(
                t,
                'GitHub records no deployments for {0}, so it cannot say what runs where.',
                code(parts.name),
              ),
            },
          ]
        : environments.map(environment => environmentBlock(environment, parts, t))),
      ...environments.flatMap(environment => waitingBlocks(environment, t)),
      ...(previews > 0
        ? [
            {
              kind: 'text' as const,
              quiet: true,
              text: [
                counted(
                  t,
                  previews,
                  'Left out: 1 environment that exists for a preview.',
                  'Left out: {0} environments that exist for previews.',
                ),
              ],
            },
          ]
        : []),
      ...(unread > 0
        ? [
            {
              kind: 'text' as const,
              quiet: true,
              text: [counted(t, unread, 'Not read: 1 more environment.', 'Not read: {0} more environments.')],
            },
          ]
        : []),
      { kind: 'facts', label: [t('Latest release')], items: [releaseLine(parts, t)] },
      ...(differences.length > 0
        ? [
            {
              kind: 'facts' as const,
              label: [t('GitHub and this folder say different things')],
              items: differences,
            },
          ]
        : []),
    ],
    meaning: meaning(environments, parts, t),
    ...(ask ? { ask } : {}),
    ...lessonLink('environments', lessons),
  };
}

function stateOf(environments: readonly Environment[], t: Translate): State {
  const production = environments.find(each => each.production);
  if (production?.rolledBack === true) return { icon: 'history', tone: 'caution', text: t('rolled back') };
  if (environments.some(each => each.failed))
    return { icon: 'error', tone: 'caution', text: t('a deployment failed') };
  if (environments.some(each => each.coming)) return { icon: 'clock', tone: 'plain', text: t('deploying') };
  const waits = production?.behind;
  if (!waits)
    return { tone: 'plain', text: counted(t, environments.length, '1 environment', '{0} environments') };
  return waits.count === 0
    ? { icon: 'pass', tone: 'good', text: t('production is up to date') }
    : { icon: 'clock', tone: 'plain', text: waiting(waits, t) };
}

const waiting = ({ count, more }: Behind, t: Translate): string =>
  more ? t('more than {0} changes wait', count) : counted(t, count, '1 change waits', '{0} changes wait');

function environmentBlock(environment: Environment, { into, now }: RunsParts, t: Translate): Block {
  const { running, coming, failed, rolledBack, behind } = environment;
  const main = code(into);
  const items: FactLine[] = [
    running
      ? fact(
          'pass',
          'good',
          rich(t, '{0} runs since {1}', code(running.sha.slice(0, 7)), day(running.at, now, t)),
        )
      : fact('circle-slash', 'plain', [t('GitHub knows of nothing that runs there')]),
  ];
  if (rolledBack)
    items.push(fact('history', 'caution', [t('Rolled back: what runs is older than what ran before it.')]));
  if (behind)
    items.push(
      behind.count === 0
        ? fact('pass', 'plain', rich(t, 'has everything that is in {0}', main))
        : fact(
            'clock',
            'plain',
            behind.more
              ? rich(t, 'more than {0} merged changes of {1} wait behind it', behind.count, main)
              : behind.count === 1
                ? rich(t, '1 merged change of {0} waits behind it', main)
                : rich(t, '{1} merged changes of {0} wait behind it', main, behind.count),
          ),
    );
  else if (running)
    items.push(
      fact('eye-closed', 'plain', rich(t, 'how many changes of {0} wait behind it is not told', main)),
    );
  if (coming)
    items.push(
      fact(
        'clock',
        coming.waiting ? 'caution' : 'plain',
        coming.waiting
          ? rich(t, '{0} waits for an approval to go there', code(coming.sha.slice(0, 7)))
          : rich(t, '{0} is being deployed', code(coming.sha.slice(0, 7))),
      ),
    );
  if (failed)
    items.push(
      fact(
        'error',
        'conflict',
        rich(t, 'the deployment of {0} failed ({1})', code(failed.sha.slice(0, 7)), day(failed.at, now, t)),
        running ? [t('GitHub still counts what ran before as running.')] : undefined,
      ),
    );
  return { kind: 'facts', label: [strong(environment.name)], items };
}

function waitingBlocks({ name, behind }: Environment, t: Translate): readonly Block[] {
  if (!behind || behind.count === 0) return [];
  const shown = behind.titles.slice(0, 20);
  return [
    {
      kind: 'details',
      key: `github-behind-${name}`,
      summary: t('What waits behind {0}', name),
      blocks: [
        { kind: 'facts', items: shown.map(title => fact('merge', 'plain', [title])) },
        ...(behind.more || behind.count > shown.length
          ? [{ kind: 'text' as const, quiet: true, text: [t('and older ones')] }]
          : []),
      ],
    },
  ];
}

function releaseLine({ release, now }: RunsParts, t: Translate): FactLine {
  if (!release) return fact('circle-slash', 'plain', [t('GitHub has no release of this repository.')]);
  const { tag, name, at } = release.value;
  const shown = code(tag);
  const when = at === undefined ? undefined : day(at, now, t);
  return fact(
    'package',
    'plain',
    when === undefined ? rich(t, '{0}', shown) : rich(t, '{0}, published {1}', shown, when),
    name === '' || name === tag ? undefined : [name],
  );
}

function meaning(environments: readonly Environment[], { into }: RunsParts, t: Translate): Rich {
  const production = environments.find(each => each.production);
  if (environments.length === 0)
    return [
      t(
        'Deployments are recorded where a pipeline tells GitHub of them. Without that, only the hosting platform or an engineer knows what customers have.',
      ),
    ];
  if (production?.rolledBack === true)
    return [
      t(
        'Somebody took a change back from customers. What was announced as live may not be there at the moment.',
      ),
    ];
  if (!production)
    return [t('No environment here is called production, so what customers have is not among these facts.')];
  if (!production.running) return [t('Production is known by name only: what customers have is not told.')];
  return production.behind && production.behind.count > 0
    ? rich(
        t,
        'What waits is merged into {0} and not with customers. “Done” and “live” differ by exactly these changes.',
        code(into),
      )
    : [t('What is merged is with customers, unless a feature flag hides it.')];
}

function question(environments: readonly Environment[], { into }: RunsParts, t: Translate): Ask | undefined {
  const production = environments.find(each => each.production);
  if (environments.length === 0)
    return {
      question: [
        t('Where do we see which version runs in production, and could the pipeline tell GitHub of it?'),
      ],
    };
  if (production?.rolledBack === true)
    return {
      question: [t('Why was production rolled back, and who must know that the change is not live?')],
    };
  const failed = environments.find(each => each.failed);
  if (failed)
    return {
      question: rich(
        t,
        'Why did the last deployment to {0} fail, and does anybody look after it?',
        failed.name,
      ),
    };
  if (production?.behind && production.behind.count > 0)
    return {
      question: rich(
        t,
        'What lets the changes in {0} that wait behind production go out, and when?',
        code(into),
      ),
    };
  return undefined;
}
