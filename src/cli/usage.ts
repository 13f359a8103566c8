/** Wrong use or input that cannot be read: exit code 2, one sentence on standard error. */
export class UsageError extends Error {}
