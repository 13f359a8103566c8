/**
 * Regular expressions of repositories, which are hostile: matched by walking all possibilities at once, so that no
 * pattern takes longer than its own length times that of the text. Covers what RE2 and plain Java patterns share;
 * anything else (look-around, back references) is not compiled.
 */
type Accepts = (character: string) => boolean;

type Node =
  | { readonly kind: 'one'; readonly accepts: Accepts; readonly like: string }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Node[] }
  | { readonly kind: 'repeat'; readonly of: Node; readonly least: number; readonly most: number }
  | { readonly kind: 'start' | 'end' | 'edge' | 'inside' };

export interface Pattern {
  /** Whether some part of `text` matches. */
  test(text: string): boolean;
  /** Whether the whole of `text` matches. */
  matches(text: string): boolean;
  /** A text that it matches, to try conditions on. */
  readonly like: string;
}

const longestSource = 1000;
const mostSteps = 5000;
const open = Number.POSITIVE_INFINITY;

const isWord = (character: string | undefined): boolean => character !== undefined && /\w/.test(character);
const classes: Readonly<Record<string, readonly [Accepts, string]>> = {
  d: [character => /[0-9]/.test(character), '1'],
  w: [isWord, 'a'],
  s: [character => /\s/.test(character), ' '],
};
const posix: Readonly<Record<string, RegExp>> = {
  alpha: /[A-Za-z]/,
  digit: /[0-9]/,
  alnum: /[A-Za-z0-9]/,
  upper: /[A-Z]/,
  lower: /[a-z]/,
  space: /\s/,
  punct: /[!-/:-@[-`{-~]/,
  xdigit: /[0-9A-Fa-f]/,
  word: /\w/,
};
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v' };
const candidates = 'a1-_./ Zx0:@#'.split('');

class Unsupported extends Error {}

/** `undefined` where the pattern is broken or uses what is not supported. `flags`: `i` and `s` are honoured. */
export function compileRegex(source: string, flags = ''): Pattern | undefined {
  if (source.length > longestSource) return undefined;
  try {
    const [, inline = '', rest = source] = /^\(\?([ims]+)\)([\s\S]*)$/.exec(source) ?? [];
    const all = flags + inline;
    const tree = parse(rest, all.includes('i'), all.includes('s'));
    const anywhere = assemble(tree, false);
    const whole = assemble(tree, true);
    return { test: text => run(anywhere, text), matches: text => run(whole, text), like: sample(tree) };
  } catch (error) {
    if (error instanceof Unsupported) return undefined;
    throw error;
  }
}

function parse(source: string, ignoreCase: boolean, dotAll: boolean): Node {
  let index = 0;
  let depth = 0;
  const literal = (wanted: string): Node => {
    const low = wanted.toLowerCase();
    return {
      kind: 'one',
      accepts: ignoreCase ? character => character.toLowerCase() === low : character => character === wanted,
      like: wanted,
    };
  };
  const oneOf = (accepts: Accepts): Node => {
    const loose: Accepts = ignoreCase
      ? character => accepts(character.toLowerCase()) || accepts(character.toUpperCase())
      : accepts;
    return { kind: 'one', accepts: loose, like: candidates.find(loose) ?? 'a' };
  };
  const alternatives = (): Node => {
    if (++depth > 60) throw new Unsupported();
    const branches = [sequence()];
    while (source[index] === '|') {
      index++;
      branches.push(sequence());
    }
    depth--;
    return branches.length === 1 ? (branches[0] as Node) : { kind: 'any', of: branches };
  };
  const sequence = (): Node => {
    const parts: Node[] = [];
    while (index < source.length && source[index] !== '|' && source[index] !== ')') parts.push(repeated());
    return { kind: 'all', of: parts };
  };
  const repeated = (): Node => {
    let node = atom();
    for (;;) {
      const [whole, least, comma, most] = /^\{(\d+)(,?)(\d*)\}/.exec(source.slice(index, index + 20)) ?? [];
      const sign = source[index];
      if (whole !== undefined) {
        index += whole.length;
        const from = Number(least);
        const to = comma === '' ? from : most === '' ? open : Number(most);
        if (from > 100 || (to !== open && to > 100)) throw new Unsupported();
        node = { kind: 'repeat', of: node, least: from, most: to };
      } else if (sign === '*' || sign === '+' || sign === '?') {
        index++;
        node = {
          kind: 'repeat',
          of: node,
          least: sign === '+' ? 1 : 0,
          most: sign === '?' ? 1 : open,
        };
      } else return node;
      // lazy or not: whether something matches is the same
      if (source[index] === '?') index++;
    }
  };
  const atom = (): Node => {
    const character = source[index++] ?? '';
    switch (character) {
      case '(': {
        const [group] = /^\?(?::|P?<[A-Za-z]\w*>)/.exec(source.slice(index)) ?? [];
        if (group !== undefined) index += group.length;
        else if (source[index] === '?') throw new Unsupported();
        const inner = alternatives();
        if (source[index++] !== ')') throw new Unsupported();
        return inner;
      }
      case '[':
        return bracket();
      case '.':
        return oneOf(dotAll ? () => true : one => one !== '\n');
      case '^':
        return { kind: 'start' };
      case '$':
        return { kind: 'end' };
      case '\\':
        return escaped();
      case '*':
      case '+':
      case '?':
        throw new Unsupported();
      default:
        return literal(character);
    }
  };
  const escaped = (): Node => {
    const name = source[index++];
    if (name === undefined || /[1-9kpPQEGX]/.test(name)) throw new Unsupported();
    if (name === 'A') return { kind: 'start' };
    if (name === 'z' || name === 'Z') return { kind: 'end' };
    if (name === 'b') return { kind: 'edge' };
    if (name === 'B') return { kind: 'inside' };
    const found = classes[name.toLowerCase()];
    if (found) {
      const [accepts] = found;
      return oneOf(name === name.toLowerCase() ? accepts : one => !accepts(one));
    }
    return literal(escapes[name] ?? name);
  };
  const bracket = (): Node => {
    const negated = source[index] === '^';
    if (negated) index++;
    const parts: Accepts[] = [];
    let first = true;
    for (; first || source[index] !== ']'; first = false) {
      if (index >= source.length || source.startsWith('&&', index)) throw new Unsupported();
      const [whole, name = ''] = /^\[:(\w+):\]/.exec(source.slice(index)) ?? [];
      const named = posix[name];
      if (whole !== undefined) {
        if (!named) throw new Unsupported();
        index += whole.length;
        parts.push(one => named.test(one));
        continue;
      }
      const from = member();
      if (typeof from !== 'string') {
        parts.push(from);
        continue;
      }
      if (source[index] === '-' && source[index + 1] !== ']' && index + 1 < source.length) {
        index++;
        const to = member();
        if (typeof to !== 'string') throw new Unsupported();
        parts.push(one => from <= one && one <= to);
      } else parts.push(one => one === from);
    }
    index++;
    const accepts: Accepts = one => parts.some(part => part(one));
    return oneOf(negated ? one => !accepts(one) : accepts);
  };
  const member = (): string | Accepts => {
    const character = source[index++] ?? '';
    if (character !== '\\') return character;
    const name = source[index++] ?? '';
    const found = classes[name.toLowerCase()];
    if (!found) return escapes[name] ?? name;
    const [accepts] = found;
    return name === name.toLowerCase() ? accepts : one => !accepts(one);
  };
  const tree = alternatives();
  if (index < source.length) throw new Unsupported();
  return tree;
}

type Step =
  | { readonly kind: 'one'; readonly accepts: Accepts }
  | { readonly kind: 'fork'; readonly to: readonly number[] }
  | { readonly kind: 'start' | 'end' | 'edge' | 'inside' | 'done' };

function assemble(tree: Node, whole: boolean): readonly Step[] {
  const steps: Step[] = [];
  const push = (step: Step): number => {
    if (steps.length >= mostSteps) throw new Unsupported();
    return steps.push(step) - 1;
  };
  const emit = (node: Node): void => {
    switch (node.kind) {
      case 'one':
        push({ kind: 'one', accepts: node.accepts });
        return;
      case 'all':
        node.of.forEach(emit);
        return;
      case 'any': {
        const fork: number[] = [];
        push({ kind: 'fork', to: fork });
        const ends: number[][] = [];
        for (const branch of node.of) {
          fork.push(steps.length);
          emit(branch);
          const end: number[] = [];
          push({ kind: 'fork', to: end });
          ends.push(end);
        }
        for (const end of ends) end.push(steps.length);
        return;
      }
      case 'repeat': {
        for (let count = 0; count < node.least; count++) emit(node.of);
        if (node.most === open) {
          const fork: number[] = [];
          const at = push({ kind: 'fork', to: fork });
          fork.push(steps.length);
          emit(node.of);
          push({ kind: 'fork', to: [at] });
          fork.push(steps.length);
        } else {
          const skips: number[][] = [];
          for (let count = node.least; count < node.most; count++) {
            const fork: number[] = [];
            push({ kind: 'fork', to: fork });
            fork.push(steps.length);
            skips.push(fork);
            emit(node.of);
          }
          for (const skip of skips) skip.push(steps.length);
        }
        return;
      }
      default:
        push({ kind: node.kind });
    }
  };
  if (whole) push({ kind: 'start' });
  emit(tree);
  if (whole) push({ kind: 'end' });
  push({ kind: 'done' });
  return steps;
}

function run(steps: readonly Step[], text: string): boolean {
  const enter = (set: Set<number>, first: number, at: number): boolean => {
    const pending = [first];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (set.has(next)) continue;
      set.add(next);
      const step = steps[next];
      if (step?.kind === 'done') return true;
      if (step?.kind === 'fork') pending.push(...step.to);
      else if (step && step.kind !== 'one' && holds(step.kind, text, at)) pending.push(next + 1);
    }
    return false;
  };
  let states = new Set<number>();
  for (let at = 0; at <= text.length; at++) {
    if (enter(states, 0, at)) return true;
    const character = text[at];
    if (character === undefined) return false;
    const next = new Set<number>();
    for (const state of states) {
      const step = steps[state];
      if (step?.kind === 'one' && step.accepts(character) && enter(next, state + 1, at + 1)) return true;
    }
    states = next;
  }
  return false;
}

function holds(kind: 'start' | 'end' | 'edge' | 'inside', text: string, at: number): boolean {
  if (kind === 'start') return at === 0;
  if (kind === 'end') return at === text.length;
  const edge = isWord(text[at - 1]) !== isWord(text[at]);
  return kind === 'edge' ? edge : !edge;
}

function sample(node: Node): string {
  switch (node.kind) {
    case 'one':
      return node.like;
    case 'all':
      return node.of.map(sample).join('');
    case 'any':
      return node.of[0] ? sample(node.of[0]) : '';
    case 'repeat':
      return sample(node.of).repeat(Math.min(Math.max(node.least, node.most === open ? 1 : 0), 20));
    default:
      return '';
  }
}
