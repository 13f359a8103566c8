import type { Heading } from '../text/prose';
import type { CompiledGuidance } from './guidance';

/** A section of the document, from its heading to the next one. */
export interface DocumentSection {
  readonly start: number;
  readonly end: number;
  readonly level: number;
  /** Lower case, without numbers and marks. */
  readonly title: string;
  /** What its heading, or one above it, says about the sentences below. */
  readonly holds: 'requirements' | 'other' | 'prose';
}

/** `## 3.2 **Open Questions** {#x}` → `open questions` */
export const plainHeading = (text: string): string =>
  text
    .replace(/<[^>]*>|\{#[^}]*\}|\[([^\]]*)\]\([^)]*\)/g, ' $1 ')
    .toLowerCase()
    .replace(/^[\s*_#\d.)(:–—-]+|[*_`"“”]/g, '')
    .replace(/[\s:?!.*_-]+$/, '')
    .replace(/\s+/g, ' ')
    .trim();

/** The sections of a document, with what their headings say about them. The text before the first heading is one. */
export function sectionsOf(
  headings: readonly Heading[],
  length: number,
  { headingMarks }: CompiledGuidance,
): DocumentSection[] {
  const sections: DocumentSection[] = [
    { start: 0, end: headings[0]?.offset ?? length, level: 0, title: '', holds: 'prose' },
  ];
  const path: { level: number; holds: DocumentSection['holds'] }[] = [];
  headings.forEach(({ offset, level, text }, index) => {
    while ((path.at(-1)?.level ?? 0) >= level) path.pop();
    const title = plainHeading(text);
    const above = path.at(-1)?.holds ?? 'prose';
    // a title of level 1 names the document, it does not say what its sentences are
    const own =
      level === 1 && index === 0
        ? 'prose'
        : headingMarks(title).has('other')
          ? 'other'
          : headingMarks(title).has('requirements')
            ? 'requirements'
            : undefined;
    const holds = above === 'other' ? 'other' : (own ?? above);
    path.push({ level, holds });
    sections.push({ start: offset, end: headings[index + 1]?.offset ?? length, level, title, holds });
  });
  return sections;
}

/** A finder for the section of an offset; ask in any order. */
export function sectionFinder(sections: readonly DocumentSection[]): (offset: number) => DocumentSection {
  return offset => {
    let low = 0;
    let high = sections.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sections[middle]?.start ?? Infinity) <= offset) low = middle + 1;
      else high = middle;
    }
    const section = sections[Math.max(0, low - 1)];
    if (!section) throw new Error('a document has at least one section');
    return section;
  };
}
