import type { CommitGraph, GraphCommit } from '../../core/now/picture';
import { circle, path, svg, text, textLines, wrap, type Measure, type Shape } from './shape';

const mainX = 10;
const branchX = 28;
const textX = 44;

/** Main and the branch as two lines that part at the commit both have; newest at the top. */
export function drawCommits(
  graph: CommitGraph,
  width: number,
  layout: 'narrow' | 'wide',
  measure: Measure,
): Shape {
  const wide = layout === 'wide';
  const words: Shape[] = [];
  const nodes: Shape[] = [];
  const rows: { readonly node: GraphCommit['node']; readonly y: number }[] = [];
  let y = 12;
  for (const group of graph.groups) {
    const tone = group.tone === 'quiet' ? 'sub' : `t-${group.tone}`;
    const title = wrap(group.title, width - textX, 'strong', measure);
    words.push(...textLines(tone, textX, y, title));
    y += title.length * 14 + 6;
    for (const commit of group.commits) {
      const note = wide ? commit.note : '';
      const room = width - textX - (note === '' ? 0 : measure(note, 'sub') + 16);
      const lines = wrap(commit.subject, room, 'body', measure);
      words.push(...textLines('', textX, y, lines, 16));
      if (note !== '') words.push(text('sub end', width - 2, y, note));
      rows.push({ node: commit.node, y: y - 4 });
      y += lines.length * 16 + 4;
    }
    if (group.more !== undefined) {
      const lines = wrap(group.more, width - textX, 'sub', measure);
      words.push(...textLines('sub', textX, y, lines));
      y += lines.length * 14 + 4;
    }
  }
  for (const { node, y: at } of rows) {
    if (node === 'main' || node === 'base') nodes.push(circle(`n-${node}`, mainX, at, 5));
    else nodes.push(circle(`n-${node}`, branchX, at, node === 'local' ? 4.5 : 5));
  }
  const base = rows.find(({ node }) => node === 'base');
  const firstMain = rows.find(({ node }) => node === 'main');
  const onBranch = rows.filter(({ node }) => node === 'branch' || node === 'local');
  const lines: Shape[] = [];
  const bottom = base?.y ?? y;
  if (firstMain) lines.push(path('ln-main', `M${mainX} ${firstMain.y}V${bottom}`));
  const [top, last] = [onBranch[0], onBranch.at(-1)];
  if (top && last) {
    lines.push(
      path(
        'ln-branch',
        base
          ? `M${mainX} ${base.y}C${mainX} ${base.y - 20} ${branchX} ${Math.min(base.y - 14, last.y + 22)} ${branchX} ${last.y}V${top.y}`
          : `M${branchX} ${bottom}V${top.y}`,
      ),
    );
  }
  return svg(width, Math.ceil(y - 6), graph.label, [...lines, ...nodes, ...words], layout);
}
