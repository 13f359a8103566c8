import { readJson } from '../read/json';
import type { Source, Sources } from '../read/sources';
import { at, entriesOf, textAt, type Tree } from '../read/tree';
import { collect, folderOf, type Manifest } from './dependency';

const sections = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

/** `package.json` and `composer.json` read alike. */
export function fromPackageJson(source: Source, tree: Tree): Manifest {
  const found = sections.flatMap(section =>
    entriesOf(at(tree, section)).map(({ key, line, value }) => ({ name: key, line, version: textAt(value) })),
  );
  return {
    file: source.path,
    folder: folderOf(source.path),
    name: textAt(tree, 'name'),
    dependencies: collect(source, 'npm', found),
  };
}

export async function readJavascript(sources: Sources): Promise<readonly Manifest[]> {
  const manifests: Manifest[] = [];
  for (const path of sources.named('package.json')) {
    const file = await sources.parsed(path, readJson);
    if (file) manifests.push(fromPackageJson(file.source, file.value));
  }
  for (const path of sources.named('deno.json', 'deno.jsonc')) {
    const file = await sources.parsed(path, readJson);
    if (!file) continue;
    const found = entriesOf(at(file.value, 'imports')).flatMap(({ line, value }) => {
      const [, name, version] =
        /^(?:npm|jsr):((?:@[\w.-]+\/)?[\w.-]+)(?:@([^/]+))?/.exec(textAt(value) ?? '') ?? [];
      return name === undefined ? [] : [{ name, line, version }];
    });
    manifests.push({
      file: path,
      folder: folderOf(path),
      name: textAt(file.value, 'name'),
      dependencies: collect(file.source, 'npm', found),
    });
  }
  return manifests;
}

export async function readPhp(sources: Sources): Promise<readonly Manifest[]> {
  const manifests: Manifest[] = [];
  for (const path of sources.named('composer.json')) {
    const file = await sources.parsed(path, readJson);
    if (!file) continue;
    const found = ['require', 'require-dev'].flatMap(section =>
      entriesOf(at(file.value, section)).map(({ key, line, value }) => ({
        name: key.toLowerCase(),
        line,
        version: textAt(value),
      })),
    );
    manifests.push({
      file: path,
      folder: folderOf(path),
      name: textAt(file.value, 'name'),
      dependencies: collect(file.source, 'composer', found),
    });
  }
  return manifests;
}
