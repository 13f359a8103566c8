import { regionName } from '../../repository/answers/regions';
import { makeQuestion, placeOf, type Template } from './question';

/** Where does the product run? */
export const whereHosted: Template = (known, t) => {
  const { facts, technologies, name } = known;
  const host = facts.hosting.find(
    ({ confidence, provider }) => confidence === 'stated' && !/store/i.test(provider),
  );
  const [place] = host?.evidence ?? [];
  if (!host || !place) return [];
  const taken = [...facts.hosting.map(({ provider }) => provider), ...facts.stack.map(each => each.name)].map(
    each => each.toLowerCase(),
  );
  const target = host.target === '.' ? name : host.target;
  return [
    makeQuestion({
      template: 'hosting',
      terms: ['cloud-provider', 'server'],
      level: 1,
      kind: 'concept',
      stem: t('Where does {0} run, as far as its files show?', target),
      right: {
        text: host.provider,
        why: t('{0} says so. What it costs and who has access, engineering knows.', placeOf(place)),
      },
      wrong: technologies
        .filter(each => each.category === 'hosting')
        .filter(
          each =>
            !taken.some(
              one => one.includes(each.name.toLowerCase()) || each.name.toLowerCase().includes(one),
            ),
        )
        .map(each => ({
          text: each.name,
          why: t('{0}: {1} No file of the repository names it.', each.name, each.what),
        })),
      evidence: host.evidence,
    }),
  ];
};

/** Large regions, far enough apart that the answer matters to customers and to the law. */
const elsewhere = ['iad', 'fra', 'sin', 'syd', 'gru', 'lhr', 'nrt', 'bom'];

/** In which part of the world are the servers? */
export const whichRegion: Template = (known, t) => {
  const host = known.facts.hosting.find(
    ({ confidence, region }) => confidence === 'stated' && region !== undefined,
  );
  const region = host?.region;
  const line = host?.evidence.find(({ text }) => region !== undefined && text.includes(region));
  // a code that has no city would be a riddle
  if (!host || region === undefined || !line || !regionName(region).includes('(')) return [];
  const city = (code: string): string => regionName(code).replace(/ \(.*$/, '');
  return [
    makeQuestion({
      template: 'region',
      terms: ['region', 'latency'],
      level: 2,
      kind: 'concept',
      stem: t(
        'In which part of the world do the servers of {0} stand first of all?',
        host.target === '.' ? known.name : host.target,
      ),
      right: {
        text: regionName(region),
        why: t(
          '{0} names it. Customers far from there wait longer, and the law of the place counts.',
          placeOf(line),
        ),
      },
      wrong: elsewhere
        .filter(code => city(code) !== city(region))
        .map(code => ({
          text: regionName(code),
          why: t('That would be another region; {0} names {1}.', placeOf(line), city(region)),
        })),
      evidence: [line],
    }),
  ];
};

/** A change behind a flag is merged and deployed: who sees it? */
export const behindFlag: Template = (known, t) =>
  known.facts.flags.slice(0, 2).map(({ name, evidence }) => {
    const [place] = evidence;
    return (
      place &&
      makeQuestion({
        template: 'flag',
        terms: ['feature-flag', 'release'],
        level: 2,
        stem: t('A change behind the flag “{0}” is merged and deployed. Who sees it?', name),
        right: {
          text: t('Those for whom the flag is on'),
          why: t(
            '{0} names the flag. For whom it is on is set elsewhere: ask who may change it.',
            placeOf(place),
          ),
        },
        wrong: [
          {
            text: t('Every customer, as soon as it is deployed'),
            why: t('Without a flag, yes. Here the flag decides first ({0}).', placeOf(place)),
          },
          {
            text: t('Nobody, until the next release'),
            why: t('A flag can be switched without a new release: that is what it is for.'),
          },
          {
            text: t('Only the engineer who wrote it'),
            why: t('Their computer is not what customers use. The flag decides, for each request.'),
          },
        ],
        evidence,
        key: name,
      })
    );
  });
