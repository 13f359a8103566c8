import type { MarkdownIt } from 'markdown-it';
import * as vscode from 'vscode';
import type { Library } from '../../core/content/library';
import { plainText } from '../../core/content/plainText';
import { isTeamTerm } from '../../core/team/types';
import { underlined } from '../../core/terms/underlined';
import type { Terms } from '../terms';
import { readSettings } from '../terms/settings';
import { annotateTerms, type Addressed, type PreviewCard } from './annotate';
import { lessonLink, termOfLink, type PreviewWindow } from './lessonLink';

export interface PreviewServices {
  readonly library: Library;
  readonly terms: Terms;
  readonly log: vscode.LogOutputChannel;
  readonly extensionId: string;
  readonly mastered: (id: string) => boolean;
  readonly onDidChangeMastery: vscode.Event<unknown>;
}

/** The terms of a document in VS Code's Markdown preview: what the extension exports to the preview. */
export interface PreviewApi {
  extendMarkdownIt(markdown: MarkdownIt): MarkdownIt;
}

/** Milliseconds after which a refresh that rendered nothing was dropped; VS Code gathers updates for 300. */
const droppedAfter = 1000;

/** Marks terms in the Markdown preview and opens the sidebar for the links that the preview shows. */
export function register(services: PreviewServices): PreviewApi & { dispose(): void } {
  const { library, terms, log, mastered, onDidChangeMastery } = services;
  /** Why the terms matter, once it is read: the preview is made without waiting. */
  let reasons: ReadonlyMap<string, string> | undefined;
  let reading: Promise<void> | undefined;
  /** A term was rendered without its reason. */
  let missed = false;
  let used = false;
  /** How often a term was rendered. */
  let rendered = 0;

  const refresh = () => {
    if (!used) return;
    vscode.commands.executeCommand('markdown.preview.refresh').then(undefined, (error: unknown) => {
      log.debug('The Markdown preview was not refreshed.', String(error));
    });
  };
  /** VS Code drops a refresh while an update of its own is about to come, which renders nothing where nothing changed. */
  const refreshUntilRendered = (attempts: number) => {
    const before = rendered;
    refresh();
    if (attempts > 1)
      setTimeout(() => {
        if (rendered === before) refreshUntilRendered(attempts - 1);
      }, droppedAfter);
  };
  /** Begun as early as can be: VS Code loses an update that comes while the page before it still loads. */
  const readReasons = () => {
    reading ??= library.reasons().then(
      read => {
        reasons = read;
        if (missed) refreshUntilRendered(3);
      },
      (error: unknown) => {
        reading = undefined;
        log.error(error instanceof Error ? error : String(error));
      },
    );
  };

  const card = (id: string, document: Addressed | undefined): PreviewCard | undefined => {
    rendered++;
    const entry = library.term(id);
    if (!entry || (document !== undefined && terms.excludedIn(document.toString()).has(id))) return undefined;
    const team = isTeamTerm(entry) ? entry.team : undefined;
    const reason = team ? team.why : reasons?.get(id);
    if (!team && !reasons) {
      missed = true;
      readReasons();
    }
    const topic = library.topic(entry.topic)?.title ?? entry.topic;
    const href = team ? undefined : lessonLink(previewWindow(), services.extensionId, id);
    return {
      title: `${entry.term} · ${topic}${entry.sense === undefined ? '' : ` · ${entry.sense}`}`,
      summary: team ? entry.summary : plainText(entry.summary),
      why:
        reason === undefined || reason === ''
          ? undefined
          : { label: vscode.l10n.t('Why it matters'), text: reason },
      link: href === undefined ? undefined : { label: vscode.l10n.t('Open in sidebar'), href },
    };
  };

  const subscriptions = vscode.Disposable.from(
    terms.onDidChange(refresh),
    onDidChangeMastery(refresh),
    vscode.window.registerUriHandler({
      handleUri: async ({ path }) => {
        const id = termOfLink(path);
        if (id !== undefined && library.term(id))
          await vscode.commands.executeCommand('tpmLens.openTerm', id);
      },
    }),
  );
  return {
    dispose() {
      subscriptions.dispose();
    },
    extendMarkdownIt(markdown) {
      used = true;
      readReasons();
      return annotateTerms(markdown, {
        find: prose => {
          const settings = readSettings();
          if (settings.underline === 'none' || prose.text.length > terms.wholeDocumentLimit) return [];
          return underlined(terms.scanner().scanProse(prose, terms.excludedAnywhere()), {
            mode: settings.underline,
            limit: settings.underlineLimit,
            level: id => library.term(id)?.level ?? 1,
            mastered,
          });
        },
        card,
      });
    },
  };
}

const previewWindow = (): PreviewWindow => ({
  desktop: vscode.env.uiKind === vscode.UIKind.Desktop,
  uriScheme: vscode.env.uriScheme,
});
