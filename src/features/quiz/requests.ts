/** What the reader wants to be asked. */
export type QuizRequest = { readonly kind: 'resume' } | NewQuiz;
export type NewQuiz =
  | { readonly kind: (typeof plainQuizzes)[number] }
  | { readonly kind: (typeof namedQuizzes)[number]; readonly id: string };

const plainQuizzes = ['mixed', 'due', 'mistakes', 'level', 'product', 'document'] as const;
const namedQuizzes = ['topic', 'term', 'path'] as const;

/** A button's word for a quiz that starts without asking which: `due`, or `topic:merging`. */
export function quizOf(word: unknown): NewQuiz | undefined {
  if (typeof word !== 'string') return undefined;
  const plain = plainQuizzes.find(each => each === word);
  if (plain !== undefined) return { kind: plain };
  const [kind, id = ''] = word.split(':');
  const named = namedQuizzes.find(each => each === kind);
  return named !== undefined && id !== '' ? { kind: named, id } : undefined;
}
