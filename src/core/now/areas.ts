import type { Area, Touched } from '../git/types';
import type { Translate } from '../translate';
import type { Chip, IconName, Rich } from './page';

const icons: Readonly<Record<Area, IconName>> = {
  migrations: 'database',
  auth: 'key',
  payments: 'credit-card',
  infrastructure: 'server',
  ci: 'event',
  dependencies: 'package',
  publicApi: 'globe',
};

/** Risky areas as chips. */
export const areaChips = (touched: Touched, t: Translate): readonly Chip[] =>
  touched.areas.map(({ area }) => ({ icon: icons[area], text: [areaName(area, t)], tone: 'caution' }));

/** What an area is called in a chip. */
export function areaName(area: Area, t: Translate): string {
  switch (area) {
    case 'migrations':
      return t('migration');
    case 'auth':
      return t('sign-in and permissions');
    case 'payments':
      return t('payments');
    case 'infrastructure':
      return t('infrastructure');
    case 'ci':
      return t('pipelines');
    case 'dependencies':
      return t('dependencies');
    case 'publicApi':
      return t('public API');
  }
}

/** What touching an area means: a decision, cost, risk or date. */
export function areaMeaning(area: Area, t: Translate): string {
  switch (area) {
    case 'migrations':
      return t('The migration changes stored data, so undoing it takes more than a revert.');
    case 'auth':
      return t('It touches who may sign in or do what: a mistake opens or locks doors for everybody.');
    case 'payments':
      return t('It touches how money moves: a mistake costs money before anybody sees it.');
    case 'infrastructure':
      return t('It changes where or how the product runs, which can also change its bill.');
    case 'ci':
      return t(
        'It changes the checks or deployments themselves: what protects the product may differ afterwards.',
      );
    case 'dependencies':
      return t(
        'It changes code that others wrote and the product relies on: behaviour can change without a line of ours.',
      );
    case 'publicApi':
      return t('It touches the interface others build on: a change there can break customers and partners.');
  }
}

/** The one question to put to engineering about an area. */
export function areaQuestion(area: Area, t: Translate): Rich {
  switch (area) {
    case 'migrations':
      return [t('Can the migration be undone, and has it run on a copy of production data?')];
    case 'auth':
      return [t('Who can sign in or do something after this that could not before, and who checked that?')];
    case 'payments':
      return [t('What happens to a payment that is under way while this is deployed?')];
    case 'infrastructure':
      return [t('What does this change about cost or capacity, and how is it taken back?')];
    case 'ci':
      return [t('Which check or deployment works differently after this, and how was that tried out?')];
    case 'dependencies':
      return [t('Which of these updates is a major version, and what did its makers say breaks?')];
    case 'publicApi':
      return [t('Do clients that exist today keep working, and who tells those that do not?')];
  }
}
