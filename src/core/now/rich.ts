import type { Evidence } from '../repository/types';
import type { Translate } from '../translate';
import type { Act, Rich, Span } from './page';

type Argument = Span | Rich | number;

/**
 * A translated sentence with `**strong**`, `*em*` and `` `code` ``. The marks are read in the message alone: an
 * argument stands where its `{0}` stands and is text, whatever it holds.
 */
export function rich(t: Translate, message: string, ...args: readonly Argument[]): Rich {
  const spans: Span[] = [];
  let style: 'strong' | 'em' | 'code' | undefined;
  for (const token of t(message).split(/(\*\*|\*|`|\{\d+\})/)) {
    const placeholder = /^\{(\d+)\}$/.exec(token);
    if (placeholder) {
      const argument = args[Number(placeholder[1])];
      if (argument !== undefined) spans.push(...spansOf(argument).map(span => styled(span, style)));
    } else if (token === '**') style = style === 'strong' ? undefined : 'strong';
    else if (token === '*') style = style === 'em' ? undefined : 'em';
    else if (token === '`') style = style === 'code' ? undefined : 'code';
    else if (token !== '') spans.push(styled(token, style));
  }
  return joined(spans);
}

const spansOf = (argument: Argument): Rich =>
  typeof argument === 'number'
    ? [String(argument)]
    : Array.isArray(argument)
      ? (argument as Rich)
      : [argument as Span];

const styled = (span: Span, style: 'strong' | 'em' | 'code' | undefined): Span =>
  typeof span === 'string' && style !== undefined ? { kind: style, text: span } : span;

/** Neighbours of one style become one piece, so that a screen reader does not stumble over the seams. */
function joined(spans: readonly Span[]): Rich {
  const result: Span[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (typeof span === 'string' && typeof last === 'string') result[result.length - 1] = last + span;
    else if (isText(span) && isText(last) && span.kind === last.kind) {
      result[result.length - 1] = { kind: span.kind, text: last.text + span.text };
    } else result.push(span);
  }
  return result;
}

const isText = (span: Span | undefined): span is { kind: 'strong' | 'em' | 'code'; text: string } =>
  typeof span === 'object' && (span.kind === 'strong' || span.kind === 'em' || span.kind === 'code');

/** Text in the editor's font: branches, files, settings. */
export const code = (text: string): Span => ({ kind: 'code', text });
export const strong = (text: string): Span => ({ kind: 'strong', text });
export const link = (text: string, act: Act): Span => ({ kind: 'link', text, act });

/** The links of a fact, each after a space, at most `most`. */
export function links(evidence: readonly Evidence[], most = 3): Rich {
  return distinct(evidence)
    .slice(0, most)
    .flatMap(({ file, line }): Span[] => [' ', { kind: 'evidence', file, line }]);
}

/** Evidence without repeated lines. */
export function distinct(evidence: readonly Evidence[]): readonly Evidence[] {
  const seen = new Set<string>();
  return evidence.filter(({ file, line }) => {
    const key = `${file}:${line}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** The words alone, as a screen reader or a clipboard gets them. */
export function plain(text: Rich): string {
  return text
    .map(span => {
      if (typeof span === 'string') return span;
      if (span.kind === 'evidence') return `${baseName(span.file)}:${span.line}`;
      if ('lines' in span) return `${span.kind === 'plus' ? '+' : '−'}${span.lines}`;
      return span.text;
    })
    .join('');
}

/** A claim of the engine: plain words, in which only `` `code` `` is marked. */
export function claim(text: string): Rich {
  return text
    .split(/(`[^`]+`)/)
    .filter(part => part !== '')
    .map((part): Span =>
      part.length > 2 && part.startsWith('`') && part.endsWith('`') ? code(part.slice(1, -1)) : part,
    );
}

/** `deploy.yml` of `.github/workflows/deploy.yml`. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
