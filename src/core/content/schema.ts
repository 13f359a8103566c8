/**
 * The shape of everything under `content/`. The same schemas check our own library at build time and a team's
 * glossary at run time, so a message must tell a writer what to do.
 */
import * as z from 'zod';
import { domains } from './domains';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is lower-case words and digits joined by "-"');
const url = z.url({ protocol: /^https?$/, error: 'a source is a web address (https://...)' });
const text = (longest: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(longest, { error: issue => `is ${lengthOf(issue.input)} characters long; the limit is ${longest}` });
const lengthOf = (input: unknown): number => (typeof input === 'string' ? input.length : 0);

/** 1 everybody meets it, 2 working knowledge, 3 specialist. */
export const Level = z.union([z.literal(1), z.literal(2), z.literal(3)], { error: 'a level is 1, 2 or 3' });
export type Level = z.infer<typeof Level>;

export const Domain = z.enum(domains, { error: `a domain is one of ${domains.join(', ')}` });
export type Domain = z.infer<typeof Domain>;

export const Topic = z.strictObject({ id, title: text(60), summary: text(160) });
export type Topic = z.infer<typeof Topic>;

const word = z.union([z.string(), z.number()]).transform(String).pipe(z.string().min(1).max(60));

/**
 * When a form (the term or an alias, as written) counts as this term.
 * `case: exact`: only in this capitalisation. `near`: at least one of these words must stand nearby. `notNear`: none may.
 */
export const MatchRule = z.strictObject({
  case: z.literal('exact').optional(),
  near: z.array(word).min(1).optional(),
  notNear: z.array(word).min(1).optional(),
});
export type MatchRule = z.infer<typeof MatchRule>;

export const TermHeader = z.strictObject({
  id,
  term: text(60),
  aliases: z.array(word).default([]),
  level: Level,
  related: z.array(id).default([]),
  sense: text(90).optional(),
  domains: z.array(Domain).min(1).optional(),
  match: z.record(z.string(), MatchRule).default({}),
  sources: z.array(url).default([]),
});
export type TermHeader = z.infer<typeof TermHeader>;

export const LessonHeader = z.strictObject({
  id,
  title: text(80),
  level: Level,
  terms: z.array(id).min(1),
  check: z.array(id).length(3, 'a lesson has three check questions'),
  sources: z.array(url).default([]),
});
export type LessonHeader = z.infer<typeof LessonHeader>;

export const Option = z.strictObject({ text: text(60), right: z.literal(true).optional(), why: text(150) });
export type Option = z.infer<typeof Option>;

export const Question = z
  .strictObject({
    id,
    terms: z.array(id).min(1),
    level: Level,
    /** A situation asks what follows, what to ask or what to decide; a concept asks what something is. */
    kind: z.enum(['situation', 'concept']),
    stem: text(200),
    options: z.array(Option).min(3, 'a question has 3 or 4 options').max(4, 'a question has 3 or 4 options'),
    source: url,
  })
  .refine(question => question.options.filter(option => option.right === true).length === 1, {
    error: 'exactly one option is right',
    path: ['options'],
  });
export type Question = z.infer<typeof Question>;

/** A learning path: lessons in the order they are read. */
export const LearningPath = z.strictObject({
  id,
  title: text(60),
  summary: text(160),
  lessons: z.array(id).min(2),
});
export type LearningPath = z.infer<typeof LearningPath>;

/** The parts of the product that a lesson can show the reader's own facts about. */
export const slotNames = [
  'hosting',
  'server',
  'stack',
  'pullRequest',
  'merge',
  'deployment',
  'release',
  'pipelines',
  'flags',
] as const;
export type SlotName = (typeof slotNames)[number];
