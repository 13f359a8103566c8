import type { Translate } from '../translate';
import type { QuizItem } from './item';
import { promptLimit, type QuizPage } from './pages';

/** A page of the library that may teach what a question asks. */
export interface TeachingSource {
  readonly kind: 'term' | 'lesson';
  readonly id: string;
  readonly title: string;
  /** Compiled HTML of our own library. */
  readonly html: readonly string[];
}

/** The paragraph of a page that answers a question. */
export interface TeachingParagraph extends Pick<TeachingSource, 'kind' | 'id' | 'title'> {
  readonly text: string;
}

const shortest = 60;

/** Paragraphs and list items of compiled HTML, as plain text. */
export const paragraphsOf = (html: string): string[] =>
  [...html.matchAll(/<(p|li)\b[^>]*>([\s\S]*?)<\/\1>/g)].map(([, , inner = '']) =>
    inner
      .replace(/<[^>]*>/g, '')
      .replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => entities[name] ?? '')
      .replace(/\s+/g, ' ')
      .trim(),
  );

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };

/** Words that carry meaning, without their commonest endings. */
const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(
    (text.toLowerCase().match(/[\p{L}\p{N}-]{4,}/gu) ?? []).map(word =>
      word.replace(/(?:ments?|ings?|ed|es|s)$/, ''),
    ),
  );

/**
 * The paragraph that shares most with the question and its right answer; a word counts the more, the fewer paragraphs
 * have it. `undefined` where the sources have no text.
 */
export function teachingParagraph(
  item: Pick<QuizItem, 'stem' | 'options'>,
  sources: readonly TeachingSource[],
): TeachingParagraph | undefined {
  const right = item.options.find(option => option.right === true);
  const wanted = wordsOf(`${item.stem} ${right?.text ?? ''} ${right?.why ?? ''}`);
  const all = sources.flatMap(({ kind, id, title, html }) =>
    html
      .flatMap(paragraphsOf)
      .filter(text => text.length >= shortest)
      .map(text => ({ kind, id, title, text, words: wordsOf(text) })),
  );
  const having = new Map<string, number>();
  for (const { words } of all) for (const word of words) having.set(word, (having.get(word) ?? 0) + 1);
  const score = (words: ReadonlySet<string>): number =>
    [...words]
      .filter(word => wanted.has(word))
      .reduce((sum, word) => sum + Math.log(1 + all.length / (having.get(word) ?? 1)), 0) /
    Math.sqrt(10 + words.size);
  const best = all
    .map(paragraph => ({ ...paragraph, score: score(paragraph.words) }))
    .sort((a, b) => b.score - a.score)[0];
  return best && { kind: best.kind, id: best.id, title: best.title, text: best.text };
}

/** The paragraph, as many pages long as it needs. */
export function teachingPages(session: string, { title, text }: TeachingParagraph, t: Translate): QuizPage[] {
  const parts = cut(text, promptLimit - 20);
  return parts.map((prompt, index) => ({
    title: `${session} · ${t('from “{0}”', title)}`,
    placeholder: t('Enter goes on'),
    prompt: `$(book) ${prompt.replace(/\$\(/g, '$ (')}`,
    items: [
      ...(index < parts.length - 1
        ? [{ label: `$(arrow-right) ${t('Read on')}`, action: { kind: 'next' } as const }]
        : [{ label: `$(arrow-left) ${t('Back to the answer')}`, action: { kind: 'done' } as const }]),
      { label: `$(layout-sidebar-left) ${t('Open in sidebar')}`, action: { kind: 'read' } as const },
    ],
    ...(parts.length > 1 ? { step: index + 1, steps: parts.length } : {}),
    digits: false,
    back: true,
  }));
}

/** Cuts between sentences where that is possible, between words elsewhere. */
function cut(text: string, longest: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > longest) {
    const head = rest.slice(0, longest);
    const sentence = Math.max(head.lastIndexOf('. '), head.lastIndexOf('? '), head.lastIndexOf('! '));
    const at = sentence > longest / 3 ? sentence + 1 : Math.max(1, head.lastIndexOf(' '));
    parts.push(rest.slice(0, at).trim());
    rest = rest.slice(at).trim();
  }
  return [...parts, rest];
}
