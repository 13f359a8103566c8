import type { LibraryIndex } from '../../content/types';
import type { Recommendation } from '../../quiz/learnNext';
import type { Translate } from '../../translate';
import type { Block, Page, RowLink, Section } from '../page';
import { counted } from '../words';
import { lessonRow, recommendedRow, termRow } from './lists';
import { searchLibrary } from './search';

export interface LearnState {
  readonly index: LibraryIndex;
  /** Lessons whose questions the reader has answered. */
  readonly done: ReadonlySet<string>;
  /** What follows from the reader's answers and specs. */
  readonly recommended?: readonly Recommendation[];
}

const searchBlock = (index: LibraryIndex, query: string, t: Translate): Block => ({
  kind: 'search',
  label: t('Search terms and lessons'),
  placeholder: t('Search {0} terms and {1} lessons', index.terms.length, index.lessons.length),
  query,
});

/** The front page of the library: search, what is next, learning paths, topics. */
export function learnPage({ index, done, recommended = [] }: LearnState, t: Translate): Page {
  const lessons = new Map(index.lessons.map(lesson => [lesson.id, lesson]));
  const next = index.paths
    .flatMap(path => path.lessons.map(id => ({ path, lesson: lessons.get(id) })))
    .find(({ lesson }) => lesson && !done.has(lesson.id));
  const paths = index.paths.map((path): RowLink => {
    const own = path.lessons.filter(id => lessons.has(id));
    const count = own.filter(id => done.has(id)).length;
    const words = count === 0 ? t('not started') : t('{0} of {1}', count, own.length);
    return {
      title: [path.title],
      act: { do: 'go', to: { place: 'path', id: path.id } },
      end: words,
      progress: {
        done: count,
        of: own.length,
        label: t('{0}: {1} of {2} lessons', path.title, count, own.length),
      },
    };
  });
  const topics = index.topics.map((topic): RowLink => {
    const terms = index.terms.filter(term => term.topic === topic.id).length;
    const own = index.lessons.filter(lesson => lesson.topic === topic.id).length;
    return {
      title: [topic.title],
      act: { do: 'go', to: { place: 'topic', id: topic.id } },
      end: counted(t, own, '1 lesson', '{0} lessons'),
      note: `${topic.summary} ${counted(t, terms, '1 term.', '{0} terms.')}`,
    };
  });
  const sections: Section[] = [{ kind: 'blocks', blocks: [searchBlock(index, '', t)] }];
  if (recommended.length > 0) {
    sections.push({
      kind: 'titled',
      title: [t('Next for you')],
      blocks: [{ kind: 'rows', rows: recommended.map(each => recommendedRow(each, t)) }],
    });
  } else if (next?.lesson) {
    const { lesson, path } = next;
    sections.push({
      kind: 'titled',
      title: [t('Next for you')],
      blocks: [
        {
          kind: 'rows',
          rows: [
            {
              title: [lesson.title],
              act: { do: 'go', to: { place: 'lesson', id: lesson.id } },
              end: t('{0} min', lesson.minutes),
              note: t('From “{0}”. {1}', path.title, lesson.summary),
            },
          ],
        },
      ],
    });
  }
  if (paths.length > 0)
    sections.push({ kind: 'titled', title: [t('Learning paths')], blocks: [{ kind: 'rows', rows: paths }] });
  sections.push({ kind: 'titled', title: [t('Topics')], blocks: [{ kind: 'rows', rows: topics }] });
  return { destination: { place: 'learn' }, heading: [t('Learn')], headingStyle: 'hidden', sections };
}

/** What a search finds, best first. */
export function searchPage({ index, done }: LearnState, query: string, t: Translate): Page {
  const found = searchLibrary(index, query);
  const count = found.lessons.length + found.terms.length;
  const sections: Section[] = [{ kind: 'blocks', blocks: [searchBlock(index, query, t)] }];
  if (found.lessons.length > 0) {
    sections.push({
      kind: 'titled',
      title: [t('Lessons')],
      blocks: [{ kind: 'rows', rows: found.lessons.map(lesson => lessonRow(lesson, t, done)) }],
    });
  }
  if (found.terms.length > 0) {
    sections.push({
      kind: 'titled',
      title: [t('Terms')],
      remark: String(found.terms.length),
      blocks: [{ kind: 'rows', rows: found.terms.map(term => termRow(term, t)) }],
    });
  }
  if (count === 0) {
    sections.push({
      kind: 'blocks',
      blocks: [
        {
          kind: 'text',
          text: [
            t(
              'Nothing in the library is called that. A shorter word often helps: “merge” finds more than “merging the branch”.',
            ),
          ],
        },
        { kind: 'actions', buttons: [{ label: t('All topics'), act: { do: 'go', to: { place: 'learn' } } }] },
      ],
    });
  }
  return {
    destination: { place: 'search', query },
    heading: [t('Search: {0}', counted(t, count, '1 found', '{0} found'))],
    headingStyle: 'hidden',
    sections,
  };
}

/** The lessons and terms of one topic. */
export function topicPage({ index, done }: LearnState, id: string, t: Translate): Page | undefined {
  const topic = index.topics.find(each => each.id === id);
  if (!topic) return undefined;
  const lessons = index.lessons.filter(lesson => lesson.topic === id).sort((a, b) => a.level - b.level);
  const terms = index.terms
    .filter(term => term.topic === id)
    .sort((a, b) => a.level - b.level || a.term.localeCompare(b.term));
  const sections: Section[] = [];
  if (lessons.length > 0)
    sections.push({
      kind: 'titled',
      title: [t('Lessons')],
      blocks: [{ kind: 'rows', rows: lessons.map(lesson => lessonRow(lesson, t, done)) }],
    });
  const levels = [t('Everybody meets these'), t('Working knowledge'), t('Specialist')];
  levels.forEach((title, position) => {
    const own = terms.filter(term => term.level === position + 1);
    if (own.length > 0)
      sections.push({
        kind: 'titled',
        title: [title],
        remark: counted(t, own.length, '1 term', '{0} terms'),
        blocks: [{ kind: 'rows', rows: own.map(term => termRow(term, t)) }],
      });
  });
  return {
    destination: { place: 'topic', id },
    crumbs: [{ text: t('Learn'), act: { do: 'go', to: { place: 'learn' } } }, { text: topic.title }],
    heading: [topic.title],
    headingStyle: 'title',
    under: topic.summary,
    sections,
    ...((index.questions[id] ?? 0) > 0
      ? {
          actions: [
            { label: t('Quiz me on this topic'), act: { do: 'command', command: 'quiz', argument: id } },
          ],
        }
      : {}),
  };
}

/** The lessons of one learning path, in order. */
export function pathPage({ index, done }: LearnState, id: string, t: Translate): Page | undefined {
  const path = index.paths.find(each => each.id === id);
  if (!path) return undefined;
  const lessons = path.lessons.flatMap(lesson => index.lessons.find(each => each.id === lesson) ?? []);
  return {
    destination: { place: 'path', id },
    crumbs: [{ text: t('Learn'), act: { do: 'go', to: { place: 'learn' } } }, { text: path.title }],
    heading: [path.title],
    headingStyle: 'title',
    under: path.summary,
    actions: [
      {
        label: t('Checkpoint: quiz me on this path'),
        act: { do: 'command', command: 'quizOf', argument: `path:${id}` },
      },
    ],
    sections: [
      {
        kind: 'titled',
        title: [t('Lessons, in order')],
        remark: t('{0} of {1}', lessons.filter(lesson => done.has(lesson.id)).length, lessons.length),
        blocks: [
          {
            kind: 'rows',
            rows: lessons.map((lesson, position) => ({
              ...lessonRow(lesson, t, done),
              title: [`${position + 1}. ${lesson.title}`],
              note: lesson.summary,
            })),
          },
        ],
      },
    ],
  };
}
