/** Just enough shell to see which programs a script starts, on which line and with which arguments. */
export interface Command {
  readonly words: readonly string[];
  /** 0-based line within the script. */
  readonly row: number;
  /** The command as written, joined. */
  readonly text: string;
}

const separators = new Set(['&&', '||', ';', '|', '&', '(', ')', '{', '}', 'then', 'do', 'else', '|&']);
const wrappers = new Set([
  'sudo',
  'time',
  'exec',
  'nohup',
  'npx',
  'bunx',
  'pnpx',
  'command',
  'if',
  'elif',
  'while',
  '!',
  'until',
  'env',
  'retry',
  'xvfb-run',
  'dotenv',
  'winpty',
  'eval',
  'chronic',
  'doppler',
]);
const twoWordWrappers = new Set([
  'bundle exec',
  'poetry run',
  'uv run',
  'pipenv run',
  'pdm run',
  'hatch run',
  'pnpm dlx',
  'yarn dlx',
  'pnpm exec',
  'yarn exec',
  'npm exec',
  'bun x',
  'uv tool',
  'mise exec',
  'mise x',
  'rye run',
  'pipx run',
  'corepack pnpm',
  'corepack yarn',
]);

const longestScript = 100_000;

export function commandsIn(script: string): readonly Command[] {
  const commands: Command[] = [];
  let words: string[] = [];
  let word = '';
  let quoted = false;
  let row = 0;
  let start = 0;
  const text = script.slice(0, longestScript);
  const endWord = (): void => {
    if (word !== '' || quoted) {
      if (words.length === 0) start = row;
      if (!quoted && separators.has(word)) {
        word = '';
        endCommand();
        return;
      }
      words.push(word);
    }
    word = '';
    quoted = false;
  };
  const endCommand = (): void => {
    if (words.length > 0) {
      const plain = unwrap(words);
      if (plain.length > 0) commands.push({ words: plain, row: start, text: words.join(' ') });
    }
    words = [];
  };
  let heredoc: string | undefined;
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? '';
    if (character === '\\' && (text[index + 1] === '\n' || text.startsWith('\r\n', index + 1))) {
      endWord();
      index += text[index + 1] === '\n' ? 1 : 2;
      row++;
    } else if (character === '\n') {
      endWord();
      endCommand();
      row++;
      if (heredoc !== undefined) {
        // what is fed to another program is not run here, unless that program is a remote shell
        const end = text.indexOf(`\n${heredoc}`, index);
        const body = text.slice(index + 1, end === -1 ? undefined : end + 1);
        const feeds = commands.at(-1);
        const remote = feeds !== undefined && /^(ssh|bash|sh)$/.test(feeds.words[0] ?? '');
        if (remote) for (const inner of commandsIn(body)) commands.push({ ...inner, row: inner.row + row });
        row += body.split('\n').length - 1;
        index += body.length;
        heredoc = undefined;
      }
    } else if (character === '#' && word === '' && !quoted) {
      const end = text.indexOf('\n', index);
      index = (end === -1 ? text.length : end) - 1;
    } else if (character === "'" || character === '"') {
      const end = closing(text, index);
      word += text.slice(index + 1, end);
      row += text.slice(index, end).split('\n').length - 1;
      quoted = true;
      index = end;
    } else if (text.startsWith('${{', index)) {
      const end = text.indexOf('}}', index);
      const stop = end === -1 ? text.length : end + 2;
      word += text.slice(index, stop);
      index = stop - 1;
    } else if (character === '$' && (text[index + 1] === '{' || text[index + 1] === '(')) {
      // `${NAME}` stays in its word; `$(...)` is a command of its own, whose output is not known
      const end = closingBracket(text, index + 1);
      word += text.slice(index, end + 1);
      row += text.slice(index, end).split('\n').length - 1;
      index = end;
    } else if (text.startsWith('<<', index)) {
      const [, tag] = /^<<-?\s*["'\\]?(\w+)["']?/.exec(text.slice(index, index + 60)) ?? [];
      if (tag === undefined) word += character;
      else {
        heredoc = tag;
        const rest = text.indexOf('\n', index);
        const after = text
          .slice(index, rest === -1 ? undefined : rest)
          .replace(/^<<-?\s*["'\\]?\w+["']?/, '');
        index = (rest === -1 ? text.length : rest - after.length) - 1;
      }
    } else if (character === ' ' || character === '\t' || character === '\r') endWord();
    else if (';|&()'.includes(character)) {
      endWord();
      endCommand();
    } else word += character;
  }
  endWord();
  endCommand();
  return commands;
}

function closing(text: string, open: number): number {
  const quote = text[open];
  for (let index = open + 1; index < text.length; index++) {
    if (quote === '"' && text[index] === '\\') index++;
    else if (text[index] === quote) return index;
  }
  return text.length;
}

function closingBracket(text: string, open: number): number {
  const [opens, closes] = text[open] === '{' ? ['{', '}'] : ['(', ')'];
  let depth = 0;
  for (let index = open; index < text.length; index++) {
    if (text[index] === opens) depth++;
    else if (text[index] === closes && --depth === 0) return index;
  }
  return text.length;
}

/** Without `sudo`, `npx`, `NAME=value`, ...: what is really started. */
function unwrap(words: readonly string[]): readonly string[] {
  let rest = words;
  for (let round = 0; round < 10; round++) {
    const [first = '', second = ''] = rest;
    const next = rest.findIndex((word, index) => index > 0 && !word.startsWith('-'));
    if (/^[A-Za-z_]\w*=/.test(first)) rest = rest.slice(1);
    else if (twoWordWrappers.has(`${first} ${second}`))
      rest = rest.slice(2).filter((word, index, all) => index >= all.findIndex(one => !one.startsWith('-')));
    else if (first === 'doppler' && rest.includes('--')) rest = rest.slice(rest.indexOf('--') + 1);
    else if (first === 'timeout') rest = rest.slice(2);
    else if (wrappers.has(first)) rest = next === -1 ? [] : rest.slice(next);
    else break;
  }
  const [program = ''] = rest;
  // `./node_modules/.bin/vercel`, `/usr/bin/kubectl`; a script of the repository keeps its path
  const name =
    /(?:^\/.*bin|\.bin|venv\/bin)\/([\w.-]+)$/.exec(program)?.[1] ??
    /^(?:\.\/)?(?:vendor\/)?bin\/(kamal|rails|rake|cap|bundle|fastlane|dep|envoy)$/.exec(program)?.[1];
  const version = /^(@?[\w./-]+)@[\w.^~-]+$/.exec(name ?? program)?.[1];
  return rest.length === 0 ? [] : [version ?? name ?? program, ...rest.slice(1)];
}

/** The value of `--name value`, `--name=value` or `-n value`. */
export function option(words: readonly string[], ...names: readonly string[]): string | undefined {
  for (const [index, word] of words.entries()) {
    for (const name of names) {
      if (word === name) return words[index + 1];
      if (word.startsWith(`${name}=`)) return word.slice(name.length + 1);
    }
  }
  return undefined;
}

export const hasFlag = (words: readonly string[], ...names: readonly string[]): boolean =>
  words.some(word => names.includes(word) || names.some(name => word === `${name}=true`));

/**
 * Whether the words start with `program` and then, options aside, with the rest: `gcloud --project x run deploy`
 * matches `gcloud run deploy`. `|` separates spellings. Gives the index behind the last matched word.
 */
export function startsWith(words: readonly string[], pattern: string): number | undefined {
  const [program = '', ...rest] = pattern.split(' ');
  if (words[0] === undefined || !program.split('|').includes(words[0])) return undefined;
  let index = 1;
  for (const wanted of rest) {
    const spellings = wanted.split('|');
    while (index < words.length && !spellings.includes(words[index] ?? '')) {
      const word = words[index] ?? '';
      const previous = words[index - 1] ?? '';
      const valueOfOption = previous.startsWith('-') && !previous.includes('=');
      if (!word.startsWith('-') && !valueOfOption) return undefined;
      index++;
    }
    if (index >= words.length) return undefined;
    index++;
  }
  return index;
}
