/** Every `*.test.ts` of this folder, found by the build (see `everySuite` in esbuild.js). */
declare module 'suites' {
  /** Runs the files, which declare their suites to mocha's globals. */
  export function declareSuites(): void;
}
