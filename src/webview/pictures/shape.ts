/** Pictures are computed as plain shapes, so that tests can measure them without a browser. */
export interface Shape {
  readonly name: 'svg' | 'g' | 'path' | 'rect' | 'circle' | 'text';
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children?: readonly Shape[];
  readonly text?: string;
}

/** The width of a text in pixels, in the font that the stylesheet gives it. */
export type Measure = (text: string, style: TextStyle) => number;
export type TextStyle = 'body' | 'strong' | 'sub';

export const path = (cls: string, d: string): Shape => ({ name: 'path', attributes: { class: cls, d } });
export const circle = (cls: string, cx: number, cy: number, r: number): Shape => ({
  name: 'circle',
  attributes: { class: cls, cx, cy, r },
});
export const text = (cls: string, x: number, y: number, content: string): Shape => ({
  name: 'text',
  attributes: { ...(cls === '' ? {} : { class: cls }), x, y },
  text: content,
});
export const box = (cls: string, x: number, y: number, width: number, height: number, rx = 4): Shape => ({
  name: 'rect',
  attributes: { class: cls, x: x + 0.5, y: y + 0.5, width: width - 1, height: height - 1, rx },
});

/** Arrow heads whose tip is at the point. */
export const headDown = (x: number, y: number): Shape => path('head', `M${x - 4} ${y - 6}h8l-4 6z`);
export const headRight = (x: number, y: number): Shape => path('head', `M${x - 6} ${y - 4}v8l6 -4z`);

/** The gate: a round with a lock; dashed where only a setting decides whether it waits. */
export function gate(x: number, y: number, radius: number, dashed: boolean): readonly Shape[] {
  return [
    circle('mask', x, y, radius + 2),
    circle(dashed ? 'gate dash' : 'gate', x, y, radius),
    {
      name: 'g',
      attributes: { transform: `translate(${x - 8} ${y - 8.5})` },
      children: [path('gl', 'M4.5 7.5h7v5.5h-7zM6 7.5V5.5a2 2 0 0 1 4 0v2')],
    },
  ];
}

/** The drawing itself, with the whole story as its label. */
export const svg = (
  width: number,
  height: number,
  label: string,
  children: readonly Shape[],
  layout?: 'narrow' | 'wide',
): Shape => ({
  name: 'svg',
  attributes: {
    ...(layout ? { class: layout } : {}),
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: 'img',
    'aria-label': label,
  },
  children,
});

/** Breaks a text into lines of at most `width`; a word that is too long alone is broken inside. Nothing is cut off. */
export function wrap(content: string, width: number, style: TextStyle, measure: Measure): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of content.split(/\s+/).filter(part => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measure(longer, style) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const character of word) {
      if (line !== '' && measure(line + character, style) > width) {
        lines.push(line);
        line = '';
      }
      line += character;
    }
  }
  if (line !== '') lines.push(line);
  return lines.length > 0 ? lines : [''];
}

/** Lines of text under each other, 14 apart for the small size and 16 else. */
export const textLines = (
  cls: string,
  x: number,
  y: number,
  lines: readonly string[],
  step = 14,
): readonly Shape[] => lines.map((line, index) => text(cls, x, y + index * step, line));
