import * as vscode from 'vscode';
import type { Library } from '../../core/content/library';
import type { QuizItem } from '../../core/quiz/item';
import { teachingPages, teachingParagraph, type TeachingSource } from '../../core/quiz/teaching';
import { showPage } from './quickPick';

const mostLessons = 3;

/** Shows the paragraph of the library that teaches what a question asked; `false`: the reader left with Escape. */
export async function showParagraph(session: string, item: QuizItem, library: Library): Promise<boolean> {
  const paragraph = teachingParagraph(item, await sourcesFor(item, library));
  if (!paragraph) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The library has no page about this yet.'));
    return true;
  }
  for (const page of teachingPages(session, paragraph, vscode.l10n.t)) {
    const outcome = await showPage(page);
    if (outcome === 'closed') return false;
    if (outcome === 'back') return true;
    if (outcome.kind === 'read') {
      await vscode.commands.executeCommand(
        paragraph.kind === 'term' ? 'tpmLens.openTerm' : 'tpmLens.openLesson',
        paragraph.id,
        paragraph.text,
      );
      return true;
    }
  }
  return true;
}

/** The terms that the question names, and the lessons that teach them. */
async function sourcesFor({ terms }: QuizItem, library: Library): Promise<readonly TeachingSource[]> {
  const lessons = library.index.lessons
    .map(lesson => ({ lesson, shared: lesson.terms.filter(id => terms.includes(id)).length }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared)
    .slice(0, mostLessons);
  const [ofTerms, ofLessons] = await Promise.all([
    Promise.all(
      terms.map(async (id): Promise<TeachingSource | undefined> => {
        const body = await library.termBody(id);
        return (
          body && {
            kind: 'term',
            id,
            title: library.term(id)?.term ?? id,
            html: [body.whatItIs, body.whyItMatters, body.aside, body.example].map(({ html }) => html),
          }
        );
      }),
    ),
    Promise.all(
      lessons.map(async ({ lesson }): Promise<TeachingSource | undefined> => {
        const body = await library.lessonBody(lesson.id);
        return (
          body && {
            kind: 'lesson',
            id: lesson.id,
            title: lesson.title,
            html: body.segments.flatMap(segment => (segment.kind === 'html' ? [segment.html] : [])),
          }
        );
      }),
    ),
  ]);
  return [...ofTerms, ...ofLessons].flatMap(source => source ?? []);
}
