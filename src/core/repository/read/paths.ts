/** Which paths of a repository say something about the product, told by their names alone. */

const asides =
  /(^|\/)(node_modules|vendor|third[_-]party|bower_components|\.venv|venv|site-packages|Pods|examples?|samples?|demos?|fixtures?|__fixtures__|__mocks__|testdata|test-data|testassets|e2e-fixtures|cookiecutter[^/]*|skeletons?|boilerplates?)\//i;
/** A path with a placeholder is a template of a project, not part of one. */
const placeholder = /\{\{|\}\}|\$\{|<%|%\w+%|__\w+__\//;
const harmless = /__(tests|mocks|snapshots|init)__/g;

const isAsideFolder = (folder: string): boolean =>
  asides.test(folder) || placeholder.test(folder.replace(harmless, ''));

/** Whether a path is an example, a fixture, a template or somebody else's code. */
export const isAside = (path: string): boolean =>
  isAsideFolder(path.slice(0, path.lastIndexOf('/') + 1)) || placeholder.test(path);

/** What is true of the folder of a path (with its `/`, '' for the root), worked out once a folder. */
export function byFolder<T>(tell: (folder: string) => T): (path: string) => T {
  const told = new Map<string, { readonly folder: string; readonly value: T }>();
  let last: { readonly folder: string; readonly value: T } | undefined;
  return path => {
    const end = path.lastIndexOf('/') + 1;
    // a listing goes folder by folder
    if (last?.folder.length === end && path.startsWith(last.folder)) return last.value;
    const folder = path.slice(0, end);
    last = told.get(folder);
    if (!last) told.set(folder, (last = { folder, value: tell(folder) }));
    return last.value;
  };
}

/** Those that are none, each folder looked at once. */
export function withoutAsides(paths: readonly string[]): readonly string[] {
  const inAside = byFolder(isAsideFolder);
  return paths.filter(
    path =>
      !inAside(path) && !(/[{$<%]/.test(path) && placeholder.test(path.slice(path.lastIndexOf('/') + 1))),
  );
}

const plain = new Set(
  (
    'ts tsx mts cts js jsx mjs cjs py pyi rb go java kt scala clj cs fs vb php swift m mm c h cc cpp hpp rs dart ex exs erl ' +
    'vue svelte css scss sass less html htm erb haml slim hbs md mdx rst txt adoc po mo snap map lock sql graphql proto ' +
    'png jpg jpeg gif svg webp avif ico icns woff woff2 ttf otf eot mp3 mp4 webm pdf zip gz jar bin strings xib storyboard'
  ).split(' '),
);
/** Names with such an ending that configure something all the same. */
const settings =
  /(^|[/.])(config|deploy|setup)\.\w+$|(^|\/)(Package\.swift|mix\.exs|gems\.rb)$|(^|\/)(Dockerfile|Containerfile|Jenkinsfile|requirements)|\.dockerfile$/i;

/** Whether a file could configure something: no code, no picture, no text for people. */
export function maySet(path: string): boolean {
  const ending = path.slice(path.lastIndexOf('.') + 1);
  return !plain.has(ending) || settings.test(path);
}
