import type { JobBox, JobsPicture } from '../../core/now/picture';
import {
  box,
  gate,
  headDown,
  headRight,
  path,
  svg,
  textLines,
  wrap,
  type Measure,
  type Shape,
} from './shape';

/** Jobs by how many others must end before them. A circle of jobs, which no CI system accepts, ends up side by side. */
export function layers(jobs: readonly JobBox[]): readonly (readonly JobBox[])[] {
  const byId = new Map(jobs.map(job => [job.id, job]));
  const depth = new Map<string, number>();
  const depthOf = (job: JobBox, path: readonly string[]): number => {
    const known = depth.get(job.id);
    if (known !== undefined) return known;
    if (path.includes(job.id)) return 0;
    const before = job.after.flatMap(id => byId.get(id) ?? []);
    const own =
      before.length === 0 ? 0 : 1 + Math.max(...before.map(each => depthOf(each, [...path, job.id])));
    depth.set(job.id, own);
    return own;
  };
  const result: JobBox[][] = [];
  for (const job of jobs) (result[depthOf(job, [])] ??= []).push(job);
  return result;
}

const gateRadius = 15;

function words(job: JobBox, width: number, measure: Measure) {
  const names = wrap(job.name, width - 14, 'strong', measure);
  const notes = job.note === '' ? [] : wrap(job.note, width - 14, 'sub', measure);
  return { names, notes, height: names.length * 15 + notes.length * 14 + 11 };
}

function jobBox(
  job: JobBox,
  x: number,
  y: number,
  width: number,
  height: number,
  measure: Measure,
): readonly Shape[] {
  const { names, notes, height: needed } = words(job, width, measure);
  const first = y + 16 + (height - needed) / 2;
  const cls = ['box', job.deploys ? 'box--main' : '', job.line === 'dashed' ? 'dash' : '']
    .filter(name => name !== '')
    .join(' ');
  return [
    box(cls, x, y, width, height),
    ...textLines('mid strong', x + width / 2, first, names, 15),
    ...textLines('sub mid', x + width / 2, first + names.length * 15, notes),
  ];
}

const gateWord = (picture: JobsPicture, job: JobBox): string =>
  job.gate === 'waits' ? picture.gateWords.waits : picture.gateWords.mayWait;

/** Top to bottom; jobs that run side by side stand side by side while they fit, else under each other on one line. */
export function drawJobsNarrow(
  picture: JobsPicture,
  measure: Measure,
  layout: 'narrow' | 'wide' = 'narrow',
): Shape {
  const width = 250;
  const middle = width / 2;
  const shapes: Shape[] = [];
  let y = 0;
  const startLines = wrap(picture.start, width - 40, 'body', measure);
  const startWidth = Math.min(width, Math.max(...startLines.map(line => measure(line, 'body'))) + 30);
  const startHeight = startLines.length * 15 + 11;
  shapes.push(
    box('box--out', middle - startWidth / 2, y, startWidth, startHeight, 13),
    ...textLines('mid', middle, y + 17, startLines, 15),
  );
  y += startHeight;
  for (const layer of layers(picture.jobs)) {
    const gated = layer.find(job => job.gate !== undefined);
    if (gated) {
      const lines = wrap(gateWord(picture, gated), width - middle - 24, 'sub', measure);
      shapes.push(
        path('ln', `M${middle} ${y}V${y + 12}`),
        ...gate(middle, y + 12 + gateRadius, gateRadius, gated.gate === 'mayWait'),
      );
      shapes.push(
        ...textLines('strong', middle + 24, y + 24, [picture.gateWords.name]),
        ...textLines('sub', middle + 24, y + 38, lines),
      );
      y += 12 + gateRadius * 2;
    }
    const side = layer.length === 2;
    const each = side ? 119 : 190;
    if (layer.length <= 2) {
      const height = Math.max(...layer.map(job => words(job, each, measure).height));
      layer.forEach((job, index) => {
        const x = side ? index * (width - each) : middle - each / 2;
        const centre = x + each / 2;
        shapes.push(
          path('ln', side ? `M${middle} ${y}V${y + 6}H${centre}V${y + 14}` : `M${middle} ${y}V${y + 14}`),
          headDown(centre, y + 18),
          ...jobBox(job, x, y + 18, each, height, measure),
        );
      });
      y += 18 + height;
    } else {
      const begin = y;
      let last = y;
      for (const job of layer) {
        y += 8;
        const { height } = words(job, 190, measure);
        last = y + height / 2;
        shapes.push(
          path('ln', `M14 ${last}H38`),
          headRight(44, last),
          ...jobBox(job, 45, y, 190, height, measure),
        );
        y += height;
      }
      shapes.push(path('ln', `M${middle} ${begin}V${begin + 4}H14V${last}`));
    }
  }
  return svg(width, Math.ceil(y) + 1, picture.label, shapes, layout);
}

/** Half the note, for it may take two lines, but never less than its longest word. */
const noteWidth = (note: string, measure: Measure): number =>
  Math.max(measure(note, 'sub') / 2, ...note.split(' ').map(word => measure(word, 'sub')));

/** Left to right where the boxes fit into the width; else as in the narrow view. */
export function drawJobsWide(picture: JobsPicture, measure: Measure): Shape {
  const width = 547;
  const columns = layers(picture.jobs);
  const arrow = 18;
  const startWidth = measure(picture.start, 'body') + 26;
  const gateSpace = gateRadius * 2 + arrow - 4;
  const gates = columns.filter(layer => layer.some(job => job.gate !== undefined)).length;
  const widths = columns.map(layer =>
    Math.min(
      120,
      Math.max(
        70,
        ...layer.map(job => Math.max(measure(job.name, 'strong'), noteWidth(job.note, measure)) + 18),
      ),
    ),
  );
  const total =
    startWidth + widths.reduce((sum, each) => sum + each, 0) + columns.length * arrow + gates * gateSpace;
  if (total > width || columns.some(layer => layer.length > 4))
    return drawJobsNarrow(picture, measure, 'wide');
  const stretch = Math.min(30, (width - total) / columns.length);
  const gap = 10;
  const sizes = columns.map((layer, index) =>
    layer.map(job => words(job, (widths[index] ?? 70) + stretch, measure).height),
  );
  const heights = sizes.map(each => each.reduce((sum, height) => sum + height, 0) + gap * (each.length - 1));
  const tallest = Math.max(30, ...heights);
  const centre = tallest / 2;
  const shapes: Shape[] = [
    box('box--out', 0, centre - 13, startWidth, 26, 13),
    ...textLines('mid', startWidth / 2, centre + 4, [picture.start]),
  ];
  let x = startWidth;
  let bottom = tallest;
  columns.forEach((layer, index) => {
    const own = (widths[index] ?? 70) + stretch;
    const gated = layer.find(job => job.gate !== undefined);
    if (gated) {
      shapes.push(
        path('ln', `M${x} ${centre}H${x + gateSpace - gateRadius}`),
        ...gate(x + gateSpace - gateRadius - 4, centre, gateRadius, gated.gate === 'mayWait'),
      );
      const lines = wrap(gateWord(picture, gated), 130, 'sub', measure);
      const under = Math.max(
        centre + gateRadius + 17,
        ...[tallest]
          .filter(() => layer.length > 1 || (columns[index - 1]?.length ?? 0) > 1)
          .map(height => height + 15),
      );
      shapes.push(
        ...textLines('mid strong', x + gateSpace - gateRadius - 4, under, [picture.gateWords.name]),
        ...textLines('sub mid', x + gateSpace - gateRadius - 4, under + 14, lines),
      );
      bottom = Math.max(bottom, under + 14 * lines.length + 4);
      x += gateSpace - 4;
    }
    let y = centre - (heights[index] ?? 0) / 2;
    layer.forEach((job, row) => {
      const height = sizes[index]?.[row] ?? 0;
      const target = y + height / 2;
      shapes.push(
        path(
          'ln',
          Math.abs(target - centre) < 1
            ? `M${x} ${centre}H${x + arrow - 5}`
            : `M${x} ${centre}H${x + 6}V${target}H${x + arrow - 5}`,
        ),
        headRight(x + arrow, target),
        ...jobBox(job, x + arrow, y, own, height, measure),
      );
      y += height + gap;
    });
    x += arrow + own;
    const next = columns[index + 1];
    if (next && layer.length > 1) {
      let from = centre - (heights[index] ?? 0) / 2;
      layer.forEach((_, row) => {
        const height = sizes[index]?.[row] ?? 0;
        const source = from + height / 2;
        if (Math.abs(source - centre) >= 1) shapes.push(path('ln', `M${x} ${source}H${x + 4}V${centre}`));
        from += height + gap;
      });
    }
  });
  return svg(Math.ceil(x) + 1, Math.ceil(bottom) + 1, picture.label, shapes, 'wide');
}
