import * as vscode from 'vscode';
import { loadLibrary, loadTechnologies } from './features/content/load';
import * as document from './features/document';
import * as hovers from './features/hovers';
import * as preview from './features/preview';
import * as quiz from './features/quiz';
import { ProgressStore } from './features/quiz/progressStore';
import { Products } from './features/repository/products';
import { Repositories } from './features/repository/repositories';
import * as review from './features/review';
import * as sample from './features/sample';
import * as sidebar from './features/sidebar';
import { openTerms } from './features/terms';

/** Builds the parts, wires them and hands them over to VS Code, which disposes of them. */
export async function activate(context: vscode.ExtensionContext): Promise<preview.PreviewApi> {
  const log = vscode.window.createOutputChannel('TPM Lens', { log: true });
  const library = await loadLibrary(context.extensionUri);
  const terms = openTerms(library, context);
  const progress = new ProgressStore(context.globalStorageUri, log);
  const repositories = new Repositories(log);
  const reviews = new review.Reviews(library, context);
  const products = new Products(() => loadTechnologies(context.extensionUri), log);

  const mastery = {
    mastered: (id: string) => progress.mastered(id),
    onDidChangeMastery: progress.onDidChange,
  };
  const inPreview = preview.register({ library, terms, log, extensionId: context.extension.id, ...mastery });

  context.subscriptions.push(
    log,
    inPreview,
    progress,
    terms,
    repositories,
    sidebar.register({
      context,
      library,
      log,
      repositories,
      products,
      progress: quiz.progressPages(library, progress),
      review: review.reviewPages(reviews),
    }),
    sample.register(context, log),
    quiz.register({ library, context, log, progress }),
    hovers.register({
      library,
      terms,
      log,
      facts: uri => products.factsFor(uri),
      ...mastery,
    }),
    review.register({ reviews, extensionUri: context.extensionUri, log }),
    document.register({ library, terms, reviews, log, ...mastery }),
  );
  return { extendMarkdownIt: markdown => inPreview.extendMarkdownIt(markdown) };
}
