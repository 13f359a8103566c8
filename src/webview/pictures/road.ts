import type { Road, Stop } from '../../core/now/picture';
import { circle, gate, path, svg, textLines, wrap, type Measure, type Shape } from './shape';

const mark = (stop: Stop, x: number, y: number): readonly Shape[] => {
  if (stop.kind === 'gate') return gate(x, y, 12, stop.line === 'dashed');
  const cls = stop.kind === 'end' ? 'n-made' : 'n';
  return [circle(stop.line === 'dashed' ? `${cls} dash` : cls, x, y, 6)];
};

/** From a branch down to the customers. */
export function drawRoadNarrow(road: Road, measure: Measure, layout: 'narrow' | 'wide' = 'narrow'): Shape {
  const width = 250;
  const marks: Shape[] = [];
  const words: Shape[] = [];
  const at: number[] = [];
  let y = 14;
  for (const stop of road.stops) {
    const names = wrap(stop.name, width - 42, 'strong', measure);
    const notes = stop.note === '' ? [] : wrap(stop.note, width - 42, 'sub', measure);
    at.push(y);
    marks.push(...mark(stop, 16, y));
    words.push(
      ...textLines('strong', 40, y + 1, names, 15),
      ...textLines('sub', 40, y + 1 + names.length * 15, notes),
    );
    y += Math.max(38, names.length * 15 + notes.length * 14 + 14);
  }
  const line = path('ln', `M16 ${at[0] ?? 14}V${at.at(-1) ?? 14}`);
  return svg(width, Math.ceil(y - 8), road.label, [line, ...marks, ...words], layout);
}

/** From left to right, where the words fit; else as in the narrow view. */
export function drawRoadWide(road: Road, measure: Measure): Shape {
  const width = 540;
  const each = width / Math.max(1, road.stops.length);
  if (road.stops.length > 7) return drawRoadNarrow(road, measure, 'wide');
  const marks: Shape[] = [];
  const words: Shape[] = [];
  let deepest = 0;
  road.stops.forEach((stop, index) => {
    const x = each * (index + 0.5);
    const names = wrap(stop.name, each - 8, 'strong', measure);
    const notes = wrap(stop.short, each - 8, 'sub', measure);
    marks.push(...mark(stop, x, 16));
    words.push(
      ...textLines('mid strong', x, 48, names, 15),
      ...textLines('sub mid', x, 48 + names.length * 15, notes),
    );
    deepest = Math.max(deepest, names.length * 15 + notes.length * 14);
  });
  const line = path('ln', `M${each / 2} 16H${width - each / 2}`);
  return svg(width, 42 + deepest, road.label, [line, ...marks, ...words], 'wide');
}
