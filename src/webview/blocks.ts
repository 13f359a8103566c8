import type { Ask, Block, BranchLine, Button, Chip, FactLine, RowLink, Side } from '../core/now/page';
import { plain } from '../core/now/rich';
import { check } from './check';
import { bars, figure, ranges } from './charts';
import { anchor, button, el, type Child } from './element';
import { icon } from './icons';
import { pictureElement } from './picture';
import { isOpen, rememberOpen } from './session';
import { strings } from './strings';
import { evidenceLink, richNodes } from './text';

/** Draws one part of a card or page. */
export function blockElement(block: Block): Child {
  switch (block.kind) {
    case 'text':
      return el('p', block.quiet === true ? { class: 'small quiet' } : {}, richNodes(block.text));
    case 'facts':
      return el(
        'div',
        { class: 'group' },
        block.label && el('h3', { class: 'label' }, richNodes(block.label)),
        el(block.ordered === true ? 'ol' : 'ul', { class: 'facts' }, block.items.map(factLine)),
      );
    case 'chips':
      return el('ul', { class: 'chips', 'aria-label': block.label }, block.items.map(chip));
    case 'branches':
      return el('ol', { class: 'branches', 'aria-label': block.label }, block.items.map(branchLine));
    case 'sides':
      return el('div', { class: 'sides' }, side(block.main), side(block.branch));
    case 'picture':
      return pictureElement(block.picture, block.caption);
    case 'confidence':
      return confidence(block);
    case 'details':
      return details(block.key, block.summary, block.open === true, block.blocks.map(blockElement));
    case 'actions':
      return el(
        'div',
        { class: 'actions' },
        block.buttons.map(buttonElement),
        block.note !== undefined && el('span', { class: 'small quiet' }, block.note),
      );
    case 'group':
      return el(
        'div',
        { class: 'group' },
        block.label !== undefined &&
          el('h3', { class: 'label' }, block.icon && icon(block.icon), block.label),
        block.blocks.map(blockElement),
      );
    case 'learn':
      return lessonLink(block.lesson, block.title);
    case 'ask':
      return askElement(block.ask);
    case 'rows':
      return el('ul', { class: 'rows' }, block.rows.map(row));
    case 'prose':
      return prose(block.html, block.lead === true);
    case 'slot':
      return el(
        'section',
        { class: 'slot', 'aria-label': block.label },
        el('p', { class: 'label' }, icon('repo'), block.label),
        block.blocks.map(blockElement),
      );
    case 'search':
      return search(block.label, block.placeholder, block.query);
    case 'check':
      return check(block.questions);
    case 'ranges':
      return ranges(block.items, block.note);
    case 'bars':
      return bars(block.label, block.columns, block.bars);
    case 'figure':
      return figure(block.value, richNodes(block.text), block.note);
  }
}

const factLine = ({ icon: name, tone, text, note }: FactLine) =>
  el(
    'li',
    { class: tone === 'plain' ? undefined : tone },
    icon(name),
    el('div', {}, richNodes(text), note && el('p', { class: 'small quiet' }, richNodes(note))),
  );

const chip = ({ icon: name, text, tone }: Chip) =>
  el(
    'li',
    { class: tone === 'plain' ? undefined : tone },
    name && icon(name),
    el('span', {}, richNodes(text)),
  );

const branchLine = (line: BranchLine) =>
  el(
    'li',
    {},
    el('h3', {}, anchor({ class: 'mono' }, line.act, line.name)),
    el(
      'p',
      { class: 'small meta' },
      line.meta.map((part, index) => [index > 0 && el('br'), richNodes(part)]),
    ),
    line.about && el('p', {}, richNodes(line.about)),
    line.chips.length > 0 && el('ul', { class: 'chips' }, line.chips.map(chip)),
  );

const side = ({ of, title, code, note }: Side) =>
  el(
    'div',
    { class: of },
    el('p', { class: 'small who' }, richNodes(title)),
    code !== '' && el('pre', { tabindex: '0' }, code),
    note && el('p', { class: 'small quiet' }, richNodes(note)),
  );

function confidence({
  confidence: sure,
  text,
  evidence,
}: Extract<Block, { kind: 'confidence' }>): HTMLElement {
  const words = strings();
  const name = { stated: 'pass-filled', inferred: 'pass-dashed', unknown: 'eye-closed' } as const;
  const lead = { stated: words.stated, inferred: words.inferred, unknown: words.unknown }[sure];
  return el(
    'div',
    { class: 'source' },
    el(
      'p',
      { class: `conf conf--${sure}` },
      icon(name[sure]),
      el(
        'span',
        {},
        sure === 'unknown' && text.length > 0
          ? richNodes(text)
          : text.length > 0
            ? [`${lead}: `, richNodes(text)]
            : lead,
      ),
    ),
    evidence.length > 0 &&
      el(
        'p',
        { class: 'evs' },
        evidence.map(({ file, line }) => evidenceLink(file, line)),
      ),
  );
}

function details(key: string, summary: string, open: boolean, children: readonly Child[]): HTMLElement {
  const element = el(
    'details',
    { open: isOpen(key, open) },
    el('summary', {}, summary),
    el('div', { class: 'stack' }, children),
  );
  element.addEventListener('toggle', () => rememberOpen(key, element.open));
  return element;
}

/** A button with its picture before its words. */
export const buttonElement = ({ label, icon: name, primary, act }: Button): HTMLElement =>
  button({ class: primary === true ? 'btn' : 'btn btn--second' }, act, name && icon(name), label);

export const lessonLink = (lesson: string, title: string): HTMLElement =>
  anchor(
    { class: 'more' },
    { do: 'go', to: { place: 'lesson', id: lesson } },
    icon('book'),
    `${strings().lesson}: ${title}`,
  );

/** One question that can be answered, with Copy. */
export function askElement({ question, label }: Ask): HTMLElement {
  const words = strings();
  return el(
    'div',
    { class: 'ask' },
    el(
      'div',
      { class: 'label' },
      el('span', {}, icon('comment'), label ?? words.askEngineering),
      button(
        { class: 'iconbtn', 'aria-label': `${words.copyQuestion}: ${plain(question)}` },
        { do: 'copy', text: plain(question) },
        icon('copy'),
        words.copy,
      ),
    ),
    el('p', {}, richNodes(question)),
  );
}

/** A row that leads somewhere, with what is known about it at the right and below. */
export const row = ({ title, act, end, note, progress }: RowLink): HTMLElement =>
  el(
    'li',
    {},
    anchor(
      {},
      act,
      el('span', {}, richNodes(title)),
      el('span', { class: 'small quiet' }, end),
      note !== undefined && el('span', { class: 'full small quiet' }, note),
      progress &&
        el(
          'progress',
          { class: 'full', max: progress.of, value: progress.done, 'aria-label': progress.label },
          progress.label,
        ),
    ),
  );

function prose(html: string, lead: boolean): HTMLElement {
  const element = el('div', { class: lead ? 'prose prose--lead' : 'prose' });
  // compiled from our own library at build time, never repository text
  element.innerHTML = html;
  return element;
}

function search(label: string, placeholder: string, query: string): HTMLElement {
  const input = el('input', {
    type: 'search',
    placeholder,
    value: query,
    'data-search': true,
    spellcheck: 'false',
    autocomplete: 'off',
  });
  return el('label', { class: 'search' }, icon('search'), el('span', { class: 'vh' }, label), input);
}
