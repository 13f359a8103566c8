import * as vscode from 'vscode';
import type { Page } from '../../core/now/page';
import { findingHover } from '../../core/review/hover';
import type { ReviewedDocument } from '../../core/review/reviewPage';
import type { Finding } from '../../core/review/types';
import { command } from '../command';
import { toMarkdown } from '../hovers/markdown';
import { documentSelector } from '../terms/documents';
import { quickFixes } from './quickFixes';
import { registerDiagnostics } from './diagnostics';
import { placeIn, rangeOf } from './places';
import type { Reviews } from './reviews';
import { computeTable, registerTables } from './tables';

export { Reviews } from './reviews';

const { t } = vscode.l10n;
/** What changes a document loads when something is changed. */
const edits = () => import('./edits');

export interface ReviewServices {
  readonly reviews: Reviews;
  readonly extensionUri: vscode.Uri;
  /** Keeps answers that were not finished. */
  readonly memory: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
}

/** Spec review: marks, hovers and quick fixes in the text, its page in the sidebar, new documents, decision tables. */
export function register({ reviews, extensionUri, memory, log }: ReviewServices): vscode.Disposable {
  const current = new CurrentDocument(reviews);
  /** A command about one finding, wherever it was pressed. */
  const aboutFinding = (
    id: string,
    run: (document: vscode.TextDocument, finding: Finding, more: unknown) => Promise<void>,
  ) =>
    command(id, log, async (argument: unknown, more: unknown) => {
      const { uri, rule, start } = placeIn(argument);
      if (!uri || rule === undefined || start === undefined) return;
      const document = await vscode.workspace.openTextDocument(uri);
      const finding = await reviews.findingAt(document, rule, start);
      if (finding) await run(document, finding, more);
    });

  return vscode.Disposable.from(
    reviews,
    current,
    registerDiagnostics(reviews),
    registerTables(),
    vscode.languages.registerHoverProvider(documentSelector, {
      provideHover(document, position) {
        const offset = document.offsetAt(position);
        const finding = reviews
          .shown(document)
          ?.findings.find(({ start, end }) => start <= offset && offset < end);
        if (!finding) return undefined;
        const pieces = findingHover(finding, document.uri.toString(), false, t);
        return new vscode.Hover(toMarkdown(pieces), rangeOf(document, finding));
      },
    }),
    vscode.languages.registerCodeActionsProvider(documentSelector, quickFixes(reviews), {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
    command('tpmLens.reviewSpec', log, async () => {
      await vscode.commands.executeCommand('tpmLens.sidebar.open', 'review');
    }),
    command('tpmLens.newDocument', log, async (wanted: unknown, answers: unknown, place: unknown) => {
      const { newDocument } = await import('./newDocument');
      await newDocument({ reviews, extensionUri, memory }, wanted, answers, place);
    }),
    command('tpmLens.review.computeTable', log, computeTable),
    aboutFinding('tpmLens.review.rewrite', async (document, finding) =>
      (await edits()).useRewrite(document, finding),
    ),
    aboutFinding('tpmLens.review.addCriterion', async (document, finding) =>
      (await edits()).addCriterion(document, finding),
    ),
    aboutFinding('tpmLens.review.ignore', async (document, finding, scope) =>
      (await edits()).ignore(reviews, document, finding, scope),
    ),
    aboutFinding('tpmLens.review.copyQuestions', async (_, { title, ask }) => {
      await vscode.env.clipboard.writeText(
        `${title}\n\n${ask.map(question => `- [ ] ${question}`).join('\n')}\n`,
      );
      vscode.window.setStatusBarMessage(t('Questions copied.'), 3000);
    }),
    command('tpmLens.review.show', log, async (argument: unknown) => {
      const document = current.document();
      const start = Number(argument);
      if (!document || !Number.isSafeInteger(start) || start < 0) return;
      const finding = (await reviews.review(document))?.findings.find(({ start: own }) => own === start);
      const selection = rangeOf(document, finding ?? { start, end: start });
      await vscode.window.showTextDocument(document, { selection });
    }),
    command('tpmLens.review.addSection', log, async (id: unknown, uri: unknown) => {
      const document =
        typeof uri === 'string'
          ? await vscode.workspace.openTextDocument(vscode.Uri.parse(uri))
          : current.document();
      if (document && typeof id === 'string') await (await edits()).addSection(reviews, document, id);
    }),
    command('tpmLens.review.switch', log, async () => {
      const document = current.document();
      const review = document && (await reviews.review(document));
      if (review) await reviews.switch(document, !reviews.isOn(document, review));
    }),
  );
}

/** The document a review is about: the one in the editor, or the last one that was there and is still open. */
export class CurrentDocument implements vscode.Disposable {
  private last: vscode.TextDocument | undefined;
  private readonly listening: vscode.Disposable;

  constructor(private readonly reviews: Reviews) {
    this.listening = vscode.window.onDidChangeActiveTextEditor(() => this.document());
  }

  document(): vscode.TextDocument | undefined {
    const active = vscode.window.activeTextEditor?.document;
    if (active && (this.reviews.canReview(active) || this.reviews.isTooLong(active))) this.last = active;
    if (this.last?.isClosed === true) this.last = undefined;
    return this.last;
  }

  dispose(): void {
    this.listening.dispose();
  }
}

/** What the sidebar shows of reviews. */
export interface ReviewPages {
  page(): Promise<Page>;
  readonly onDidChange: vscode.Event<unknown>;
}

/** The review page of the document in the editor. */
export function reviewPages(reviews: Reviews): ReviewPages {
  const current = new CurrentDocument(reviews);
  return {
    onDidChange: reviews.onDidChange,
    async page() {
      const { noReviewPage, reviewPage } = await import('../../core/review/reviewPage');
      const document = current.document();
      if (!document)
        return noReviewPage(t('Open a spec: Markdown, plain text, reStructuredText or AsciiDoc.'), t);
      if (reviews.isTooLong(document))
        return noReviewPage(
          t('This document is too long to be reviewed as a whole. Put a part of it into a file of its own.'),
          t,
        );
      const reviewed = await reviewedDocument(reviews, document);
      return reviewed ? reviewPage(reviewed, t) : noReviewPage(t('This file holds no prose.'), t);
    },
  };
}

/** A document with its review, as pages and lists show it. */
export async function reviewedDocument(
  reviews: Reviews,
  document: vscode.TextDocument,
): Promise<ReviewedDocument | undefined> {
  const review = await reviews.review(document);
  return (
    review && {
      name: document.uri.path.split('/').at(-1) ?? document.uri.path,
      review,
      lineOf: offset => document.positionAt(offset).line + 1,
      on: reviews.isOn(document, review),
    }
  );
}
