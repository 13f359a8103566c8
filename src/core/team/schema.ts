/** The shape of a team's glossary in one YAML file: `.tpm-lens/*.yaml`. */
import * as z from 'zod';
import { Level, MatchRule } from '../content/schema';

const text = (longest: number, description: string) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(longest, `is longer than ${longest} characters`)
    .describe(description);
const oneOrMore = z.union([z.string(), z.number()]).transform(String).pipe(z.string().min(1).max(80));

export const TeamListEntry = z.strictObject({
  term: text(80, 'The word or phrase, as your documents write it'),
  definition: text(1000, 'What it means in your product: the first sentence stands alone in the hover'),
  aliases: z
    .array(oneOrMore)
    .default([])
    .describe('Other spellings and abbreviations; plurals are found anyway'),
  why: text(400, 'Why it matters to a product decision').optional(),
  ask: z.array(text(200, 'A question to engineering')).default([]).describe('Questions to ask engineering'),
  example: text(1000, 'An example').optional(),
  level: Level.default(2).describe('1 everybody meets it, 2 working knowledge, 3 specialist'),
  sense: text(90, 'A short label, where the word has several meanings').optional(),
  match: z
    .record(z.string(), MatchRule)
    .default({})
    .describe(
      'When a spelling counts: `case: exact`, `near`: words that must stand nearby, `notNear`: words that must not',
    ),
  overrides: z
    .string()
    .optional()
    .describe('The id of an entry of TPM Lens that this one takes the place of'),
});

export const TeamList = z.strictObject({
  terms: z
    .array(TeamListEntry, 'a list of terms, each with "term" and "definition"')
    .describe('The terms of your team'),
});

/** The same as a JSON Schema, for editors that complete and check YAML. */
export const teamListJsonSchema = (): unknown => ({
  title: 'Team glossary of TPM Lens',
  ...z.toJSONSchema(TeamList, { io: 'input', unrepresentable: 'any' }),
});

/** Contextive's definitions file, as loosely as it is read: what is missing or unknown is no mistake. */
const maybe = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().catch(undefined);
export const ContextiveFile = z.object({
  imports: maybe(z.array(z.string())),
  contexts: maybe(
    z.array(
      z.object({
        name: maybe(z.string()),
        domainVisionStatement: maybe(z.string()),
        paths: maybe(z.array(z.string())),
        terms: maybe(
          z.array(
            z.object({
              name: maybe(z.coerce.string()),
              definition: maybe(z.string()),
              examples: maybe(z.array(z.string())),
              aliases: maybe(z.array(z.coerce.string())),
            }),
          ),
        ),
      }),
    ),
  ),
});
