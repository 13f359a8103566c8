import type { Arrival, ArrivedAt, Deployed, Environment } from './types';

/** Whether a deployed commit has the commit that is asked about; `undefined` where nothing tells. */
export type Contains = (deployed: string) => Promise<boolean | undefined>;

/** In which environments a commit runs, since when, or what became of it. */
export const arrivals = (
  environments: readonly Environment[],
  contains: Contains,
): Promise<readonly ArrivedAt[]> =>
  Promise.all(
    environments.map(async environment => ({
      environment: environment.name,
      production: environment.production,
      arrival: await arrivalAt(environment, contains),
    })),
  );

async function arrivalAt(environment: Environment, contains: Contains): Promise<Arrival> {
  const { running, history, coming, whole } = environment;
  if (running !== undefined) {
    const here = await contains(running.sha);
    if (here === undefined) return { kind: 'unknown' };
    const before = history.slice(history.findIndex(({ at }) => at === running.at) + 1);
    if (here) return since(running, before, whole, contains);
    const back = await takenBack(running, before, contains);
    if (back) return back;
  }
  if (coming && (await contains(coming.sha)) === true) return { kind: 'coming', waiting: coming.waiting };
  return { kind: 'notYet' };
}

/** The first of the unbroken row of deployments that had it. */
async function since(
  running: Deployed,
  before: readonly Deployed[],
  whole: boolean,
  contains: Contains,
): Promise<Arrival> {
  let first = running;
  for (const earlier of before) {
    const there = await contains(earlier.sha);
    if (there !== true) return { kind: 'runs', since: first.at, atLeast: there === undefined };
    first = earlier;
  }
  return { kind: 'runs', since: first.at, atLeast: !whole };
}

/** It ran there before and what runs now does not have it. */
async function takenBack(
  running: Deployed,
  before: readonly Deployed[],
  contains: Contains,
): Promise<Arrival | undefined> {
  let next = running;
  for (const earlier of before) {
    if ((await contains(earlier.sha)) === true) return { kind: 'rolledBack', until: next.at };
    next = earlier;
  }
  return undefined;
}
