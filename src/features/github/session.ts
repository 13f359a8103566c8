import * as vscode from 'vscode';
import { enterpriseServer, publicGitHub, type GitHubServer } from '../../core/github/address';

/** Whom GitHub knows the reader as, and how to ask in their name. The token is handed on, never kept. */
export interface Session {
  readonly account: string;
  readonly token: string;
}

/** `silent`: never ask the reader. `ask`: sign in where needed. `anew`: sign in again, whatever there is. */
export type Way = 'silent' | 'ask' | 'anew';

/** Signs in. VS Code implements it; tests have a door of their own (`testDoor.ts`). */
export interface SignIn {
  /** Every GitHub that may be asked: github.com, and the Enterprise server of the reader's own settings. */
  servers(): readonly GitHubServer[];
  session(server: GitHubServer, asPrivate: boolean, way: Way, detail: string): Promise<Session | undefined>;
}

/**
 * The least that GitHub has. A list without any would match sign-ins with every permission that other extensions were
 * given; `read:user` is one that reads the account's own profile, and with it everything public.
 */
const publicScopes = ['read:user'];
/** GitHub has no permission that only reads private repositories. */
const privateScopes = ['read:user', 'repo'];

/** Sign-in by VS Code's own GitHub authentication. */
export const signInByVsCode: SignIn = {
  servers() {
    const enterprise = enterpriseServer(enterpriseSetting());
    return enterprise && enterprise.host !== publicGitHub.host ? [publicGitHub, enterprise] : [publicGitHub];
  },
  async session(server, asPrivate, way, detail) {
    const scopes = asPrivate ? privateScopes : publicScopes;
    const options: vscode.AuthenticationGetSessionOptions = {
      silent: { silent: true },
      ask: { createIfNone: { detail } },
      anew: { forceNewSession: { detail } },
    }[way];
    const session = await vscode.authentication.getSession(server.provider, scopes, options);
    return session && { account: session.account.label, token: session.accessToken };
  },
};

/** Only the reader's own settings count: a folder's settings could name a server that collects sign-ins. */
function enterpriseSetting(): string | undefined {
  const settings = vscode.workspace.getConfiguration('github-enterprise');
  const own = settings.inspect<string>('uri')?.globalValue;
  // VS Code's sign-in uses the setting that is in force, which a folder may have changed
  return settings.get<string>('uri') === own ? own : undefined;
}
