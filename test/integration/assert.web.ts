// Stands in for `node:assert/strict` where there is no Node.js (see esbuild.js): the part of it that suites use.

const shown = (value: unknown): string =>
  value === undefined ? 'undefined' : JSON.stringify(value, undefined, 2);
const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => a.localeCompare(b))
          .map(([key, inner]) => [key, sorted(inner)]),
      )
    : Array.isArray(value)
      ? value.map(sorted)
      : value;

function fail(message?: string | Error): never {
  throw message instanceof Error ? message : new Error(message ?? 'failed');
}

function check(holds: boolean, otherwise: string, message?: string | Error): void {
  if (!holds) fail(message instanceof Error ? message : [message, otherwise].filter(Boolean).join(': '));
}

const assert = Object.assign(
  (value: unknown, message?: string | Error) =>
    check(Boolean(value), `${shown(value)} is not truthy`, message),
  {
    ok: (value: unknown, message?: string | Error) =>
      check(Boolean(value), `${shown(value)} is not truthy`, message),
    equal: (actual: unknown, expected: unknown, message?: string | Error) =>
      check(Object.is(actual, expected), `${shown(actual)} is not ${shown(expected)}`, message),
    notEqual: (actual: unknown, other: unknown, message?: string | Error) =>
      check(!Object.is(actual, other), `both are ${shown(actual)}`, message),
    deepEqual: (actual: unknown, expected: unknown, message?: string | Error) =>
      check(
        shown(sorted(actual)) === shown(sorted(expected)),
        `${shown(actual)} is not ${shown(expected)}`,
        message,
      ),
    match: (text: string, pattern: RegExp, message?: string | Error) =>
      check(pattern.test(text), `${shown(text)} does not match ${String(pattern)}`, message),
    doesNotMatch: (text: string, pattern: RegExp, message?: string | Error) =>
      check(!pattern.test(text), `${shown(text)} matches ${String(pattern)}`, message),
    rejects: async (promise: Promise<unknown>, message?: string | Error) => {
      const fulfilled = await promise.then(
        () => true,
        () => false,
      );
      check(!fulfilled, 'it did not reject', message);
    },
    fail,
  },
);

export default assert;
