import * as vscode from 'vscode';
import { loadLibrary, loadTechnologies } from './features/content/load';
import * as document from './features/document';
import { GitHub } from './features/github';
import * as hovers from './features/hovers';
import * as preview from './features/preview';
import * as query from './features/query';
import * as quiz from './features/quiz';
import { openAnswers } from './features/quiz/syncedAnswers';
import { Products } from './features/repository/products';
import { Repositories } from './features/repository/repositories';
import * as review from './features/review';
import * as sample from './features/sample';
import * as sidebar from './features/sidebar';
import { openTeam } from './features/team';
import * as team from './features/team/authoring';
import { openTerms } from './features/terms';

/** Builds the parts, wires them and hands them to VS Code. */
export async function activate(context: vscode.ExtensionContext): Promise<preview.PreviewApi> {
  const log = vscode.window.createOutputChannel('TPM Lens', { log: true });
  const library = await loadLibrary(context.extensionUri);
  const glossaries = openTeam(library, log);
  const terms = openTerms(glossaries, context);
  const progress = openAnswers(context, log);
  const repositories = new Repositories(log);
  const reviews = new review.Reviews(glossaries, context, log);
  const products = new Products(() => loadTechnologies(context.extensionUri), log);

  const documents = {
    library: glossaries.library,
    terms,
    log,
    mastered: (id: string) => progress.mastered(id),
    onDidChangeMastery: progress.onDidChange,
  };
  const inPreview = preview.register({ ...documents, extensionId: context.extension.id });
  const gitHub = new GitHub({ context, repositories, lessons: id => library.lesson(id)?.title, log });
  const quizzes = quiz.register({ library, context, log, progress, repositories, products, terms });

  context.subscriptions.push(
    log,
    inPreview,
    progress,
    terms,
    repositories,
    gitHub,
    sidebar.register({
      context,
      library,
      log,
      repositories,
      products,
      progress: quizzes.pages,
      review: review.reviewPages(reviews),
      gitHub,
    }),
    sample.register(context, log),
    quizzes,
    hovers.register({ ...documents, facts: uri => products.factsFor(uri) }),
    review.register({ reviews, extensionUri: context.extensionUri, memory: context.workspaceState, log }),
    query.register(log),
    document.register({ ...documents, reviews }),
    glossaries,
    team.register(glossaries, terms, log),
  );
  return { extendMarkdownIt: markdown => inPreview.extendMarkdownIt(markdown) };
}
