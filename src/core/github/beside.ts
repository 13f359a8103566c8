/** Puts what GitHub says beside what the files say: cards after cards, never inside another's facts. */
import type { Block, Card, Page, Rich, Section } from '../now/page';

/** What is added to a page. */
export interface Addition {
  /** A card, after the card with the key `after`; where there is none, at the end. */
  readonly cards?: readonly { readonly after: string; readonly card: Card }[];
  /** Blocks at the end of the card with this key; nothing where that card is not there yet. */
  readonly blocks?: { readonly inside: string; readonly blocks: readonly Block[] };
  /** Sentences after the heading. */
  readonly heading?: Rich;
}

/** The page with the additions. The page itself stays as it is: without GitHub, nothing of it is missing. */
export function beside(page: Page, additions: readonly Addition[]): Page {
  return additions.reduce(withAddition, page);
}

function withAddition(page: Page, { cards = [], blocks, heading }: Addition): Page {
  const inside = blocks
    ? { ...page, sections: page.sections.map(section => mapCards(section, card => extended(card, blocks))) }
    : page;
  const placed = cards.reduce(withCard, inside);
  return heading === undefined || heading.length === 0
    ? placed
    : { ...placed, heading: [...placed.heading, ' ', ...heading] };
}

/** The page with a card after the one that it follows, in the same list of cards. */
function withCard(page: Page, { after, card }: NonNullable<Addition['cards']>[number]): Page {
  const at = page.sections.findIndex(section => cardsOf(section).some(({ key }) => key === after));
  const section = page.sections[at];
  const own: Section = { kind: 'card', card };
  if (section?.kind === 'story' || section?.kind === 'numbered') {
    const next = section.cards.findIndex(({ key }) => key === after) + 1;
    const longer = {
      ...section,
      cards: [...section.cards.slice(0, next), card, ...section.cards.slice(next)],
    };
    return { ...page, sections: page.sections.with(at, longer) };
  }
  return {
    ...page,
    sections: section ? page.sections.toSpliced(at + 1, 0, own) : [...page.sections, own],
  };
}

const cardsOf = (section: Section): readonly Card[] =>
  section.kind === 'card' ? [section.card] : 'cards' in section ? section.cards : [];

const extended = (card: Card, { inside, blocks }: NonNullable<Addition['blocks']>): Card =>
  card.key === inside ? { ...card, blocks: [...card.blocks, ...blocks] } : card;

function mapCards(section: Section, change: (card: Card) => Card): Section {
  if (section.kind === 'card') return { ...section, card: change(section.card) };
  if (section.kind === 'story' || section.kind === 'numbered')
    return { ...section, cards: section.cards.map(change) };
  return section;
}
