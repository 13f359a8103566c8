import { plain } from './rich';
import type { Block, Card, Page, Rich, Section, Span } from './page';
import type { Translate } from '../translate';

/** A page as Markdown, for a pull request's description, a stand-up or a new colleague. The same data as the page. */
export function pageAsMarkdown(page: Page, t: Translate): string {
  const lines = [
    `# ${page.headingStyle === 'lead' ? strip(inline(page.heading)) : inline(page.heading)}`,
    ...(page.subject ? [page.subject.lines.map(inline).join(' · ')] : []),
    ...page.sections.flatMap(section => sectionLines(section, t)),
  ];
  return `${lines.filter(line => line !== '').join('\n\n')}\n`;
}

function sectionLines(section: Section, t: Translate): readonly string[] {
  switch (section.kind) {
    case 'card':
      return cardLines(section.card, t);
    case 'story':
    case 'numbered':
      return section.cards.flatMap(card => cardLines(card, t));
    case 'titled':
      return [`## ${inline(section.title)}`, ...section.blocks.flatMap(block => blockLines(block, t))];
    case 'blocks':
      return section.blocks.flatMap(block => blockLines(block, t));
  }
}

function cardLines(card: Card, t: Translate): readonly string[] {
  const state = card.state ? ` (${card.state.text})` : '';
  return [
    `## ${card.number === undefined ? '' : `${card.number}. `}${escaped(card.title)}${escaped(state)}`,
    ...(card.remark === undefined ? [] : [`*${escaped(card.remark)}*`]),
    ...[...(card.before ?? []), ...card.blocks].flatMap(block => blockLines(block, t)),
    ...(card.meaning ? [`**${t('What it means')}:** ${inline(card.meaning)}`] : []),
    ...(card.ask ? [askLine(card.ask.question, t)] : []),
    ...(card.after ?? []).flatMap(block => blockLines(block, t)),
  ];
}

const askLine = (question: Rich, t: Translate): string =>
  `> **${t('Ask engineering')}:** ${inline(question)}`;

function blockLines(block: Block, t: Translate): readonly string[] {
  switch (block.kind) {
    case 'text':
      return [inline(block.text)];
    case 'facts':
      return [
        ...(block.label ? [`**${strip(inline(block.label))}**`] : []),
        block.items
          .map(({ text, note }) => `- ${inline(text)}${note ? ` (${inline(note)})` : ''}`)
          .join('\n'),
      ];
    case 'chips':
      return [block.items.map(({ text }) => inline(text)).join(' · ')];
    case 'branches':
      return [
        block.items
          .map(({ name, meta, about, chips }) => {
            const parts = [
              ...meta.map(inline),
              ...(about ? [inline(about)] : []),
              ...chips.map(({ text }) => inline(text)),
            ];
            return `- ${codeSpan(name)}: ${parts.join('; ')}`;
          })
          .join('\n'),
      ];
    case 'sides':
      return [block.main, block.branch].map(({ title, code, note }) =>
        [
          `**${strip(inline(title))}**`,
          ...(code === '' ? [] : [fenced(code)]),
          ...(note ? [inline(note)] : []),
        ].join('\n\n'),
      );
    case 'picture':
      if (block.picture.kind === 'histories') {
        return [
          block.picture.ways.map(({ title, text }) => `- **${escaped(title)}:** ${escaped(text)}`).join('\n'),
        ];
      }
      return [escaped(block.picture.label)];
    case 'confidence': {
      const word = { stated: t('stated'), inferred: t('inferred'), unknown: '' }[block.confidence];
      const text = [word, inline(block.text)].filter(part => part !== '').join(': ');
      const places = block.evidence.map(({ file, line }) => codeSpan(`${file}:${line}`)).join(', ');
      return [
        `*${text === '' ? t('not visible in the repository') : text}*${places === '' ? '' : ` (${places})`}`,
      ];
    }
    case 'details':
    case 'group':
    case 'slot': {
      const title = block.kind === 'details' ? block.summary : block.label;
      return [
        ...(title === undefined ? [] : [`**${escaped(title)}**`]),
        ...block.blocks.flatMap(each => blockLines(each, t)),
      ];
    }
    case 'ask':
      return [askLine(block.ask.question, t)];
    case 'rows':
      return [
        block.rows
          .map(
            ({ title, end }) =>
              `- ${inline(title)}${end === undefined || end === '' ? '' : ` (${escaped(end)})`}`,
          )
          .join('\n'),
      ];
    case 'ranges':
      return [
        block.items
          .map(({ name, words, note }) => `- ${escaped(name)}: ${escaped(words)} (${escaped(note)})`)
          .join('\n'),
      ];
    case 'bars':
      return [block.bars.map(({ name, value }) => `- ${escaped(name)}: ${value}`).join('\n')];
    case 'figure':
      return [`${escaped(block.value)} ${inline(block.text)}`];
    case 'actions':
    case 'learn':
    case 'prose':
    case 'search':
    case 'check':
      return [];
  }
}

const inline = (text: Rich): string => text.map(piece).join('');

function piece(span: Span): string {
  if (typeof span === 'string') return escaped(span);
  switch (span.kind) {
    case 'strong':
      return `**${escaped(span.text)}**`;
    case 'em':
      return `*${escaped(span.text)}*`;
    case 'code':
      return codeSpan(span.text);
    case 'evidence':
      return `(${codeSpan(`${span.file}:${span.line}`)})`;
    case 'link':
      return span.mono === true ? codeSpan(span.text) : escaped(span.text);
    case 'plus':
    case 'minus':
      return plain([span]);
  }
}

/** Repository text must not become markup where it is pasted: no link, no image, no mention, no HTML. */
const escaped = (text: string): string =>
  text
    .replace(/[\\`*_[\]<>#|~]/g, '\\$&')
    .replace(/@(?=\w)/g, '@\u200b')
    .replace(/\s*\n\s*/g, ' ');

/** Code with as many backticks around it as its own content needs. */
function codeSpan(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(run => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return `${fence}${pad}${text.replace(/\s*\n\s*/g, ' ')}${pad}${fence}`;
}

function fenced(text: string): string {
  const longest = Math.max(2, ...(text.match(/`{3,}/g) ?? []).map(run => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}

const strip = (text: string): string => text.replace(/\*\*/g, '');
