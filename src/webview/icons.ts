import type { IconName } from '../core/now/page';

/** Drawn for 16 px with a line of 1.2, after the shapes of VS Code's own icons. A leading `-` cuts into a filled shape. */
const shapes: Readonly<Record<IconName, string>> = {
  'arrow-left': 'M13 8H3.2M7 4 3 8l4 4',
  'arrow-right': 'M3 8h9.8M9 4l4 4-4 4',
  beaker: 'M6.3 2v4.4L2.8 12.6a.9.9 0 0 0 .8 1.4h8.8a.9.9 0 0 0 .8-1.4L9.7 6.4V2M5.2 2h5.6M4.8 9.5h6.4',
  book: 'M8 3.7C6.6 2.7 4.5 2.5 2 2.7v9.6c2.5-.2 4.6 0 6 1 1.4-1 3.5-1.2 6-1V2.7c-2.5-.2-4.6 0-6 1ZM8 3.7v9.5',
  branch: `${ring(4.5, 3.5)}${ring(4.5, 12.5)}${ring(11.5, 5.5)}M4.5 5.2v5.6M11.5 7.2c0 2.6-7 1.2-7 3.6`,
  checklist: 'm2 4.2 1.2 1.2 2-2.3M2 10.7l1.2 1.2 2-2.3M7.5 4.5H14M7.5 11H14',
  'circle-slash': `${ring(8, 8, 5.8)}M4 12l8-8`,
  clock: `${ring(8, 8, 5.8)}M8 4.6V8l2.4 1.6`,
  comment: 'M2 2.5h8.5v5.8H6L3.8 10.3v-2H2ZM12.3 6H14v5.8h-1.8v2L10 11.8H7v-1.3',
  copy: 'M5.5 4.5h8v9h-8ZM3.5 11.5h-1v-9h8v1',
  'credit-card':
    'M2.7 3.5h10.6a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H2.7a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1ZM1.7 6.3h12.6M4 10h2.5',
  database:
    'M3 3.7a5 1.9 0 1 0 10 0a5 1.9 0 1 0-10 0ZM3 3.7v8.6c0 1 2.2 1.9 5 1.9s5-.9 5-1.9V3.7M3 8c0 1 2.2 1.9 5 1.9s5-.9 5-1.9',
  error: `${ring(8, 8, 5.8)}M5.9 5.9l4.2 4.2M10.1 5.9l-4.2 4.2`,
  event: 'M9.5 1.8 3.5 9h4L6.5 14.2 12.5 7h-4Z',
  'eye-closed': 'M1.8 6.5C3.3 8.6 5.5 9.8 8 9.8s4.7-1.2 6.2-3.3M8 9.8v2.4M4.7 9.1l-1 2M11.3 9.1l1 2',
  file: 'M3.5 1.8h5.6l3.4 3.4v9h-9ZM9 1.8v3.5h3.5',
  folder: 'M1.8 3.5h4.4l1.5 1.8h6.5v7.5H1.8Z',
  globe: `${ring(8, 8, 5.8)}M2.2 8h11.6M8 2.2c-3.3 3.4-3.3 8.2 0 11.6 3.3-3.4 3.3-8.2 0-11.6Z`,
  history: 'M2.7 8A5.4 5.4 0 1 0 4.5 4M2.5 2.5V5.3h2.8M8 5v3.3l2.2 1.3',
  key: `${ring(5, 8, 2.8)}M7.8 8H14v2.5M11.3 8v1.8`,
  lock: 'M4.2 7h7.6a1 1 0 0 1 1 1v4.8a1 1 0 0 1-1 1H4.2a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1ZM5.3 7V4.8a2.7 2.7 0 0 1 5.4 0V7',
  merge: `${ring(4.5, 3.5)}${ring(4.5, 12.5)}${ring(11.5, 9)}M4.5 5.2v5.6M4.6 5.2c.5 2.6 2.4 3.8 5.2 3.8`,
  'mortar-board': 'M8 3 15 6.3 8 9.6 1 6.3ZM4 8v3.4c1 1 2.4 1.5 4 1.5s3-.5 4-1.5V8',
  package: 'M8 1.8 13.8 4.6v6.8L8 14.2 2.2 11.4V4.6ZM2.4 4.7 8 7.5l5.6-2.8M8 7.5v6.5',
  pass: `${ring(8, 8, 5.8)}M5.4 8.2l1.8 1.8 3.4-3.8`,
  'pass-dashed': 'M5.4 8.2l1.8 1.8 3.4-3.8',
  'pass-filled': '',
  play: 'M4.5 2.8 12.8 8l-8.3 5.2Z',
  'pull-request': `${ring(4, 3.5)}${ring(4, 12.5)}${ring(12, 12.5)}M4 5.2v5.6M12 10.8V6.2a2 2 0 0 0-2-2H8M9.6 2.4 7.8 4.2l1.8 1.8`,
  refresh: 'M13.3 8a5.3 5.3 0 1 1-1.6-3.8L13.3 5.8M13.3 2.5v3.3H10',
  repo: 'M3.5 12.3V3a1 1 0 0 1 1-1h8v8.6h-8a1.2 1.2 0 0 0 0 3.4h8v-3.4',
  rocket: `M6 10 4.3 8.3C5.5 4.6 8.6 2 13.5 2.5 14 7.4 11.4 10.5 7.7 11.7Z${ring(10, 6, 1.1)}M4.3 8.3H2.4l1.8-2.2h1M7.7 11.7v1.9l2.2-1.8v-1M3 11l-.6 2.6L5 13`,
  search: `${ring(7, 7, 4.3)}M10.2 10.2l3.6 3.6`,
  server: 'M2.5 2.5h11v4.6h-11ZM2.5 8.9h11v4.6h-11ZM5 4.8v.1M5 11.2v.1',
  shield: 'M8 1.8 13.3 3.5v4.3c0 3-2.3 5.2-5.3 6.4-3-1.2-5.3-3.4-5.3-6.4V3.5Z',
  warning: 'M8 2.2 14.3 13.3H1.7ZM8 6.3v3.5M8 11.6v.1',
};

function ring(x: number, y: number, radius = 1.7): string {
  return `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${radius * 2} 0a${radius} ${radius} 0 1 0 ${-radius * 2} 0`;
}

const namespace = 'http://www.w3.org/2000/svg';
const part = (d: string, cls?: string): SVGPathElement => {
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', d);
  if (cls !== undefined) path.setAttribute('class', cls);
  return path;
};

/** A shape beside words that say the same: hidden from screen readers. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('class', 'i');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  if (name === 'pass-filled')
    svg.append(part(ring(8, 8, 6), 'full-shape'), part('M5.3 8.2l1.9 1.9 3.5-4', 'cut'));
  else if (name === 'pass-dashed') svg.append(part(ring(8, 8, 5.8), 'dashed-shape'), part(shapes[name]));
  else svg.append(part(shapes[name]));
  return svg;
}
