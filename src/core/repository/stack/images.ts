import { DockerfileParser, type Dockerfile, type From } from 'dockerfile-ast';
import type { Sources } from '../read/sources';
import { at, entriesOf, entryAt, itemsOf, textAt, type Tree } from '../read/tree';
import { readFirstYaml } from '../read/yaml';
import type { Evidence } from '../types';

/** A container image that the product is made from or needs beside it. */
export interface ImageUse {
  /** Without tag and digest. */
  readonly name: string;
  readonly tag: string | undefined;
  readonly evidence: Evidence;
  /** Built upon, run beside it (compose, cluster), or only needed while testing. */
  readonly role: 'base' | 'service' | 'test';
}

export const isDockerfile = (path: string): boolean =>
  /(^|\/)(Dockerfile|Containerfile)(\.[\w.-]+)?$|\.dockerfile$/i.test(path) &&
  !/\.(dockerignore|md|txt|tmpl|j2|erb|sample|example)$/i.test(path);
/** Named, so that what it read is kept for whoever asks next. */
export const readDockerfile = (text: string): Dockerfile => DockerfileParser.parse(text);
export const isCompose = (path: string): boolean =>
  /(^|\/)(docker-)?compose([\w.-]*)\.ya?ml$/.test(path) && !/\.(example|sample|dist|template)\b/.test(path);

/** `ghcr.io/acme/shop:1.2@sha256:...` → name and tag. */
export function splitImage(text: string): { readonly name: string; readonly tag: string | undefined } {
  const bare = text.trim().replace(/@sha256:.*$/, '');
  const [, name = bare, tag] = /^(.*?)(?::([^/:]*))?$/.exec(bare) ?? [];
  return {
    name: name.replace(/^(docker\.io\/)?(library\/)?/, ''),
    tag: tag === '' || tag?.includes('$') === true ? undefined : tag,
  };
}

/** `${IMAGE:-postgres:16}` → postgres:16 */
export const withDefaults = (text: string): string => text.replace(/\$\{\w+:?-([^}]*)\}/g, '$1');

export async function readImages(sources: Sources): Promise<readonly ImageUse[]> {
  const uses: ImageUse[] = [];
  for (const path of sources.settings.filter(isDockerfile)) {
    const file = await sources.parsed(path, readDockerfile);
    if (!file) continue;
    const variables = new Map(
      file.value.getARGs().flatMap(arg => {
        const property = arg.getProperty();
        return property ? [[property.getName(), property.getValue() ?? ''] as const] : [];
      }),
    );
    const stages = new Set(file.value.getFROMs().map(from => from.getBuildStage()));
    for (const from of file.value.getFROMs()) {
      const image = imageOf(from, variables);
      if (image !== '' && !stages.has(image) && image !== 'scratch')
        uses.push({
          ...splitImage(image),
          evidence: file.source.evidence(from.getRange().start.line + 1),
          role: 'base',
        });
    }
  }
  for (const path of sources.settings.filter(isCompose)) {
    const file = await sources.parsed(path, readFirstYaml);
    for (const { value } of entriesOf(at(file?.value, 'services'))) {
      const image = entryAt(value, 'image');
      const text = textAt(image?.value);
      if (file && image && text !== undefined && at(value, 'build') === undefined)
        uses.push({
          ...splitImage(withDefaults(text)),
          evidence: file.source.evidence(image.line),
          role: 'service',
        });
    }
  }
  for (const path of sources.settings.filter(one => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(one))) {
    const source = await sources.read(path);
    for (const [index, line] of source?.lines.entries() ?? []) {
      const [, image] = /^\s*(?:-\s+)?image:\s*["']?([\w./:-]+)/.exec(line) ?? [];
      if (source && image !== undefined)
        uses.push({ ...splitImage(image), evidence: source.evidence(index + 1), role: 'test' });
    }
  }
  for (const path of sources.settings.filter(one =>
    /^\.gitlab-ci\.ya?ml$|^\.gitlab\/.*\.ya?ml$|^\.circleci\/config\.ya?ml$/.test(one),
  )) {
    const source = await sources.read(path);
    for (const [index, line] of source?.lines.entries() ?? []) {
      const [, image] =
        /^\s*(?:-\s+)?(?:image|name):\s*["']?([\w.-]+(?:\/[\w.-]+)*:[\w.-]+)/.exec(line) ??
        /^\s*-\s+["']?((?:postgres|mysql|redis|mongo|mariadb|rabbitmq|elasticsearch)[\w./-]*:[\w.-]+)/.exec(
          line,
        ) ??
        [];
      if (source && image !== undefined)
        uses.push({ ...splitImage(image), evidence: source.evidence(index + 1), role: 'test' });
    }
  }
  return uses;
}

export function imageOf(from: From, variables: ReadonlyMap<string, string>): string {
  const text = from.getImage() ?? '';
  return text.replace(
    /\$\{?(\w+)(?::-([^}]*))?\}?/g,
    (_, name: string, otherwise: string | undefined) => variables.get(name) ?? otherwise ?? '',
  );
}

/** Images of Kubernetes objects, wherever a `containers` list stands. */
export function containerImages(tree: Tree): readonly { readonly text: string; readonly line: number }[] {
  if (tree.kind === 'list') return tree.items.flatMap(containerImages);
  if (tree.kind === 'scalar') return [];
  return entriesOf(tree).flatMap(({ key, value }) => {
    if (key !== 'containers' && key !== 'initContainers') return containerImages(value);
    return itemsOf(value).flatMap(item => {
      const image = entryAt(item, 'image');
      const text = textAt(image?.value);
      return image && text !== undefined ? [{ text, line: image.line }] : [];
    });
  });
}
