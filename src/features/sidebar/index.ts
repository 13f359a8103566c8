import * as vscode from 'vscode';
import type { Destination } from '../../core/now/page';
import { command } from '../command';
import { openEvidence } from './openEvidence';
import type { SidebarServices } from './services';
import type { Sidebar } from './sidebar';

export type { ProgressPages, SidebarServices } from './services';

const places = ['now', 'product', 'learn', 'progress', 'review'] as const;

/** The sidebar: Now, Product, Learn and Progress, following the branch, the files and the active editor. */
export function register(services: SidebarServices): vscode.Disposable {
  const { log, repositories } = services;
  let built: Promise<Sidebar> | undefined;
  const sidebar = () => (built ??= import('./sidebar').then(({ createSidebar }) => createSidebar(services)));

  const opening = (id: string, place: 'term' | 'lesson') =>
    command(id, log, async (argument, paragraph) => {
      if (typeof argument !== 'string') return;
      const { view } = await sidebar();
      await view.open({ place, id: argument }, typeof paragraph === 'string' ? paragraph : undefined);
    });
  return vscode.Disposable.from(
    { dispose: () => void built?.then(made => made.dispose()) },
    vscode.window.registerWebviewViewProvider('tpmLens.sidebar', {
      resolveWebviewView: async view => (await sidebar()).view.resolveWebviewView(view),
    }),
    command('tpmLens.sidebar.open', log, async place => {
      const known = places.find(each => each === place);
      if (known !== undefined) await (await sidebar()).view.open({ place: known });
    }),
    opening('tpmLens.openTerm', 'term'),
    opening('tpmLens.openLesson', 'lesson'),
    command('tpmLens.openEvidence', log, async argument => {
      const { file, line } = (argument ?? {}) as { readonly file?: unknown; readonly line?: unknown };
      if (typeof file === 'string' && typeof line === 'number')
        await openEvidence(repositories.active(), file, line);
    }),
    command('tpmLens.lookAtBranch', log, async () => (await sidebar()).lookAtBranch()),
    command('tpmLens.whereIsThisChange', log, async () => (await sidebar()).whereIsThisChange()),
    command('tpmLens.sidebar.back', log, async () => (await sidebar()).view.back()),
    command('tpmLens.sidebar.forward', log, async () => (await sidebar()).view.forward()),
    command('tpmLens.sidebar.search', log, async () => (await sidebar()).view.search()),
    command('tpmLens.sidebar.refresh', log, async () => (await sidebar()).readAgain()),
    ...(services.context.extensionMode === vscode.ExtensionMode.Test
      ? [
          // for suites: goes somewhere and says what is shown
          vscode.commands.registerCommand('tpmLens.test.page', async (to?: Destination) => {
            const { view } = await sidebar();
            if (to) await view.open(to);
            return view.markdown();
          }),
        ]
      : []),
  );
}
