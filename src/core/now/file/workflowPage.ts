import type { Deployment, Pipeline } from '../../repository/types';
import type { Translate } from '../../translate';
import { lessonLink, type LessonTitle } from '../lessons';
import type { Block, Card, FactLine, IconName, Page, Rich, Section } from '../page';
import type { JobBox, JobsPicture } from '../picture';
import { baseName, claim, code, links, rich, strong } from '../rich';
import { forgeSetting } from '../lessons';
import { branchMatches, gateOf } from '../starts';
import { counted, listed, listedText } from '../words';
import type { ProductFacts } from '../input';
import { deploymentsOf, type FileJob } from './jobs';

export interface WorkflowParts {
  readonly file: string;
  readonly pipeline: Pipeline;
  readonly jobs: readonly FileJob[];
  readonly product: ProductFacts;
  readonly into: string;
  readonly where: { readonly repository: string };
}

const mostBoxes = 7;

/** A pipeline file: what starts it, what it does, where it may wait. */
export function workflowPage(
  { file, pipeline, jobs, product, into, where }: WorkflowParts,
  t: Translate,
  lessons: LessonTitle,
): Page {
  const deployments = product.facts.deployments;
  const own = jobs.flatMap(job => deploymentsOf(job, jobs, file, deployments));
  const gates = jobs.filter(({ gate }) => gate !== undefined);
  const setting = forgeSetting([pipeline.system], t);
  const sections: Section[] = [
    { kind: 'card', card: startCard(pipeline, product, into, own, t) },
    ...(jobs.length > 0
      ? [{ kind: 'card' as const, card: doesCard(pipeline, jobs, deployments, file, t, lessons) }]
      : []),
    ...(gates.some(({ gate }) => gate === 'mayWait')
      ? [
          {
            kind: 'card' as const,
            card: {
              key: 'unseen',
              title: t('Not visible in the repository'),
              layout: 'unseen' as const,
              blocks: [
                {
                  kind: 'text' as const,
                  text: rich(t, 'Whether the gate really waits, and for whom: that is {0}.', setting),
                },
              ],
              ask: {
                question: rich(
                  t,
                  'Does {0} require a reviewer, and who covers for them on holiday?',
                  code(gates.find(({ gate }) => gate === 'mayWait')?.environment ?? ''),
                ),
              },
            },
          },
        ]
      : []),
  ];
  return {
    destination: { place: 'now' },
    subject: {
      icon: 'event',
      lines: [
        rich(t, 'You are reading `{0}`', baseName(file)),
        rich(t, '{0} workflow “{1}” of {2}', pipeline.system, pipeline.name, where.repository),
      ],
    },
    heading: lead(pipeline, own, into, t),
    headingStyle: 'lead',
    sections,
    actions: [{ label: t('Copy as Markdown'), icon: 'copy', act: { do: 'copyPage' } }],
  };
}

const startsByPush = ({ triggers }: Pipeline, into: string) =>
  triggers.find(
    ({ event, branches, tags }) =>
      event === 'push' && (branches === undefined ? tags === undefined : branchMatches(branches, into)),
  );

function lead(pipeline: Pipeline, own: readonly Deployment[], into: string, t: Translate): Rich {
  const push = startsByPush(pipeline, into);
  const environments = [...new Set(own.map(({ environment }) => environment))];
  const gated = new Set(
    own.filter(({ approval }) => approval !== 'none').map(({ environment }) => environment),
  );
  const free = environments.filter(name => !gated.has(name));
  const waits = gateOf(own) === 'manual' ? t('waits at a gate') : t('may wait at a gate');
  if (own.length > 0) {
    const what = push
      ? rich(t, 'This file takes changes on {0}', code(into))
      : rich(t, 'Not by merging, this file takes changes');
    const all = (names: readonly string[]): Rich => listed(t, names.map(strong));
    if (gated.size === 0) return [...what, ...rich(t, ' to {0}.', all(free))];
    if (free.length === 0) return [...what, ...rich(t, ' to {0}, which **{1}**.', all([...gated]), waits)];
    return [...what, ...rich(t, ' to {0}; {1} **{2}**.', all(free), all([...gated]), waits)];
  }
  const pull = pipeline.triggers.find(({ event }) => event === 'pull_request');
  if (pull && push)
    return rich(
      t,
      'This file **checks** pull requests and what is merged to {0}. It deploys nothing.',
      code(into),
    );
  if (pull) return rich(t, 'This file **checks** pull requests. It deploys nothing.');
  if (push)
    return rich(
      t,
      'This file runs when something is merged to {0}. It **deploys nothing**, as far as the files show.',
      code(into),
    );
  const [first] = pipeline.triggers;
  return first
    ? rich(t, 'This file runs on {0}. It **deploys nothing**, as far as the files show.', claim(first.text))
    : rich(t, 'This file runs only when another one calls it.');
}

function startCard(
  pipeline: Pipeline,
  product: ProductFacts,
  into: string,
  own: readonly Deployment[],
  t: Translate,
): Card {
  const starts = pipeline.triggers.map((trigger): FactLine => ({
    icon: trigger.event === 'schedule' ? 'clock' : 'pass',
    tone: 'good',
    text: [
      ...rich(t, 'It starts on {0}', claim(trigger.text)),
      ...(trigger.event === 'push' && startsByPush(pipeline, into) === trigger
        ? [t('. Merging a pull request counts.')]
        : ['.']),
    ],
  }));
  const does = new Set(pipeline.triggers.map(({ event }) => event));
  const others: FactLine[] = [];
  if (!does.has('pull_request')) {
    const checks = product.facts.pipelines.filter(
      ({ triggers, file }) =>
        file !== pipeline.file && triggers.some(({ event }) => event === 'pull_request'),
    );
    others.push({
      icon: 'circle-slash',
      tone: 'plain',
      text: [
        t('Opening a pull request does not start it.'),
        ...(checks.length > 0
          ? [
              t(' That starts'),
              ...links(
                checks.map(({ file }) => ({ file, line: 1, text: '' })),
                3,
              ),
              '.',
            ]
          : []),
      ],
    });
  }
  if (!startsByPush(pipeline, into))
    others.push({
      icon: 'circle-slash',
      tone: 'plain',
      text: rich(t, 'Merging to {0} does not start it.', code(into)),
    });
  return {
    key: 'starts-it',
    title: t('What starts it'),
    icon: 'play',
    layout: 'split',
    blocks: [{ kind: 'facts', items: [...starts, ...others] }],
    meaning: startMeaning(pipeline, own, into, t),
  };
}

function startMeaning(pipeline: Pipeline, own: readonly Deployment[], into: string, t: Translate): Rich {
  const push = startsByPush(pipeline, into);
  if (own.length === 0)
    return push
      ? [t('Failing here tells the team that main is broken; nobody is stopped by it.')]
      : [t('A red result here can keep a change from being merged, if the team’s settings say so.')];
  if (!push) return [t('Merged is not shipped: someone or something has to start this.')];
  return gateOf(own) === 'none'
    ? [t('A merge is the decision to ship: there is no second button.')]
    : [t('A merge is the decision to ship to the first server. The last one may have a second button.')];
}

function doesCard(
  pipeline: Pipeline,
  jobs: readonly FileJob[],
  deployments: readonly Deployment[],
  file: string,
  t: Translate,
  lessons: LessonTitle,
): Card {
  const lines = jobs.flatMap(job => jobLines(job, deploymentsOf(job, jobs, file, deployments), file, t));
  const blocks: Block[] =
    jobs.length <= 12
      ? [
          {
            kind: 'picture',
            picture: picture(pipeline, jobs, deployments, file, t),
            caption: t('Solid: stated in the file. Dashed: depends on what the file does not show.'),
          },
        ]
      : [];
  return {
    key: 'does',
    title: t('What it does'),
    icon: 'merge',
    layout: 'plain',
    remark: remark(jobs, t),
    blocks: [...blocks, { kind: 'facts', ordered: true, items: lines }],
    ...lessonLink('checks', lessons),
  };
}

function remark(jobs: readonly FileJob[], t: Translate): string {
  if (jobs.length === 1) return t('1 job');
  const chained = jobs.every((job, index) => index === 0 || job.after.length > 0);
  const free = jobs.every(({ after }) => after.length === 0);
  return free
    ? t('{0} jobs, side by side', jobs.length)
    : chained
      ? t('{0} jobs, one after the other', jobs.length)
      : t('{0} jobs', jobs.length);
}

function jobLines(
  job: FileJob,
  deploys: readonly Deployment[],
  file: string,
  t: Translate,
): readonly FactLine[] {
  const gate: FactLine[] =
    job.gate === undefined
      ? []
      : [
          {
            icon: 'lock',
            tone: 'caution',
            text: [
              ...(job.gate === 'waits'
                ? rich(t, '**gate**: {0} waits until a person lets it pass.', job.name)
                : rich(t, '**gate**: the `{0}` environment may wait for a person.', job.environment ?? '')),
              ...links([{ file, line: job.environmentLine, text: '' }]),
            ],
          },
        ];
  return [
    ...gate,
    {
      icon: jobIcon(job, deploys),
      tone: 'good',
      text: [
        strong(job.name),
        ' ',
        ...jobWords(job, deploys, t),
        ...links([{ file, line: job.line, text: '' }]),
      ],
    },
  ];
}

function jobIcon({ id, name, steps }: FileJob, deploys: readonly Deployment[]): IconName {
  if (deploys.length > 0) return 'rocket';
  const words = `${id} ${name} ${steps.join(' ')}`;
  if (/\btest|spec|e2e|lint|check\b/i.test(words)) return 'beaker';
  return /image|docker|build|package/i.test(words) ? 'package' : 'play';
}

function jobWords(
  { steps, after, condition, uses }: FileJob,
  deploys: readonly Deployment[],
  t: Translate,
): Rich {
  const first = deploys[0];
  const afterWords: Rich = after.length > 0 ? rich(t, ' It waits for {0}.', listedText(t, after)) : [];
  const only: Rich =
    condition === undefined
      ? []
      : rich(t, ' Only if `{0}`.', condition.replace(/^\s*\$\{\{\s*|\s*\}\}\s*$/g, '').slice(0, 120));
  if (first) {
    const target =
      first.target === undefined
        ? rich(t, 'publishes to **{0}**', first.environment)
        : rich(t, 'publishes to `{0}` ({1})', first.target, first.environment);
    return [
      ...target,
      ...(first.mechanism === '' ? [] : rich(t, ' by {0}', first.mechanism)),
      '.',
      ...afterWords,
      ...only,
    ];
  }
  if (uses !== undefined) return [...rich(t, 'runs the jobs of `{0}`.', uses), ...afterWords, ...only];
  if (steps.length === 0) return [t('runs steps without names.'), ...afterWords, ...only];
  const shown = steps.slice(0, 3);
  return [
    ...rich(t, 'runs {0}', listed(t, shown.map(code))),
    ...(steps.length > 3 ? [counted(t, steps.length - 3, ' and 1 more step', ' and {0} more steps')] : []),
    '.',
    ...afterWords,
    ...only,
  ];
}

function picture(
  pipeline: Pipeline,
  jobs: readonly FileJob[],
  deployments: readonly Deployment[],
  file: string,
  t: Translate,
): JobsPicture {
  const shown = jobs.slice(0, mostBoxes);
  const boxes = shown.map((job): JobBox => {
    const deploys = deploymentsOf(job, jobs, file, deployments);
    return {
      id: job.id,
      name: job.name,
      note: deploys[0]?.target ?? deploys[0]?.environment ?? shortStep(job),
      after: job.after,
      ...(job.gate === undefined ? {} : { gate: job.gate }),
      deploys: deploys.length > 0,
      line: job.condition === undefined ? 'solid' : 'dashed',
    };
  });
  const start = pipeline.triggers[0] ? shortStart(pipeline.triggers[0], t) : t('called by another file');
  const more = pipeline.triggers.length > 1 ? t(' and more') : '';
  const label = [
    t('Jobs in order. It starts on {0}{1}.', start, more),
    ...boxes.map(({ name, after, gate, deploys }) =>
      [
        name,
        after.length > 0 ? t(' after {0}', listedText(t, after)) : '',
        gate === 'waits'
          ? t(', at a gate that waits for a person')
          : gate === 'mayWait'
            ? t(', at a gate that may wait for a person')
            : '',
        deploys ? t(', deploys') : '',
        '.',
      ].join(''),
    ),
  ].join(' ');
  return {
    kind: 'jobs',
    label,
    start: `${start}${more}`,
    gateWords: { name: t('gate'), waits: t('waits for a person'), mayWait: t('may wait for a person') },
    jobs: boxes,
    ...(jobs.length > shown.length
      ? { more: t('{0} more jobs are in the list below.', jobs.length - shown.length) }
      : {}),
  };
}

/** What starts it, short enough for the first box of the picture. */
function shortStart({ event, branches, tags }: Pipeline['triggers'][number], t: Translate): string {
  const one = (names: readonly string[] | undefined) => (names?.length === 1 ? (names[0] ?? '') : undefined);
  switch (event) {
    case 'push':
      return branches === undefined && tags !== undefined
        ? t('tag {0}', one(tags) ?? '')
        : one(branches) === undefined
          ? t('push')
          : t('push to {0}', one(branches) ?? '');
    case 'pull_request':
      return t('pull request');
    case 'tag':
      return one(tags) === undefined ? t('tag') : t('tag {0}', one(tags) ?? '');
    case 'release':
      return t('release');
    case 'schedule':
      return t('by the clock');
    case 'manual':
      return t('by hand');
    case 'pipeline':
      return t('another pipeline');
    case 'platform':
      return t('the platform');
    case 'external':
      return t('something outside');
  }
}

const shortStep = ({ steps, uses }: FileJob): string => {
  const words = uses ?? steps[0] ?? '';
  return words.length <= 34 ? words : '';
};
