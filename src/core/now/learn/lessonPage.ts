import type { Question, SlotName } from '../../content/schema';
import type { LessonBody, LessonEntry, LibraryIndex, TermBody, TermEntry } from '../../content/types';
import type { Translate } from '../../translate';
import type { Block, Page, RowLink } from '../page';
import { termRow } from './lists';

/** Facts of the open repository for a lesson's slots; `undefined` where there is none. */
export type FillSlot = (name: SlotName) => readonly Block[] | undefined;

export interface LessonParts {
  readonly lesson: LessonEntry;
  readonly body: LessonBody;
  readonly questions: readonly Question[];
  /** The path the reader is on, if they came by one. */
  readonly path?: string;
}

/** A lesson with its pictures, the reader's own facts in its slots, what to ask, and three questions. */
export function lessonPage(
  { lesson, body, questions, path: pathId }: LessonParts,
  index: LibraryIndex,
  fill: FillSlot,
  t: Translate,
): Page {
  const path =
    index.paths.find(each => each.id === pathId && each.lessons.includes(lesson.id)) ??
    index.paths.find(each => each.lessons.includes(lesson.id));
  const topic = index.topics.find(each => each.id === lesson.topic);
  const order =
    path?.lessons ?? index.lessons.filter(each => each.topic === lesson.topic).map(each => each.id);
  const position = order.indexOf(lesson.id);
  const rowTo = (id: string | undefined): RowLink | undefined => {
    const entry = index.lessons.find(each => each.id === id);
    return entry && { title: [entry.title], act: { do: 'go', to: { place: 'lesson', id: entry.id } } };
  };
  const previous = rowTo(order[position - 1]);
  const next = rowTo(order[position + 1]);
  const terms = lesson.terms.flatMap(id => index.terms.find(term => term.id === id) ?? []);
  const blocks: Block[] = [{ kind: 'prose', html: `<p>${body.lead}</p>`, lead: true }];
  for (const segment of body.segments) {
    if (segment.kind === 'html') blocks.push({ kind: 'prose', html: segment.html });
    else {
      const facts = fill(segment.name);
      blocks.push({
        kind: 'slot',
        label: t('In your repository'),
        blocks: facts ?? [{ kind: 'text', text: [segment.fallback], quiet: true }],
      });
    }
  }
  blocks.push(
    ...body.ask.map(({ markdown }): Block => ({
      kind: 'ask',
      ask: { question: [plainMarkdown(markdown)], label: t('Ask your team') },
    })),
  );
  if (questions.length > 0) {
    blocks.push({
      kind: 'check',
      questions: questions.map(({ id, stem, options }) => ({
        id,
        stem,
        options: options.map(({ text, right, why }) => ({ text, right: right === true, why })),
      })),
    });
  }
  if (terms.length > 0) {
    blocks.push({
      kind: 'details',
      key: 'lesson-terms',
      summary: t('The words of this lesson'),
      blocks: [{ kind: 'rows', rows: terms.map(term => termRow(term, t)) }],
    });
  }
  if (body.sources.length > 0) blocks.push(sources(body.sources, t));
  return {
    destination: { place: 'lesson', id: lesson.id },
    crumbs: [
      { text: t('Learn'), act: { do: 'go', to: { place: 'learn' } } },
      ...(path
        ? [
            { text: path.title, act: { do: 'go', to: { place: 'path', id: path.id } } } as const,
            { text: t('{0} of {1}', position + 1, order.length) },
          ]
        : topic
          ? [{ text: topic.title, act: { do: 'go', to: { place: 'topic', id: topic.id } } } as const]
          : []),
    ],
    heading: [lesson.title],
    headingStyle: 'title',
    under: t('{0} minutes · {1} · level {2}', lesson.minutes, topic?.title ?? '', lesson.level),
    sections: [{ kind: 'blocks', blocks }],
    ...(previous || next ? { pager: { ...(previous ? { previous } : {}), ...(next ? { next } : {}) } } : {}),
  };
}

/** A term with everything the library says about it. */
export function termPage(term: TermEntry, body: TermBody, index: LibraryIndex, t: Translate): Page {
  const topic = index.topics.find(each => each.id === term.topic);
  const related = term.related.flatMap(id => index.terms.find(each => each.id === id) ?? []);
  const lessons = index.lessons.filter(lesson => lesson.terms.includes(term.id));
  const part = (title: string, html: string): string => `<h2>${title}</h2>${html}`;
  const blocks: Block[] = [
    { kind: 'text', text: [term.summary] },
    { kind: 'prose', html: part(t('What it is'), body.whatItIs.html) },
    { kind: 'prose', html: part(t('Why it matters'), body.whyItMatters.html) },
    ...body.ask.map(({ markdown }): Block => ({ kind: 'ask', ask: { question: [plainMarkdown(markdown)] } })),
    {
      kind: 'prose',
      html: part(body.aside.kind === 'tradeOff' ? t('Trade-off') : t('Watch out'), body.aside.html),
    },
    { kind: 'prose', html: part(t('Example'), body.example.html) },
  ];
  const sections: Page['sections'] = [
    { kind: 'blocks', blocks },
    ...(lessons.length > 0
      ? [
          {
            kind: 'titled' as const,
            title: [t('Taught in')],
            blocks: [
              {
                kind: 'rows' as const,
                rows: lessons.map(lesson => ({
                  title: [lesson.title],
                  act: { do: 'go' as const, to: { place: 'lesson' as const, id: lesson.id } },
                  end: t('{0} min', lesson.minutes),
                })),
              },
            ],
          },
        ]
      : []),
    ...(related.length > 0
      ? [
          {
            kind: 'titled' as const,
            title: [t('Related')],
            blocks: [{ kind: 'rows' as const, rows: related.map(each => termRow(each, t)) }],
          },
        ]
      : []),
    ...(body.sources.length > 0 ? [{ kind: 'blocks' as const, blocks: [sources(body.sources, t)] }] : []),
  ];
  return {
    destination: { place: 'term', id: term.id },
    crumbs: [
      { text: t('Learn'), act: { do: 'go', to: { place: 'learn' } } },
      ...(topic
        ? [{ text: topic.title, act: { do: 'go', to: { place: 'topic', id: topic.id } } } as const]
        : []),
    ],
    heading: [term.term],
    headingStyle: 'title',
    under: [
      term.sense,
      topic?.title,
      t('level {0}', term.level),
      term.aliases.length > 0 ? t('also: {0}', term.aliases.join(', ')) : undefined,
    ]
      .filter(words => words !== undefined && words !== '')
      .join(' · '),
    sections,
    actions: [
      { label: t('Quiz me on this'), act: { do: 'command', command: 'quizOf', argument: `term:${term.id}` } },
    ],
  };
}

const sources = (addresses: readonly string[], t: Translate): Block => ({
  kind: 'details',
  key: 'sources',
  summary: t('Sources'),
  blocks: [
    {
      kind: 'prose',
      html: `<ul>${addresses.map(address => `<li><a href="${escapeAttribute(address)}">${escapeAttribute(address.replace(/^https?:\/\/(www\.)?/, ''))}</a></li>`).join('')}</ul>`,
    },
  ],
});

const escapeAttribute = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** Questions are one line of Markdown with at most code and emphasis: their words alone can be copied. */
const plainMarkdown = (markdown: string): string =>
  markdown.replace(/`([^`]+)`/g, '$1').replace(/(\*\*|\*)(.+?)\1/g, '$2');
