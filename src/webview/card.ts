import type { Card } from '../core/now/page';
import { askElement, blockElement, lessonLink } from './blocks';
import { el, type Child } from './element';
import { icon } from './icons';
import { strings } from './strings';
import { richNodes } from './text';

/** A card: header, facts, what it means, what to ask, where to learn; always in this order. */
export function cardElement(card: Card): HTMLElement {
  const { layout } = card;
  if (layout === 'unseen') return unseen(card);
  const side = sideParts(card);
  const facts = el('div', { class: 'stack stack--cards' }, card.blocks.map(blockElement));
  const cls =
    layout === 'split' && side.length > 0 ? 'card card--split' : layout === 'empty' ? 'card empty' : 'card';
  return el(
    'article',
    { class: cls, 'data-key': card.key },
    layout === 'empty' ? [card.icon && icon(card.icon), el('h2', {}, card.title)] : header(card),
    card.before &&
      card.before.length > 0 &&
      el('div', { class: 'full stack stack--cards' }, card.before.map(blockElement)),
    card.blocks.length > 0 && facts,
    side.length > 0 && el('div', { class: layout === 'pair' ? 'pair full' : 'side' }, side),
    card.after &&
      card.after.length > 0 &&
      el('div', { class: 'full stack stack--cards' }, card.after.map(blockElement)),
  );
}

function header({ icon: name, title, state, remark, number }: Card): HTMLElement {
  return el(
    'header',
    {},
    name && icon(name),
    el(
      'h2',
      { class: title.length > 18 ? 'long' : undefined },
      number !== undefined && el('span', { class: 'number' }, String(number)),
      title,
    ),
    remark !== undefined && el('p', { class: 'small quiet' }, remark),
    state && el('p', { class: `tone tone--${state.tone}` }, state.icon && icon(state.icon), state.text),
  );
}

function sideParts({ meaning, ask, learn }: Card): readonly Child[] {
  return [
    meaning &&
      el(
        'div',
        { class: 'meaning' },
        el('h3', { class: 'label' }, strings().whatItMeans),
        el('p', {}, richNodes(meaning)),
      ),
    ask && askElement(ask),
    learn && lessonLink(learn.lesson, learn.title),
  ].filter(part => part !== undefined);
}

function unseen(card: Card): HTMLElement {
  return el(
    'section',
    { class: 'unseen', 'aria-label': card.title, 'data-key': card.key },
    el('h2', { class: 'label' }, icon('eye-closed'), card.title),
    card.blocks.map(blockElement),
    sideParts(card),
  );
}
