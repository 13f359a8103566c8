/** How long reading a repository takes, beside `@specfy/stack-analyser` in the same run: `npx tsx --conditions=import test/bench/repository.ts`. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { keepFacts, readRepository } from '../../src/core/repository/engine';
import type { Files } from '../../src/core/repository/ports';
import { english as t } from '../../src/core/translate';
import { nodeFiles } from '../../src/platform/nodeFiles';
import { nodeGit } from '../../src/platform/nodeGit';
import { compileTechnologies } from '../unit/repository/technologies';

const technologies = compileTechnologies();
const median = (all: readonly number[]): number => [...all].sort((a, b) => a - b)[all.length >> 1] ?? 0;

/** A product of 40 packages with pipelines, images and Terraform, and otherwise source files. */
function product(count: number): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (let index = 0; index < 40; index++)
    files.set(
      `packages/p${index}/package.json`,
      JSON.stringify(
        { name: `p${index}`, dependencies: { react: '19.0.0', pg: '8', ioredis: '5', stripe: '17' } },
        null,
        2,
      ),
    );
  for (let index = 0; index < 20; index++)
    files.set(
      `.github/workflows/w${index}.yml`,
      `on: { push: { branches: [main] } }\njobs:\n  test: { runs-on: x, steps: [{ run: make test }] }\n  ship: { runs-on: x, needs: test, environment: e${index}, steps: [{ run: flyctl deploy --app a${index} }] }\n`,
    );
  files.set('docker-compose.yml', 'services: { web: { build: . }, db: { image: "postgres:16" } }\n');
  files.set(
    'infra/main.tf',
    'provider "aws" {\n  region = "eu-west-1"\n}\nresource "aws_ecs_service" "web" {}\n',
  );
  files.set('fly.toml', 'app = "shop"\nprimary_region = "ams"\n');
  const line =
    'export const total = (prices: readonly number[]) => prices.reduce((sum, price) => sum + price, 0);\n';
  for (let index = 0; files.size < count; index++)
    files.set(`packages/p${index % 40}/src/d${index % 17}/file${index}.ts`, line.repeat(40));
  return files;
}

async function time(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

async function besideAnother(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tpm-lens-bench-'));
  try {
    for (const [path, text] of product(4000)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    execFileSync('git', ['init', '-q', '-b', 'main'], { cwd: folder });
    execFileSync('git', ['add', '-A'], { cwd: folder });
    const git = nodeGit(folder, 'git');
    const { analyser, FSProvider } = await import('@specfy/stack-analyser');
    await import('@specfy/stack-analyser/dist/autoload.js');
    const ours = (): Promise<unknown> => readRepository(nodeFiles(folder, { git }), { git, technologies, t });
    const theirs = (): Promise<unknown> => analyser({ provider: new FSProvider({ path: folder }) });
    // modules are loaded and the disk's cache is filled before either is timed
    const small = join(folder, 'packages/p0');
    await readRepository(nodeFiles(small), { technologies, t });
    await analyser({ provider: new FSProvider({ path: small }) });
    for (const { path } of (await nodeFiles(folder).list()).files) await readFile(join(folder, path));
    const results = { ours: [] as number[], theirs: [] as number[] };
    const work = { ours: [] as number[], theirs: [] as number[] };
    const one = async (who: 'ours' | 'theirs'): Promise<void> => {
      const before = process.cpuUsage();
      results[who].push(await time(who === 'ours' ? ours : theirs));
      const { user, system } = process.cpuUsage(before);
      work[who].push((user + system) / 1000);
    };
    // in turns, so that what else the machine does hits both
    for (let round = 0; round < 7; round++) {
      if (round % 2 === 0) await one('theirs');
      await one('ours');
      if (round % 2 === 1) await one('theirs');
    }
    const kept = keepFacts(nodeFiles(folder, { git }), { git, technologies, t });
    const cold = await time(() => kept.update());
    const source = await time(() => kept.update(['packages/p7/src/d3/file1567.ts']));
    const path = 'packages/p0/package.json';
    const text = await readFile(join(folder, path), 'utf8');
    const edits: number[] = [];
    for (let edit = 0; edit < 15; edit++) {
      await writeFile(join(folder, path), text.replace('19.0.0', `19.0.${edit}`));
      edits.push(await time(() => kept.update([path])));
    }
    const manifest = median(edits);
    const show = (all: readonly number[]): string =>
      `first ${all[0]?.toFixed(0)} ms, median ${median(all).toFixed(0)} ms`;
    console.log(
      `4,000 files\n  repo: ${show(results.ours)}\n  @specfy/stack-analyser: ${show(results.theirs)}`,
    );
    console.log(
      `  faster: first ${((results.theirs[0] ?? 0) / (results.ours[0] ?? 1)).toFixed(1)}, median ${(median(results.theirs) / median(results.ours)).toFixed(1)}`,
    );
    console.log(
      `  processor: repo median ${median(work.ours).toFixed(0)} ms, the other ${median(work.theirs).toFixed(0)} ms (${(median(work.theirs) / median(work.ours)).toFixed(1)} times)`,
    );
    console.log(
      `  kept: cold ${cold.toFixed(0)} ms; a source file changes: ${source.toFixed(1)} ms (${((100 * source) / cold).toFixed(1)} %); a manifest: ${manifest.toFixed(0)} ms (${((100 * manifest) / cold).toFixed(0)} %)`,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function large(): Promise<void> {
  const all = product(50_000);
  const files: Files = {
    list: () => Promise.resolve({ files: [...all.keys()].map(path => ({ path })), omitted: [] }),
    read: path => Promise.resolve(all.get(path)),
  };
  const before = process.memoryUsage().heapUsed;
  const took = await time(() => readRepository(files, { technologies, t }));
  const used = (process.memoryUsage().heapUsed - before) / 1e6;
  console.log(`50,000 files (in memory): ${took.toFixed(0)} ms, at most ${used.toFixed(0)} MB more`);
}

void besideAnother().then(large);
