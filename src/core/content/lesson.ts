import { escapeHtml } from './escapeHtml';
import { checked, readYaml, splitFrontMatter } from './frontMatter';
import { blockHtml, inlineHtml, plainText } from './markdown';
import { readPicture } from './picture';
import { LessonHeader, slotNames, type SlotName } from './schema';
import { sectionsOf } from './sections';
import type { LessonBody, LessonEntry, LessonSegment, Problem } from './types';

export interface ParsedLesson {
  readonly lesson?: LessonEntry & { readonly body: LessonBody };
  /** Words of the text, without pictures. */
  readonly words: number;
  readonly problems: readonly Problem[];
}

const askTitle = 'Ask your team';
const wordsPerMinute = 180;

/**
 * Reads one lesson (`lessons/<topic>/<id>.md`). `pictureText` gives the SVG files beside it by name. A paragraph
 * `![story](id.svg)` becomes the inlined picture, a paragraph `{{repo.name: fallback}}` a slot for repository facts.
 */
export function parseLesson(
  file: string,
  text: string,
  topic: string,
  pictureText: (name: string) => string | undefined,
): ParsedLesson {
  const split = splitFrontMatter(text);
  if (!split) {
    return {
      words: 0,
      problems: [
        {
          file,
          line: 1,
          column: 1,
          message: 'the file must begin with front matter between two lines "---"',
        },
      ],
    };
  }
  const located = readYaml(file, split.header, split.headerLine);
  const header = checked(file, located, LessonHeader);
  const problems: Problem[] = [...located.problems, ...(located.problems.length > 0 ? [] : header.problems)];
  const report = (line: number, message: string) => problems.push({ file, line, column: 1, message });
  const { summary: lead, sections } = sectionsOf(split.body, split.bodyLine);
  if (lead === '' || /\n\s*\n/.test(lead))
    report(split.bodyLine, 'the lead is one paragraph right after the front matter');
  const last = sections.at(-1);
  if (last?.title !== askTitle) report(split.bodyLine, `the last section is "## ${askTitle}"`);
  const ask = (last?.text ?? '')
    .split(/\r?\n(?=[-*] )/)
    .map(item =>
      item
        .replace(/^[-*] /, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter(item => item !== '');
  if (ask.length < 1 || ask.length > 3)
    report(last?.line ?? split.bodyLine, `"## ${askTitle}" holds one to three questions, one a bullet`);

  const segments: LessonSegment[] = [];
  const prose: string[] = [lead];
  let pictures = 0;
  for (const section of sections.slice(0, -1)) {
    segments.push({ kind: 'html', html: blockHtml(`## ${section.title}`) });
    for (const block of blocksOf(section.text)) {
      const picture = /^!\[([\s\S]*)\]\(([\w.-]+\.svg)\)$/.exec(block);
      const slot = /^\{\{repo\.(\w+):\s*([\s\S]+)\}\}$/.exec(block);
      if (picture) {
        pictures++;
        const [, story = '', name = ''] = picture;
        segments.push({ kind: 'html', html: figure(name, story.replace(/\s+/g, ' '), section.line) });
      } else if (slot) {
        const [, name = '', fallback = ''] = slot;
        if (!isSlot(name))
          report(section.line, `{{repo.${name}}} is not a slot; they are ${slotNames.join(', ')}`);
        else segments.push({ kind: 'slot', name, fallback: fallback.replace(/\s+/g, ' ') });
      } else {
        if (/!\[/.test(block) && !block.startsWith('```'))
          report(section.line, 'a picture stands in a paragraph of its own: ![story](id.svg)');
        if (/\{\{/.test(block) && !block.startsWith('```'))
          report(
            section.line,
            'a slot stands in a paragraph of its own: {{repo.name: sentence without facts}}',
          );
        prose.push(section.title, block);
        segments.push({ kind: 'html', html: blockHtml(block) });
      }
    }
  }
  if (pictures === 0) report(split.bodyLine, 'a lesson has at least one picture: ![story](id.svg)');
  const words = plainText([...prose, ...ask].join('\n')).split(' ').length;
  if (words < 300 || words > 750)
    report(split.bodyLine, `a lesson has 300 to 700 words; this one has ${words}`);
  if (problems.length > 0 || !header.value) return { words, problems };
  const { id, title, level, terms, check, sources } = header.value;
  return {
    words,
    problems,
    lesson: {
      id,
      topic,
      title,
      level,
      terms,
      minutes: Math.max(1, Math.round(words / wordsPerMinute)),
      summary: plainText(lead),
      body: {
        lead: inlineHtml(lead.replace(/\s+/g, ' ')),
        segments: joined(segments),
        ask: ask.map(markdown => ({ markdown, html: inlineHtml(markdown) })),
        check,
        sources,
      },
    },
  };

  function figure(name: string, story: string, line: number): string {
    if (story.length < 20)
      report(line, 'a picture needs its whole story as text alternative: ![story](id.svg)');
    const narrow = pictureText(name);
    const wideName = name.replace(/\.svg$/, '.wide.svg');
    const wide = pictureText(wideName);
    if (narrow === undefined) {
      report(line, `the picture ${name} is not beside the lesson`);
      return '';
    }
    const folder = file.slice(0, file.lastIndexOf('/') + 1);
    const small = readPicture(folder + name, narrow, story, wide === undefined ? undefined : 'narrow');
    const large = wide === undefined ? undefined : readPicture(folder + wideName, wide, story, 'wide');
    problems.push(...small.problems, ...(large?.problems ?? []));
    if (small.width > 260)
      report(line, `${name} is ${small.width} wide; draw it for 250 (and for 520 as ${wideName})`);
    return `<figure class="pic">${small.html}${large?.html ?? ''}<figcaption class="vh">${escapeHtml(story)}</figcaption></figure>`;
  }
}

const isSlot = (name: string): name is SlotName => (slotNames as readonly string[]).includes(name);

/** Neighbouring pieces of HTML become one: fewer nodes to send and to insert. */
function joined(segments: readonly LessonSegment[]): LessonSegment[] {
  const result: LessonSegment[] = [];
  for (const segment of segments) {
    const last = result.at(-1);
    if (segment.kind === 'html' && last?.kind === 'html')
      result[result.length - 1] = { kind: 'html', html: `${last.html}\n${segment.html}` };
    else result.push(segment);
  }
  return result;
}

/** Paragraphs, lists and fences of a section, as they are written; a list or fence with blank lines stays whole. */
function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  let fence = false;
  let current: string[] = [];
  const flush = () => {
    const block = current.join('\n').trim();
    if (block !== '') blocks.push(block);
    current = [];
  };
  for (const line of text.split(/\r?\n/)) {
    if (/^ {0,3}(```|~~~)/.test(line)) fence = !fence;
    if (!fence && line.trim() === '') flush();
    else current.push(line);
  }
  flush();
  return blocks;
}
