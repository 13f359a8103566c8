import type { Technology } from '../../content/technologySchema';
import type { Sources } from '../read/sources';
import type { PackageFacts, StackItem } from '../types';
import { cluesOf } from './clues';
import type { Manifest } from './dependency';
import { detectStack } from './detect';
import { readImages, type ImageUse } from './images';
import { readJavascript, readPhp } from './javascript';
import { readOtherLanguages } from './otherLanguages';
import { readPython } from './python';

export interface StackFacts {
  readonly stack: readonly StackItem[];
  readonly packages: readonly PackageFacts[];
}

/** What the product is made of, as a whole and package by package. */
export async function readStack(
  sources: Sources,
  technologies: readonly Technology[],
  moreImages: readonly ImageUse[],
  /** `owner/name` on GitHub: an image of that name is the product itself, not something it is made of. */
  own?: string,
): Promise<StackFacts> {
  const manifests = [
    ...(await sources.step('manifests of JavaScript', readJavascript)),
    ...(await sources.step('manifests of Python', readPython)),
    ...(await sources.step('manifests of PHP', readPhp)),
    ...(await sources.step('other manifests', readOtherLanguages)),
  ];
  const images = [...(await sources.step('images', readImages)), ...moreImages].filter(
    ({ name }) => own === undefined || !name.toLowerCase().endsWith(own.toLowerCase()),
  );
  return {
    stack: await detectStack(sources, manifests, images, technologies),
    packages: packagesOf(manifests, technologies),
  };
}

function packagesOf(
  manifests: readonly Manifest[],
  technologies: readonly Technology[],
): readonly PackageFacts[] {
  const { dependency: find } = cluesOf(technologies);
  const folders = new Map<string, { name: string | undefined; ids: Set<string> }>();
  for (const { folder, name, dependencies } of manifests) {
    const group = folders.get(folder) ?? { name: undefined, ids: new Set<string>() };
    group.name ??= name;
    for (const { ecosystem, name: dependency } of dependencies)
      for (const id of find(ecosystem, dependency)) group.ids.add(id);
    folders.set(folder, group);
  }
  return [...folders]
    .map(([folder, { name, ids }]) => ({
      path: folder === '' ? '.' : folder,
      name: name ?? (folder === '' ? '.' : folder.slice(folder.lastIndexOf('/') + 1)),
      stack: [...ids].sort(),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
