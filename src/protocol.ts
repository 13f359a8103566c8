/** Messages between the extension and its sidebar. What comes from the view is checked; what goes to it is plain data. */
import * as z from 'zod';
import { buttonCommands } from './core/now/page';
import type { Page } from './core/now/page';

const shortText = z.string().max(200);
const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80);

export const DestinationSchema = z.discriminatedUnion('place', [
  z.strictObject({ place: z.enum(['now', 'product', 'learn', 'progress', 'release', 'review']) }),
  z.strictObject({ place: z.enum(['branch', 'change']), ref: z.string().min(1).max(400) }),
  z.strictObject({ place: z.enum(['lesson', 'term', 'topic', 'path']), id }),
  z.strictObject({ place: z.literal('search'), query: shortText }),
]);

/** What the view may ask for. Everything else is dropped with a line in the log. */
export const FromView = z.discriminatedUnion('type', [
  /** The view is there; `at`: where it was when the window was closed. */
  z.strictObject({ type: z.literal('ready'), at: DestinationSchema.optional() }),
  z.strictObject({ type: z.literal('navigate'), to: DestinationSchema }),
  z.strictObject({ type: z.literal('back') }),
  z.strictObject({ type: z.literal('forward') }),
  z.strictObject({ type: z.literal('search'), query: shortText }),
  z.strictObject({
    type: z.literal('openEvidence'),
    file: z.string().min(1).max(1000),
    line: z.number().int().min(1),
  }),
  z.strictObject({ type: z.literal('openLink'), url: z.url({ protocol: /^https$/ }) }),
  z.strictObject({ type: z.literal('copy'), text: z.string().max(200_000) }),
  z.strictObject({ type: z.literal('copyPage') }),
  z.strictObject({ type: z.literal('fetch') }),
  z.strictObject({ type: z.literal('cancel') }),
  z.strictObject({
    type: z.literal('answerCheck'),
    lesson: id,
    question: id,
    option: z.number().int().min(-1).max(10),
  }),
  z.strictObject({
    type: z.literal('command'),
    command: z.enum(buttonCommands),
    argument: shortText.optional(),
  }),
]);
export type FromView = z.infer<typeof FromView>;

/** Every word the view itself says; the rest arrives in pages. */
export interface ViewStrings {
  readonly places: string;
  readonly now: string;
  readonly product: string;
  readonly learn: string;
  readonly progress: string;
  readonly due: string;
  readonly whatItMeans: string;
  readonly askEngineering: string;
  readonly askYourTeam: string;
  readonly copy: string;
  readonly copyQuestion: string;
  readonly copied: string;
  readonly lesson: string;
  readonly open: string;
  readonly stated: string;
  readonly inferred: string;
  readonly unknown: string;
  readonly whereYouAre: string;
  readonly path: string;
  readonly previous: string;
  readonly next: string;
  readonly checkYourself: string;
  readonly answered: string;
  readonly dontKnow: string;
  readonly right: string;
  readonly notQuite: string;
  readonly theAnswer: string;
  readonly updated: string;
  readonly asTable: string;
  readonly cancel: string;
  readonly copyAsMarkdown: string;
}

/** What the view is told. Strings come first, and once. */
export type ToView =
  | { readonly type: 'strings'; readonly strings: ViewStrings; readonly language: string }
  | {
      readonly type: 'page';
      readonly page: Page;
      /** The reader went there: focus moves to the heading. Otherwise an update, which moves nothing. */
      readonly arrived: boolean;
      /** What is still being worked out, in words; `undefined` when all is there. */
      readonly busy?: string;
      readonly due?: number;
      /** The beginning of a paragraph that the reader was sent to: it is scrolled to and has the focus. */
      readonly paragraph?: string;
    }
  | { readonly type: 'focusSearch' }
  | { readonly type: 'said'; readonly text: string };
