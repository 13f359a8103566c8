/**
 * Patterns over branch names, tags and paths. Matching walks the pattern once for each character (no backtracking), so
 * that a hostile pattern costs nothing.
 */
interface Piece {
  accepts(character: string): boolean;
  /** The piece may be left out, or repeated. */
  optional: boolean;
  repeats: boolean;
  /** Where `**` + `/` begins: matching may go on behind both, because they also stand for no folder at all. */
  skipTo?: number;
}

/**
 * `github`: `*` stops at `/`, `**` does not, `?` and `+` repeat the character before them, `[]` is one character.
 * `shell`: the same, but `?` is one character and `{a,b}` alternatives. `ruby`: like `shell`, but `**` only stands for
 * folders where a `/` follows it; elsewhere it is one `*`.
 */
export type GlobSyntax = 'github' | 'shell' | 'ruby';

const literal = (wanted: string): Piece => ({
  accepts: character => character === wanted,
  optional: false,
  repeats: false,
});
const any = (acceptsSlash: boolean): Piece => ({
  accepts: character => acceptsSlash || character !== '/',
  optional: true,
  repeats: true,
});

function characterClass(body: string): Piece {
  const negated = body.startsWith('!') || body.startsWith('^');
  const list = negated ? body.slice(1) : body;
  const accepts = (character: string): boolean => {
    for (let index = 0; index < list.length; index++) {
      const from = list[index] ?? '';
      if (list[index + 1] === '-' && index + 2 < list.length) {
        if (from <= character && character <= (list[index + 2] ?? '')) return true;
        index += 2;
      } else if (from === character) return true;
    }
    return false;
  };
  return {
    accepts: character => (negated ? character !== '/' && !accepts(character) : accepts(character)),
    optional: false,
    repeats: false,
  };
}

function compile(pattern: string, syntax: GlobSyntax): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index] ?? '';
    const last = pieces.at(-1);
    if (character === '*') {
      let stars = 1;
      while (pattern[index + 1] === '*') {
        stars++;
        index++;
      }
      const before = pattern[index - stars];
      const folders = stars > 1 && pattern[index + 1] === '/' && (before === undefined || before === '/');
      const piece = any(syntax === 'ruby' ? folders : stars > 1);
      pieces.push(piece);
      if (folders) {
        piece.skipTo = pieces.length + 1;
        pieces.push(literal('/'));
        index++;
      }
    } else if (character === '?' && syntax === 'github' && last) last.optional = true;
    else if (character === '+' && syntax === 'github' && last) last.repeats = true;
    else if (character === '?' && syntax !== 'github')
      pieces.push({ accepts: other => other !== '/', optional: false, repeats: false });
    else if (character === '[' && pattern.indexOf(']', index + 2) !== -1) {
      const end = pattern.indexOf(']', index + 2);
      pieces.push(characterClass(pattern.slice(index + 1, end)));
      index = end;
    } else if (character === '\\' && index + 1 < pattern.length) pieces.push(literal(pattern[++index] ?? ''));
    else pieces.push(literal(character));
  }
  return pieces;
}

function run(pieces: readonly Piece[], text: string): boolean {
  let states = new Set<number>();
  const enter = (set: Set<number>, state: number): void => {
    if (set.has(state)) return;
    set.add(state);
    const piece = pieces[state];
    if (piece?.optional === true) enter(set, state + 1);
    if (piece?.skipTo !== undefined) enter(set, piece.skipTo);
  };
  enter(states, 0);
  for (const character of text) {
    const next = new Set<number>();
    for (const state of states) {
      const piece = pieces[state];
      if (piece?.accepts(character) !== true) continue;
      // a repeating piece may take more, but is no longer skipped together with its slash
      if (piece.repeats) {
        next.add(state);
        enter(next, state + 1);
      } else enter(next, state + 1);
    }
    if (next.size === 0) return false;
    states = next;
  }
  return states.has(pieces.length);
}

/** `a{b,c}` → `ab`, `ac`; at most 64, because a hostile pattern could unfold without end. */
function alternatives(pattern: string): readonly string[] {
  let all = [pattern];
  for (let round = 0; round < 4; round++) {
    const next = all.flatMap(one => {
      const [, head, body, tail] = /^(.*?)\{([^{}]*)\}(.*)$/s.exec(one) ?? [];
      return head === undefined || body === undefined || tail === undefined
        ? [one]
        : body.split(',').map(part => head + part + tail);
    });
    if (next.length === all.length || next.length > 64) break;
    all = next;
  }
  return all;
}

const compiled = new Map<string, readonly (readonly Piece[])[]>();

/** Whether the whole of `text` matches `pattern`. */
export function matchesGlob(pattern: string, text: string, syntax: GlobSyntax = 'github'): boolean {
  const key = `${syntax}:${pattern}`;
  let programs = compiled.get(key);
  if (!programs) {
    programs = (syntax === 'github' ? [pattern] : alternatives(pattern)).map(one =>
      compile(one.slice(0, 500), syntax),
    );
    if (compiled.size > 2000) compiled.clear();
    compiled.set(key, programs);
  }
  return programs.some(pieces => run(pieces, text));
}

/** Whether a pattern stands for more than its own text. */
export const isGlob = (pattern: string): boolean => /[*?+[\]{}!]/.test(pattern);

/** An example of what a pattern matches, to try conditions on. */
export function sampleOf(pattern: string): string {
  return pattern
    .replace(/^!/, '')
    .replace(/\*+/g, 'x')
    .replace(/\[([^\]]*)\]/g, (_, body: string) => body.replace(/^[!^]/, '')[0] ?? 'x')
    .replace(/\\(.)|[?+]/g, (_, kept: string | undefined) => kept ?? '')
    .replace(/\{([^,}]*)[^}]*\}/g, '$1');
}
