import type { StackItem } from '../../repository/types';
import type { Translate } from '../../translate';
import { makeQuestion, placeOf, type KnownTechnology, type ProductKnown, type Template } from './question';

interface Role {
  readonly category: string;
  readonly terms: readonly string[];
  readonly level: 1 | 2 | 3;
  readonly stem: (t: Translate) => string;
  /** Categories of the same repository that are near enough to be mistaken for it, and are not it. */
  readonly near: readonly string[];
}

const roles: readonly Role[] = [
  {
    category: 'database',
    terms: ['database'],
    level: 1,
    stem: t => t('Which database does your product use, as far as its files show?'),
    near: ['orm', 'container'],
  },
  {
    category: 'cache',
    terms: ['cache'],
    level: 2,
    stem: t => t('What does your product use to keep short-lived things, such as sessions, at hand?'),
    near: ['database', 'storage'],
  },
  {
    category: 'payments',
    terms: ['payment-service-provider'],
    level: 1,
    stem: t => t('Whose service takes payments for your product?'),
    near: ['hosting', 'email', 'analytics'],
  },
  {
    category: 'framework',
    terms: ['framework'],
    level: 2,
    stem: t => t('Which of these frameworks is your product built on?'),
    near: ['build', 'test', 'quality'],
  },
  {
    category: 'language',
    terms: ['programming-language'],
    level: 1,
    stem: t => t('Which of these languages is your product written in?'),
    near: ['runtime', 'framework'],
  },
  {
    category: 'queue',
    terms: ['message-queue'],
    level: 2,
    stem: t => t('What does your product use for work that may wait a moment?'),
    near: ['cache', 'database'],
  },
  {
    category: 'search',
    terms: ['full-text-search'],
    level: 2,
    stem: t => t('What does your product use to search?'),
    near: ['database', 'cache'],
  },
  {
    category: 'email',
    terms: ['third-party'],
    level: 1,
    stem: t => t('What does your product use to send email?'),
    near: ['payments', 'analytics'],
  },
  {
    category: 'monitoring',
    terms: ['monitoring'],
    level: 2,
    stem: t => t('Where do errors and measurements of your product go?'),
    near: ['analytics', 'ci'],
  },
  {
    category: 'analytics',
    terms: ['analytics'],
    level: 1,
    stem: t => t('What tells your team how customers use the product, as far as its files show?'),
    near: ['monitoring', 'payments'],
  },
  {
    category: 'auth',
    terms: ['authentication'],
    level: 2,
    stem: t => t('What does your product use to let people sign in?'),
    near: ['payments', 'cache'],
  },
  {
    category: 'test',
    terms: ['end-to-end-test'],
    level: 2,
    stem: t => t('Which of these runs the tests of your product?'),
    near: ['quality', 'build'],
  },
  {
    category: 'feature-flags',
    terms: ['feature-flag'],
    level: 2,
    stem: t => t('Whose service holds your feature flags?'),
    near: ['analytics', 'monitoring'],
  },
  {
    category: 'ai',
    terms: ['llm'],
    level: 1,
    stem: t => t('Whose AI service or library does your product use?'),
    near: ['analytics', 'search'],
  },
];

const statedItems = ({ facts }: ProductKnown): readonly StackItem[] =>
  facts.stack.filter(({ confidence, evidence }) => confidence === 'stated' && evidence.length > 0);

/**
 * Technologies of a kind that the repository does not name. One that is built on what the repository does name, or
 * replaces it ("PostgreSQL as a service"), would be a quibble and is left out.
 */
function absent(known: ProductKnown, category: string): readonly KnownTechnology[] {
  const there = new Set(known.facts.stack.map(({ id }) => id));
  const present = known.facts.stack.map(({ id, name }) => `${name} ${whatOf(known, id)}`.toLowerCase());
  const names = known.facts.stack.map(({ name }) => name.toLowerCase());
  return known.technologies.filter(({ id, category: own, what, name }) => {
    if (own !== category || there.has(id)) return false;
    const words = `${name} ${what}`.toLowerCase();
    return (
      !names.some(each => words.includes(each)) && !present.some(each => each.includes(name.toLowerCase()))
    );
  });
}

const whatOf = ({ technologies }: ProductKnown, id: string): string =>
  technologies.find(each => each.id === id)?.what ?? '';

/** Which database, which payments, which framework, … */
export const whichTechnology: Template = (known, t) =>
  roles.map(({ category, terms, level, stem, near }) => {
    const [item] = statedItems(known).filter(each => each.category === category);
    const [place] = item?.evidence ?? [];
    if (!item || !place) return undefined;
    const neighbour = near
      .map(each => statedItems(known).find(other => other.category === each))
      .find(other => other !== undefined);
    const elsewhere = neighbour?.evidence[0];
    const others = absent(known, category).map(({ name, what }) => ({
      text: name,
      why: t('{0}: {1} No file of the repository names it.', name, what),
    }));
    return makeQuestion({
      template: category,
      terms,
      level,
      kind: 'concept',
      stem: stem(t),
      right: { text: item.name, why: t('{0} names it. {1}', placeOf(place), whatOf(known, item.id)) },
      wrong: [
        ...others.slice(0, 1),
        neighbour &&
          elsewhere && {
            text: neighbour.name,
            why: t(
              'It is here ({0}), for something else. {1}',
              placeOf(elsewhere),
              whatOf(known, neighbour.id),
            ),
          },
        ...others.slice(1),
      ],
      evidence: item.evidence,
    });
  });

const askedKinds = ['database', 'framework', 'cache', 'hosting', 'payments', 'queue', 'search', 'language'];

/** Which of these is not part of our stack? */
export const notInStack: Template = (known, t) => {
  const items = askedKinds.flatMap(
    kind => statedItems(known).find(({ category }) => category === kind) ?? [],
  );
  const [like, ...rest] = items;
  // a second one of its kind, so that it does not stand out; not the one that the question of its kind begins with
  const missing = like && (absent(known, like.category)[1] ?? absent(known, like.category)[0]);
  if (!like || !missing || rest.length < 2) return [];
  const shown = items.slice(0, 3);
  return [
    makeQuestion({
      template: 'not-in-stack',
      terms: ['tech-stack'],
      level: 2,
      kind: 'concept',
      stem: t('Which of these is not part of what your product is made of, as far as its files show?'),
      right: {
        text: missing.name,
        why: t(
          '{0} No file names it; {1} has that place ({2}).',
          missing.what,
          like.name,
          placeOf(like.evidence[0] ?? { file: '', line: 0, text: '' }),
        ),
      },
      wrong: shown.map(({ id, name, evidence: [place] }) => ({
        text: name,
        why: place ? t('It is part of it: {0}. {1}', placeOf(place), whatOf(known, id)) : whatOf(known, id),
      })),
      evidence: shown.flatMap(({ evidence }) => evidence.slice(0, 1)),
    }),
  ];
};
