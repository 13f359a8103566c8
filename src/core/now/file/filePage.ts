import type { Fact, RepositoryFacts, StackItem } from '../../repository/types';
import type { Translate } from '../../translate';
import type { ProductFacts } from '../input';
import { lessonLink, type CardLesson, type LessonTitle } from '../lessons';
import type { Block, Card, FactLine, Page, Rich } from '../page';
import { baseName, claim, code, links, rich, strong } from '../rich';
import { deployLine } from '../starts';
import { listed } from '../words';
import { kindIcons, type FileKind } from './kinds';
import { readMigration, type MigrationStep } from './migration';

export interface FileParts {
  readonly file: string;
  readonly text: string;
  readonly kind: FileKind;
  readonly product: ProductFacts;
  readonly repository: string;
}

/** A Dockerfile, manifest, migration, ...: which piece of the product it describes. */
export function filePage(
  { file, text, kind, product, repository }: FileParts,
  t: Translate,
  lessons: LessonTitle,
): Page {
  const steps = kind === 'migration' ? readMigration(file, text, t) : [];
  const words = kindWords(kind, file, t);
  const says = factsOf(product.facts, file, t);
  const card: Card = {
    key: `file-${kind}`,
    title: words.title,
    icon: kindIcons[kind],
    layout: 'split',
    ...(steps.some(({ risk }) => risk === 'loses')
      ? { state: { icon: 'warning' as const, tone: 'caution' as const, text: t('loses data') } }
      : {}),
    blocks: [{ kind: 'text', text: words.what }, ...migrationBlocks(steps, t), ...says],
    meaning: steps.length > 0 ? migrationMeaning(steps, t) : words.meaning,
    ask: {
      question: steps.some(({ risk }) => risk === 'loses')
        ? [t('Who still reads what this deletes, and is there a copy we can go back to?')]
        : words.ask,
    },
    ...lessonLink(words.lesson, lessons),
  };
  return {
    destination: { place: 'now' },
    subject: {
      icon: kindIcons[kind],
      lines: [
        rich(t, 'You are reading `{0}`', baseName(file)),
        rich(t, '{0} of {1}', words.name, repository),
      ],
    },
    heading: words.lead(product.facts),
    headingStyle: 'lead',
    sections: [{ kind: 'card', card }],
    actions: [
      { label: t('Copy as Markdown'), icon: 'copy', act: { do: 'copyPage' } },
      { label: t('Your product'), act: { do: 'go', to: { place: 'product' } } },
    ],
  };
}

/** What the engine found in this very file: technologies, hosting, deployments, server. */
function factsOf(facts: RepositoryFacts, file: string, t: Translate): readonly Block[] {
  const here = (evidence: Fact['evidence']) => evidence.filter(each => each.file === file);
  const lines: FactLine[] = [
    ...facts.hosting.flatMap(({ target, provider, region, evidence, confidence }): FactLine[] => {
      const own = here(evidence);
      if (own.length === 0) return [];
      const what =
        target === '.'
          ? rich(t, 'The product runs on **{0}**', provider)
          : rich(t, '`{0}` runs on **{1}**', target, provider);
      return [
        {
          icon: confidence === 'stated' ? 'pass-filled' : 'pass-dashed',
          tone: confidence === 'stated' ? 'good' : 'plain',
          text: [...what, ...(region === undefined ? [] : rich(t, ', in {0}', region)), ...links(own)],
        },
      ];
    }),
    ...facts.server.flatMap(({ claim: words, evidence, confidence }): FactLine[] => {
      const own = here(evidence);
      return own.length === 0
        ? []
        : [
            {
              icon: confidence === 'stated' ? 'pass-filled' : 'pass-dashed',
              tone: confidence === 'stated' ? 'good' : 'plain',
              text: [...claim(words), ...links(own)],
            },
          ];
    }),
    ...facts.deployments.flatMap((deploy): FactLine[] =>
      here(deploy.evidence).length === 0 ? [] : [deployLine(deploy, t)],
    ),
  ];
  const stack = facts.stack.filter(({ evidence }) => here(evidence).length > 0);
  return [
    ...(lines.length > 0
      ? [{ kind: 'facts' as const, label: [t('What it decides')], items: lines.slice(0, 14) }]
      : []),
    ...stackBlocks(stack, file, t),
  ];
}

function stackBlocks(stack: readonly StackItem[], file: string, t: Translate): readonly Block[] {
  if (stack.length === 0) return [];
  const byCategory = new Map<string, StackItem[]>();
  for (const item of stack) byCategory.set(item.category, [...(byCategory.get(item.category) ?? []), item]);
  const items = [...byCategory].map(([category, own]): FactLine => ({
    icon: 'package',
    tone: 'plain',
    text: [
      category,
      ': ',
      ...listed(
        t,
        own.slice(0, 6).map(({ name }) => strong(name)),
      ),
      ...links(
        own.flatMap(({ evidence }) => evidence.filter(each => each.file === file).slice(0, 1)),
        3,
      ),
    ],
  }));
  return [{ kind: 'facts', label: [t('What it brings in')], items: items.slice(0, 12) }];
}

function migrationBlocks(steps: readonly MigrationStep[], t: Translate): readonly Block[] {
  if (steps.length === 0) return [];
  const icons = { loses: 'warning', locks: 'lock', adds: 'pass' } as const;
  const tones = { loses: 'conflict', locks: 'caution', adds: 'good' } as const;
  return [
    {
      kind: 'facts',
      label: [t('What its statements do')],
      items: steps.map(({ risk, words, evidence }) => ({
        icon: icons[risk],
        tone: tones[risk],
        text: [words, ...links([evidence])],
      })),
    },
    {
      kind: 'confidence',
      confidence: 'inferred',
      text: [t('read statement by statement; a way back in the same file is not told apart')],
      evidence: [],
    },
  ];
}

function migrationMeaning(steps: readonly MigrationStep[], t: Translate): Rich {
  if (steps.some(({ risk }) => risk === 'loses'))
    return [
      t(
        'Code can be reverted; deleted data comes back only from a backup. This makes the merge hard to undo.',
      ),
    ];
  if (steps.some(({ risk }) => risk === 'locks'))
    return [t('On a large table this can hold up customers while it runs. When it runs matters.')];
  return [t('It only adds. Old code keeps working beside it, so it can go ahead of the feature.')];
}

interface KindWords {
  readonly name: string;
  readonly title: string;
  readonly lead: (facts: RepositoryFacts) => Rich;
  readonly what: Rich;
  readonly meaning: Rich;
  readonly ask: Rich;
  readonly lesson: CardLesson;
}

function kindWords(kind: FileKind, file: string, t: Translate): KindWords {
  switch (kind) {
    case 'pipeline':
      return {
        name: t('Pipeline'),
        title: t('A pipeline'),
        lead: () => rich(t, 'This file tells a server **which checks and deployments to run**, and when.'),
        what: [
          t(
            'Its system is recognised but not traced here, so what it starts is not said: a guess would be worse.',
          ),
        ],
        meaning: [t('What happens after a merge is decided in this file.')],
        ask: [t('What does this start when we merge, and what waits for a person?')],
        lesson: 'checks',
      };
    case 'container':
      return {
        name: t('Container image'),
        title: t('How the product is packed'),
        lead: ({ stack }) => packed(stack, file, t),
        what: [
          t(
            'A recipe for a container image: a package that holds the program and everything it needs, and runs the same everywhere.',
          ),
        ],
        meaning: [
          t(
            'A new version of the product is a new image. Taking a release back means starting the previous image again.',
          ),
        ],
        ask: [t('How long does it take to start the previous image, and who has done it lately?')],
        lesson: 'server',
      };
    case 'compose':
      return {
        name: t('Compose file'),
        title: t('What runs together'),
        lead: () => rich(t, 'This file starts **the product with what it needs** on one computer.'),
        what: [
          t(
            'Each service is a program of its own. It usually describes a developer’s computer, and sometimes a real server.',
          ),
        ],
        meaning: [
          t('It shows what the product depends on: each of these can fail, cost money or need an upgrade.'),
        ],
        ask: [t('Is this how production runs too, or only how we develop?')],
        lesson: 'server',
      };
    case 'hosting':
      return {
        name: t('Hosting settings'),
        title: t('Where the product runs'),
        lead: ({ hosting }) => hosted(hosting, file, t),
        what: [
          t('What the hosting platform is told: where to run it, how large, how to know that it is healthy.'),
        ],
        meaning: [
          t('These lines decide what customers far away feel, what a peak does, and part of the bill.'),
        ],
        ask: [t('What happens to customers when one of these machines stops?')],
        lesson: 'hosting',
      };
    case 'manifest':
      return {
        name: t('Manifest'),
        title: t('What the product is made of'),
        lead: () => rich(t, 'This file names **the code of others** that the product is built on.'),
        what: [
          t('Every entry is a dependency: code that saves work, and that somebody has to keep up to date.'),
        ],
        meaning: [
          t(
            'A major version of one of these is planned work; an abandoned one is a risk with a date nobody knows.',
          ),
        ],
        ask: [t('Which of these would hurt most if it were abandoned or had a security hole tomorrow?')],
        lesson: 'readingStack',
      };
    case 'infrastructure':
      return {
        name: t('Infrastructure as code'),
        title: t('The servers, written down'),
        lead: () => rich(t, 'This file describes **servers and services** that the product rents.'),
        what: [
          t(
            'Applying it makes the cloud match the file. Merging it alone changes nothing unless a pipeline applies it.',
          ),
        ],
        meaning: [
          t('A line here can create a monthly cost, or delete a database. Reviews of it deserve time.'),
        ],
        ask: [t('Who applies this, when, and what would it replace or delete?')],
        lesson: 'hosting',
      };
    case 'migration':
      return {
        name: t('Migration'),
        title: t('A change of stored data'),
        lead: () => rich(t, 'This file **changes stored data**: it cannot be undone like code.'),
        what: [
          t('A migration runs once against each database, usually before or while the new code starts.'),
        ],
        meaning: [t('Undoing a release does not undo what a migration did to data.')],
        ask: [t('Can this be undone, and has it run on a copy of production data?')],
        lesson: 'deployment',
      };
    case 'kubernetes':
      return {
        name: t('Kubernetes settings'),
        title: t('How the product is run'),
        lead: () => rich(t, 'This file tells a cluster **what to run and how many**.'),
        what: [t('Kubernetes keeps the stated number of copies running and replaces those that fail.')],
        meaning: [t('Copies and limits here decide how a peak feels and what it costs.')],
        ask: [t('How many copies run at peak, and what makes it add one?')],
        lesson: 'server',
      };
    case 'apiContract':
      return {
        name: t('API contract'),
        title: t('What others may call'),
        lead: () => rich(t, 'This file is **the contract** with everybody who builds on this product.'),
        what: [t('It names every call, what it takes and what it returns.')],
        meaning: [t('Adding is safe. Removing or renaming breaks partners who have built on it.')],
        ask: [t('Who uses the calls that change here, and how do they learn about it?')],
        lesson: 'stack',
      };
  }
}

function packed(stack: readonly StackItem[], file: string, t: Translate): Rich {
  const here = stack.filter(({ evidence }) => evidence.some(each => each.file === file));
  return here.length > 0
    ? rich(
        t,
        'This file packs the product, with {0}, **so that it runs the same everywhere**.',
        listed(
          t,
          here.slice(0, 3).map(({ name }) => strong(name)),
        ),
      )
    : rich(t, 'This file packs the product **so that it runs the same everywhere**.');
}

function hosted(hosting: RepositoryFacts['hosting'], file: string, t: Translate): Rich {
  const here = hosting.find(({ evidence }) => evidence.some(each => each.file === file));
  if (!here) return rich(t, 'This file tells a hosting platform **how to run the product**.');
  return here.target === '.'
    ? rich(t, 'This file puts the product on **{0}**.', here.provider)
    : rich(t, 'This file puts {0} on **{1}**.', code(here.target), here.provider);
}
