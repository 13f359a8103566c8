import type { Library } from '../content/library';
import { plainText } from '../content/plainText';
import type { Translate } from '../translate';
import type { DocumentTopic } from './documentOutline';

/**
 * The questions of a document's terms as a Markdown checklist, by topic, each with the lines it comes from. `lineOf`
 * gives the 1-based line of an offset. Only the first question of a term is taken: a list nobody reads helps nobody.
 */
export async function questionChecklist(
  library: Library,
  title: string,
  outline: readonly DocumentTopic[],
  lineOf: (offset: number) => number,
  t: Translate,
): Promise<string> {
  const parts = [`# ${t('Questions for engineering: {0}', title)}`];
  for (const topic of outline) {
    const lines: string[] = [];
    for (const { entry, hits } of topic.terms) {
      const question = (await library.termBody(entry.id))?.ask[0];
      if (!question) continue;
      const places = [...new Set(hits.map(({ start }) => lineOf(start)))];
      const shown = places.slice(0, 5).join(', ') + (places.length > 5 ? ', …' : '');
      const where = places.length === 1 ? t('line {0}', shown) : t('lines {0}', shown);
      lines.push(`- [ ] **${entry.term}** (${where}): ${plainText(question.markdown)}`);
    }
    if (lines.length > 0) parts.push(`## ${topic.title}\n\n${lines.join('\n')}`);
  }
  return `${parts.join('\n\n')}\n`;
}
