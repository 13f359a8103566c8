/**
 * The shape of `content/technologies/*.yaml`: what a technology is for and how a repository shows that it is used.
 * Each file is a list. A name in `found` is exact; `*` at its end stands for anything (`@aws-sdk/*`).
 */
import * as z from 'zod';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is lower-case words and digits joined by "-"');
const names = z.array(z.string().min(1)).min(1);

export const technologyCategories = [
  'language',
  'runtime',
  'framework',
  'library',
  'styling',
  'database',
  'cache',
  'queue',
  'search',
  'storage',
  'orm',
  'api',
  'auth',
  'payments',
  'email',
  'messaging',
  'analytics',
  'monitoring',
  'feature-flags',
  'cms',
  'ai',
  'test',
  'build',
  'package-manager',
  'quality',
  'ci',
  'hosting',
  'infrastructure',
  'container',
  'mobile',
  'desktop',
  'data',
  'documentation',
] as const;

/** Where manifests name their dependencies. `go` names match a module and everything below it. */
export const ecosystems = [
  'npm',
  'pypi',
  'gem',
  'go',
  'cargo',
  'maven',
  'nuget',
  'composer',
  'swift',
  'cocoapods',
  'pub',
  'hex',
] as const;
export type Ecosystem = (typeof ecosystems)[number];

/** A file whose text must contain one of these strings: `schema.prisma` with `provider = "postgresql"`. */
const TextClue = z.strictObject({ file: z.string().min(1), has: names });

export const Clues = z.strictObject({
  ...(Object.fromEntries(ecosystems.map(name => [name, names.optional()])) as Record<
    Ecosystem,
    z.ZodOptional<typeof names>
  >),
  /** Globs over paths; without a `/` the name may be in any folder. */
  files: names.optional(),
  /** Endings of source files, without the dot; counts where they are a fair share of the source. */
  extensions: names.optional(),
  text: z.array(TextClue).min(1).optional(),
  /** Container images of Dockerfiles, compose files, manifests and CI services, without registry tag. */
  images: names.optional(),
  /** Terraform resource types or provider names. */
  terraform: names.optional(),
  /** GitHub Actions, `owner/name`. */
  actions: names.optional(),
});
export type Clues = z.infer<typeof Clues>;

export const Technology = z.strictObject({
  id,
  name: z.string().min(1).max(60),
  category: z.enum(technologyCategories, {
    error: `a category is one of ${technologyCategories.join(', ')}`,
  }),
  /** What it is for, in one sentence a product manager understands. */
  what: z.string().min(10).max(200),
  found: Clues,
});
export type Technology = z.infer<typeof Technology>;

/** One file of `content/technologies/`. */
export const TechnologyFile = z.array(Technology, 'the file is a list of technologies');
