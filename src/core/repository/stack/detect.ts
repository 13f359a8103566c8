import type { Ecosystem, Technology } from '../../content/technologySchema';
import { ecosystems } from '../../content/technologySchema';
import { actionName } from '../pipelines/deployActions';
import type { Sources } from '../read/sources';
import type { Confidence, Evidence, StackItem } from '../types';
import type { Manifest } from './dependency';
import { scan } from './dependency';
import type { ImageUse } from './images';

const mostEvidence = 5;
const libraries: ReadonlySet<string> = new Set([
  'language',
  'framework',
  'library',
  'styling',
  'orm',
  'test',
  'build',
  'quality',
  'documentation',
  'mobile',
  'desktop',
]);
/** A language counts where it is at least this share of the source files, or has this many files. */
const fairShare = 0.1;
const fairNumber = 30;

interface Finding {
  readonly evidence: Evidence;
  readonly version?: string | undefined;
  readonly confidence: Confidence;
}

/** The technologies of a repository, each with the lines that show it. */
export async function detectStack(
  sources: Sources,
  manifests: readonly Manifest[],
  images: readonly ImageUse[],
  technologies: readonly Technology[],
): Promise<readonly StackItem[]> {
  const found = new Map<string, Finding[]>();
  const add = (id: string, finding: Finding): void => {
    const list = found.get(id);
    if (list) list.push(finding);
    else found.set(id, [finding]);
  };
  const find = dependencyIndex(technologies);
  const byId = new Map(technologies.map(technology => [technology.id, technology]));
  /** A library's version is the technology's only where the library is the technology: `react`, not a driver. */
  const isItself = (id: string, ecosystem: Ecosystem, name: string): boolean => {
    const technology = byId.get(id);
    return (
      technology?.found[ecosystem]?.[0]?.toLowerCase() === name.toLowerCase() &&
      libraries.has(technology.category)
    );
  };
  // images first: their tag is the version that runs
  for (const { name, tag, evidence, role } of images)
    for (const { id, found: clues } of technologies)
      if (clues.images?.some(wanted => sameName(wanted, name) || name.endsWith(`/${wanted}`)) === true)
        add(id, {
          evidence,
          version: role === 'test' ? undefined : /^v?(\d+(?:\.\d+)*)/.exec(tag ?? '')?.[1],
          confidence: 'stated',
        });
  for (const { dependencies } of manifests)
    for (const { ecosystem, name, version, evidence } of dependencies)
      for (const id of find(ecosystem, name))
        add(id, {
          evidence,
          version: isItself(id, ecosystem, name) ? version : undefined,
          confidence: 'stated',
        });
  await byFiles(sources, technologies, add);
  await byTerraform(sources, technologies, add);
  await byActions(sources, technologies, add);
  await byExtension(sources, technologies, add);
  return technologies.flatMap<StackItem>(({ id, name, category }) => {
    const findings = found.get(id);
    if (!findings) return [];
    const version = findings.map(one => one.version).find(one => one !== undefined);
    return [
      {
        id,
        name,
        category,
        ...(version !== undefined && { version }),
        confidence: findings.some(({ confidence }) => confidence === 'stated') ? 'stated' : 'inferred',
        evidence: findings.map(({ evidence }) => evidence).slice(0, mostEvidence),
      },
    ];
  });
}

/** `wanted` may end in `*`. */
const sameName = (wanted: string, name: string): boolean =>
  wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : wanted === name;

/** Ids by dependency, looked up by exact name first and then by what ends in `*`. */
export function dependencyIndex(
  technologies: readonly Technology[],
): (ecosystem: Ecosystem, name: string) => readonly string[] {
  const exact = new Map<string, string[]>();
  const open: { readonly ecosystem: Ecosystem; readonly prefix: string; readonly id: string }[] = [];
  for (const { id, found } of technologies)
    for (const ecosystem of ecosystems)
      for (const name of found[ecosystem] ?? []) {
        const key = `${ecosystem}:${name.toLowerCase()}`;
        if (name.endsWith('*')) open.push({ ecosystem, prefix: name.slice(0, -1).toLowerCase(), id });
        else exact.set(key, [...(exact.get(key) ?? []), id]);
      }
  return (ecosystem, raw) => {
    const name = raw.toLowerCase();
    const ids = new Set(exact.get(`${ecosystem}:${name}`));
    for (const one of open) if (one.ecosystem === ecosystem && name.startsWith(one.prefix)) ids.add(one.id);
    // a Go module also stands for what is below it: `github.com/jackc/pgx/v5`
    if (ecosystem === 'go')
      for (let end = name.lastIndexOf('/'); end > 0; end = name.lastIndexOf('/', end - 1))
        for (const id of exact.get(`go:${name.slice(0, end)}`) ?? []) ids.add(id);
    return [...ids];
  };
}

type Add = (id: string, finding: Finding) => void;

interface FileClue {
  readonly id: string;
  readonly glob: string;
  readonly has?: readonly string[];
}

/** A glob of ours (never of a repository) as a pattern over whole paths. */
function patternOf(glob: string): RegExp {
  const source = glob
    .replace(/[.+^$()|\\]/g, '\\$&')
    .replace(/\{([^}]*)\}/g, (_, body: string) => `(?:${body.split(',').join('|')})`)
    .replace(/\*\*\/|\*\*|\*|\?/g, part =>
      part === '**/' ? '(?:.*/)?' : part === '**' ? '.*' : part === '*' ? '[^/]*' : '[^/]',
    );
  return new RegExp(`(?:^|/)${source}$`);
}

/** What a path must end in for a glob to match: its extension, or '' where the glob leaves that open. */
const endOf = (glob: string): string => /\.[\w-]+$/.exec(glob)?.[0] ?? '';

async function byFiles(sources: Sources, technologies: readonly Technology[], add: Add): Promise<void> {
  const globs = technologies.flatMap(({ id, found }) => (found.files ?? []).map(glob => ({ id, glob })));
  const texts = technologies.flatMap(({ id, found }) =>
    (found.text ?? []).map(({ file, has }) => ({ id, glob: file, has })),
  );
  const byName = new Map<string, FileClue[]>();
  const wild: FileClue[] = [];
  for (const one of [...globs, ...texts]) {
    const plain = !/[*?[\]{}/]/.test(one.glob);
    if (plain) byName.set(one.glob, [...(byName.get(one.glob) ?? []), one]);
    else wild.push(one);
  }
  const byEnd = new Map<string, { readonly one: FileClue; readonly pattern: RegExp }[]>();
  for (const one of wild) {
    const end = endOf(one.glob);
    byEnd.set(end, [...(byEnd.get(end) ?? []), { one, pattern: patternOf(one.glob) }]);
  }
  const everywhere = byEnd.get('') ?? [];
  for (const path of sources.paths) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const likely = byEnd.get(endOf(name)) ?? [];
    const fitting = [...(byName.get(name) ?? [])];
    for (const { one, pattern } of likely) if (pattern.test(path)) fitting.push(one);
    if (likely !== everywhere)
      for (const { one, pattern } of everywhere) if (pattern.test(path)) fitting.push(one);
    for (const { id, has } of fitting) {
      const source = await sources.read(path);
      if (!source) continue;
      if (!has) add(id, { evidence: source.evidence(1), confidence: 'stated' });
      else {
        const line = source.lines.findIndex(text => has.some(part => text.includes(part)));
        if (line !== -1) add(id, { evidence: source.evidence(line + 1), confidence: 'stated' });
      }
    }
  }
}

async function byTerraform(sources: Sources, technologies: readonly Technology[], add: Add): Promise<void> {
  const wanted = technologies.flatMap(({ id, found }) => (found.terraform ?? []).map(type => ({ id, type })));
  for (const path of sources.paths.filter(one => /\.(tf|tofu)$/.test(one))) {
    const source = await sources.read(path);
    if (!source) continue;
    for (const {
      match: [, kind = '', type = ''],
      line,
    } of scan(source, /^\s*(resource|provider|data)\s+"?([\w-]+)"?/g)) {
      const engine =
        type === 'aws_db_instance' || type === 'aws_rds_cluster'
          ? (source.lines.slice(line, line + 25).find(text => /^\s*engine\s*=/.test(text)) ?? '')
          : '';
      for (const { id, type: one } of wanted) {
        const [resource = '', detail] = one.split(':');
        if (kind !== 'data' && sameName(resource, type) && (detail === undefined || engine.includes(detail)))
          add(id, { evidence: source.evidence(line), confidence: 'stated' });
      }
    }
  }
}

async function byActions(sources: Sources, technologies: readonly Technology[], add: Add): Promise<void> {
  const wanted = technologies.flatMap(({ id, found }) =>
    (found.actions ?? []).map(name => ({ id, name: name.toLowerCase() })),
  );
  for (const path of sources.paths.filter(one => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(one))) {
    const source = await sources.read(path);
    if (!source) continue;
    for (const {
      match: [, uses = ''],
      line,
    } of scan(source, /^\s*(?:-\s+)?uses:\s*["']?([\w./-]+)/g))
      for (const { id, name } of wanted)
        if (sameName(name, actionName(uses)))
          add(id, { evidence: source.evidence(line), confidence: 'stated' });
  }
}

const notSource = /(^|\/)(docs?|test|tests|spec|specs|scripts?|\.github|tools?|benchmarks?|migrations)\//;

/** Languages by their files: a share of the source, so that one helper script does not make a stack. */
async function byExtension(sources: Sources, technologies: readonly Technology[], add: Add): Promise<void> {
  const wanted = new Map(
    technologies.flatMap(({ id, found }) =>
      (found.extensions ?? []).map(extension => [extension, id] as const),
    ),
  );
  const files = new Map<string, { first: string; count: number }>();
  let all = 0;
  for (const path of sources.paths) {
    const id = wanted.get(path.slice(path.lastIndexOf('.') + 1));
    if (id === undefined || notSource.test(path)) continue;
    all++;
    const group = files.get(id);
    if (group) group.count++;
    else files.set(id, { first: path, count: 1 });
  }
  for (const [id, { first, count }] of files) {
    const source = count >= fairNumber || count / all >= fairShare ? await sources.read(first) : undefined;
    if (source) add(id, { evidence: source.evidence(1), confidence: 'stated' });
  }
}
