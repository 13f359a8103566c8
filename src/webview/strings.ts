import type { ViewStrings } from '../protocol';

let table: ViewStrings | undefined;

/** The first message of the extension brings the words; nothing is drawn before it. */
export const setStrings = (strings: ViewStrings): void => {
  table = strings;
};

export function strings(): ViewStrings {
  if (!table) throw new Error('The view drew before its words arrived.');
  return table;
}
