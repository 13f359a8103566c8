/** Manifests that are read line by line: their languages need a program to be understood, their lines do not. */
import type { Ecosystem } from '../../content/technologySchema';
import type { Source, Sources } from '../read/sources';
import { readToml } from '../read/toml';
import { at, entriesOf, textAt, type Tree } from '../read/tree';
import { readFirstYaml } from '../read/yaml';
import { collect, folderOf, scan, type Manifest } from './dependency';

interface Found {
  readonly name: string;
  readonly line: number;
  readonly version?: string | undefined;
}

const manifest = (
  source: Source,
  ecosystem: Ecosystem,
  found: readonly Found[],
  name?: string,
): Manifest => ({
  file: source.path,
  folder: folderOf(source.path),
  name,
  dependencies: collect(source, ecosystem, found),
});

/** Names and versions that a pattern captures, comment lines aside. */
const captured = (source: Source, pattern: RegExp): readonly Found[] =>
  [...scan(source, pattern)]
    .filter(({ line }) => !/^\s*(#|\/\/|\*|<!--)/.test(source.lines[line - 1] ?? ''))
    .map(({ match: [, name = '', version], line }) => ({ name, line, version }));

interface Reader {
  readonly names: RegExp;
  read(source: Source): Manifest;
}

const readers: readonly Reader[] = [
  {
    names: /(^|\/)(Gemfile|gems\.rb)$/,
    read: source =>
      manifest(source, 'gem', captured(source, /^\s*gem\s*\(?["']([\w-]+)["'](?:\s*,\s*["']([^"']+)["'])?/g)),
  },
  {
    names: /\.gemspec$/,
    read: source =>
      manifest(
        source,
        'gem',
        captured(
          source,
          /\.add_(?:runtime_|development_)?dependency\s*\(?\s*["']([\w-]+)["'](?:\s*,\s*["']([^"']+)["'])?/g,
        ),
        /\.name\s*=\s*["']([\w-]+)["']/.exec(source.text)?.[1],
      ),
  },
  { names: /(^|\/)go\.mod$/, read: goMod },
  { names: /(^|\/)pom\.xml$/, read: pom },
  { names: /\.gradle(\.kts)?$/, read: gradle },
  {
    names: /(^|\/)gradle\/[\w.-]+\.versions\.toml$/,
    read: source =>
      manifest(source, 'maven', [
        ...captured(source, /module\s*=\s*["']([\w.-]+:[\w.-]+)["']/g),
        ...captured(source, /^\s*[\w-]+\s*=\s*["']([\w.-]+:[\w.-]+):([\w.-]+)["']/g),
        ...captured(source, /\bid\s*=\s*["']([\w.-]+)["']/g),
        ...[...scan(source, /group\s*=\s*["']([\w.-]+)["']\s*,\s*name\s*=\s*["']([\w.-]+)["']/g)].map(
          ({ match: [, group = '', name = ''], line }) => ({ name: `${group}:${name}`, line }),
        ),
      ]),
  },
  {
    names: /\.(cs|fs|vb)proj$|(^|\/)Directory\.(Packages|Build)\.props$/,
    read: source =>
      manifest(
        source,
        'nuget',
        [
          ...captured(
            source,
            /<Package(?:Reference|Version)\s+(?:Include|Update)="([\w.-]+)"(?:\s+Version="([^"]+)")?/g,
          ),
          ...captured(source, /<FrameworkReference\s+Include="([\w.-]+)"/g),
          ...captured(source, /<Project\s+Sdk="([\w.-]+)"/g),
        ],
        /([^/]+)\.\w+proj$/.exec(source.path)?.[1],
      ),
  },
  {
    names: /(^|\/)packages\.config$/,
    read: source =>
      manifest(source, 'nuget', captured(source, /<package\s+id="([\w.-]+)"\s+version="([^"]+)"/g)),
  },
  {
    names: /(^|\/)Package\.swift$/,
    read: source =>
      manifest(
        source,
        'swift',
        [
          ...scan(
            source,
            /\.package\s*\([^)]*url:\s*"(?:https?:\/\/|git@)[^/:]+[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?"/g,
          ),
        ].map(({ match: [, name = ''], line }) => ({ name: name.toLowerCase(), line })),
        /name:\s*"([^"]+)"/.exec(source.text)?.[1],
      ),
  },
  {
    names: /(^|\/)Podfile$/,
    read: source =>
      manifest(
        source,
        'cocoapods',
        captured(source, /^\s*pod\s+["']([\w+-]+)(?:\/[\w/+-]+)?["'](?:\s*,\s*["']([^"']+)["'])?/g),
      ),
  },
  {
    names: /(^|\/)mix\.exs$/,
    read: source =>
      manifest(
        source,
        'hex',
        captured(source, /\{:(\w+),\s*(?:"([^"]+)")?/g),
        /app:\s*:(\w+)/.exec(source.text)?.[1],
      ),
  },
  {
    names: /(^|\/)rebar\.config$/,
    read: source => manifest(source, 'hex', captured(source, /\{(\w+),\s*"([^"]+)"\}/g)),
  },
];

export async function readOtherLanguages(sources: Sources): Promise<readonly Manifest[]> {
  const manifests: Manifest[] = [];
  for (const path of sources.settings.filter(one => readers.some(({ names }) => names.test(one)))) {
    const reader = readers.find(({ names }) => names.test(path));
    const source = reader && (await sources.read(path));
    if (source) manifests.push(reader.read(source));
  }
  for (const path of sources.named('Cargo.toml')) {
    const file = await sources.parsed(path, readToml);
    if (file)
      manifests.push(
        manifest(file.source, 'cargo', fromCargo(file.value), textAt(file.value, 'package', 'name')),
      );
  }
  for (const path of sources.named('pubspec.yaml')) {
    const file = await sources.parsed(path, readFirstYaml);
    const tree = file?.value;
    const found = ['dependencies', 'dev_dependencies'].flatMap(section =>
      entriesOf(at(tree, section)).map(({ key, line, value }) => ({
        name: key,
        line,
        version: textAt(value),
      })),
    );
    if (file) manifests.push(manifest(file.source, 'pub', found, textAt(tree, 'name')));
  }
  return manifests;
}

function fromCargo(tree: Tree): readonly Found[] {
  const tables = ['dependencies', 'dev-dependencies', 'build-dependencies'];
  const from = (owner: Tree | undefined): readonly Found[] =>
    tables.flatMap(table =>
      entriesOf(at(owner, table)).map(({ key, line, value }) => ({
        name: textAt(value, 'package') ?? key,
        line,
        version: textAt(value) ?? textAt(value, 'version'),
      })),
    );
  return [
    ...from(tree),
    ...from(at(tree, 'workspace')),
    ...entriesOf(at(tree, 'target')).flatMap(({ value }) => from(value)),
  ];
}

function goMod(source: Source): Manifest {
  const found = captured(
    source,
    /^\s*(?:require\s+)?([\w.-]+\.[a-z]+\/[\w./~-]+)\s+v([\w.+-]+)(?!.*\/\/ indirect)/g,
  ).filter(
    ({ line }) =>
      !/^\s*(replace|exclude|module|retract)\b|=>|\/\/\s*indirect/.test(source.lines[line - 1] ?? ''),
  );
  return manifest(source, 'go', found, /^module\s+(\S+)/m.exec(source.text)?.[1]);
}

function pom(source: Source): Manifest {
  const found: Found[] = [];
  let group = '';
  let groupLine = 0;
  for (const [index, text] of source.lines.entries()) {
    const [, own] = /<groupId>\s*([^<\s]+)\s*<\/groupId>/.exec(text) ?? [];
    if (own !== undefined) [group, groupLine] = [own, index + 1];
    const [, artifact] = /<artifactId>\s*([^<\s]+)\s*<\/artifactId>/.exec(text) ?? [];
    if (artifact === undefined || group === '' || index + 1 - groupLine > 2) continue;
    const near = `${source.lines[index + 1] ?? ''}${text}`;
    found.push({
      name: `${group}:${artifact}`,
      line: index + 1,
      version: /<version>\s*([\d][^<]*)<\/version>/.exec(near)?.[1],
    });
  }
  const name = /<artifactId>\s*([^<\s]+)/.exec(source.text.replace(/<parent>[\s\S]*?<\/parent>/, ''))?.[1];
  return manifest(source, 'maven', found, name);
}

function gradle(source: Source): Manifest {
  const coordinates = captured(source, /["']([\w.-]+:[\w.-]+)(?::([\w.$-{}]+))?(?:@\w+)?["']/g);
  const plugins = captured(
    source,
    /\bid\s*\(?\s*["']([\w.-]+)["']\s*\)?(?:\s+version\s*\(?\s*["']([\d.]+)["'])?/g,
  );
  const applied = captured(source, /apply\s+plugin:\s*["']([\w.-]+)["']/g);
  return manifest(source, 'maven', [...coordinates, ...plugins, ...applied]);
}
