import { closeSurroundings } from './surroundings';

/** Loaded by mocha before the suites (`--require`). */
export const mochaHooks = { afterAll: closeSurroundings };
