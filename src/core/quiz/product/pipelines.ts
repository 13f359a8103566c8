import type { Evidence, Pipeline, Trigger } from '../../repository/types';
import { allPipelinesRead, pipelineWords } from './events';
import { makeQuestion, placeOf, type ProductKnown, type Template } from './question';

/** Opening a pull request, whatever it changes, starts the pipeline. */
const onEveryPullRequest = ({ event, branches, paths, text }: Trigger, into: string | undefined): boolean =>
  event === 'pull_request' &&
  paths === undefined &&
  (branches === undefined || (into !== undefined && branches.includes(into))) &&
  (!/\([^)]*\)/.test(text) || /\(.*\bopened\b.*\)/.test(text));

/** A push to any branch starts some systems, and a pull request is made of such pushes. */
const perhapsOnPullRequest = ({ event, branches }: Trigger): boolean =>
  event === 'pull_request' || event === 'pipeline' || (event === 'push' && branches === undefined);

const starting = ({ triggers }: Pipeline): string => triggers.map(({ text }) => text).join('; ');

/** The line of a pipeline that names its event, as the trace of that event shows it; else its first line. */
function lineOf(known: ProductKnown, pipeline: Pipeline, into: string): Evidence {
  const { runs } = known.trace({ kind: 'pull_request', base: into, changed: [] });
  const found = runs.find(run => run.pipeline === pipeline.file && run.confidence === 'stated')?.evidence[0];
  return found ?? { file: pipeline.file, line: 1, text: `${pipeline.name}: ${starting(pipeline)}` };
}

/** What runs on a pull request? */
export const onPullRequest: Template = (known, t) => {
  const { facts } = known;
  const into = facts.defaultBranch;
  if (into === undefined || facts.pipelines.length === 0) return [];
  // the one that checks says more than the one that puts on labels
  const checks = ({ name, file }: Pipeline): boolean =>
    /\b(ci|test|check|build|lint|integration)/i.test(`${name} ${file}`);
  const certain = facts.pipelines
    .filter(({ triggers }) => triggers.some(each => onEveryPullRequest(each, into)))
    .sort((a, b) => Number(checks(b)) - Number(checks(a)));
  const never = facts.pipelines.filter(
    ({ triggers }) => triggers.length > 0 && !triggers.some(perhapsOnPullRequest),
  );
  const sometimes = facts.pipelines.filter(
    ({ triggers }) =>
      !certain.some(each => each.triggers === triggers) &&
      triggers.some(({ event, paths }) => event === 'pull_request' && paths !== undefined),
  );
  const others = [
    ...sometimes.map(pipeline => ({
      text: pipelineWords(pipeline),
      why: t('Only sometimes: {0}.', starting(pipeline)),
    })),
    ...never.map(pipeline => ({
      text: pipelineWords(pipeline),
      why: t('That one waits for something else: {0}.', starting(pipeline)),
    })),
  ];
  const nothing = {
    text: t('Nothing, until it is merged'),
    why: t('Checks before the merge are the point of a pull request. Here {0} runs.', certain[0]?.name ?? ''),
  };
  const [first] = certain;
  if (first) {
    const line = lineOf(known, first, into);
    return [
      makeQuestion({
        template: 'pull-request',
        terms: ['pull-request', 'continuous-integration'],
        level: 1,
        stem: t('Somebody opens a pull request into {0}. Which of these starts, whatever it changes?', into),
        right: {
          text: pipelineWords(first),
          why: t('Every pull request into {0} starts {1} ({2}).', into, first.name, placeOf(line)),
        },
        wrong: [
          ...others.slice(0, 2),
          nothing,
          {
            text: t('A deployment to customers'),
            why: t('A pull request is a proposal. What it starts here checks the change.'),
          },
        ].filter(({ text }) => others.length < 2 || text !== t('A deployment to customers')),
        evidence: [line],
        key: starting(first),
      }),
    ];
  }
  const [one] = never;
  if (!one || !allPipelinesRead(facts) || never.length !== facts.pipelines.length) return [];
  return [
    makeQuestion({
      template: 'pull-request',
      terms: ['pull-request', 'continuous-integration'],
      level: 2,
      stem: t('Somebody opens a pull request into {0}. Which pipeline checks it?', into),
      right: {
        text: t('None that the repository names'),
        why: t('Every pipeline here waits for something else, such as {0}: {1}.', one.name, starting(one)),
      },
      wrong: [
        ...others.slice(0, 2),
        {
          text: t('One that every repository has'),
          why: t('Checks are set up by the team; a repository without them has none.'),
        },
      ],
      evidence: never.map(pipeline => ({ file: pipeline.file, line: 1, text: starting(pipeline) })),
    }),
  ];
};

/** What starts a pipeline that is no check: a clock, a tag, a hand. */
export const whatStarts: Template = (known, t) => {
  const { facts } = known;
  const single = facts.pipelines.filter(({ triggers }) => triggers.length === 1);
  return (['schedule', 'manual'] as const).map(event => {
    const found = single.find(({ triggers }) => triggers[0]?.event === event);
    if (!found) return undefined;
    const wrong = facts.pipelines
      .filter(({ triggers }) => triggers.length > 0 && !triggers.some(each => each.event === event))
      .map(pipeline => ({
        text: pipelineWords(pipeline),
        why: t('That one waits for something else: {0}.', starting(pipeline)),
      }));
    return makeQuestion({
      template: 'starts',
      terms: ['ci-pipeline'],
      level: 2,
      stem:
        event === 'schedule'
          ? t('One of these runs by the clock, whether anybody changed anything or not. Which?')
          : t('One of these runs only when a person starts it. Which?'),
      right: { text: pipelineWords(found), why: t('{0}: {1}.', found.file, starting(found)) },
      wrong,
      evidence: [{ file: found.file, line: 1, text: starting(found) }],
    });
  });
};
