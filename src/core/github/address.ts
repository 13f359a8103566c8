/** Which repository at which GitHub an address means, and where that GitHub answers questions. */

/** One GitHub: github.com, or the Enterprise server that the reader's own settings name. */
export interface GitHubServer {
  readonly provider: 'github' | 'github-enterprise';
  /** `github.com`, `github.shop.example:8443` */
  readonly host: string;
  /** Where people open it; without a slash at the end. */
  readonly web: string;
  /** Where the REST interface is; without a slash at the end. */
  readonly api: string;
}

export interface RepositoryAddress {
  readonly host: string;
  readonly owner: string;
  readonly name: string;
}

/** github.com itself. */
export const publicGitHub: GitHubServer = {
  provider: 'github',
  host: 'github.com',
  web: 'https://github.com',
  api: 'https://api.github.com',
};

/** The Enterprise server at an address of VS Code's setting; `undefined` where that is no web address. */
export function enterpriseServer(address: string | undefined): GitHubServer | undefined {
  const [, protocol, host] = /^(https?):\/\/([a-z0-9.-]+(?::\d+)?)\/?$/i.exec(address?.trim() ?? '') ?? [];
  if (protocol === undefined || host === undefined) return undefined;
  const web = `${protocol.toLowerCase()}://${host.toLowerCase()}`;
  // a subdomain of ghe.com is GitHub's own cloud, which answers beside it; a server answers below itself
  const api = /\.ghe\.com$/i.test(host) ? `${protocol}://api.${host.toLowerCase()}` : `${web}/api/v3`;
  return { provider: 'github-enterprise', host: host.toLowerCase(), web, api };
}

const part = '[A-Za-z0-9_.-]{1,100}';
const forms = [
  new RegExp(
    `^(?:https?|git|ssh|git\\+ssh)://(?:[^@/]*@)?([a-z0-9.-]+(?::\\d+)?)/(${part})/(${part}?)(?:\\.git)?/?$`,
    'i',
  ),
  new RegExp(`^(?:[^@/:]+@)?([a-z0-9.-]+):/?(${part})/(${part}?)(?:\\.git)?/?$`, 'i'),
];

/** What the address of a remote means: `git@github.com:parcel/shop.git`, `https://github.com/parcel/shop`. */
export function addressOf(url: string): RepositoryAddress | undefined {
  for (const form of forms) {
    const [, host, owner, name] = form.exec(url.trim()) ?? [];
    if (host === undefined || owner === undefined || name === undefined || /^\.{0,2}$/.test(name)) continue;
    return { host: hostOf(host), owner, name };
  }
  return undefined;
}

/** GitHub lets git pass firewalls by another name, and git names ports that the web does not use. */
const hostOf = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^ssh\.(github\.com)(:443)?$/, '$1')
    .replace(/^(www\.)?github\.com(:\d+)?$/, 'github.com')
    .replace(/:22$/, '');

/** `owner/name` as a person writes it. */
export const fullName = ({ owner, name }: Pick<RepositoryAddress, 'owner' | 'name'>): string =>
  `${owner}/${name}`;

/** `parcel/shop` of a reply, taken apart; `undefined` where it is neither. */
export function splitName(full: string): Pick<RepositoryAddress, 'owner' | 'name'> | undefined {
  const [, owner, name] = new RegExp(`^(${part})/(${part})$`).exec(full) ?? [];
  return owner === undefined || name === undefined ? undefined : { owner, name };
}

/** The address of a remote after the `url.<base>.insteadOf` settings, of which the longest that fits counts. */
export function insteadOf(
  url: string,
  rules: readonly { readonly base: string; readonly prefix: string }[],
): string {
  const [best] = rules
    .filter(({ prefix }) => prefix !== '' && url.startsWith(prefix))
    .sort((a, b) => b.prefix.length - a.prefix.length);
  return best ? best.base + url.slice(best.prefix.length) : url;
}

/** The branch in the authority of a virtual workspace (`vscode-vfs://github+7b22…/parcel/shop`), where it names one. */
export function branchOfAuthority(authority: string): string | undefined {
  const [, hex] = /^github\+((?:[0-9a-f]{2})+)$/i.exec(decodeURIComponent(authority)) ?? [];
  if (hex === undefined) return undefined;
  try {
    const bytes = (hex.match(/../g) ?? []).map(pair => `%${pair}`).join('');
    const value: unknown = JSON.parse(decodeURIComponent(bytes));
    const ref = (value as { readonly ref?: { readonly type?: unknown; readonly id?: unknown } } | null)?.ref;
    // 0 and 1 are branches; the others are tags, commits and pull requests
    return (ref?.type === 0 || ref?.type === 1) && typeof ref.id === 'string' && ref.id !== ''
      ? ref.id
      : undefined;
  } catch {
    // another version of the extension that makes these addresses: the branch is then not known
    return undefined;
  }
}

/** The remotes and the branch that a `.git` folder's two files name, for where git cannot run. */
export function readDotGit(
  head: string,
  config: string,
): {
  readonly branch: string | undefined;
  readonly remotes: ReadonlyMap<string, string>;
} {
  const remotes = new Map<string, string>();
  let remote: string | undefined;
  for (const line of config.split('\n')) {
    const section = /^\s*\[(.*)\]\s*$/.exec(line)?.[1];
    if (section !== undefined) remote = /^remote "(.+)"$/.exec(section)?.[1];
    const url = /^\s*url\s*=\s*(\S.*?)\s*$/.exec(line)?.[1];
    if (remote !== undefined && url !== undefined && !remotes.has(remote)) remotes.set(remote, url);
  }
  return { branch: /^ref: refs\/heads\/(\S+)\s*$/.exec(head)?.[1], remotes };
}
