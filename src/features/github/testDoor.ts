import * as vscode from 'vscode';
import { publicGitHub, type GitHubServer } from '../../core/github/address';
import type { SignIn } from './session';

/** Where a test's own GitHub answers, and the sign-in that it accepts. */
export interface TestDoor {
  readonly api: string;
}

/** Only this computer: whatever opens the door, no question leaves it. */
const loopback = /^http:\/\/127\.0\.0\.1:\d+$/;

/**
 * The door of a run of tests: from the environment of the extension host, or opened by a suite in a window that VS
 * Code started for tests. Neither is in reach of a folder, and through it goes no sign-in of the reader's, only a
 * word that nobody else accepts.
 */
export function doorOf(mode: vscode.ExtensionMode, opened: TestDoor | undefined): TestDoor | undefined {
  const named = typeof process === 'undefined' ? undefined : process.env['TPM_LENS_TEST_GITHUB'];
  const door =
    mode === vscode.ExtensionMode.Test && opened ? opened : named === undefined ? undefined : { api: named };
  return door && loopback.test(door.api) ? door : undefined;
}

/** Signs in at the test's GitHub, which answers in the place of github.com. */
export function signInByDoor({ api }: TestDoor): SignIn {
  const server: GitHubServer = { ...publicGitHub, api };
  let signedIn = false;
  return {
    servers: () => [server],
    session(_, asPrivate, way) {
      if (way !== 'silent') signedIn = true;
      return Promise.resolve(
        signedIn ? { account: 'robin', token: asPrivate ? 'test-private' : 'test-public' } : undefined,
      );
    },
  };
}
