import assert from 'node:assert/strict';
import type { JobBox } from '../../../src/core/now/picture';
import { drawCommits } from '../../../src/webview/pictures/commitGraph';
import { drawHistory } from '../../../src/webview/pictures/histories';
import { drawJobsNarrow, drawJobsWide, layers } from '../../../src/webview/pictures/jobs';
import { drawServerNarrow, drawServerWide } from '../../../src/webview/pictures/server';
import { wrap, type Measure, type Shape } from '../../../src/webview/pictures/shape';

const measure: Measure = (text, style) => text.length * (style === 'sub' ? 6 : style === 'strong' ? 7 : 6.5);

const all = (shape: Shape): readonly Shape[] => [shape, ...(shape.children ?? []).flatMap(all)];

/** Texts that reach over the edge of their picture. */
function spilled(picture: Shape): readonly string[] {
  const width = Number(picture.attributes['width']);
  return all(picture).flatMap(({ name, attributes, text = '' }) => {
    if (name !== 'text') return [];
    const cls = String(attributes['class'] ?? '');
    const length = measure(text, cls.includes('strong') ? 'strong' : cls.includes('sub') ? 'sub' : 'body');
    const x = Number(attributes['x']);
    const start = cls.includes('mid') ? x - length / 2 : cls.includes('end') ? x - length : x;
    return start < -1 || start + length > width + 1 ? [text] : [];
  });
}

const long = 'A subject that somebody wrote without thinking about how wide a sidebar is';
const job = (id: string, after: readonly string[] = [], gate?: JobBox['gate']): JobBox => ({
  id,
  name: id,
  note: 'npm test',
  after,
  deploys: false,
  line: 'solid',
  ...(gate ? { gate } : {}),
});

suite('pictures', () => {
  test('text is wrapped and never lost', () => {
    const lines = wrap(`${long} ${'x'.repeat(80)}`, 120, 'body', measure);
    assert.equal(lines.join('').replaceAll(' ', ''), `${long}${'x'.repeat(80)}`.replaceAll(' ', ''));
    assert.ok(lines.every(line => measure(line, 'body') <= 120));
  });

  test('the commit graph holds every subject inside, narrow and wide', () => {
    const graph = {
      kind: 'commits' as const,
      label: 'x',
      groups: [
        {
          title: 'origin/main, 1 newer commit',
          tone: 'main' as const,
          commits: [{ subject: long, note: 'Tom Okafor, 4 days ago', node: 'main' as const }],
        },
        {
          title: 'only here',
          tone: 'branch' as const,
          commits: [{ subject: long, note: 'you, yesterday', node: 'local' as const }],
          more: 'and 3 more',
        },
        {
          title: 'parted',
          tone: 'quiet' as const,
          commits: [{ subject: 'base', note: '', node: 'base' as const }],
        },
      ],
    };
    for (const [width, layout] of [
      [250, 'narrow'],
      [520, 'wide'],
    ] as const) {
      const picture = drawCommits(graph, width, layout, measure);
      assert.deepEqual(spilled(picture), []);
      const nodes = all(picture)
        .filter(({ name }) => name === 'circle')
        .map(({ attributes }) => attributes['class']);
      assert.deepEqual(nodes, ['n-main', 'n-local', 'n-base']);
    }
  });

  test('each way to merge draws what it leaves', () => {
    const histories = { kind: 'histories' as const, label: '', mainCommits: 2, branchCommits: 3, ways: [] };
    const nodesOf = (way: 'merge' | 'squash' | 'rebase') =>
      all(drawHistory(histories, { way, title: '', text: '', label: '' }))
        .filter(({ name }) => name === 'circle')
        .map(({ attributes }) => String(attributes['class']));
    const count = (names: readonly string[], name: string) => names.filter(each => each === name).length;
    assert.deepEqual([count(nodesOf('merge'), 'n-branch'), count(nodesOf('merge'), 'n-made')], [3, 1]);
    assert.deepEqual(
      [
        count(nodesOf('squash'), 'n-left'),
        count(nodesOf('squash'), 'n-made'),
        count(nodesOf('squash'), 'n-branch'),
      ],
      [3, 1, 0],
    );
    assert.deepEqual(
      [
        count(nodesOf('rebase'), 'n-branch'),
        count(nodesOf('rebase'), 'n-left'),
        count(nodesOf('rebase'), 'n-made'),
      ],
      [3, 3, 0],
    );
  });

  test('jobs stand in the order in which they wait; a circle does not hang', () => {
    assert.deepEqual(
      layers([job('c', ['b']), job('a'), job('b', ['a'])]).map(layer => layer.map(({ id }) => id)),
      [['a'], ['b'], ['c']],
    );
    assert.equal(layers([job('a', ['b']), job('b', ['a'])]).flat().length, 2);
  });

  test('jobs with a gate fit both widths', () => {
    const picture = {
      kind: 'jobs' as const,
      label: '',
      start: 'push to main',
      gateWords: { name: 'gate', waits: 'waits', mayWait: 'may wait for a person' },
      jobs: [
        job('test'),
        job('lint'),
        job('image', ['test', 'lint']),
        job('production', ['image'], 'mayWait'),
      ],
    };
    for (const drawing of [drawJobsNarrow(picture, measure), drawJobsWide(picture, measure)]) {
      assert.deepEqual(spilled(drawing), []);
      assert.equal(all(drawing).filter(({ attributes }) => attributes['class'] === 'gate dash').length, 1);
    }
  });

  test('the server picture fits with four long names behind it', () => {
    const node = (name: string) => ({ name, note: 'database', line: 'solid' as const, outside: false });
    const picture = {
      kind: 'server' as const,
      label: '',
      caller: node('Browser'),
      edge: node('Fly.io front door'),
      server: node('One container'),
      entry: 'port 8080',
      behind: ['PostgreSQL', 'Elasticsearch', 'Amazon Simple Storage Service', 'RabbitMQ'].map(node),
    };
    for (const drawing of [drawServerNarrow(picture, measure), drawServerWide(picture, measure)])
      assert.deepEqual(spilled(drawing), []);
  });
});
