import type { Histories, History } from '../../core/now/picture';
import { circle, path, svg, type Shape } from './shape';

const top = 18;
const low = 46;
const width = 176;

/** What one way of merging leaves in main, drawn with the real number of commits (at most three and five are drawn). */
export function drawHistory({ mainCommits, branchCommits }: Histories, history: History): Shape {
  const onMain = Math.min(mainCommits, 3);
  const onBranch = Math.min(branchCommits, 5);
  const step = 20;
  const parting = 32;
  const mainAt = Array.from({ length: onMain }, (_, index) => parting + step * (index + 1));
  const branchAt = Array.from({ length: onBranch }, (_, index) => parting + 20 + step * index);
  const mainEnd = mainAt.at(-1) ?? parting;
  const branchEnd = branchAt.at(-1) ?? parting;
  const base = [circle('n-base', 12, top, 5), circle('n-base', parting, top, 5)];
  const main = mainAt.map(x => circle('n-main', x, top, 5));
  const start = `M${parting} ${top}C${parting + 10} ${top} ${parting + 8} ${low} ${parting + 20} ${low}`;
  const left = [path('ln dash', `${start}H${branchEnd}`), ...branchAt.map(x => circle('n-left', x, low, 4))];
  switch (history.way) {
    case 'merge': {
      const end = Math.max(mainEnd, branchEnd) + 24;
      return picture([
        path('ln-main', `M12 ${top}H${end}`),
        path('ln-branch', `${start}H${branchEnd}C${branchEnd + 12} ${low} ${end - 10} ${top} ${end} ${top}`),
        ...base,
        ...main,
        ...branchAt.map(x => circle('n-branch', x, low, 5)),
        circle('n-made', end, top, 6),
      ]);
    }
    case 'squash': {
      const end = mainEnd + 26;
      return picture([
        path('ln-main', `M12 ${top}H${end}`),
        ...left,
        ...base,
        ...main,
        circle('n-made', end, top, 6),
        circle('here', end, top, 3.5),
      ]);
    }
    case 'rebase':
    case 'fastForward': {
      const pitch = Math.min(18, (width - 8 - mainEnd) / Math.max(1, onBranch));
      const copies = branchAt.map((_, index) => mainEnd + pitch * (index + 1));
      return picture([
        path('ln-main', `M12 ${top}H${mainEnd}`),
        path('ln-branch', `M${mainEnd} ${top}H${copies.at(-1) ?? mainEnd}`),
        ...(history.way === 'rebase' ? left : []),
        ...base,
        ...main,
        ...copies.map(x => circle('n-branch', x, top, 5)),
      ]);
    }
  }

  function picture(shapes: readonly Shape[]): Shape {
    return svg(width, 60, history.label, shapes);
  }
}
