import type { LessonEntry, LibraryIndex } from '../content/types';
import type { Translate } from '../translate';
import { abilityOf } from './ability';
import { enoughAnswers, topicRange } from './interval';
import type { ReviewEntry } from './log';
import { masteredTerms } from './mastery';

/** A spec of the reader, and the terms of the library that stand in it. */
export interface SpecTerms {
  /** The file's name. */
  readonly name: string;
  readonly terms: readonly string[];
}

export interface LearnNextParts {
  readonly index: Pick<LibraryIndex, 'topics' | 'terms' | 'lessons' | 'paths'>;
  readonly entries: readonly ReviewEntry[];
  /** The latest first. */
  readonly specs: readonly SpecTerms[];
  /** Lessons whose questions the reader has answered. */
  readonly done: ReadonlySet<string>;
}

/** Something worth learning next, and why it is this. */
export interface Recommendation {
  readonly kind: 'lesson' | 'term';
  readonly id: string;
  readonly title: string;
  readonly minutes?: number;
  readonly why: string;
}

const mostNamed = 3;
/** From here on an estimate says something about which level of lessons fits. */
const someAnswers = 8;

/**
 * What to learn next: what stands in the reader's own specs and is not known yet, what was missed, and the topics in
 * which the fewest first answers were right, at a level that fits.
 */
export function learnNext(parts: LearnNextParts, count: number, t: Translate): readonly Recommendation[] {
  const { index, entries, specs, done } = parts;
  const mastered = masteredTerms(entries);
  const known = termsById(index);
  const met = metTerms(specs, mastered, known);
  const missed = new Set<string>();
  for (const { terms, correct } of entries)
    for (const term of terms)
      if (correct) missed.delete(term);
      else missed.add(term);
  const wanted = wantedLevel(entries);
  const lessons = index.lessons
    .filter(({ id }) => !done.has(id))
    .map(lesson => {
      const inSpecs = lesson.terms.filter(term => met.has(term));
      const wrong = lesson.terms.filter(term => missed.has(term) && !met.has(term));
      const weak = weakness(entries, lesson.topic);
      const score =
        3 * Math.min(4, inSpecs.length) +
        2 * Math.min(2, wrong.length) +
        4 * weak -
        Math.abs(lesson.level - wanted);
      return { lesson, inSpecs, wrong, weak, score };
    })
    .filter(({ inSpecs, wrong, weak }) => inSpecs.length > 0 || wrong.length > 0 || weak > 0.2)
    .sort((a, b) => b.score - a.score);
  const found = lessons.map(({ lesson, inSpecs, wrong }): Recommendation => ({
    ...recommended(lesson),
    why:
      inSpecs.length > 0
        ? t('In {0}: {1}.', specWith(specs, inSpecs), named(inSpecs, known))
        : wrong.length > 0
          ? t('You missed: {0}.', named(wrong, known))
          : weakWords(entries, lesson.topic, index, t),
  }));
  const taught = new Set(index.lessons.flatMap(({ terms }) => terms));
  const alone = [...met]
    .filter(id => !taught.has(id))
    .map((id): Recommendation => ({
      kind: 'term',
      id,
      title: known.get(id)?.term ?? id,
      why: t('In {0}, and not answered right twice yet.', specWith(specs, [id])),
    }));
  const chosen = [...found.slice(0, count - Math.min(1, alone.length)), ...alone].slice(0, count);
  return chosen.length > 0 ? chosen : firstSteps(parts, count, t);
}

const termsById = (index: Pick<LibraryIndex, 'terms'>) => new Map(index.terms.map(term => [term.id, term]));

/** Terms of the specs that are not known well yet; the ones that stand in most specs first. */
function metTerms(
  specs: readonly SpecTerms[],
  mastered: ReadonlySet<string>,
  known: ReturnType<typeof termsById>,
): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { terms } of specs)
    for (const term of new Set(terms))
      if (known.has(term) && !mastered.has(term)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return new Set([...counts].sort(([, a], [, b]) => b - a).map(([term]) => term));
}

const recommended = ({ id, title, minutes }: LessonEntry) => ({
  kind: 'lesson' as const,
  id,
  title,
  minutes,
});

const named = (terms: readonly string[], known: ReturnType<typeof termsById>): string =>
  terms
    .slice(0, mostNamed)
    .map(id => known.get(id)?.term ?? id)
    .join(', ');

const specWith = (specs: readonly SpecTerms[], terms: readonly string[]): string =>
  specs.find(spec => terms.some(term => spec.terms.includes(term)))?.name ?? '';

/** 0 where nothing is known of a topic, up to 1 where every one of enough first answers was wrong. */
function weakness(entries: readonly ReviewEntry[], topic: string): number {
  const { right, answered } = topicRange(entries, topic);
  return answered === 0 ? 0 : (1 - (right + 1) / (answered + 2)) * Math.min(1, answered / enoughAnswers);
}

function weakWords(
  entries: readonly ReviewEntry[],
  topic: string,
  index: Pick<LibraryIndex, 'topics'>,
  t: Translate,
): string {
  const { right, answered } = topicRange(entries, topic);
  const title = index.topics.find(({ id }) => id === topic)?.title ?? topic;
  return t('{0}: {1} of {2} first answers right.', title, right, answered);
}

/** The level of lessons that fits the reader, as far as the answers tell. */
function wantedLevel(entries: readonly ReviewEntry[]): number {
  const { answered, mean } = abilityOf(entries);
  if (answered < someAnswers || mean < -0.6) return 1;
  return mean < 0.9 ? 2 : 3;
}

/** Where nothing is known of the reader, or everything is: the next lessons of the paths, in their order. */
function firstSteps({ index, done }: LearnNextParts, count: number, t: Translate): readonly Recommendation[] {
  const lessons = new Map(index.lessons.map(lesson => [lesson.id, lesson]));
  return index.paths
    .flatMap(path => path.lessons.map(id => ({ path, lesson: lessons.get(id) })))
    .flatMap(({ path, lesson }) =>
      lesson && !done.has(lesson.id)
        ? [{ ...recommended(lesson), why: t('Next in the path “{0}”.', path.title) }]
        : [],
    )
    .slice(0, Math.min(count, 3));
}
