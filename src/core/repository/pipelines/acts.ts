/**
 * What a step does to the world outside the repository. `kind` says what a merge means by it:
 * `server` (a running product or site changes), `package` (a version is published), `image` (a container image is
 * stored), `infrastructure` (the servers themselves change), `store` (an app store), `unclear` (it may do one of these;
 * its code is not in the repository).
 */
export interface Act {
  readonly kind: 'server' | 'package' | 'image' | 'infrastructure' | 'store' | 'unclear';
  /** Whose service it is, as they write it: "Fly.io". Empty where that is not visible. */
  readonly provider: string;
  /** What does it: "flyctl deploy". */
  readonly mechanism: string;
  /** Application, bucket, package, host, ...; may hold `${{ }}` and `$NAME`. */
  readonly target?: string;
  /** Where the act itself says so (`--prod`, `--env staging`); may hold `${{ }}` and `$NAME`. */
  readonly environment?: string;
  /** Only a convention makes this a deployment. */
  readonly inferred?: true;
  /** Waits for a person inside the pipeline. */
  readonly approval?: true;
}

export const isPreview = (environment: string): boolean => /preview|draft/i.test(environment);

const conventions: readonly (readonly [RegExp, string])[] = [
  [/(^|[^a-z])(prod|production|prd|live)([^a-z]|$)/i, 'production'],
  [/(^|[^a-z])(staging|stage|stg)([^a-z]|$)/i, 'staging'],
  [/(^|[^a-z])previews?([^a-z]|$)/i, 'preview'],
  [/(^|[^a-z])(dev|develop|development)([^a-z]|$)/i, 'development'],
  [/(^|[^a-z])(qa|uat|sandbox|canary|nightly|demo|beta)([^a-z]|$)/i, ''],
];

/** The environment that a name speaks of; `deploy-prod` → production. */
export function environmentIn(...names: readonly (string | undefined)[]): string | undefined {
  for (const name of names) {
    // camelCase and digits separate words too
    const words = name?.replace(/([a-z])([A-Z])/g, '$1-$2') ?? '';
    const found = conventions.filter(([pattern]) => pattern.test(words));
    const [first] = found;
    // a name with two environments in it ("staging-to-production") decides nothing
    if (first && found.length === 1)
      return first[1] === '' ? (first[0].exec(words)?.[2]?.toLowerCase() ?? '') : first[1];
  }
  return undefined;
}
