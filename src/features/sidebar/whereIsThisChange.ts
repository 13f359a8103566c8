import * as vscode from 'vscode';
import { lastChangeOfFile, lastChangeOfLine } from '../../core/git/lastChange';
import { resolveCommit } from '../../core/git/refs';
import type { Destination } from '../../core/now/page';
import { ago } from '../../core/now/words';
import type { Git } from '../../core/repository/ports';
import type { Folder } from '../repository/repositories';
import { pickBranch } from './lookAtBranch';

const { t } = vscode.l10n;

interface Choice extends vscode.QuickPickItem {
  readonly find: () => Promise<Destination | undefined>;
}

/** Asks which change is meant: of the line, the file, the branch, or one that is named. */
export async function pickChange(folder: Folder, git: Git): Promise<Destination | undefined> {
  const editor = vscode.window.activeTextEditor;
  const root = `${folder.root.path}/`;
  const open = editor?.document.uri.path.startsWith(root) === true ? editor : undefined;
  const choices: Choice[] = [
    ...(open ? ofEditor(open, open.document.uri.path.slice(root.length), git) : []),
    {
      label: `$(git-branch) ${t('A branch…')}`,
      description: t('how far its last commit has got'),
      find: async () => {
        const ref = await pickBranch(git, t('Where Is This Change?'));
        return ref === undefined ? undefined : { place: 'change', ref };
      },
    },
    { label: `$(tag) ${t('A tag…')}`, find: async () => changeAt(await pickTag(git)) },
    {
      label: `$(git-commit) ${t('A commit…')}`,
      description: t('by the id that a pull request or a message names'),
      find: () => askForCommit(git),
    },
    {
      label: `$(package) ${t('What is in the next release?')}`,
      description: t('merged, and in no release yet'),
      find: () => Promise.resolve({ place: 'release' }),
    },
  ];
  const picked = await vscode.window.showQuickPick(choices, {
    title: t('Where Is This Change?'),
    placeHolder: t('Merged where, released when, and what would carry it to customers'),
    matchOnDescription: true,
  });
  return picked?.find();
}

const changeAt = (ref: string | undefined): Destination | undefined =>
  ref === undefined ? undefined : { place: 'change', ref };

function ofEditor(editor: vscode.TextEditor, path: string, git: Git): readonly Choice[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const line = editor.selection.active.line + 1;
  const noCommit = async (found: Promise<string | undefined>, sentence: string) => {
    const id = await found;
    if (id === undefined) void vscode.window.showInformationMessage(sentence);
    return changeAt(id);
  };
  return [
    {
      label: `$(list-selection) ${t('This line')}`,
      description: `${name}:${line}`,
      find: () =>
        noCommit(
          lastChangeOfLine(git, path, line, editor.document.getText()),
          t('Line {0} of {1} is in no commit yet: it exists only in this folder.', line, name),
        ),
    },
    {
      label: `$(file) ${t('This file')}`,
      description: t('the last change of {0}', name),
      find: () =>
        noCommit(
          lastChangeOfFile(git, path),
          t('{0} is in no commit yet: it exists only in this folder.', name),
        ),
    },
  ];
}

async function pickTag(git: Git): Promise<string | undefined> {
  const { stdout } = await git.run([
    'for-each-ref',
    '--sort=-creatordate',
    '--count=2000',
    '--format=%(refname)%00%(creatordate:unix)%00%(contents:subject)',
    'refs/tags',
  ]);
  const now = new Date();
  const items = stdout.split('\n').flatMap(line => {
    const [ref = '', time = '', subject = ''] = line.split('\0');
    return ref === ''
      ? []
      : [
          {
            ref,
            label: ref.replace(/^refs\/tags\//, ''),
            description: ago(t, new Date(Number(time) * 1000), now),
            detail: subject,
          },
        ];
  });
  if (items.length === 0) {
    void vscode.window.showInformationMessage(t('This repository has no tags.'));
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(items, {
    title: t('Where Is This Change?'),
    placeHolder: t('Choose a tag'),
    matchOnDetail: true,
  });
  return picked?.ref;
}

async function askForCommit(git: Git): Promise<Destination | undefined> {
  let id: string | undefined;
  const text = await vscode.window.showInputBox({
    title: t('Where Is This Change?'),
    prompt: t('The id of a commit, such as 17b2e58, or the name of a branch or a tag'),
    ignoreFocusOut: true,
    validateInput: async value => {
      const name = value.trim();
      if (name === '') return undefined;
      id = await resolveCommit(git, name);
      return id === undefined
        ? t('There is no such commit, branch or tag in this folder. Fetch may bring it.')
        : undefined;
    },
  });
  return text === undefined || text.trim() === '' ? undefined : changeAt(id);
}
