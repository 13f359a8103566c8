/** How the server works, from Dockerfile, compose file, Procfile, start scripts and version files. */
import type { Translate } from '../../translate';
import { readPackageJson, type Line } from '../read/packageJson';
import type { Sources } from '../read/sources';
import { at, entriesOf, entryAt, textAt, textsOf, type Tree } from '../read/tree';
import { readFirstYaml } from '../read/yaml';
import { imageOf, isCompose, isDockerfile, readDockerfile, splitImage, withDefaults } from '../stack/images';
import type { Evidence, Hosting } from '../types';
import { fact, type Finding, type ServerFact } from './finding';

const production = /(^|[./_-])(prod|production|deploy|server|live)([./_-]|$)/i;
const development =
  /(^|[./_-])(dev|develop|development|local|test|tests|ci|e2e|debug|override|cypress|playwright|integration)([./_-]|$)/i;

export async function readContainers(sources: Sources, t: Translate): Promise<Finding> {
  const server: ServerFact[] = [];
  const hosting: Hosting[] = [];
  for (const path of sources.settings
    .filter(one => isDockerfile(one) && !development.test(one) && !one.startsWith('.devcontainer/'))
    .slice(0, 12))
    server.push(...(await dockerfile(path, sources, t)));
  for (const path of sources.settings.filter(one => isCompose(one) && !one.startsWith('.devcontainer/'))) {
    const file = await sources.parsed(path, readFirstYaml);
    if (!file) continue;
    const services = entriesOf(at(file.value, 'services'));
    const aside = development.test(path);
    for (const { key, line, value } of services) {
      const image = textAt(value, 'image');
      if (at(value, 'build') !== undefined || image === undefined) continue;
      const { name, tag } = splitImage(withDefaults(image));
      const text = tag === undefined ? name : `${name} ${tag}`;
      server.push(
        fact(
          'service',
          aside
            ? t('In development it runs beside `{0}` ({1})', key, text)
            : t('It runs beside `{0}` ({1})', key, text),
          file.source,
          entryAt(value, 'image')?.line ?? line,
          aside ? 'inferred' : 'stated',
        ),
      );
    }
    const built =
      services.find(({ value }) => at(value, 'build') !== undefined || ownImage(textAt(value, 'image'))) ??
      services.find(({ value }) => at(value, 'depends_on') !== undefined && serves(value));
    if (!aside && built && (production.test(path) || services.some(({ value }) => serves(value))))
      hosting.push({
        target: built.key,
        provider: 'Docker Compose',
        confidence: 'inferred',
        evidence: [file.source.evidence(built.line)],
      });
  }
  server.push(
    ...(await procfiles(sources, t)),
    ...(await starts(sources, t)),
    ...(await versions(sources, t)),
  );
  if (sources.has('Procfile')) {
    const source = await sources.read('Procfile');
    if (source)
      hosting.push({
        target: '.',
        provider: 'Heroku',
        confidence: 'inferred',
        evidence: [source.evidence(1)],
      });
  }
  return { hosting, server, watches: [] };
}

/** A service that starts again by itself, or answers on a web port, is meant to serve. */
function serves(service: Tree): boolean {
  const restart = textAt(service, 'restart') ?? '';
  const own = at(service, 'build') !== undefined || at(service, 'depends_on') !== undefined;
  if (restart !== '' && restart !== 'no' && restart !== 'false' && own) return true;
  return textsOf(at(service, 'ports')).some(port => /^(80|443):/.test(port));
}

/** An image of the product's own, rather than a well-known program. */
const ownImage = (image: string | undefined): boolean =>
  image !== undefined && /^(ghcr\.io|registry\.gitlab\.com|\d+\.dkr\.ecr)/.test(image);

async function dockerfile(path: string, sources: Sources, t: Translate): Promise<readonly ServerFact[]> {
  const file = await sources.parsed(path, readDockerfile);
  const last = file?.value.getFROMs().at(-1);
  if (!file || !last) return [];
  const { source, value } = file;
  const from = last.getRange().start.line;
  const facts: ServerFact[] = [];
  const variables = new Map(
    value.getARGs().flatMap(arg => {
      const property = arg.getProperty();
      return property ? [[property.getName(), property.getValue() ?? ''] as const] : [];
    }),
  );
  const image = baseOf(
    imageOf(last, variables),
    value.getFROMs().map(one => ({ stage: one.getBuildStage(), image: imageOf(one, variables) })),
  );
  if (image !== '' && image !== 'scratch')
    facts.push(fact('runtime', t('The container is built on `{0}`', image), source, from + 1));
  // only what the last stage says reaches the running container
  for (const instruction of value.getInstructions().filter(one => one.getRange().start.line > from)) {
    const keyword = instruction.getKeyword();
    const line = instruction.getRange().start.line + 1;
    const text = (instruction.getArgumentsContent() ?? '').replace(/\\\r?\n\s*/g, ' ').trim();
    if (keyword === 'EXPOSE' && text !== '')
      facts.push(fact('port', t('The container listens on port {0}', text), source, line));
    if ((keyword === 'CMD' || keyword === 'ENTRYPOINT') && text !== '')
      facts.push(fact('start', t('The container starts `{0}`', plainCommand(text)), source, line));
    if (keyword === 'HEALTHCHECK' && !/^NONE/i.test(text))
      facts.push(fact('health', t('The container checks its own health'), source, line));
  }
  return facts;
}

/** The image below the stages: `FROM base` with `FROM node:22 AS base` above is node:22. */
function baseOf(
  image: string,
  stages: readonly { readonly stage: string | null; readonly image: string }[],
): string {
  let name = image;
  for (let round = 0; round < stages.length; round++) {
    const next = stages.find(({ stage }) => stage !== null && stage === name);
    if (!next || next.image === name) break;
    name = next.image;
  }
  return name;
}

/** `["node", "server.js"]` → node server.js */
function plainCommand(text: string): string {
  if (!text.startsWith('[')) return text;
  try {
    const words: unknown = JSON.parse(text);
    return Array.isArray(words) ? words.join(' ') : text;
  } catch {
    return text;
  }
}

async function procfiles(sources: Sources, t: Translate): Promise<readonly ServerFact[]> {
  const facts: ServerFact[] = [];
  for (const path of sources.named('Procfile')) {
    const source = await sources.read(path);
    for (const [index, text] of source?.lines.entries() ?? []) {
      const [, name, command] = /^([\w-]+):\s*(\S.*)$/.exec(text.slice(0, 500)) ?? [];
      if (!source || name === undefined || command === undefined) continue;
      facts.push(
        name === 'release'
          ? fact('data', t('Before each release `{0}` runs', command.trim()), source, index + 1)
          : fact(
              name === 'web' ? 'start' : 'process',
              t('The process `{0}` runs `{1}`', name, command.trim()),
              source,
              index + 1,
            ),
      );
    }
  }
  return facts;
}

/** `npm start` of the package at the top, or of each that has a server-like start script. */
async function starts(sources: Sources, t: Translate): Promise<readonly ServerFact[]> {
  const file = 'package.json';
  const found = await sources.part(file, readPackageJson);
  const start = found?.scripts.find(({ name }) => name === 'start');
  const node = found?.node;
  const shown = ({ line, written }: Line): Evidence => ({ file, line, text: written });
  return [
    ...(start
      ? [
          {
            about: 'start' as const,
            claim: t('`npm start` runs `{0}`', start.text),
            confidence: 'inferred' as const,
            evidence: [shown(start)],
          },
        ]
      : []),
    ...(node
      ? [
          {
            about: 'runtime' as const,
            claim: t('It asks for Node.js {0}', node.text),
            confidence: 'stated' as const,
            evidence: [shown(node)],
          },
        ]
      : []),
  ];
}

const versionFiles: readonly (readonly [string, string])[] = [
  ['.nvmrc', 'Node.js'],
  ['.node-version', 'Node.js'],
  ['.python-version', 'Python'],
  ['runtime.txt', 'Python'],
  ['.ruby-version', 'Ruby'],
  ['.java-version', 'Java'],
  ['.go-version', 'Go'],
  ['.php-version', 'PHP'],
  ['rust-toolchain', 'Rust'],
];

async function versions(sources: Sources, t: Translate): Promise<readonly ServerFact[]> {
  const facts: ServerFact[] = [];
  for (const [name, runtime] of versionFiles) {
    const source = await sources.read(name);
    const [, version] =
      /^\s*(?:v|node-|ruby-|python-|go)?(\d[\w.]*|lts\/[\w*]+)\s*$/m.exec(source?.text ?? '') ?? [];
    if (source && version !== undefined)
      facts.push(fact('runtime', t('The team works with {0} {1}', runtime, version), source, 1));
  }
  return facts;
}
