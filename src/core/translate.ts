/**
 * Turns a message into the reader's language. `{0}`, `{1}`, ... stand for the arguments.
 * `vscode.l10n.t` fits this shape; the terminal and the tests use {@link english}.
 */
export type Translate = (message: string, ...args: readonly (string | number)[]) => string;

/** The messages as they are written, with their arguments filled in. */
export const english: Translate = (message, ...args) =>
  message.replace(/\{(\d+)\}/g, (placeholder, index: string) => {
    const value = args[Number(index)];
    return value === undefined ? placeholder : String(value);
  });
