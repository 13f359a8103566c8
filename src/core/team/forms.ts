import { tokensOf } from '../terms/tokens';

/** Two spellings with the same key are the same term: "Merge Queue", "merge-queue". */
export const formKey = (form: string): string =>
  tokensOf(form)
    .map(({ folded }) => folded)
    .join(' ');

/** An id for a term, as far as its letters go. */
export const slugOf = (term: string): string => formKey(term).replaceAll(' ', '-');
