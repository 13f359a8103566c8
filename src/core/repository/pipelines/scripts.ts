/**
 * What a script does, followed into the repository's own scripts: `npm run deploy`, `make deploy`, `./deploy.sh`,
 * fastlane lanes. A job is judged by what it runs, never by what it is called.
 */
import { readPackageJson } from '../read/packageJson';
import type { Source, Sources } from '../read/sources';
import type { Evidence } from '../types';
import type { Act } from './acts';
import { actOf } from './deployCommands';
import { Lanes } from './fastlane';
import { commandsIn, hasFlag, option, type Command } from './shell';

export interface FoundAct {
  readonly act: Act;
  /** 0-based line within the script that was asked about. */
  readonly row: number;
  /** Lines of the scripts that it led through, the deciding one last. */
  readonly through: readonly Evidence[];
}

export interface Scripts {
  /** The acts of a script that runs in `folder` ('' is the repository). */
  actsIn(script: string, folder: string): Promise<readonly FoundAct[]>;
}

const deepest = 4;
const promising = /(^|[^a-z])(deploy|deployment|publish)([^a-z]|$)/i;

export function openScripts(sources: Sources): Scripts {
  const seenLanes = new Map<string, Lanes>();

  async function actsIn(script: string, folder: string, depth: number): Promise<readonly FoundAct[]> {
    const found: FoundAct[] = [];
    let place = folder;
    for (const command of commandsIn(script)) {
      const [program = '', first = ''] = command.words;
      if (program === 'cd') place = join(place, first);
      const act = program === 'bash' || program === 'sh' ? undefined : actOf(command.words);
      if (act) found.push({ act: await completed(act, command, place), row: command.row, through: [] });
      else if (depth < deepest) found.push(...(await follow(command, place, depth)));
    }
    return found;
  }

  /** The application's name stands in a file rather than on the command line. */
  async function completed(act: Act, { words }: Command, place: string): Promise<Act> {
    if (act.target !== undefined) return act;
    if (act.provider === 'Fly.io') {
      const config = await sources.read(join(place, option(words, '--config', '-c') ?? 'fly.toml'));
      const name = /^\s*app\s*=\s*["']([^"']+)["']/m.exec(config?.text ?? '')?.[1];
      return name === undefined ? act : { ...act, target: name };
    }
    if (act.provider === 'Cloudflare Workers') {
      for (const file of ['wrangler.toml', 'wrangler.jsonc', 'wrangler.json']) {
        const text = (await sources.read(join(place, file)))?.text ?? '';
        const name = /^\s*"?name"?\s*[=:]\s*["']([^"']+)["']/m.exec(text)?.[1];
        if (name !== undefined) return { ...act, target: name };
      }
    }
    return act;
  }

  async function follow(command: Command, place: string, depth: number): Promise<readonly FoundAct[]> {
    const { words, row } = command;
    const [program = '', first = ''] = words;
    if ((program === 'bash' || program === 'sh' || program === 'zsh') && hasFlag(words, '-c', '-ec', '-lc')) {
      const inner = await actsIn(words.at(-1) ?? '', place, depth + 1);
      return inner.map(one => ({ ...one, row }));
    }
    const called = packageScript(words);
    if (called)
      return named(
        called.name,
        await scriptOf(called.name, join(place, called.folder ?? '')),
        command,
        depth,
      );
    if (program === 'make' || program === 'gmake' || program === 'just') {
      const folder = join(place, option(words, '-C', '--directory') ?? '');
      const targets = words
        .slice(1)
        .filter(
          (word, index, all) => /^[\w./-]+$/.test(word) && !word.startsWith('-') && all[index - 1] !== '-C',
        );
      const results = await Promise.all(
        targets.map(async target => named(target, await recipe(program, target, folder), command, depth)),
      );
      return results.flat();
    }
    if (program === 'fastlane') return lanes(words, place, row);
    const file = /^(bash|sh|zsh|python3?|node|ruby|tsx|source|\.)$/.test(program) ? first : program;
    if (/^[\w./-]+$/.test(file) && (file.includes('/') || /\.(sh|bash|py|rb|js|mjs|ts)$/.test(file))) {
      const path = join(place, file);
      const source =
        (await sources.read(path)) ?? (place === '' ? undefined : await sources.read(join('', file)));
      if (source) {
        const body = isShell(source)
          ? { script: source.text, evidence: source.evidence, line: 1, folder: place }
          : undefined;
        return named(
          file.slice(file.lastIndexOf('/') + 1),
          body ?? { script: '', evidence: source.evidence, line: 1, folder: place },
          command,
          depth,
        );
      }
    }
    return [];
  }

  interface Body {
    readonly script: string;
    /** A line of the file as evidence. */
    readonly evidence: (line: number) => Evidence;
    /** The line of the file on which the script begins. */
    readonly line: number;
    readonly folder: string;
  }

  /** The acts of a named script; one that is called deploy and shows nothing we know is unclear, not harmless. */
  async function named(
    name: string,
    body: Body | undefined,
    command: Command,
    depth: number,
  ): Promise<readonly FoundAct[]> {
    const inner = body ? await actsIn(body.script, body.folder, depth + 1) : [];
    if (inner.length > 0 && body)
      return inner.map(({ act, row, through }) => ({
        act,
        row: command.row,
        through: [body.evidence(body.line + row), ...through],
      }));
    const tame = /dry|check|test|lint|docs?:|preview|build|prepare|pre-?(publish|deploy)/i.test(command.text);
    if (!promising.test(name) || tame) return [];
    return [
      {
        act: { kind: 'unclear', provider: '', mechanism: command.text.slice(0, 80) },
        row: command.row,
        through: body ? [body.evidence(body.line)] : [],
      },
    ];
  }

  async function scriptOf(name: string, folder: string): Promise<Body | undefined> {
    for (const place of folder === '' ? [''] : [folder, '']) {
      const file = join(place, 'package.json');
      const found = await sources.part(file, readPackageJson);
      const entry = found?.scripts.find(one => one.name === name);
      if (entry)
        return {
          script: entry.text.replace(/\n/g, ' '),
          line: entry.line,
          folder: place,
          // a script is one line, and the only one that is shown
          evidence: line => ({ file, line, text: line === entry.line ? entry.written : '' }),
        };
    }
    return undefined;
  }

  async function recipe(program: string, target: string, folder: string): Promise<Body | undefined> {
    for (const name of program === 'just'
      ? ['justfile', 'Justfile', '.justfile']
      : ['Makefile', 'makefile', 'GNUmakefile']) {
      const source = await sources.read(join(folder, name));
      if (!source) continue;
      const start = source.lines.findIndex(line =>
        new RegExp(`^@?${escaped(target)}(\\s[^:=]*)?:(?!=)`).test(line),
      );
      if (start === -1) continue;
      const rest = source.lines.slice(start + 1);
      const end = rest.findIndex(line => line !== '' && !/^\s/.test(line) && !line.startsWith('#'));
      const lines = (end === -1 ? rest : rest.slice(0, end)).map(line =>
        line.replace(/^\s+[@-]*/, '').replace(/\$\((\w+)\)/g, '$${$1}'),
      );
      // what a target depends on is made first
      const before = (source.lines[start] ?? '')
        .replace(/^[^:]*:/, '')
        .replace(/#.*/, '')
        .split(/\s+/)
        .filter(word => /^[\w./-]+$/.test(word));
      const prefix =
        program === 'make' || program === 'gmake' ? before.map(word => `make ${word}`).join('; ') : '';
      return { script: [prefix, ...lines].join('\n'), evidence: source.evidence, line: start + 1, folder };
    }
    return undefined;
  }

  async function lanes(words: readonly string[], place: string, row: number): Promise<readonly FoundAct[]> {
    // a Fastfile may take its lanes from files beside it
    const folders = ['fastlane/', 'ios/fastlane/', 'android/fastlane/'].map(name => `${join(place, name)}/`);
    const files = [
      ...folders.map(folder => `${folder}Fastfile`),
      join(place, 'Fastfile'),
      ...sources.paths.filter(
        path => folders.some(folder => path.startsWith(folder)) && /\.rb$|Fastfile/.test(path),
      ),
    ];
    const key = files.join('\n');
    const all = seenLanes.get(key) ?? new Lanes(await sources.readAll([...new Set(files)]));
    seenLanes.set(key, all);
    const acts = all.acts(words.slice(1));
    if (acts) return acts.map(({ act, evidence }) => ({ act, row, through: [evidence] }));
    const name = words.slice(1).join(' ');
    return !/deploy|release|publish|beta|upload|distribut|store|testflight|ship|submit/i.test(name) ||
      /test_|lint/i.test(name)
      ? []
      : [{ act: { kind: 'unclear', provider: '', mechanism: `fastlane ${name}`.trim() }, row, through: [] }];
  }

  return { actsIn: (script, folder) => actsIn(script, folder, 0) };
}

const isShell = (source: Source): boolean =>
  /\.(sh|bash)$/.test(source.path) || /^#!.*\b(ba|z|da)?sh\b/.test(source.text);
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The name of a `package.json` script that the words run. */
function packageScript(
  words: readonly string[],
): { readonly name: string; readonly folder?: string } | undefined {
  const [program = '', ...rest] = words;
  if (!/^(npm|pnpm|yarn|bun)$/.test(program)) return undefined;
  const folder = option(rest, '--prefix', '--cwd', '--dir', '-C');
  const free = rest.filter(
    (word, index) =>
      !word.startsWith('-') &&
      !/^(--prefix|--cwd|--dir|-C|--filter|-F|--workspace|-w)$/.test(rest[index - 1] ?? ''),
  );
  const [first = '', second] = free;
  const name =
    first === 'run' || first === 'run-script'
      ? second
      : program === 'npm' || /^(install|add|ci|exec|dlx|test|why|config|set|x|i|workspaces?)$/.test(first)
        ? undefined
        : first;
  return name === undefined || name === '' ? undefined : { name, ...(folder !== undefined && { folder }) };
}

/** `a/b` + `../c` → `a/c`; what leads out of the repository stays inside it. */
export function join(folder: string, path: string): string {
  const parts = path.startsWith('/') ? [] : folder.split('/').filter(part => part !== '');
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
