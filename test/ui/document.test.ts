import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '../hosts/paths.mjs';
import { makeTemporary } from '../hosts/temporary.mjs';
import { useWorkbench } from './workbench';

/** The terms whose hovers are longest, as text. */
function longestHovers(count: number): string[] {
  const content = inProject('dist', 'content');
  const { topics, terms } = JSON.parse(readFileSync(join(content, 'index.json'), 'utf8')) as {
    topics: { id: string }[];
    terms: { id: string; term: string; topic: string; summary: string; match?: unknown; sense?: string }[];
  };
  const bodies = Object.assign(
    {},
    ...topics.map(
      ({ id }) => JSON.parse(readFileSync(join(content, 'terms', `${id}.json`), 'utf8')) as object,
    ),
  ) as Record<string, { whyInShort: string; ask: { markdown: string }[] }>;
  const length = ({ id, summary }: { id: string; summary: string }) =>
    (
      summary +
      (bodies[id]?.whyInShort ?? '') +
      (bodies[id]?.ask ?? [])
        .slice(0, 2)
        .map(each => each.markdown)
        .join()
    ).length;
  return terms
    .filter(({ match, sense }) => match === undefined && sense === undefined)
    .sort((a, b) => length(b) - length(a))
    .slice(0, count)
    .map(({ term }) => term);
}

suite('a document', () => {
  const folder = makeTemporary();
  mkdirSync(join(folder, 'docs'));
  const long = longestHovers(3);
  writeFileSync(
    join(folder, 'docs', 'spec.md'),
    [
      '# Refunds',
      'A merge queue keeps zonks apart. The authorization is good.',
      ...long.map(term => `We speak of ${term} here.`),
      '```sql\nSELECT country, COUNT(*) FROM orders GROUP BY country\n```\n',
    ].join('\n\n'),
  );
  const window = useWorkbench({ folder, file: 'docs/spec.md', size: { width: 1100, height: 800 } });
  const row = (text: string) => window().quickInput.locator('.monaco-list-row', { hasText: text });
  const press = (key: string) => window().page.keyboard.press(key);

  for (const term of long)
    test(`the hover of "${term}", one of the longest, shows its questions without scrolling`, async () => {
      const hover = await window().hover(term);
      const box = await hover.boundingBox();
      const last = await hover.locator('li').last().boundingBox();
      assert.ok(box && last);
      assert.ok(
        last.y + last.height <= box.y + box.height,
        `${last.y + last.height} > ${box.y + box.height}`,
      );
    });

  test('a clause of a query is explained, and the query from there', async () => {
    const hover = await window().hover('GROUP BY');
    await hover.getByText('Makes one row of the result for each different value').waitFor();
    await hover.getByText('Explain this query').click();
    await window().page.locator('.view-line', { hasText: 'What this query returns' }).waitFor();
    await window().runCommand('View: Revert and Close Editor');
  });

  test('a word is silenced from its hover, and heard again', async () => {
    const hover = await window().hover('merge queue');
    await hover.getByText("Don't explain here").click();
    await row("Don't explain it in this document").waitFor();
    await press('Enter');
    await window().page.locator('.notification-toast').getByRole('button', { name: 'Undo' }).click();
    await (await window().hover('merge queue')).getByText('Why it matters').waitFor();
    await (await window().hover('merge queue')).getByText("Don't explain here").click();
    await row("Don't explain it in this document").waitFor();
    await press('Enter');
    await window().page.locator('.notification-toast', { hasText: 'is not explained any more' }).waitFor();
    await window().runCommand('TPM Lens: Explain…');
    await window().quickInput.locator('input.input').fill('Words that are not');
    await row('Words that are not explained').waitFor();
    await press('Enter');
    await row('not in this document').click();
    await press('Enter');
    await (await window().hover('merge queue')).getByText('Why it matters').waitFor();
  });

  test('"Explain…" lists the senses of a word about which the hover is silent', async () => {
    await window().select('authorization');
    await window().runCommand('TPM Lens: Explain…');
    await row('card authorisation').waitFor();
    await row('security: deciding whether this user may do this').waitFor();
    await press('Escape');
  });

  test('a selected word goes into the glossary of the team, and is explained at once', async () => {
    await window().select('zonks');
    await window().runCommand('TPM Lens: Add to Team Glossary');
    const input = window().quickInput.locator('input.input');
    await input.fill('zonk');
    await press('Enter');
    await window().quickInput.getByText('What does "zonk" mean').waitFor();
    await input.fill('What a customer owes us.');
    await press('Enter');
    await window().page.locator('.tab.active', { hasText: 'glossary.yaml' }).waitFor();
    assert.ok(existsSync(join(folder, '.tpm-lens', 'glossary.yaml')));
    await window().openFile('docs/spec.md');
    await (await window().hover('zonks')).getByText('What a customer owes us.').waitFor();
  });

  test('its terms stand in the tree; a click goes to the text', async () => {
    await window().openSidebar();
    const header = window().page.locator('.pane-header', { hasText: 'This document' });
    if ((await header.getAttribute('aria-expanded')) !== 'true') await header.click();
    await window().page.locator('.pane .monaco-list-row', { hasText: 'merge queue' }).click();
    await window()
      .page.locator('.statusbar')
      .getByText(/Ln 3, Col 14 \(11 selected\)/)
      .waitFor();
  });
});
