import assert from 'node:assert/strict';
import fc from 'fast-check';
import { predictMerge } from '../../src/core/git/predict';
import { numbered, withRepository } from './scratch';
import type { Content, ScratchCommit } from './scratch';

/** A change of one side; `file` picks among the files that are still there. */
type Step =
  | { readonly kind: 'edit'; readonly file: number; readonly line: number; readonly text: string }
  | { readonly kind: 'delete'; readonly file: number }
  | { readonly kind: 'mode'; readonly file: number }
  | { readonly kind: 'toLink'; readonly file: number }
  | { readonly kind: 'rename'; readonly file: number; readonly to: string }
  | { readonly kind: 'add'; readonly path: string; readonly text: string }
  | { readonly kind: 'binary'; readonly file: number; readonly byte: number };

const lineCount = 12;
const names = ['a.txt', 'b.txt', 'docs/c.txt', 'docs/d.txt', 'e f.bin', 'ünï/ß.txt'];
const start: Readonly<Record<string, Content>> = Object.fromEntries(
  names.map(name => [
    name,
    name.endsWith('.bin') ? Buffer.from([0, 1, 2, 3]) : `${name}\n${numbered(lineCount)}`,
  ]),
);

const file = fc.nat(names.length - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      file,
      line: fc.nat(lineCount),
      text: fc.constantFrom('x', 'y'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom<'delete' | 'mode' | 'toLink'>('delete', 'mode', 'toLink'),
      file,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('rename' as const),
      file,
      to: fc.constantFrom('new.txt', 'moved/c.txt', 'docs', 'a.txt'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('add' as const),
      path: fc.constantFrom('new.txt', 'docs/-n.txt', 'moved'),
      text: fc.constantFrom('1\n', '2\n'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('binary' as const), file, byte: fc.constantFrom(7, 8) }),
  },
);
const history = fc.record({
  into: fc.array(step, { maxLength: 4 }),
  from: fc.array(step, { minLength: 1, maxLength: 4 }),
});

/** The files after a side's steps, as a difference to the start. */
function play(steps: readonly Step[]): Record<string, Content> {
  const now = new Map(Object.entries(start));
  for (const each of steps) {
    const paths = [...now.keys()];
    const path = 'file' in each ? paths[each.file % Math.max(1, paths.length)] : each.path;
    if (path === undefined) continue;
    const old = now.get(path);
    const data = typeof old === 'object' && 'mode' in old ? old.data : (old ?? '');
    if (each.kind === 'edit')
      now.set(
        path,
        String(data)
          .split('\n')
          .map((line, index) => (index === each.line ? each.text : line))
          .join('\n'),
      );
    else if (each.kind === 'delete') now.delete(path);
    else if (each.kind === 'mode') now.set(path, { mode: '100755', data });
    else if (each.kind === 'toLink') now.set(path, { mode: '120000', data: 'a.txt' });
    else if (each.kind === 'binary') now.set(path, Buffer.from([0, each.byte, 1]));
    else {
      const target = each.kind === 'rename' ? each.to : each.path;
      // a file cannot lie where a folder is, nor the other way round
      const clash = [...now.keys()].some(
        other => other.startsWith(`${target}/`) || target.startsWith(`${other}/`),
      );
      if (clash || now.has(target)) continue;
      now.set(target, each.kind === 'rename' ? old : each.text);
      if (each.kind === 'rename') now.delete(path);
    }
  }
  const gone = names.filter(name => !now.has(name)).map(name => [name, undefined] as const);
  return Object.fromEntries([...gone, ...now]);
}

const kindInWords: Readonly<Record<string, string>> = {
  content: 'contents',
  'add/add': 'contents',
  'distinct types': 'distinct modes',
};

suite('predicting merges', () => {
  test('agrees with a real merge on random histories', async () => {
    await fc.assert(
      fc.asyncProperty(history, async ({ into, from }) => {
        const commits: ScratchCommit[] = [
          { branch: 'main', files: start },
          { branch: 'topic', from: ':1', files: play(from) },
          { branch: 'main', files: play(into) },
        ];
        await withRepository(commits, async scratch => {
          const prediction = await predictMerge(scratch.port, 'topic', 'main');
          scratch.git('reset', '-q', '--hard', 'main');
          const said = scratch.tryGit('merge', '--no-edit', 'topic');
          const unmerged = scratch.git('ls-files', '-u', '-z').split('\0').filter(Boolean);
          const real = new Set(
            unmerged.map(entry => entry.slice(entry.indexOf('\t') + 1).replace(/~(HEAD|topic)(_\d+)?$/, '')),
          );
          const predicted = new Set(prediction.conflicts.map(conflict => conflict.file));
          assert.deepEqual([...predicted].sort(), [...real].sort(), said);
          const kinds = [...said.matchAll(/^CONFLICT \(([^)]*)\)/gm)].map(
            ([, kind = '']) => kindInWords[kind] ?? kind,
          );
          if (said.includes('Cannot merge binary files')) kinds.push('binary');
          for (const { kind } of prediction.conflicts) assert.ok(kinds.includes(kind), `${kind}\n${said}`);
        });
      }),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 4) },
    );
  }).timeout(600_000);
});
