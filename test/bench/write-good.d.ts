declare module 'write-good' {
  /** A remark about a text. */
  interface Suggestion {
    readonly index: number;
    readonly offset: number;
    readonly reason: string;
  }
  export default function writeGood(text: string): Suggestion[];
}
