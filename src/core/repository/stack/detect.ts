import type { Ecosystem, Technology } from '../../content/technologySchema';
import { actionName } from '../pipelines/deployActions';
import { byFolder } from '../read/paths';
import type { Sources } from '../read/sources';
import type { Confidence, Evidence, StackItem } from '../types';
import { likely } from '../hosting/kubernetes';
import { cluesOf, type Clues, type FileClue } from './clues';
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
  readonly id: string;
  readonly evidence: Evidence;
  readonly version?: string | undefined;
  readonly confidence: Confidence;
}

const stated = (id: string, evidence: Evidence): Finding => ({ id, evidence, confidence: 'stated' });

/** The technologies of a repository, each with the lines that show it. */
export async function detectStack(
  sources: Sources,
  manifests: readonly Manifest[],
  images: readonly ImageUse[],
  technologies: readonly Technology[],
): Promise<readonly StackItem[]> {
  const clues = cluesOf(technologies);
  const found = new Map<string, Finding[]>();
  for (const finding of [
    // images first: their tag is the version that runs
    ...byImages(images, clues),
    ...byDependencies(manifests, clues),
    ...(await sources.step('stack by files', own => byFiles(own, clues))),
    ...(await sources.step('stack by Terraform', own => byTerraform(own, clues))),
    ...(await sources.step('stack by actions', own => byActions(own, clues))),
    ...(await sources.step('stack by endings', own => byExtension(own, clues))),
  ]) {
    const list = found.get(finding.id);
    if (list) list.push(finding);
    else found.set(finding.id, [finding]);
  }
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

const byImages = (images: readonly ImageUse[], clues: Clues): readonly Finding[] =>
  images.flatMap(({ name, tag, evidence, role }) =>
    clues.image(name).map(id => ({
      ...stated(id, evidence),
      version: role === 'test' ? undefined : /^v?(\d+(?:\.\d+)*)/.exec(tag ?? '')?.[1],
    })),
  );

const byDependencies = (manifests: readonly Manifest[], clues: Clues): readonly Finding[] =>
  manifests.flatMap(({ dependencies }) =>
    dependencies.flatMap(({ ecosystem, name, version, evidence }) =>
      clues.dependency(ecosystem, name).map(id => ({
        ...stated(id, evidence),
        version: isItself(clues.byId.get(id), ecosystem, name) ? version : undefined,
      })),
    ),
  );

/** A library's version is the technology's only where the library is the technology: `react`, not a driver. */
const isItself = (technology: Technology | undefined, ecosystem: Ecosystem, name: string): boolean =>
  technology !== undefined &&
  libraries.has(technology.category) &&
  technology.found[ecosystem]?.[0]?.toLowerCase() === name.toLowerCase();

/** Data and recordings are YAML too, by the thousand: what describes a system lies high up or where its name says so. */
const mayHold = (path: string): boolean =>
  !/\.ya?ml$/.test(path) ||
  (!/(^|\/)(tests?|spec|e2e|docs?|locales?|i18n|data|content|translations)\//.test(path) &&
    (path.split('/').length <= 3 ||
      likely.test(path) ||
      /(cloudformation|cfn|sam|aws|stacks?|templates?)/i.test(path)));

/** The paths that a clue fits, by their names alone: an edit changes nothing here. */
function fittingOf({ paths }: Sources, clues: Clues): ReadonlyMap<string, readonly FileClue[]> {
  const cluesFor = (path: string): readonly FileClue[] =>
    clues.file(path).filter(({ has }) => !has || mayHold(path));
  return new Map(paths.filter(path => cluesFor(path).length > 0).map(path => [path, cluesFor(path)]));
}

async function byFiles(sources: Sources, clues: Clues): Promise<readonly Finding[]> {
  const fitting = await sources.step('paths of the stack', own => Promise.resolve(fittingOf(own, clues)));
  const findings: Finding[] = [];
  for (const source of await sources.readAll([...fitting.keys()]))
    for (const { id, has } of fitting.get(source.path) ?? []) {
      // the whole text is looked at before its lines are
      if (has && !has.some(part => source.text.includes(part))) continue;
      const line = has ? source.lines.findIndex(text => has.some(part => text.includes(part))) : 0;
      findings.push(stated(id, source.evidence(line + 1)));
    }
  return findings;
}

async function byTerraform(sources: Sources, clues: Clues): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const source of await sources.readAll(sources.settings.filter(one => /\.(tf|tofu)$/.test(one))))
    for (const {
      match: [, kind = '', type = ''],
      line,
    } of scan(source, /^\s*(resource|provider|data)\s+"?([\w-]+)"?/g)) {
      if (kind === 'data') continue;
      const engine =
        type === 'aws_db_instance' || type === 'aws_rds_cluster'
          ? (source.lines.slice(line, line + 25).find(text => /^\s*engine\s*=/.test(text)) ?? '')
          : '';
      for (const { id, detail } of clues.terraform(type))
        if (detail === undefined || engine.includes(detail)) findings.push(stated(id, source.evidence(line)));
    }
  return findings;
}

async function byActions(sources: Sources, clues: Clues): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const workflows = sources.settings.filter(one => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(one));
  for (const source of await sources.readAll(workflows))
    for (const {
      match: [, uses = ''],
      line,
    } of scan(source, /^\s*(?:-\s+)?uses:\s*["']?([\w./-]+)/g))
      for (const id of clues.action(actionName(uses))) findings.push(stated(id, source.evidence(line)));
  return findings;
}

const notSource = /(^|\/)(docs?|test|tests|spec|specs|scripts?|\.github|tools?|benchmarks?|migrations)\//;

/** Languages by their files: a share of the source, so that one helper script does not make a stack. */
async function byExtension(sources: Sources, clues: Clues): Promise<readonly Finding[]> {
  const files = new Map<string, { first: string; count: number }>();
  let all = 0;
  const aside = byFolder(folder => notSource.test(folder));
  const languageOf = (path: string): string | undefined =>
    clues.extensions.get(path.slice(path.lastIndexOf('.') + 1));
  for (const path of sources.paths.filter(one => languageOf(one) !== undefined && !aside(one))) {
    const id = languageOf(path) ?? '';
    all++;
    const group = files.get(id);
    if (group) group.count++;
    else files.set(id, { first: path, count: 1 });
  }
  const findings: Finding[] = [];
  for (const [id, { first, count }] of files) {
    const source = count >= fairNumber || count / all >= fairShare ? await sources.read(first) : undefined;
    if (source) findings.push(stated(id, source.evidence(1)));
  }
  return findings;
}
