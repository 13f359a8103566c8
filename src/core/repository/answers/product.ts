import type { ServerFact } from '../hosting';
import type { Answer, Hosting, StackItem } from '../types';
import { evidenceOf, sentences, series, weakest, withVersion, type Known } from './parts';
import { regionName } from './regions';

const mostPlaces = 4;

export function whereHosted({ hosting, server, deployments, t }: Known): Answer {
  const question = t('What server is our product hosted on?');
  const unknown = t(
    'How many machines run at peak, and what they cost, stands in the platform’s dashboard. Ask: where do customers’ requests end up today, in which region, and who can change that?',
  );
  if (hosting.length === 0) {
    const packages = deployments.filter(
      ({ kind, confidence }) => (kind === 'package' || kind === 'image') && confidence !== 'unknown',
    );
    const answer =
      packages.length > 0
        ? sentences([
            t(
              'On none that the repository shows: it is published to {0}, and whoever installs it runs it',
              series(
                packages.map(({ provider, environment }) => provider ?? environment),
                t,
              ),
            ),
          ])
        : sentences([t('No file of the repository says where it runs')]);
    return {
      question,
      answer,
      confidence: packages.length > 0 ? 'inferred' : 'unknown',
      evidence: evidenceOf(...packages.slice(0, 3)),
      unknown: t(
        'Where it runs is not visible in the repository. Ask: on which platform and in which region does production run, and who looks after it?',
      ),
    };
  }
  const ordered = [...hosting].sort((a, b) => rank(a) - rank(b));
  const shown = ordered.slice(0, mostPlaces);
  const places = shown.map(one => place(one, t));
  const more =
    hosting.length > mostPlaces
      ? t('{0} more places are named in the files', hosting.length - mostPlaces)
      : '';
  const scale = server.filter(({ about }) => about === 'scale' || about === 'size').slice(0, 2);
  return {
    question,
    answer: sentences([series(places, t), more, ...scale.map(({ claim }) => claim)]),
    confidence: weakest(shown.map(({ confidence }) => confidence)),
    evidence: evidenceOf(...shown, ...scale),
    unknown,
  };
}

const rank = ({ confidence }: Hosting): number =>
  confidence === 'stated' ? 0 : confidence === 'inferred' ? 1 : 2;

function place({ provider, region, target }: Hosting, t: Known['t']): string {
  const where = region === undefined ? provider : t('{0}, in {1}', provider, regionName(region));
  return target === '.' || target === '' ? where : t('{0}, as `{1}`', where, target);
}

const order: readonly ServerFact['about'][] = [
  'runtime',
  'start',
  'port',
  'process',
  'service',
  'health',
  'data',
  'schedule',
  'scale',
  'size',
];
/** A paragraph holds this many claims of one kind, so that the first sort does not drown the rest. */
const mostOfAKind = 3;

export function howServer({ server, hosting, stack, t }: Known): Answer {
  const question = t('How does the server work?');
  const picked = order
    .flatMap(about => distinctClaims(server.filter(one => one.about === about)).slice(0, mostOfAKind))
    .slice(0, 9);
  const built = stack.filter(({ category }) => category === 'framework').slice(0, 3);
  if (picked.length === 0) {
    return {
      question,
      answer:
        hosting.length === 0
          ? sentences([t('The repository shows no server: no container, start command or process list')])
          : sentences([
              t(
                '{0} runs it; how it is started is not written in the repository',
                series(
                  hosting.slice(0, 2).map(({ provider }) => provider),
                  t,
                ),
              ),
            ]),
      confidence: 'unknown',
      evidence: evidenceOf(...hosting.slice(0, 2)),
      unknown: t(
        'Ask: which program answers a customer’s request, what does it need beside it, and what happens when it stops?',
      ),
    };
  }
  const needs = server.some(({ about }) => about === 'service');
  const databases = stack.filter(
    ({ category }) => category === 'database' || category === 'cache' || category === 'queue',
  );
  return {
    question,
    answer: sentences([
      ...picked.map(({ claim }) => claim),
      built.length > 0
        ? t(
            'It is built with {0}',
            series(
              built.map(({ name }) => name),
              t,
            ),
          )
        : '',
      !needs && databases.length > 0
        ? t(
            'It works with {0}',
            series(
              databases.map(({ name }) => name),
              t,
            ),
          )
        : '',
    ]),
    confidence: weakest(picked.map(({ confidence }) => confidence)),
    evidence: evidenceOf(...picked, ...(needs ? [] : databases.slice(0, 2))),
    unknown: t(
      'Passwords, addresses of services and how many copies run come from settings outside the repository. Ask: what happens to a request when one copy, or the database, stops?',
    ),
  };
}

function distinctClaims(facts: readonly ServerFact[]): readonly ServerFact[] {
  const seen = new Set<string>();
  return facts.filter(({ claim }) => !seen.has(claim) && seen.add(claim).size > 0);
}

const groups: readonly (readonly [readonly string[], string])[] = [
  [['database', 'cache', 'queue', 'search', 'storage'], 'data'],
  [['mobile', 'desktop'], 'devices'],
  [
    ['payments', 'email', 'messaging', 'auth', 'analytics', 'monitoring', 'feature-flags', 'cms', 'ai'],
    'services',
  ],
];

export function whatStack({ stack, t }: Known): Answer {
  const question = t('What tech stack does our product sit on?');
  if (stack.length === 0)
    return {
      question,
      answer: sentences([t('No manifest or source file shows which technologies it uses')]),
      confidence: 'unknown',
      evidence: [],
      unknown: t('Ask: what is the product written in, and where are its data kept?'),
    };
  const of = (...categories: readonly string[]): readonly StackItem[] =>
    stack.filter(({ category }) => categories.includes(category));
  const languages = of('language');
  const runtimes = of('runtime');
  const frameworks = of('framework').slice(0, 6);
  const base = [languages.map(withVersion), runtimes.map(withVersion)].map(names =>
    series(names.slice(0, 5), t),
  );
  const [written = '', runs = ''] = base;
  const first = written !== '' && runs !== '' ? t('{0} on {1}', written, runs) : written + runs;
  const [data = [], devices = [], services = []] = groups.map(([categories]) => of(...categories));
  const parts = [
    frameworks.length > 0
      ? first === ''
        ? series(frameworks.map(withVersion), t)
        : t('{0}, with {1}', first, series(frameworks.map(withVersion), t))
      : first,
    data.length > 0
      ? t('It keeps and moves data with {0}', series(data.slice(0, 6).map(withVersion), t))
      : '',
    devices.length > 0
      ? t(
          'On devices: {0}',
          series(
            devices.slice(0, 4).map(({ name }) => name),
            t,
          ),
        )
      : '',
    services.length > 0
      ? t(
          'It leans on {0}',
          series(
            services.slice(0, 7).map(({ name }) => name),
            t,
          ),
        )
      : '',
  ];
  const shown = [...languages, ...runtimes, ...frameworks, ...data, ...services];
  return {
    question,
    answer: sentences(
      parts.every(part => part === '')
        ? [
            series(
              stack.slice(0, 6).map(({ name }) => name),
              t,
            ),
          ]
        : parts,
    ),
    confidence: weakest(shown.map(({ confidence }) => confidence)),
    evidence: evidenceOf(...shown.slice(0, 6)),
    unknown: t(
      'Services that are only reached over the network leave no mark in manifests. Ask: which of these would be hardest to replace, and which is at the end of its support?',
    ),
  };
}
