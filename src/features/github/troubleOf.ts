import type { GitHubServer } from '../../core/github/address';
import { GitHubTrouble, type Trouble } from '../../core/github/types';

interface Failure {
  readonly status?: number;
  readonly cause?: unknown;
  readonly message?: unknown;
  readonly response?: {
    readonly headers?: Readonly<Record<string, string | number | undefined>>;
    readonly data?: unknown;
  };
  /** Of a GraphQL reply. */
  readonly errors?: readonly { readonly type?: string }[];
}

const minute = 60_000;

/** Troubles that pass by themselves: asking again later makes sense, and old answers are still worth showing. */
export const isPassing = ({ kind }: Trouble): boolean => kind === 'offline' || kind === 'outage';

/** Why a question failed, by what Octokit throws. */
export function troubleOf(error: unknown, server: GitHubServer, now: number): Trouble {
  if (error instanceof GitHubTrouble) return error.trouble;
  const { status, cause, response, errors } = error as Failure;
  if (cause instanceof GitHubTrouble) return cause.trouble;
  if (errors) {
    if (errors.some(({ type }) => type === 'RATE_LIMITED')) return { kind: 'limit', until: now + minute };
    return { kind: 'failed' };
  }
  // without a reply nothing answered: no network, no such name, or a time limit
  if (!response) return { kind: 'offline' };
  const headers = response.headers ?? {};
  switch (status) {
    case 401:
      return { kind: 'expired' };
    case 403:
    case 429:
      return (
        limitOf(headers, response.data, now) ?? ssoOf(headers, response.data, server) ?? { kind: 'forbidden' }
      );
    case 404:
    case 410:
      return { kind: 'missing' };
    case 451:
      return { kind: 'forbidden' };
    default:
      return status !== undefined && status >= 500 ? { kind: 'outage' } : { kind: 'failed' };
  }
}

type Headers = Readonly<Record<string, string | number | undefined>>;

const messageOf = (data: unknown): string =>
  typeof data === 'object' && data !== null && 'message' in data && typeof data.message === 'string'
    ? data.message
    : '';

function limitOf(headers: Headers, data: unknown, now: number): Trouble | undefined {
  const wait = Number(headers['retry-after'] ?? Number.NaN);
  if (Number.isFinite(wait)) return { kind: 'limit', until: now + wait * 1000 };
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN);
  if (String(headers['x-ratelimit-remaining']) === '0' && Number.isFinite(reset))
    return { kind: 'limit', until: Math.max(reset * 1000, now) };
  // GitHub asks to wait a minute at least where it names no time
  return /rate limit/i.test(messageOf(data)) ? { kind: 'limit', until: now + minute } : undefined;
}

function ssoOf(headers: Headers, data: unknown, server: GitHubServer): Trouble | undefined {
  const header = String(headers['x-github-sso'] ?? '');
  if (!header.startsWith('required') && !/SAML enforcement/i.test(messageOf(data))) return undefined;
  const url = /url=(\S+)/.exec(header)?.[1];
  // an address that is opened must be one of the server's own
  return { kind: 'sso', url: url?.startsWith(`${server.web}/`) === true ? url : undefined };
}
