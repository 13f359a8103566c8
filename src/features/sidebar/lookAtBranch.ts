import * as vscode from 'vscode';
import { ago } from '../../core/now/words';
import type { Git } from '../../core/repository/ports';

interface Pick extends vscode.QuickPickItem {
  readonly ref: string;
}

const { t } = vscode.l10n;

/** Every branch, at the server and here, newest first; resolves to the chosen ref. */
export async function pickBranch(git: Git, title = t('Look at a Branch')): Promise<string | undefined> {
  const { stdout } = await git.run([
    'for-each-ref',
    '--sort=-committerdate',
    '--count=2000',
    '--format=%(refname)%00%(symref)%00%(committerdate:unix)%00%(authorname)%00%(contents:subject)',
    'refs/remotes',
    'refs/heads',
  ]);
  const now = new Date();
  const items = stdout.split('\n').flatMap((line): readonly Pick[] => {
    const [ref = '', symref = '', time = '', author = '', subject = ''] = line.split('\0');
    if (ref === '' || symref !== '') return [];
    const local = ref.startsWith('refs/heads/');
    return [
      {
        ref,
        label: ref.replace(/^refs\/(heads|remotes)\//, ''),
        description: local ? t('on this computer') : '',
        detail: t('{0}, {1}: {2}', author, ago(t, new Date(Number(time) * 1000), now), subject),
      },
    ];
  });
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: t('Explains what the branch holds and what merging it would do. Nothing is checked out.'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.ref;
}
