/** The shape of `content/guidance/`: what a spec review looks for, as data. A writer never has to open src/. */
import * as z from 'zod';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is lower-case words and digits joined by "-"');
const text = (longest: number) => z.string().trim().min(1, 'must not be empty').max(longest);
const questions = z.array(text(170)).min(1).max(3);

/** A regular expression over a sentence in which the found words stand between « and »; `$name` is a shared one. */
const condition = text(600).refine(
  source => {
    if (/^\$[a-z]+$/i.test(source)) return true;
    try {
      return new RegExp(source, 'iu').source !== '';
    } catch {
      return false;
    }
  },
  { error: 'is no regular expression' },
);

/** Phrases that a rule looks for, and the sentences in which they are no defect. */
export const Phrases = z.strictObject({
  any: z.array(text(60)).min(1),
  /** One of these must hold. */
  needs: z.array(condition).optional(),
  /** None of these may hold. */
  unless: z.array(condition).optional(),
  /** The measurable form that takes the place of the found words; what is in brackets is the reader's to set. */
  form: text(120).optional(),
});

export const smells = [
  'vague',
  'unmeasured',
  'loophole',
  'open-ended',
  'comparative',
  'superlative',
  'weak-verb',
  'ambiguous',
  'pronoun',
  'passive',
  'compound',
  'negative',
  'placeholder',
  'acronym',
  'failure',
  'limit',
  'date',
  'story',
  'acceptance',
  'domain',
  'synonym',
  'outline',
] as const;

/** The rules that need more than phrases are told by name which code looks for them. */
export const detectors = [
  'acronym',
  'compound',
  'date',
  'failure',
  'passive',
  'pronoun',
  'story',
  'story-solution',
  'synonym',
] as const;

export const Rule = z.strictObject({
  id,
  smell: z.enum(smells),
  /** `{0}` is what was found. */
  title: text(90),
  why: text(240),
  ask: questions,
  /** Where the rule comes from. */
  source: text(60),
  severity: z.enum(['hint', 'info', 'warning']).default('hint'),
  /** 3: decides whether the document can be built from; 1: worth a look. */
  importance: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  /** The share of its findings that deserved attention in the labelled sample, and how many were labelled. */
  precision: z.strictObject({ share: z.number().min(0).max(1), of: z.number().int().min(1) }).optional(),
  /** `list`: only where requirements are reviewed one by one. */
  on: z.enum(['default', 'list', 'off']),
  /** In which sentences: requirements, or all prose that is not background. */
  where: z.enum(['requirement', 'prose']),
  /** At most so many in one document, the first ones. */
  atMost: z.number().int().min(1).optional(),
  detector: z.enum(detectors).optional(),
  phrases: z.array(Phrases).default([]),
});
export type Rule = z.infer<typeof Rule>;

export const Prompt = z.strictObject({
  id,
  /** "a migration" */
  name: text(40),
  any: z.array(text(60)).min(1),
  unless: z.array(condition).optional(),
  /** As of a rule. */
  precision: z.strictObject({ share: z.number().min(0).max(1), of: z.number().int().min(1) }).optional(),
  on: z.enum(['default', 'off']).default('default'),
  why: text(240),
  /** Each question with the words that show the document answers it. */
  ask: z.array(z.strictObject({ question: text(170), answeredBy: z.array(text(60)).min(1) })).length(2),
});
export type Prompt = z.infer<typeof Prompt>;

export const OutlineSection = z.strictObject({
  id,
  name: text(60),
  /** Words of a heading that introduce the section. */
  headings: z.array(text(60)).min(1),
  /** Words in the text that show the document covers it without a heading. */
  saidBy: z.array(text(60)).default([]),
  why: text(240),
  ask: text(170),
  skeleton: text(600),
});
export type OutlineSection = z.infer<typeof OutlineSection>;

export const DocumentKind = z.strictObject({
  id,
  name: text(60),
  /** Words of the title, of headings and of the file's path that speak for this kind. */
  title: z.array(text(60)),
  headings: z.array(text(60)),
  path: z.array(text(60)),
  text: z.array(text(60)).default([]),
  /** Documents of this kind are reviewed without being asked. */
  reviewed: z.boolean(),
  required: z.array(id),
  useful: z.array(id).default([]),
});
export type DocumentKind = z.infer<typeof DocumentKind>;

/** Questions one after the other, and the Markdown that the answers make. */
export const Flow = z.strictObject({
  id,
  title: text(60),
  summary: text(120),
  steps: z
    .array(
      z.strictObject({
        id,
        ask: text(110),
        example: text(110),
        /** What is left to ask when the step was skipped; else `ask`. */
        open: text(110).optional(),
      }),
    )
    .min(2),
  body: text(6000),
});
export type Flow = z.infer<typeof Flow>;

export const GuidanceFiles = {
  'flows.yaml': z.array(Flow),
  'rules.yaml': z.array(Rule),
  'prompts.yaml': z.array(Prompt),
  'sections.yaml': z.array(OutlineSection),
  'kinds.yaml': z.array(DocumentKind),
  'words.yaml': z.strictObject({
    /** Shared conditions, by name. */
    conditions: z.record(z.string(), condition),
    /** Acronyms that need no explanation. */
    knownAcronyms: z.array(text(20)),
    /** Words that products often use for one and the same thing. */
    synonyms: z.array(z.array(text(30)).min(2)),
    /** Headings below which requirements stand, and headings below which nothing is one. */
    requirementHeadings: z.array(text(60)),
    otherHeadings: z.array(text(60)),
  }),
};

/** `dist/content/guidance.json`. */
export interface Guidance {
  readonly rules: readonly Rule[];
  readonly prompts: readonly Prompt[];
  readonly sections: readonly OutlineSection[];
  readonly kinds: readonly DocumentKind[];
  readonly flows: readonly Flow[];
  readonly words: z.infer<(typeof GuidanceFiles)['words.yaml']>;
}

export const TemplateHeader = z.strictObject({
  id,
  title: text(60),
  summary: text(120),
  file: text(60),
});

/** A document to begin with. `dist/content/templates.json` is a list of these. */
export interface Template extends z.infer<typeof TemplateHeader> {
  readonly body: string;
}
