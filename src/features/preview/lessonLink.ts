/** The window in which a preview is shown. */
export interface PreviewWindow {
  readonly desktop: boolean;
  /** Of the addresses that the operating system hands to the window. */
  readonly uriScheme: string;
}

/**
 * The address that opens a term in the sidebar. The preview passes `vscode:` links on to the window; in a browser
 * nothing would receive them, and other schemes are not passed on: there it is `undefined`.
 */
export const lessonLink = (
  { desktop, uriScheme }: PreviewWindow,
  extensionId: string,
  term: string,
): string | undefined =>
  desktop && /^vscode(?:-insiders)?$/.test(uriScheme)
    ? `${uriScheme}://${extensionId}/term/${term}`
    : undefined;

/** The id of the term that such an address leads to, by its path. */
export const termOfLink = (path: string): string | undefined => /^\/term\/([a-z0-9-]+)$/.exec(path)?.[1];
