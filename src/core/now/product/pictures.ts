import type { Deployment, RepositoryFacts, StackItem } from '../../repository/types';
import type { Translate } from '../../translate';
import type { Road, ServerNode, ServerPicture, Stop } from '../picture';
import { branchMatches, mergingStarts } from '../starts';
import { baseName } from '../rich';
import { listedText } from '../words';

const stores = /^(database|cache|queue|search|storage|data)$/;
const outside = /^(payments|email|messaging|analytics|monitoring|feature-flags|auth|ai|cms)$/;
const code = /^(language|runtime|framework)$/;
const mostBehind = 4;

/** How a request reaches the product and what stands behind it; `undefined` where too little is known to draw. */
export function serverPicture(facts: RepositoryFacts, t: Translate): ServerPicture | undefined {
  const { stack, hosting, server } = facts;
  const main = stack.filter(({ category }) => code.test(category));
  if (hosting.length === 0 && main.length === 0) return undefined;
  const node = (item: StackItem, away: boolean): ServerNode => ({
    name: item.name,
    note: away ? t('outside') : item.category,
    line: item.confidence === 'stated' ? 'solid' : 'dashed',
    outside: away,
  });
  const behind = [
    ...stack
      .filter(({ category }) => stores.test(category) && !code.test(category))
      .map(item => node(item, false)),
    ...stack
      .filter(({ category }) => outside.test(category) && !stores.test(category))
      .map(item => node(item, true)),
  ].slice(0, mostBehind);
  const words = server.map(({ claim }) => claim).join(' ');
  const port = /\bport `?(\d{2,5})`?/i.exec(words)?.[1];
  const provider = hosting[0];
  const container = stack.some(({ id, name }) => /docker|container/i.test(`${id} ${name}`));
  const made = main
    .slice(0, 2)
    .map(({ name }) => name)
    .join(', ');
  const picture: ServerPicture = {
    kind: 'server',
    label: '',
    caller: { name: t('Customer’s browser or app'), note: t('outside'), line: 'solid', outside: true },
    ...(provider
      ? {
          edge: {
            name: t('{0} front door', provider.provider),
            note: t('inferred'),
            line: 'dashed' as const,
            outside: false,
          },
        }
      : {}),
    server: {
      name: container ? t('One container') : t('The product'),
      note: made,
      line: 'solid',
      outside: false,
    },
    ...(port === undefined ? {} : { entry: t('port {0}', port) }),
    behind,
  };
  const label = [
    provider
      ? t(
          'A customer’s browser or app sends requests to {0} (the front door is inferred), which passes them to {1}',
          provider.provider,
          container ? t('one container') : t('the product'),
        )
      : t(
          'A customer’s browser or app sends requests to {0}',
          container ? t('one container') : t('the product'),
        ),
    made === '' ? '' : t(' that runs {0}', made),
    port === undefined ? '' : t(' on port {0}', port),
    '. ',
    behind.length === 0
      ? ''
      : t(
          'Behind it: {0}.',
          listedText(
            t,
            behind.map(({ name, outside: away }) => (away ? t('{0}, outside the product', name) : name)),
          ),
        ),
  ].join('');
  return { ...picture, label };
}

const mostStops = 7;

/** From a branch to the customers, as the files tell it. */
export function road(facts: RepositoryFacts, t: Translate): Road | undefined {
  const main = facts.defaultBranch ?? 'main';
  const checks = facts.pipelines.filter(({ triggers }) =>
    triggers.some(({ event }) => event === 'pull_request'),
  );
  const { starts, others } = mergingStarts(facts, main);
  const byMerge = starts.length > 0;
  const tags = others.filter(({ trigger }) => trigger.event === 'tag' || trigger.event === 'release');
  const deploys = byMerge ? starts : tags.length > 0 ? tags : others;
  if (facts.pipelines.length === 0 && deploys.length === 0) return undefined;
  const stop = (name: string, note: string, short: string, rest: Partial<Stop> = {}): Stop => ({
    name,
    note,
    short,
    kind: 'stop',
    line: 'solid',
    ...rest,
  });
  const push = facts.pipelines.find(({ triggers }) =>
    triggers.some(
      ({ event, branches }) => event === 'push' && (branches === undefined || branchMatches(branches, main)),
    ),
  );
  const stops: Stop[] = [
    stop(t('Branch'), t('somebody’s work in progress'), t('work starts')),
    stop(
      t('Pull request'),
      checks.length > 0
        ? t(
            'checks: {0}',
            listedText(
              t,
              checks.slice(0, 3).map(({ name }) => name),
            ),
          )
        : t('no check found'),
      checks.length > 0 ? t('checked') : t('no check'),
    ),
    stop(
      t('Merge to {0}', main),
      push ? t('starts {0}', baseName(push.file)) : t('starts nothing found'),
      push ? t('starts it') : t('starts nothing'),
    ),
    ...(byMerge || tags.length === 0
      ? []
      : [stop(t('Release tag'), tags[0]?.trigger.text.replace(/`/g, '') ?? '', t('a decision'))]),
    ...(deploys.length === 0 ? [] : deployStops(deploys, t)),
  ];
  if (deploys.length === 0)
    stops.push(
      stop(t('Customers'), t('how: not visible in the repository'), t('not visible'), {
        kind: 'end',
        line: 'dashed',
      }),
    );
  const label = t(
    'Road to production: {0}.',
    stops.map(({ name, note }) => (note === '' ? name : `${name} (${note})`)).join(', '),
  );
  return { kind: 'road', label, stops };
}

function deployStops(deploys: readonly Deployment[], t: Translate): readonly Stop[] {
  const ordered = [...deploys].sort((a, b) => Number(isLast(a)) - Number(isLast(b)));
  const stops: Stop[] = [];
  const seen = new Set<string>();
  for (const [index, deploy] of ordered.entries()) {
    if (seen.has(deploy.environment)) continue;
    seen.add(deploy.environment);
    if (deploy.approval !== 'none') {
      const may = deploy.approval === 'unknown';
      stops.push({
        name: t('Gate'),
        note: may ? t('may wait for a person') : t('waits for a person'),
        short: may ? t('may wait') : t('waits'),
        kind: 'gate',
        line: may ? 'dashed' : 'solid',
      });
    }
    const [first] = deploy.evidence;
    const where = first ? `${baseName(first.file)}:${first.line}` : '';
    stops.push({
      name: deploy.environment.charAt(0).toLocaleUpperCase() + deploy.environment.slice(1),
      note: [deploy.target ?? '', where].filter(part => part !== '').join(', '),
      short: deploy.target ?? (isLast(deploy) ? t('customers') : ''),
      kind: index === ordered.length - 1 || isLast(deploy) ? 'end' : 'stop',
      line: deploy.confidence === 'stated' ? 'solid' : 'dashed',
    });
  }
  return stops.slice(0, mostStops - 2);
}

const isLast = ({ environment }: Deployment): boolean => /prod|live/i.test(environment);
