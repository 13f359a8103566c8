// A GitHub for suites: speaks the documented REST interface and the published GraphQL schema on the loopback address.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { buildSchema, graphql } from 'graphql';
import { inProject } from '../hosts/paths.mjs';
import { problems } from './description.mjs';
import * as story from './story.mjs';

/** @type {import('graphql').GraphQLSchema | undefined} */
let schema;
const published = () =>
  (schema ??= buildSchema(
    readFileSync(inProject('node_modules/@octokit/graphql-schema/schema.graphql'), 'utf8'),
    { assumeValid: true },
  ));

/** @typedef {'expired' | 'forbidden' | 'missing' | 'sso' | 'limit' | 'secondary' | 'outage' | 'invalid' | 'elsewhere' | 'renamed' | 'private' | undefined} Fault */

/** What GitHub lets pages of other origins send and see. */
const crossOrigin = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, PATCH, PUT, DELETE',
  'access-control-allow-headers':
    'Authorization, Content-Type, If-Match, If-Modified-Since, If-None-Match, If-Unmodified-Since, Accept-Encoding, X-GitHub-OTP, X-Requested-With, User-Agent, GraphQL-Features, X-Github-Next-Global-ID, X-GitHub-Api-Version',
  'access-control-expose-headers':
    'ETag, Link, Location, Retry-After, X-GitHub-OTP, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Used, X-RateLimit-Resource, X-RateLimit-Reset, X-OAuth-Scopes, X-Accepted-OAuth-Scopes, X-Poll-Interval, X-GitHub-Media-Type, X-GitHub-SSO, X-GitHub-Request-Id, Deprecation, Sunset',
};

const a = 'a'.repeat(40);
/** @type {story.World} */
const first = {
  step: 'draft',
  owner: 'parcel',
  name: 'shop',
  branch: 'feature/refund-limit',
  head: 'f'.repeat(40),
  main: ['1'.repeat(40), '2'.repeat(40), a],
  merge: 'e'.repeat(40),
  records: true,
  title: 'Refund limit of 60 days',
  crowd: 0,
};

/** @typedef {Awaited<ReturnType<typeof startGitHub>>} FakeGitHub */

/** Starts it on a free port; `set` changes what it tells. */
export async function startGitHub() {
  let world = first;
  /** @type {Fault} */
  let fault;
  /** @type {string[]} */
  const violations = [];
  /** @type {{ line: string, status: number, token: string }[]} */
  const asked = [];
  let left = 5000;

  /** @type {Record<string, (match: string[]) => unknown>} */
  const replies = {
    '/repos/{owner}/{repo}': () => story.repository(world),
    '/repos/{owner}/{repo}/pulls': () => undefined,
    '/repos/{owner}/{repo}/pulls/{pull_number}': ([, , number]) =>
      number === '128' ? story.pull(world) : undefined,
    '/repos/{owner}/{repo}/pulls/{pull_number}/reviews': () => story.reviews(world),
    '/repos/{owner}/{repo}/commits/{ref}/check-runs': () => story.checkRuns(world),
    '/repos/{owner}/{repo}/commits/{ref}/status': () => story.status(world),
    '/repos/{owner}/{repo}/branches/{branch}': () => story.branch(),
    '/repos/{owner}/{repo}/rules/branches/{branch}': () => story.rules(),
    '/repos/{owner}/{repo}/deployments': () => story.deployments(world),
    '/repos/{owner}/{repo}/deployments/{deployment_id}/statuses': ([, , id]) =>
      story.deploymentStatuses(world, Number(id)),
    '/repos/{owner}/{repo}/releases/latest': () => story.release(),
    '/repos/{owner}/{repo}/compare/{basehead}': ([, , basehead = '']) => {
      const [base = '', head = ''] = basehead.split('...');
      return story.comparison(world, base, head);
    },
  };
  const patterns = Object.keys(replies)
    .map(path => ({ path, pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '([^/]+)')}$`) }))
    .sort((one, other) => other.path.length - one.path.length);

  /** @param {URL} url */
  function reply(url) {
    for (const { path, pattern } of patterns) {
      const match = pattern.exec(url.pathname)?.slice(1).map(decodeURIComponent);
      if (!match) continue;
      if (match[0] !== world.owner || match[1] !== world.name)
        return { path, status: 404, body: { message: 'Not Found', documentation_url: '', status: '404' } };
      const body = path === '/repos/{owner}/{repo}/pulls' ? pulls(url.searchParams) : replies[path]?.(match);
      return body === undefined
        ? { path, status: 404, body: { message: 'Not Found', documentation_url: '', status: '404' } }
        : { path, status: 200, body };
    }
    return { path: url.pathname, status: 404, body: { message: 'Not Found' } };
  }

  /** @param {URLSearchParams} query */
  function pulls(query) {
    const own = story.pullSimple(world);
    const crowd = Array.from({ length: world.crowd }, (_, index) => ({
      ...own,
      number: 1000 + index,
      state: 'open',
      head: { ...own.head, ref: `crowd/${index}`, label: `${world.owner}:crowd/${index}` },
    }));
    const all = [own, ...crowd];
    const state = query.get('state') ?? 'open';
    const head = query.get('head');
    return all.filter(
      pull => (state === 'all' || pull.state === state) && (head === null || pull.head.label === head),
    );
  }

  /** @param {string} token @returns {{ status: number, headers?: Record<string, string>, body: unknown } | undefined} */
  function faulty(token) {
    const message = (/** @type {string} */ text) => ({ message: text, documentation_url: '' });
    switch (fault) {
      case 'expired':
        return { status: 401, body: message('Bad credentials') };
      case 'forbidden':
        return { status: 403, body: message('Resource not accessible by integration') };
      case 'missing':
        return { status: 404, body: message('Not Found') };
      case 'private':
        return token.endsWith('test-private') ? undefined : { status: 404, body: message('Not Found') };
      case 'sso':
        return {
          status: 403,
          headers: {
            'x-github-sso': 'required; url=https://github.com/orgs/parcel/sso?authorization_request=A1',
          },
          body: message(
            'Resource protected by organization SAML enforcement. You must grant your OAuth token access to this organization.',
          ),
        };
      case 'limit':
        return {
          status: 403,
          headers: {
            'x-ratelimit-remaining': '0',
            'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 1800),
          },
          body: message('API rate limit exceeded for user ID 1.'),
        };
      case 'secondary':
        return {
          status: 429,
          headers: { 'retry-after': '90' },
          body: message('You have exceeded a secondary rate limit.'),
        };
      case 'outage':
        return { status: 503, body: message('Service unavailable') };
      case 'invalid':
        return { status: 200, body: { hello: 'world' } };
      case 'elsewhere':
        return {
          status: 301,
          headers: { location: 'http://elsewhere.example/repos' },
          body: message('Moved Permanently'),
        };
      default:
        return undefined;
    }
  }

  const server = createServer((request, response) => {
    /** @type {Buffer[]} */
    const chunks = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      void answer(Buffer.concat(chunks).toString('utf8')).catch(error => {
        violations.push(String(error));
        response.writeHead(500, crossOrigin).end('{}');
      });
    });

    /** @param {string} text */
    async function answer(text) {
      // an Enterprise server answers below itself
      const path = (request.url ?? '/').replace(/^\/api(\/v3|(?=\/graphql))/, '');
      const url = new URL(path, `http://${request.headers.host}`);
      if (request.method === 'OPTIONS') return void response.writeHead(204, crossOrigin).end();
      if (url.pathname === '/test')
        return void response.writeHead(200, crossOrigin).end(JSON.stringify(control(text)));
      const token = (request.headers.authorization ?? '').replace(/^(bearer|token) /i, '');
      const line = `${request.method} ${url.pathname}${url.search}`;
      /** @param {number} status @param {unknown} body @param {Record<string, string>} [headers] */
      const send = (status, body, headers = {}) => {
        asked.push({ line, status, token });
        const all = {
          ...crossOrigin,
          'content-type': 'application/json; charset=utf-8',
          'x-ratelimit-limit': '5000',
          'x-ratelimit-remaining': String(left),
          'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 1800),
          ...headers,
        };
        response.writeHead(status, all).end(status === 304 ? undefined : JSON.stringify(body));
      };
      if (!/^test-(public|private)$/.test(token)) return send(401, { message: 'Bad credentials' });
      const wrong = faulty(token);
      if (wrong) return send(wrong.status, wrong.body, wrong.headers);
      if (url.pathname === '/graphql') return send(200, await ask(text));
      if (request.method !== 'GET') {
        violations.push(`${line} would write`);
        return send(405, { message: 'Method Not Allowed' });
      }
      if (fault === 'renamed' && url.pathname.startsWith('/repos/parcel/shop') && world.name === 'shop') {
        return send(
          301,
          { message: 'Moved Permanently' },
          {
            location: `http://${request.headers.host}${url.pathname.replace('/repos/parcel/shop', '/repositories/7')}${url.search}`,
          },
        );
      }
      const known = new URL(url);
      if (url.pathname.startsWith('/repositories/7'))
        known.pathname = url.pathname.replace('/repositories/7', '/repos/parcel/shop');
      const { path: template, status, body } = reply(known);
      const shown =
        fault === 'renamed' && template === '/repos/{owner}/{repo}'
          ? { ...Object(body), full_name: 'parcel/storefront', name: 'storefront' }
          : body;
      violations.push(...problems(template, url.searchParams, status, JSON.parse(JSON.stringify(shown))));
      const page = Number(url.searchParams.get('page') ?? 1);
      const size = Number(url.searchParams.get('per_page') ?? 30);
      const part = Array.isArray(shown) ? shown.slice((page - 1) * size, page * size) : shown;
      url.searchParams.set('page', String(page + 1));
      /** @type {Record<string, string>} */
      const link =
        Array.isArray(shown) && shown.length > page * size ? { link: `<${url.href}>; rel="next"` } : {};
      const etag = `W/"${createHash('sha256').update(JSON.stringify(part)).digest('hex').slice(0, 32)}"`;
      if (request.headers['if-none-match'] === etag) return send(304, undefined, { etag, ...link });
      left--;
      return send(status, part, { etag, ...link });
    }
  });

  /** @param {string} text */
  async function ask(text) {
    const { query, variables } = JSON.parse(text);
    if (/^\s*mutation/.test(query)) violations.push('a GraphQL question that writes');
    const result = await graphql({
      schema: published(),
      source: query,
      variableValues: variables,
      rootValue: story.talk(world),
    });
    if (result.errors) violations.push(...result.errors.map(({ message }) => `GraphQL: ${message}`));
    return result;
  }

  /** What a suite in another process says: it changes the world, and hears what was asked. @param {string} text */
  function control(text) {
    if (text !== '') set(JSON.parse(text));
    return { violations, asked };
  }

  /** @param {Partial<story.World> & { fault?: Fault | null, forget?: boolean }} change */
  function set({ fault: next, forget, ...rest }) {
    if (next !== undefined) fault = next ?? undefined;
    if (forget) {
      asked.length = 0;
      left = 5000;
    }
    world = { ...world, ...rest };
  }

  await new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    set,
    violations,
    asked,
    stop: () => void server.close(),
  };
}
