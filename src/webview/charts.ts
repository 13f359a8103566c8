import type { RangeLine } from '../core/now/page';
import { drawn, el, type Child } from './element';
import { box, path, svg, text, type Shape } from './pictures/shape';
import { strings } from './strings';

const rect = (
  cls: string,
  x: string | number,
  y: number,
  width: string | number,
  height: number,
  rx = 0,
): Shape => ({
  name: 'rect',
  attributes: { class: cls, x, y, width, height, rx },
});

/** Likely ranges in percent, one line each, with a tick at 50. */
export const ranges = (items: readonly RangeLine[], note: string | undefined): HTMLElement =>
  el(
    'div',
    { class: 'stack' },
    el(
      'ul',
      { class: 'levels' },
      items.map(({ name, range, words, note: below }) =>
        el(
          'li',
          {},
          el('span', {}, name),
          el('span', { class: range ? 'small' : 'small quiet' }, words),
          drawn(track(name, words, range)),
          el('span', { class: 'small quiet' }, below),
        ),
      ),
    ),
    note !== undefined && el('p', { class: 'small quiet' }, note),
  );

const track = (name: string, words: string, range: readonly [number, number] | undefined): Shape => ({
  name: 'svg',
  attributes: { role: 'img', 'aria-label': `${name}: ${words}` },
  children: [
    rect('track', 0, 5.5, '100%', 1),
    rect('track', '50%', 3, 1, 6),
    ...(range ? [rect('range', `${range[0]}%`, 2, `${Math.max(1, range[1] - range[0])}%`, 8, 2)] : []),
  ],
});

/** A few bars with their numbers, and the same as a table. */
export function bars(
  label: string,
  columns: readonly [string, string],
  values: readonly { readonly name: string; readonly value: number }[],
): HTMLElement {
  const largest = Math.max(1, ...values.map(({ value }) => value));
  const each = 250 / Math.max(1, values.length);
  const shapes = values.flatMap(({ name, value }, index): Shape[] => {
    const middle = each * (index + 0.5);
    const height = Math.round((value / largest) * 54);
    return [
      ...(height > 0 ? [box('bar', middle - 10, 74 - height, 20, height, 2)] : []),
      text('mid', middle, 68 - height, String(value)),
      text('sub mid', middle, 92, name),
    ];
  });
  return el(
    'div',
    { class: 'stack' },
    el('figure', { class: 'pic' }, drawn(svg(250, 98, label, [path('axis', 'M0 74.5H250'), ...shapes]))),
    el(
      'details',
      {},
      el('summary', {}, strings().asTable),
      el(
        'table',
        {},
        el(
          'thead',
          {},
          el(
            'tr',
            {},
            columns.map(column => el('th', { scope: 'col' }, column)),
          ),
        ),
        el(
          'tbody',
          {},
          values.map(({ name, value }) =>
            el('tr', {}, el('th', { scope: 'row' }, name), el('td', {}, String(value))),
          ),
        ),
      ),
    ),
  );
}

/** One large number with the words that explain it. */
export const figure = (value: string, words: readonly Child[], note: string | undefined): HTMLElement =>
  el(
    'div',
    { class: 'actions' },
    el('span', { class: 'figure' }, value),
    el('span', {}, words, note !== undefined && [el('br'), el('span', { class: 'quiet small' }, note)]),
  );
