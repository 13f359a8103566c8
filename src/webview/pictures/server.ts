import type { ServerNode, ServerPicture } from '../../core/now/picture';
import {
  box,
  headDown,
  headRight,
  path,
  svg,
  text,
  textLines,
  wrap,
  type Measure,
  type Shape,
} from './shape';

interface Placed {
  readonly shapes: readonly Shape[];
  readonly height: number;
}

/** A box as high as its words need. `line` dashed: inferred; `outside`: no ground. */
function nodeBox(
  node: ServerNode,
  x: number,
  y: number,
  width: number,
  main: boolean,
  measure: Measure,
): Placed {
  const names = wrap(node.name, width - 14, 'strong', measure);
  const notes = node.note === '' ? [] : wrap(node.note, width - 14, 'sub', measure);
  const height = names.length * 15 + notes.length * 14 + (main ? 22 : 13);
  const cls = [
    node.outside ? 'box--out' : 'box',
    main ? 'box--main' : '',
    node.line === 'dashed' ? 'dash' : '',
  ];
  const first = y + (main ? 22 : 17);
  return {
    height,
    shapes: [
      box(cls.filter(name => name !== '').join(' '), x, y, width, height),
      ...textLines('mid strong', x + width / 2, first, names, 15),
      ...textLines('sub mid', x + width / 2, first + names.length * 15, notes),
    ],
  };
}

/** From the caller down through the edge and the server to what stands behind it. */
export function drawServerNarrow(picture: ServerPicture, measure: Measure): Shape {
  const width = 250;
  const middle = width / 2;
  const shapes: Shape[] = [];
  let y = 0;
  const put = (node: ServerNode, boxWidth: number, main: boolean) => {
    const placed = nodeBox(node, middle - boxWidth / 2, y, boxWidth, main, measure);
    shapes.push(...placed.shapes);
    y += placed.height;
  };
  const arrow = (label?: string) => {
    shapes.push(path('ln', `M${middle} ${y}V${y + 20}`), headDown(middle, y + 24));
    if (label !== undefined) shapes.push(text('sub', middle + 9, y + 15, label));
    y += 25;
  };
  put(picture.caller, 160, false);
  arrow(picture.edge ? 'HTTPS' : picture.entry);
  if (picture.edge) {
    put(picture.edge, 160, false);
    arrow(picture.entry);
  }
  put(picture.server, 220, true);
  if (picture.behind.length > 0) {
    const gap = 10;
    const widths = picture.behind.map(
      node => Math.max(measure(node.name, 'strong'), measure(node.note, 'sub')) + 18,
    );
    const total = widths.reduce((sum, each) => sum + each, 0) + gap * (widths.length - 1);
    if (total <= width) {
      const spare = (width - total) / widths.length;
      let x = 0;
      let lowest = 0;
      picture.behind.forEach((node, index) => {
        const own = (widths[index] ?? 0) + spare;
        const placed = nodeBox(node, x, y + 25, own, false, measure);
        const entry = Math.min(Math.max(x + own / 2, 24), width - 24);
        shapes.push(path('ln', `M${entry} ${y}V${y + 20}`), headDown(entry, y + 24), ...placed.shapes);
        lowest = Math.max(lowest, placed.height);
        x += own + gap;
      });
      y += 25 + lowest;
    } else {
      const trunk = 28;
      const begin = y;
      let last = y;
      for (const node of picture.behind) {
        y += 10;
        const placed = nodeBox(node, 52, y, 183, false, measure);
        last = y + placed.height / 2;
        shapes.push(path('ln', `M${trunk} ${last}H46`), headRight(51, last), ...placed.shapes);
        y += placed.height;
      }
      shapes.push(path('ln', `M${trunk} ${begin}V${last}`));
    }
  }
  return svg(width, Math.ceil(y) + 1, picture.label, shapes, 'narrow');
}

/** The same from left to right. */
export function drawServerWide(picture: ServerPicture, measure: Measure): Shape {
  const width = 540;
  const gap = 46;
  const behindWidth = picture.behind.length > 0 ? 116 : 0;
  const front = [picture.caller, ...(picture.edge ? [picture.edge] : [])];
  const room = width - behindWidth - (behindWidth > 0 ? 34 : 0) - front.length * gap;
  const serverWidth = Math.min(170, room - front.length * 96);
  const frontWidth = Math.min(130, (room - serverWidth) / front.length);
  let behindHeight = 0;
  const behind = picture.behind.map(node => {
    const { height } = nodeBox(node, 0, 0, behindWidth, false, measure);
    const at = behindHeight;
    behindHeight += height + 12;
    return { node, at, height };
  });
  behindHeight = Math.max(0, behindHeight - 12);
  const heights = [
    ...front.map(node => nodeBox(node, 0, 0, frontWidth, false, measure).height),
    nodeBox(picture.server, 0, 0, serverWidth, true, measure).height,
  ];
  const total = Math.max(behindHeight, ...heights);
  const centre = total / 2;
  const shapes: Shape[] = [];
  let x = 0;
  front.forEach((node, index) => {
    const height = heights[index] ?? 0;
    shapes.push(...nodeBox(node, x, centre - height / 2, frontWidth, false, measure).shapes);
    x += frontWidth;
    shapes.push(path('ln', `M${x} ${centre}H${x + gap - 5}`), headRight(x + gap - 1, centre));
    const last = index === front.length - 1;
    const label = last ? picture.entry?.replace(/^\D+/, '') : 'HTTPS';
    if (label !== undefined && label !== '') shapes.push(text('sub mid', x + gap / 2 - 2, centre - 7, label));
    x += gap;
  });
  const serverHeight = heights.at(-1) ?? 0;
  shapes.push(...nodeBox(picture.server, x, centre - serverHeight / 2, serverWidth, true, measure).shapes);
  x += serverWidth;
  for (const { node, at, height } of behind) {
    const y = centre - behindHeight / 2 + at;
    const target = y + height / 2;
    shapes.push(
      path(
        'ln',
        Math.abs(target - centre) < 1
          ? `M${x} ${centre}H${x + 28}`
          : `M${x} ${centre}H${x + 15}V${target}H${x + 28}`,
      ),
      headRight(x + 33, target),
      ...nodeBox(node, x + 34, y, behindWidth, false, measure).shapes,
    );
  }
  const full = x + (behindWidth > 0 ? 34 + behindWidth : 0);
  return svg(Math.ceil(full), Math.ceil(total) + 1, picture.label, shapes, 'wide');
}
