/**
 * `ts-fsrs` adds methods to `Date.prototype` when it is imported. Other extensions share our host, so what was there
 * before is remembered here (this module must be imported first) and put back by {@link restoreDatePrototype}.
 */
const before = Object.getOwnPropertyDescriptors(Date.prototype);

/** Gives `Date.prototype` exactly the properties it had when this module was loaded. */
export function restoreDatePrototype(): void {
  for (const name of Reflect.ownKeys(Date.prototype)) {
    const descriptor = Reflect.get(before, name) as PropertyDescriptor | undefined;
    if (descriptor) Object.defineProperty(Date.prototype, name, descriptor);
    else Reflect.deleteProperty(Date.prototype, name);
  }
}
