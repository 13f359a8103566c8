import type { Deployment } from '../../repository/types';
import { english } from '../../translate';
import {
  allPipelinesRead,
  askedEvents,
  baseName,
  eventWords,
  isAsked,
  isProduction,
  startsOnMerge,
  subjectOf,
  whyNotEvent,
} from './events';
import { makeQuestion, placeOf, type ProductKnown, type Template } from './question';

const stated = ({ facts }: ProductKnown): readonly Deployment[] =>
  facts.deployments.filter(({ confidence, evidence }) => confidence === 'stated' && evidence.length > 0);

/** Production first, then what reaches customers by another event; one for each event and place. */
function asked(known: ProductKnown): readonly Deployment[] {
  const weight = (each: Deployment): number =>
    isProduction(each) ? 0 : each.kind === 'store' ? 1 : each.kind === 'server' ? 2 : 3;
  const taken = new Set<string>();
  return [...stated(known)]
    .sort((a, b) => weight(a) - weight(b))
    .filter(each => {
      const keys = [each.trigger.event, subjectOf(each, known.name, english)];
      const fresh = isAsked(each.trigger.event) && !keys.some(key => taken.has(key));
      if (fresh) for (const key of keys) taken.add(key);
      return fresh;
    })
    .slice(0, 3);
}

/** Which event deploys to production? */
export const whichEvent: Template = (known, t) =>
  asked(known).map(deployment => {
    const { trigger, environment, mechanism, evidence } = deployment;
    const subject = subjectOf(deployment, known.name, t);
    // the same place may be reached in several ways: none of them is a wrong answer
    const also = new Set(
      known.facts.deployments
        .filter(other => other.environment === environment && other.provider === deployment.provider)
        .map(other => other.trigger.event),
    );
    const [first] = evidence;
    const from = [...askedEvents].filter(event => !also.has(event) && event !== trigger.event);
    return makeQuestion({
      template: 'event',
      terms: ['deployment', isProduction(deployment) ? 'production' : 'release'],
      level: 2,
      stem: t('Which of these events brings {0}?', subject),
      right: {
        text: eventWords(trigger, t),
        why: first
          ? t('Its trigger: {0} ({1}). It goes out by {2}.', trigger.text, placeOf(first), mechanism)
          : t('Its trigger: {0}.', trigger.text),
      },
      wrong: from.flatMap(event => {
        const why = whyNotEvent(event, known.facts, known.name, t);
        const like = known.facts.pipelines
          .flatMap(({ triggers }) => triggers)
          .find(each => each.event === event) ?? {
          event,
          ...(event === 'push' ? { branches: [known.facts.defaultBranch ?? 'main'] } : {}),
        };
        return why === undefined ? [] : [{ text: eventWords(like, t), why }];
      }),
      evidence,
    });
  });

/** A pull request is merged: what happens by itself? */
export const afterMerge: Template = (known, t) => {
  const { facts, name } = known;
  const into = facts.defaultBranch;
  if (into === undefined) return [];
  const onMerge = stated(known).filter(({ trigger }) => startsOnMerge(trigger, into));
  const open = facts.deployments.some(
    ({ trigger, confidence }) => confidence !== 'stated' && trigger.event !== 'tag',
  );
  const later = stated(known).filter(
    ({ trigger }) => isAsked(trigger.event) && !startsOnMerge(trigger, into),
  );
  const places = (list: readonly Deployment[]) =>
    [...new Set(list.map(each => subjectOf(each, name, t)))].slice(0, 2).join(', ');
  const [first] = onMerge;
  const [other] = later;
  const stem = t('A pull request that changes the product is merged into {0}. What follows by itself?', into);
  if (first) {
    return [
      makeQuestion({
        template: 'after-merge',
        terms: ['merge', 'continuous-deployment'],
        level: 1,
        stem,
        right: {
          text: t('A deployment: {0}', places(onMerge)),
          why: t(
            'Merging is a push to {0}, and that starts it: {1}.',
            into,
            placeOf(first.evidence[0] ?? { file: '', line: 0, text: '' }),
          ),
        },
        wrong: [
          {
            text: t('Nothing: somebody deploys it later by hand'),
            why: t('True of many teams. Here the pipeline itself deploys once the merge is in {0}.', into),
          },
          other && {
            text: t('A deployment: {0}', places([other])),
            why: t('That one waits for something else: {0}.', other.trigger.text),
          },
          {
            text: t('Only checks run again; nothing is deployed'),
            why: t('Checks run on the way, but they are not the end: {0} follows.', places(onMerge)),
          },
        ],
        evidence: onMerge.flatMap(({ evidence }) => evidence.slice(0, 1)),
      }),
    ];
  }
  if (!other || open || !allPipelinesRead(facts)) return [];
  return [
    makeQuestion({
      template: 'after-merge',
      terms: ['merge', 'release'],
      level: 2,
      stem,
      right: {
        text: t('Nothing is deployed yet'),
        why: t(
          'What deploys waits for something else: {0} ({1}).',
          other.trigger.text,
          placeOf(other.evidence[0] ?? { file: '', line: 0, text: '' }),
        ),
      },
      wrong: [
        {
          text: t('A deployment: {0}', places([other])),
          why: t('It comes, but not from the merge: it waits for {0}.', other.trigger.text),
        },
        {
          text: t('Customers see it within minutes'),
          why: t('That holds where merging deploys. Here no pipeline does that.'),
        },
        {
          text: t('The branch is deployed, {0} stays as it is', into),
          why: t('A merge changes {0}; the branch has done its work then.', into),
        },
      ],
      evidence: other.evidence,
      key: into,
    }),
  ];
};

/** A change that touches only what a pipeline leaves out, such as documents. */
export const leftOut: Template = (known, t) => {
  const { facts } = known;
  const into = facts.defaultBranch;
  const deployment = stated(known).find(
    ({ trigger }) =>
      startsOnMerge(trigger, into) && trigger.paths?.some(path => /^![\w./-]+\/\*\*$/.test(path)) === true,
  );
  const folder = deployment?.trigger.paths?.find(path => /^![\w./-]+\/\*\*$/.test(path))?.slice(1, -3);
  const line = deployment?.evidence.find(({ text }) => folder !== undefined && text.includes(folder));
  if (!deployment || folder === undefined || !line || into === undefined) return [];
  // what is claimed is asked of the same model that traces merges
  const event = { kind: 'push', branch: into, changed: [`${folder}/page.md`] } as const;
  if (known.trace(event).deploys.length > 0) return [];
  const subject = subjectOf(deployment, known.name, t);
  return [
    makeQuestion({
      template: 'left-out',
      terms: ['deployment', 'ci-pipeline'],
      level: 2,
      stem: t('A pull request changes only files in {0}/ and is merged. What is deployed?', folder),
      right: {
        text: t('Nothing'),
        why: t('{0} leaves {1}/ out: a change of nothing else starts no deployment.', placeOf(line), folder),
      },
      wrong: [
        {
          text: t('The product, as after every merge'),
          why: t('After most merges, yes. But {0} leaves {1}/ out.', placeOf(line), folder),
        },
        {
          text: t('Only the files in {0}/', folder),
          why: t('A deployment brings the whole product. It is not started here at all.'),
        },
        {
          text: t('It waits and goes along at midnight'),
          why: t('It goes along with the next merge that deploys {0}, whenever that is.', subject),
        },
      ],
      evidence: [line],
    }),
  ];
};

/** Where does an approval happen? */
export const whereApproved: Template = (known, t) => {
  const candidates = [...stated(known)].sort((a, b) => Number(isProduction(b)) - Number(isProduction(a)));
  const manual = candidates.find(({ approval }) => approval === 'manual');
  const other = known.facts.hosting.find(({ confidence }) => confidence === 'stated')?.evidence[0]?.file;
  const review = {
    text: t('In the review of the pull request'),
    why: t('A review allows the merge. A deployment that starts later has its own door.'),
  };
  if (manual) {
    const subject = subjectOf(manual, known.name, t);
    return [
      makeQuestion({
        template: 'approval',
        terms: ['deployment', 'ci-pipeline'],
        level: 2,
        stem: t(
          'On its way, a change is held until a person says yes. Where, before it brings {0}?',
          subject,
        ),
        right: {
          text: t('In the pipeline: a job waits for a person'),
          why: t(
            '{0} says that a person starts it: {1}.',
            placeOf(manual.evidence[0] ?? { file: '', line: 0, text: '' }),
            manual.trigger.text,
          ),
        },
        wrong: [
          review,
          {
            text: t('Nowhere: it goes out by itself'),
            why: t('The pipeline prepares everything, then waits. Ask who may start that job.'),
          },
          {
            text: t('In the ticket, when it is set to done'),
            why: t('No ticket starts this pipeline; the job waits for a person there.'),
          },
        ],
        evidence: manual.evidence,
      }),
    ];
  }
  const named = candidates.find(
    ({ approval, evidence }) =>
      approval === 'unknown' &&
      evidence.some(
        ({ file, text }) => file.startsWith('.github/workflows/') && /\benvironment\b/.test(text),
      ),
  );
  const line = named?.evidence.find(({ text }) => /\benvironment\b/.test(text));
  if (!named || !line) return [];
  return [
    makeQuestion({
      template: 'approval',
      terms: ['deployment', 'production'],
      level: 3,
      stem: t(
        'Must somebody approve before the pipeline brings {0}? Where would you find out?',
        subjectOf(named, known.name, t),
      ),
      right: {
        text: t('In the settings of “{0}” on GitHub', named.environment),
        why: t(
          '{0} names the environment. Who must approve stands in its settings, which no file shows: ask engineering.',
          placeOf(line),
        ),
      },
      wrong: [
        review,
        {
          text: t('In {0}: every step stands there', baseName(line.file)),
          why: t(
            'It says what runs and in which order. Whether an environment waits for a person is a setting on GitHub.',
          ),
        },
        other !== undefined && other !== line.file
          ? {
              text: t('In {0}', baseName(other)),
              why: t('That file says how the product runs, not who may let a change out.'),
            }
          : {
              text: t('Nowhere: a pipeline cannot wait'),
              why: t('It can: an environment may ask for a person first.'),
            },
      ],
      evidence: [line],
    }),
  ];
};
