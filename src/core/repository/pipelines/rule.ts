import type { Act } from './acts';

/** A program that changes something outside the repository. */
export interface Rule {
  /** See `startsWith` of shell.ts. */
  readonly run: string;
  readonly kind: Act['kind'];
  readonly provider: string;
  /** Options that name the application, service, stack, ... */
  readonly target?: readonly string[];
  /** The target is the first argument behind the matched words. */
  readonly argument?: true;
  /** Options that name the environment. */
  readonly environment?: readonly string[];
  /** The environment where no option names it. */
  readonly otherwise?: string;
  /** Flags that mean production. */
  readonly production?: readonly string[];
  /** With one of these nothing is deployed. */
  readonly unless?: readonly string[];
  /** Only with one of these something is deployed. */
  readonly only?: readonly string[];
  readonly inferred?: true;
}

/** A line of the rules. */
export const rule = (
  run: string,
  kind: Act['kind'],
  provider: string,
  more: Omit<Rule, 'run' | 'kind' | 'provider'> = {},
): Rule => ({
  run,
  kind,
  provider,
  ...more,
});

/** With one of these nothing happens. */
export const dry = ['--dry-run', '--dry-run=client', '--dry-run=server', '-n', '--help', '--noop', '--diff'];
