import type { Destination, Page, Section } from '../core/now/page';
import { blockElement, buttonElement } from './blocks';
import { cardElement } from './card';
import { anchor, el, type Child } from './element';
import { icon } from './icons';
import { strings } from './strings';
import { richNodes } from './text';

const places = ['now', 'product', 'learn', 'progress'] as const;

/** The place whose tab is marked while the reader is at `destination`. */
export function placeOf({ place }: Destination): (typeof places)[number] {
  if (place === 'branch' || place === 'change' || place === 'release' || place === 'review') return 'now';
  return place === 'now' || place === 'product' || place === 'progress' ? place : 'learn';
}

/** Now, Product, Learn, Progress: always there, in this order. */
export function placesNav(at: Destination, due: number | undefined): HTMLElement {
  const words = strings();
  return el(
    'nav',
    { class: 'places', 'aria-label': words.places },
    places.map(place =>
      anchor(
        { 'aria-current': placeOf(at) === place ? 'page' : undefined },
        { do: 'go', to: { place } },
        words[place],
        place === 'progress' &&
          due !== undefined &&
          due > 0 &&
          el('span', { class: 'count' }, String(due), el('span', { class: 'vh' }, ` ${words.due}`)),
      ),
    ),
  );
}

/** The page below the places. */
export function pageElement(page: Page, busy: string | undefined): HTMLElement {
  const headingClass = { lead: 'lead', title: 'title', hidden: 'vh' }[page.headingStyle];
  const heading = el('h1', { class: headingClass, tabindex: '-1' }, richNodes(page.heading));
  return el(
    'main',
    { class: 'view', 'aria-busy': busy === undefined ? undefined : 'true' },
    page.crumbs && crumbs(page.crumbs),
    page.subject && subject(page.subject),
    page.under === undefined
      ? heading
      : el('div', { class: 'stack' }, heading, el('p', { class: 'quiet small' }, page.under)),
    busy !== undefined && el('p', { class: 'busy small' }, icon('clock'), busy),
    page.sections.map(sectionElement),
    page.actions &&
      page.actions.length > 0 &&
      el('div', { class: 'actions' }, page.actions.map(buttonElement)),
    page.pager && pager(page.pager),
  );
}

function sectionElement(section: Section): Child {
  switch (section.kind) {
    case 'card':
      return cardElement(section.card);
    case 'story':
      return el(
        'ol',
        { class: 'story', 'aria-label': section.label },
        section.cards.map(card => el('li', {}, cardElement(card))),
      );
    case 'numbered':
      return el(
        'ol',
        { class: 'qa' },
        section.cards.map(card => el('li', {}, cardElement(card))),
      );
    case 'titled':
      return el(
        'section',
        { class: 'section' },
        el(
          'h2',
          {},
          el('span', {}, richNodes(section.title)),
          section.remark !== undefined && el('span', { class: 'small quiet' }, section.remark),
        ),
        section.blocks.map(blockElement),
      );
    case 'blocks':
      return section.blocks.map(blockElement);
  }
}

const subject = ({ icon: name, lines, button }: NonNullable<Page['subject']>) =>
  el(
    'div',
    { class: 'subject' },
    icon(name),
    el(
      'div',
      {},
      lines.map(line => el('p', {}, richNodes(line))),
    ),
    button && buttonElement(button),
  );

const crumbs = (parts: NonNullable<Page['crumbs']>) =>
  el(
    'nav',
    { class: 'crumbs', 'aria-label': strings().whereYouAre },
    parts.map(({ text, act }, index) => [
      index > 0 && el('span', { 'aria-hidden': 'true' }, '/'),
      act ? anchor({}, act, text) : el('span', {}, text),
    ]),
  );

function pager({ previous, next }: NonNullable<Page['pager']>): HTMLElement {
  const words = strings();
  return el(
    'nav',
    { class: 'pager', 'aria-label': words.path },
    previous &&
      anchor(
        {},
        previous.act,
        el('span', { class: 'label' }, icon('arrow-left'), words.previous),
        el('span', {}, richNodes(previous.title)),
      ),
    next &&
      anchor(
        { class: 'next' },
        next.act,
        el('span', { class: 'label label--end' }, words.next, icon('arrow-right')),
        el('span', {}, richNodes(next.title)),
      ),
  );
}
