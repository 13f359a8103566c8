import type { LessonEntry, TermEntry } from '../../content/types';
import type { Recommendation } from '../../quiz/learnNext';
import type { Translate } from '../../translate';
import type { RowLink } from '../page';

/** A lesson in a list: its length at the right, what it says below. */
export const lessonRow = (lesson: LessonEntry, t: Translate, done: ReadonlySet<string>): RowLink => ({
  title: [lesson.title],
  act: { do: 'go', to: { place: 'lesson', id: lesson.id } },
  end: done.has(lesson.id) ? t('answered') : t('{0} min', lesson.minutes),
});

/** A term in a list: its summary stands alone below it. */
export const termRow = (term: TermEntry, t: Translate): RowLink => ({
  title: [term.sense === undefined ? term.term : `${term.term} (${term.sense})`],
  act: { do: 'go', to: { place: 'term', id: term.id } },
  end: t('level {0}', term.level),
  note: term.summary,
});

/** Something to learn next, with the reason for it. */
export const recommendedRow = ({ kind, id, title, minutes, why }: Recommendation, t: Translate): RowLink => ({
  title: [title],
  act: { do: 'go', to: { place: kind, id } },
  ...(minutes === undefined ? {} : { end: t('{0} min', minutes) }),
  note: why,
});
