import { GitHubTrouble } from '../../core/github/types';

const mostHops = 3;
const redirects = new Set([301, 302, 307, 308]);

/**
 * A fetch that contacts the server of `api` and no other: a reply that leads elsewhere is not followed. GitHub answers
 * for a renamed repository with another address of its own; where a browser hides that address, the trouble says so.
 */
export function guardedFetch(api: string, inner: typeof fetch): typeof fetch {
  const { origin } = new URL(api);
  return async (input, init) => {
    let url = new URL(input instanceof Request ? input.url : input);
    for (let hop = 0; ; hop++) {
      if (url.origin !== origin || hop > mostHops) throw new GitHubTrouble({ kind: 'elsewhere' });
      const response = await inner(url, { ...init, redirect: 'manual' });
      if (response.type === 'opaqueredirect') throw new GitHubTrouble({ kind: 'moved' });
      const location = redirects.has(response.status) ? response.headers.get('location') : null;
      if (location === null) return response;
      url = new URL(location, url);
    }
  };
}
