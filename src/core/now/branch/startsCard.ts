import type { Flag, Trace } from '../../repository/types';
import type { Translate } from '../../translate';
import type { BranchStory, Place, ProductFacts } from '../input';
import { forgeSetting, lessonLink, type LessonTitle } from '../lessons';
import type { Ask, Block, Card, FactLine, Rich, State } from '../page';
import { code, links, rich } from '../rich';
import { absentLines, deployLine, distinctNames, gateNote, gateOf, runLines } from '../starts';
import { listedText } from '../words';

/** What merging this very branch would set in motion, and what it would not. */
export function startsCard(
  story: BranchStory,
  place: Place,
  product: ProductFacts,
  t: Translate,
  lessons: LessonTitle,
): Card {
  const changed = story.changes.files.map(({ path }) => path);
  const trace = product.trace({ kind: 'push', branch: place.into.name, changed });
  const systems = product.facts.pipelines.map(({ system }) => system);
  const flags = product.facts.flags.filter(({ evidence }) =>
    evidence.some(({ file }) => changed.includes(file)),
  );
  const starts = [
    ...runLines(withoutDeploys(trace), t),
    ...trace.deploys.map(deploy => deployLine(deploy, t)),
  ];
  const absent: FactLine[] = [
    ...flags.slice(0, 3).map(flag => flagLine(flag, t)),
    ...absentLines(relevant(trace, product.facts), 'start', t).slice(0, 6),
  ];
  const blocks: Block[] = [
    {
      kind: 'facts',
      label: [t('Merging this branch starts')],
      items:
        starts.length > 0
          ? starts
          : [{ icon: 'circle-slash', tone: 'plain', text: [t('nothing, as far as the files show')] }],
    },
    ...(absent.length > 0 ? [{ kind: 'facts' as const, label: [t('It does not')], items: absent }] : []),
    ...gateNote(trace.deploys, systems, t),
  ];
  return {
    key: 'starts',
    title: t('What can merging start?'),
    icon: 'rocket',
    layout: 'split',
    state: startsState(trace.deploys, t),
    blocks,
    meaning: meaning(trace, flags, t),
    ask: question(trace, flags, systems, t),
    ...lessonLink('live', lessons),
  };
}

/** Checks of pull requests are no news on a merge: what else stays out is. */
const relevant = ({ notRun }: Trace, { pipelines }: ProductFacts['facts']): Pick<Trace, 'notRun'> => ({
  notRun: notRun.filter(({ pipeline }) => {
    const triggers = pipelines.find(({ file }) => file === pipeline)?.triggers ?? [];
    return triggers.length === 0 || triggers.some(({ event }) => event !== 'pull_request');
  }),
});

/** Jobs that deploy are named once, among the deployments. */
const withoutDeploys = ({ runs, deploys }: Trace): Trace['runs'] => {
  const lines = new Set(
    deploys.flatMap(({ evidence }) => evidence.map(({ file, line }) => `${file}:${line}`)),
  );
  return runs.filter(
    ({ evidence, confidence }) =>
      confidence === 'unknown' || !evidence.some(({ file, line }) => lines.has(`${file}:${line}`)),
  );
};

/** The state of the card, and of the card on the default branch. */
export function startsState(
  deploys:
    | Trace['deploys']
    | readonly { readonly environment: string; readonly approval: 'none' | 'manual' | 'unknown' }[],
  t: Translate,
): State {
  if (deploys.length === 0) return { icon: 'circle-slash', tone: 'plain', text: t('no deployment found') };
  const gated = distinctNames(deploys.filter(({ approval }) => approval !== 'none'));
  switch (gateOf(deploys)) {
    case 'manual':
      return {
        icon: 'lock',
        tone: 'caution',
        text: t('{0} waits for a person', listedText(t, gated.slice(0, 2))),
      };
    case 'unknown':
      return { icon: 'lock', tone: 'caution', text: t('{0} may wait', listedText(t, gated.slice(0, 2))) };
    case 'none':
      return {
        icon: 'rocket',
        tone: 'good',
        text: t('goes to {0}', listedText(t, distinctNames(deploys).slice(0, 2))),
      };
  }
}

const flagLine = ({ name, evidence }: Flag, t: Translate): FactLine => ({
  icon: 'eye-closed',
  tone: 'plain',
  text: [
    ...rich(t, 'decide who sees it: the changed code asks the switch `{0}`', name),
    ...links(evidence, 1),
    t('. Whether that is on is not visible here.'),
  ],
});

function meaning(trace: Trace, flags: readonly Flag[], t: Translate): Rich {
  if (flags.length > 0)
    return [
      t('“Deployed” will not mean “released”. Customers see the change when someone turns the switch on.'),
    ];
  const gate = gateOf(trace.deploys);
  if (trace.deploys.length === 0)
    return [
      t(
        'Merging is not shipping here: something else takes the change to customers, or nothing in the files says what does.',
      ),
    ];
  if (gate === 'manual')
    return [
      t('Merging starts the way to production, and a person ends it: the date depends on that person.'),
    ];
  if (gate === 'unknown')
    return [
      t('Merging is a decision to ship. Customers may get it minutes or days later, depending on the gate.'),
    ];
  return [
    t('Merging is the decision to ship: there is no second button, and undoing it takes another merge.'),
  ];
}

function question(trace: Trace, flags: readonly Flag[], systems: readonly string[], t: Translate): Ask {
  const gated = trace.deploys.find(({ approval }) => approval !== 'none');
  const flag = flags[0];
  if (gated && flag)
    return {
      question: rich(t, 'Who approves {0}, and who turns {1} on?', code(gated.environment), code(flag.name)),
    };
  if (flag) return { question: rich(t, 'Who turns {0} on, for whom first, and when?', code(flag.name)) };
  if (gated?.approval === 'manual')
    return {
      question: rich(t, 'Who approves {0}, and how long does that usually take?', code(gated.environment)),
    };
  if (gated)
    return {
      question: rich(
        t,
        'Does {0} wait for a person ({1}), and for whom?',
        code(gated.environment),
        forgeSetting(systems, t),
      ),
    };
  if (trace.deploys.length === 0)
    return { question: [t('Once this is merged, who takes it to customers, how, and when?')] };
  return {
    question: [t('How do we take this back if customers are hurt by it, and how long does that take?')],
  };
}
