import type { Translate } from '../translate';
import type { Fact, RepositoryFacts } from './types';

/** What the open repository shows about a glossary term, in one line; `undefined` where it shows nothing. */
export function factForTerm(facts: RepositoryFacts, id: string, t: Translate): Fact | undefined {
  const rule = rules[id];
  if (rule) return rule(facts, t);
  const item = facts.stack.find(({ id: technology }) => technology === id || aliases[id] === technology);
  return item && { claim: t('uses {0}', item.name), confidence: item.confidence, evidence: item.evidence };
}

/** Terms and technologies that go by different ids. */
const aliases: Readonly<Record<string, string>> = { nodejs: 'node', 'github-actions': 'github-actions' };

type Rule = (facts: RepositoryFacts, t: Translate) => Fact | undefined;

const deployments: Rule = ({ deployments: [first] }, t) =>
  first && {
    claim: t('{0} by {1}', first.trigger.text, first.mechanism),
    confidence: first.confidence,
    evidence: first.evidence,
  };

const inCategory =
  (...categories: readonly string[]): Rule =>
  ({ stack }, t) => {
    const found = stack.filter(({ category }) => categories.includes(category));
    const [first] = found;
    return (
      first && {
        claim: t(
          'uses {0}',
          found
            .slice(0, 3)
            .map(({ name }) => name)
            .join(', '),
        ),
        confidence: first.confidence,
        evidence: found.slice(0, 3).flatMap(({ evidence }) => evidence.slice(0, 1)),
      }
    );
  };

const baseName = (path: string): string => path.split('/').at(-1) ?? path;

const onPullRequest: Rule = ({ pipelines }, t) => {
  const found = pipelines.filter(({ triggers }) => triggers.some(({ event }) => event === 'pull_request'));
  if (found.length === 0) return undefined;
  const names = found.map(({ name, file }) => `${name} (${baseName(file)})`).join(', ');
  return { claim: t('opening one starts {0}', names), confidence: 'stated', evidence: [] };
};

const rules: Readonly<Record<string, Rule>> = {
  deployment: deployments,
  production: ({ deployments: list, ...rest }, t) =>
    deployments({ ...rest, deployments: list.filter(({ environment }) => environment === 'production') }, t),
  staging: ({ deployments: list, ...rest }, t) =>
    deployments({ ...rest, deployments: list.filter(({ environment }) => environment === 'staging') }, t),
  'pull-request': onPullRequest,
  'continuous-integration': onPullRequest,
  'ci-pipeline': ({ pipelines: [first] }, t) =>
    first && {
      claim: t('{0} runs {1} ({2})', first.system, first.name, baseName(first.file)),
      confidence: 'stated',
      evidence: [],
    },
  'feature-flag': ({ flags: [first] }) =>
    first && { claim: first.name, confidence: 'stated', evidence: first.evidence },
  server: ({ server: [first] }) => first,
  database: inCategory('database'),
  'relational-database': inCategory('database'),
  'message-queue': inCategory('queue'),
  cache: inCategory('cache'),
  cloud: ({ hosting: [first] }, t) =>
    first && {
      claim: t('runs on {0}', first.provider),
      confidence: first.confidence,
      evidence: first.evidence,
    },
  region: ({ hosting }, t) => {
    const found = hosting.find(({ region }) => region !== undefined);
    return (
      found && {
        claim: t('{0}, region {1}', found.provider, found.region ?? ''),
        confidence: found.confidence,
        evidence: found.evidence,
      }
    );
  },
};
