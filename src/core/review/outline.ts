import type { DocumentKind } from '../content/guidanceSchema';
import { headingMark, kindMark, sectionMark, titleMark, type CompiledGuidance } from './guidance';
import type { DocumentSection } from './sections';
import type { SectionState } from './types';

export interface KindGuess {
  readonly kind: DocumentKind | undefined;
  readonly score: number;
}

/** What the outline is told about a document. */
export interface OutlineInput {
  readonly sections: readonly DocumentSection[];
  readonly marks: ReadonlySet<string>;
  readonly path: string | undefined;
}

const enough = 3;

/** The kind that title, headings and path speak for; the title weighs most. */
export function kindOf(
  { sections, marks, path }: OutlineInput,
  { kinds, headingMarks }: CompiledGuidance,
): KindGuess {
  const title = sections[1]?.level === 1 || sections[1]?.level === 2 ? sections[1].title : '';
  const file = (path ?? '').toLowerCase().split(/[/\\]+/);
  const name = (file.at(-1) ?? '').replace(/\.[a-z]+$/, '').replace(/[_.\s-]+/g, ' ');
  const inTitle = headingMarks(title);
  const inName = headingMarks(name);
  const inHeadings = new Set(sections.flatMap(section => [...headingMarks(section.title)]));
  let best: KindGuess = { kind: undefined, score: 0 };
  for (const kind of kinds) {
    let score = inTitle.has(titleMark(kind.id)) ? 3 : 0;
    if (inName.has(titleMark(kind.id))) score += 3;
    if (file.some(part => kind.path.includes(part.replace(/[_\s]+/g, '-')))) score += 2;
    const seen = kind.headings.filter(phrase => inHeadings.has(headingMark(kind.id, phrase)));
    score += Math.min(6, seen.length * 1.5);
    if (marks.has(kindMark(kind.id))) score += 1;
    if (score > best.score) best = { kind, score };
  }
  return best.score >= enough ? best : { kind: undefined, score: best.score };
}

/** The sections that the kind asks for: those that are there, and those that are not, required ones first. */
export function outlineOf(
  kind: DocumentKind | undefined,
  { sections, marks }: OutlineInput,
  guidance: CompiledGuidance,
): { present: SectionState[]; missing: SectionState[] } {
  const present: SectionState[] = [];
  const missing: SectionState[] = [];
  for (const id of [...(kind?.required ?? []), ...(kind?.useful ?? [])]) {
    const section = guidance.sections.find(candidate => candidate.id === id);
    if (!section) continue;
    const { name, why, ask, skeleton } = section;
    const required = kind?.required.includes(id) === true;
    const found =
      sections.find(({ title, level }) => level > 1 && guidance.headingMarks(title).has(sectionMark(id))) ??
      sections.find(({ title }, index) => index > 1 && guidance.headingMarks(title).has(sectionMark(id)));
    const state = { id, name, required, why, ask, skeleton };
    if (found) present.push({ ...state, at: found.start });
    else if (marks.has(sectionMark(id))) present.push({ ...state, at: 0 });
    else missing.push(state);
  }
  return { present, missing };
}
