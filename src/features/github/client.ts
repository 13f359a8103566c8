import { Octokit } from '@octokit/core';
import type { GitHubServer } from '../../core/github/address';
import { GitHubTrouble, type Answer, type GitHubApi, type Trouble } from '../../core/github/types';
import { guardedFetch } from './guardedFetch';
import { isPassing, troubleOf } from './troubleOf';

/** How long an answer is good without asking again. */
const fresh = 45_000;
const longest = 20_000;
const mostKept = 500;
const firstPause = 15_000;
const longestPause = 5 * 60_000;

interface Kept {
  readonly data: unknown;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly etag: string | undefined;
  readonly at: number;
}

interface Held {
  readonly until: number;
  readonly trouble: Trouble;
}

export interface Rate {
  readonly left: number;
  readonly of: number;
  /** Milliseconds. */
  readonly reset: number;
}

export interface ClientParts {
  readonly server: GitHubServer;
  /** Asked for every time and kept nowhere. `undefined`: signed out. */
  readonly token: () => Promise<string | undefined>;
  /** Gets the question's route and what came of it: no address of a reader's, no token, no text of a reply. */
  readonly log: (line: string) => void;
  readonly now?: () => number;
  readonly fetch?: typeof fetch;
}

type Page = { readonly kept: Kept; readonly trouble?: Trouble };

/**
 * GitHub by Octokit. Answers are kept in memory with their tags, so that asking again costs GitHub nothing; a new one
 * that does not come leaves the old one, with the reason. Only the server it was made for is ever contacted.
 */
export class GitHubClient implements GitHubApi {
  private readonly octokit: Octokit;
  private readonly kept = new Map<string, Kept>();
  private readonly asking = new Map<string, Promise<Page>>();
  private readonly now: () => number;
  /** Until when nothing is asked, and why. */
  private held: Held | undefined;
  private readonly heldAlone = new Map<string, Held>();
  private failures = 0;
  /** Answers from before this moment are asked for anew. */
  private since = 0;
  rate: Rate | undefined;

  constructor(private readonly parts: ClientParts) {
    this.now = parts.now ?? Date.now;
    const silent = () => undefined;
    this.octokit = new Octokit({
      baseUrl: parts.server.api,
      userAgent: 'tpm-lens',
      log: { debug: silent, info: silent, warn: silent, error: silent },
      request: { fetch: guardedFetch(parts.server.api, parts.fetch ?? fetch) },
    });
  }

  /** What follows is asked for anew, however young the answers are. A limit that GitHub set still holds. */
  refresh(): void {
    this.since = this.now();
    this.heldAlone.clear();
    if (this.held?.trouble.kind !== 'limit') this.held = undefined;
  }

  /** Forgets every answer. */
  forget(): void {
    this.kept.clear();
    this.rate = undefined;
  }

  async get(route: string, parameters: Readonly<Record<string, unknown>>): Promise<Answer<unknown>> {
    const { kept, trouble } = await this.page(route, parameters);
    return { value: kept.data, at: kept.at, ...(trouble ? { trouble } : {}) };
  }

  async list(
    route: string,
    parameters: Readonly<Record<string, unknown>>,
    pages: number,
  ): Promise<Answer<{ readonly items: readonly unknown[]; readonly more: boolean }>> {
    const items: unknown[] = [];
    let at = Infinity;
    let trouble: Trouble | undefined;
    for (let page = 1; page <= pages; page++) {
      const answer = await this.page(route, page === 1 ? parameters : { ...parameters, page });
      items.push(...itemsOf(answer.kept.data));
      at = Math.min(at, answer.kept.at);
      trouble ??= answer.trouble;
      if (!/rel="next"/.test(String(answer.kept.headers['link'] ?? '')))
        return { value: { items, more: false }, at, ...(trouble ? { trouble } : {}) };
    }
    return { value: { items, more: true }, at, ...(trouble ? { trouble } : {}) };
  }

  async ask(query: string, variables: Readonly<Record<string, unknown>>): Promise<Answer<unknown>> {
    const key = JSON.stringify(['graphql', query, variables]);
    const { kept, trouble } = await this.once(key, 'GraphQL', async () => {
      const data = await this.octokit.graphql(query, { ...variables, ...(await this.authorized()) });
      return { data, headers: {}, etag: undefined, at: this.now() };
    });
    return { value: kept.data, at: kept.at, ...(trouble ? { trouble } : {}) };
  }

  private page(route: string, parameters: Readonly<Record<string, unknown>>): Promise<Page> {
    const key = JSON.stringify([route, parameters]);
    return this.once(key, route, async before => {
      const { headers: authorization, request } = await this.authorized();
      const headers = { ...authorization, ...(before?.etag ? { 'if-none-match': before.etag } : {}) };
      try {
        const reply = await this.octokit.request(route, { ...parameters, headers, request });
        this.note(reply.headers);
        return {
          data: reply.data as unknown,
          headers: reply.headers,
          etag: reply.headers.etag,
          at: this.now(),
        };
      } catch (error) {
        const { status, response } = error as { status?: number; response?: { headers?: Kept['headers'] } };
        if (response?.headers) this.note(response.headers);
        if (status === 304 && before) return { ...before, at: this.now() };
        throw error;
      }
    });
  }

  private async authorized() {
    const token = await this.parts.token();
    if (token === undefined) throw new GitHubTrouble({ kind: 'signedOut' });
    return {
      headers: { authorization: `bearer ${token}`, 'x-github-api-version': '2022-11-28' },
      request: { signal: AbortSignal.timeout(longest) },
    };
  }

  /** The kept answer while it is young; else a new one; else the old one with the reason. */
  private async once(
    key: string,
    route: string,
    ask: (before: Kept | undefined) => Promise<Kept>,
  ): Promise<Page> {
    const before = this.kept.get(key);
    if (before && before.at > this.since && this.now() - before.at < fresh) return { kept: before };
    for (const held of [this.held, this.heldAlone.get(key)])
      if (held && held.until > this.now()) return old(before, held.trouble);
    const running = this.asking.get(key);
    if (running) return running;
    const asking = this.tryOnce(key, route, before, ask);
    this.asking.set(key, asking);
    try {
      return await asking;
    } finally {
      this.asking.delete(key);
    }
  }

  private async tryOnce(
    key: string,
    route: string,
    before: Kept | undefined,
    ask: (before: Kept | undefined) => Promise<Kept>,
  ): Promise<Page> {
    try {
      const kept = await ask(before);
      this.failures = 0;
      this.keep(key, kept);
      return { kept };
    } catch (error) {
      const trouble = troubleOf(error, this.parts.server, this.now());
      this.parts.log(`${route}: ${trouble.kind}`);
      this.hold(key, trouble);
      // what may not be read any more is not shown from memory either
      return old(isPassing(trouble) || trouble.kind === 'limit' ? before : undefined, trouble);
    }
  }

  /** Backs off: from everything at a limit or offline, from one question where GitHub fails at it. */
  private hold(key: string, trouble: Trouble): void {
    if (trouble.kind === 'limit') this.held = { until: trouble.until, trouble };
    else if (trouble.kind === 'outage') this.heldAlone.set(key, { until: this.now() + firstPause, trouble });
    else if (trouble.kind === 'offline') {
      // several questions go out at once: they count as one failure
      if (!this.held || this.held.until <= this.now()) this.failures++;
      const pause = Math.min(firstPause * 2 ** (this.failures - 1), longestPause);
      this.held = { until: this.now() + pause, trouble };
    }
  }

  private keep(key: string, kept: Kept): void {
    this.heldAlone.delete(key);
    this.kept.delete(key);
    this.kept.set(key, kept);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= mostKept) break;
      this.kept.delete(oldest);
    }
  }

  private note(headers: Kept['headers']): void {
    const number = (name: string) => Number(headers[name] ?? Number.NaN);
    const [left, of, reset] = [
      number('x-ratelimit-remaining'),
      number('x-ratelimit-limit'),
      number('x-ratelimit-reset'),
    ];
    if ([left, of, reset].every(Number.isFinite)) this.rate = { left, of, reset: reset * 1000 };
  }
}

function old(before: Kept | undefined, trouble: Trouble): Page {
  if (!before) throw new GitHubTrouble(trouble);
  return { kept: before, trouble };
}

/** Most lists are arrays; that of check runs stands in an object beside its length. */
function itemsOf(data: unknown): readonly unknown[] {
  if (Array.isArray(data)) return data;
  const list =
    typeof data === 'object' && data !== null ? Object.values(data).find(Array.isArray) : undefined;
  if (!list) throw new GitHubTrouble({ kind: 'invalid' });
  return list as readonly unknown[];
}
