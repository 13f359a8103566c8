import * as vscode from 'vscode';
import { makeSample, sampleFolder } from './make';

/** The document that a first look begins with. */
const firstDocument = ['docs', 'prd-refunds.md'];

/** `open: false` makes the sample and leaves the window as it is. */
interface Options {
  readonly open?: boolean;
}

/** "Open the Sample Product": a small shop with a real history, made on the spot. */
export function register(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.commands.registerCommand('tpmLens.openSample', async (options?: Options) => {
    try {
      return await openSample(context, options?.open !== false);
    } catch (error) {
      log.error(error instanceof Error ? error : String(error));
      void vscode.window.showErrorMessage(
        vscode.l10n.t('The sample product could not be made. The log says why.'),
      );
      return undefined;
    }
  });
}

async function openSample(context: vscode.ExtensionContext, open: boolean): Promise<vscode.Uri> {
  const here = vscode.workspace.workspaceFolders?.find(({ uri }) =>
    uri.path.startsWith(sampleFolder(context).path),
  );
  if (here) {
    await vscode.window.showTextDocument(vscode.Uri.joinPath(here.uri, ...firstDocument));
    return here.uri;
  }
  const title = vscode.l10n.t('Making the sample product…');
  const { folder, history } = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title },
    () => makeSample(context, Date.now()),
  );
  if (!open) return folder;
  if (!history && !(await goOnWithoutHistory())) return folder;
  const forceNewWindow = vscode.workspace.workspaceFolders !== undefined;
  await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow });
  return folder;
}

/** Says what is missing before the window changes, because a message would be gone with it. */
async function goOnWithoutHistory(): Promise<boolean> {
  const why = !vscode.workspace.isTrusted
    ? vscode.l10n.t('This window is in restricted mode, so git was not run.')
    : vscode.env.uiKind === vscode.UIKind.Web && vscode.env.remoteName === undefined
      ? vscode.l10n.t('There is no git in the browser.')
      : vscode.l10n.t('No git was found on this computer.');
  const open = vscode.l10n.t('Open the Files');
  const detail = vscode.l10n.t(
    'The sample product has its files and no history: hovers, Product, Learn and the quiz work; branches, merges and releases do not show.',
  );
  return (await vscode.window.showInformationMessage(why, { modal: true, detail }, open)) === open;
}
