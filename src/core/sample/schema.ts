import * as z from 'zod';

const daysAgo = z.number().nonnegative();
const name = z
  .string()
  .min(1)
  .regex(/^[\w./-]+$/, 'a name of letters, digits, ".", "/", "_" and "-"');

/** One place of a file that a commit changes: `find` must stand in the file exactly once. */
const Edit = z.strictObject({ file: z.string(), find: z.string().min(1), put: z.string() });

const Commit = z.strictObject({
  commit: z.string().min(1),
  by: z.string(),
  daysAgo,
  on: name,
  from: name.optional(),
  merges: name.optional(),
  /** The folder below `sample/steps/` whose files this commit writes. */
  files: name.optional(),
  edit: z.array(Edit).default([]),
  remove: z.array(z.string()).default([]),
  local: z.boolean().default(false),
});

const Tag = z.strictObject({ tag: name, by: z.string(), daysAgo, on: name });

/** `content/sample/history.yaml`. */
export const History = z.strictObject({
  name,
  people: z.record(z.string(), z.strictObject({ name: z.string(), email: z.string() })),
  reader: z.string(),
  fetchedDaysAgo: daysAgo,
  defaultBranch: name,
  localBranches: z.array(name),
  steps: z.array(z.union([Commit, Tag])),
});

export type History = z.infer<typeof History>;
export type HistoryCommit = z.infer<typeof Commit>;
export type HistoryTag = z.infer<typeof Tag>;
