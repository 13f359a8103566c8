import * as vscode from 'vscode';
import type { Library } from '../../core/content/library';
import { factForTerm } from '../../core/repository/termFacts';
import type { RepositoryFacts } from '../../core/repository/types';
import { teamHover } from '../../core/team/hover';
import { isTeamTerm } from '../../core/team/types';
import { questionsAsMarkdown, termHover } from '../../core/terms/hover';
import { command } from '../command';
import type { Terms } from '../terms';
import { documentSelector } from '../terms/documents';
import { toMarkdown } from './markdown';
import { registerUnderlines } from './underlines';

export interface HoverServices {
  readonly library: Library;
  readonly terms: Terms;
  readonly log: vscode.LogOutputChannel;
  /** Facts of the repository that holds a document, as far as they are known already: a hover never waits for them. */
  readonly facts: (uri: vscode.Uri) => RepositoryFacts | undefined;
  readonly mastered: (id: string) => boolean;
  readonly onDidChangeMastery: vscode.Event<unknown>;
}

/** Hovers and underlines over documents, and the commands behind the links of a hover. */
export function register({
  library,
  terms,
  log,
  facts,
  mastered,
  onDidChangeMastery,
}: HoverServices): vscode.Disposable {
  const { muted } = terms;
  return vscode.Disposable.from(
    vscode.languages.registerHoverProvider(documentSelector, {
      provideHover: async (document, position, token) => {
        const found = terms.hitAt(document, position);
        const entry = found && library.term(found.hit.id);
        if (!entry) return undefined;
        const known = facts(document.uri);
        const pieces = isTeamTerm(entry)
          ? teamHover(entry, document.uri.toString(), vscode.l10n.t)
          : await termHover(
              library,
              {
                entry,
                because: found.hit.because,
                fact: known && factForTerm(known, entry.id, vscode.l10n.t),
                place: { uri: document.uri.toString(), line: position.line, character: position.character },
              },
              vscode.l10n.t,
            );
        if (token.isCancellationRequested) return undefined;
        if (found.partial)
          pieces.push({
            kind: 'markdown',
            value: `\n\n*${vscode.l10n.t('Long document: only the text around this word was read.')}*`,
          });
        return new vscode.Hover(
          toMarkdown(pieces),
          new vscode.Range(document.positionAt(found.hit.start), document.positionAt(found.hit.end)),
        );
      },
    }),
    registerUnderlines(library, terms, mastered, [terms.onDidChange, onDidChangeMastery]),
    command('tpmLens.copyQuestions', log, async (id: unknown) => {
      const entry = typeof id === 'string' ? library.term(id) : undefined;
      const body = entry && (await library.termBody(entry.id));
      if (!body) return;
      await vscode.env.clipboard.writeText(questionsAsMarkdown(entry.term, body.ask));
      vscode.window.setStatusBarMessage(vscode.l10n.t('Questions copied.'), 3000);
    }),
    command('tpmLens.muteTerm', log, async (argument: unknown) => {
      if (!isMuteArgument(argument)) return;
      await muted.ask(argument.id, library.term(argument.id)?.term ?? argument.id, argument.uri);
    }),
    command('tpmLens.otherSense', log, argument => chooseSense(argument, library, terms)),
  );
}

/** A team's term in its glossary, ours in the sidebar. */
const openEntry = (id: string, library: Library): Thenable<unknown> => {
  const entry = library.term(id);
  const opening = entry && isTeamTerm(entry) ? 'tpmLens.openGlossary' : 'tpmLens.openTerm';
  return vscode.commands.executeCommand(opening, id);
};

/** "Not this sense?": the senses of the word, each opens in the sidebar; the last entry mutes the one that was shown. */
async function chooseSense(argument: unknown, library: Library, terms: Terms): Promise<void> {
  if (!isPlace(argument)) return;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(argument.uri));
  const position = new vscode.Position(argument.line, argument.character);
  const shown = terms.hitAt(document, position);
  const senses = terms.sensesAt(document, position)?.senses ?? [];
  const entries = [...new Set(senses.map(({ form }) => form.term))];
  const picked = await vscode.window.showQuickPick(
    [
      ...entries.map(entry => ({
        label: entry.term,
        description: entry.sense ?? '',
        detail: entry.summary,
        id: entry.id,
      })),
      { label: vscode.l10n.t("Don't explain this word here"), description: '', detail: '', id: undefined },
    ],
    { placeHolder: vscode.l10n.t('Which sense does the text mean?') },
  );
  if (!picked) return;
  if (picked.id !== undefined) await openEntry(picked.id, library);
  else if (shown)
    await terms.muted.ask(shown.hit.id, library.term(shown.hit.id)?.term ?? shown.hit.id, argument.uri);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const isMuteArgument = (value: unknown): value is { id: string; uri: string } =>
  isRecord(value) && typeof value['id'] === 'string' && typeof value['uri'] === 'string';
const isPlace = (value: unknown): value is { uri: string; line: number; character: number } =>
  isRecord(value) &&
  typeof value['uri'] === 'string' &&
  typeof value['line'] === 'number' &&
  typeof value['character'] === 'number';
