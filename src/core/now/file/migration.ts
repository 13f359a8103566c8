import type { Evidence } from '../../repository/types';
import type { Translate } from '../../translate';

/** What a statement of a migration means for stored data. */
export interface MigrationStep {
  readonly risk: 'loses' | 'locks' | 'adds';
  readonly words: string;
  readonly evidence: Evidence;
}

interface Rule {
  readonly pattern: RegExp;
  readonly risk: MigrationStep['risk'];
  readonly words: (t: Translate, name: string) => string;
}

const name = '[`"\\[]?([\\w.]+)[`"\\]]?';
const rule = (source: string, risk: MigrationStep['risk'], words: Rule['words']): Rule => ({
  pattern: new RegExp(source, 'i'),
  risk,
  words,
});

/** SQL, and the usual calls of Rails, Django, Alembic, Knex and Laravel. */
const rules: readonly Rule[] = [
  rule(`\\bdrop\\s+table\\s+(?:if\\s+exists\\s+)?${name}`, 'loses', (t, table) =>
    t('deletes the table {0} with everything in it', table),
  ),
  rule(`\\bdrop\\s+column\\s+(?:if\\s+exists\\s+)?${name}`, 'loses', (t, column) =>
    t('deletes the column {0} with its values', column),
  ),
  rule(`\\btruncate\\s+(?:table\\s+)?${name}`, 'loses', (t, table) => t('empties the table {0}', table)),
  rule(`\\bdelete\\s+from\\s+${name}`, 'loses', (t, table) => t('deletes rows of {0}', table)),
  rule(`(?:drop_table|dropTable|op\\.drop_table|DeleteModel|dropIfExists)\\W+${name}`, 'loses', (t, table) =>
    t('deletes the table {0} with everything in it', table),
  ),
  rule(`(?:remove_column|dropColumn|op\\.drop_column|RemoveField)\\W+${name}`, 'loses', (t, column) =>
    t('deletes a column of {0} with its values', column),
  ),
  rule(`\\bupdate\\s+${name}\\s+set\\b`, 'locks', (t, table) => t('rewrites rows of {0}', table)),
  rule(`\\balter\\s+column\\s+${name}`, 'locks', (t, column) =>
    t('changes the column {0}: the table may be locked meanwhile', column),
  ),
  rule(`\\bset\\s+not\\s+null\\b()`, 'locks', t => t('makes a value required: rows without one stop it')),
  rule(
    `\\bcreate\\s+(?:unique\\s+)?index\\s+(?!concurrently)(?:if\\s+not\\s+exists\\s+)?${name}`,
    'locks',
    (t, index) => t('builds the index {0}: writing may wait meanwhile', index),
  ),
  rule(`\\brename\\s+(?:column\\s+|to\\s+)?${name}`, 'locks', (t, old) =>
    t('renames {0}: code that still uses the old name fails', old),
  ),
  rule(`\\bcreate\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?${name}`, 'adds', (t, table) =>
    t('adds the table {0}', table),
  ),
  rule(
    `\\badd\\s+(?:column\\s+)?(?!constraint|primary|foreign|unique|check|index)(?:if\\s+not\\s+exists\\s+)?${name}\\s+\\w`,
    'adds',
    (t, column) => t('adds the column {0}', column),
  ),
  rule(`(?:create_table|createTable|op\\.create_table|CreateModel)\\W+${name}`, 'adds', (t, table) =>
    t('adds the table {0}', table),
  ),
  rule(`(?:add_column|op\\.add_column|AddField)\\W+${name}`, 'adds', (t, column) =>
    t('adds a column to {0}', column),
  ),
];

const most = 12;

/** What the statements of a migration do, line by line. Comments are skipped; a way back (`down`) is not told apart. */
export function readMigration(file: string, text: string, t: Translate): readonly MigrationStep[] {
  const steps: MigrationStep[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(--|#|\/\/|\*)/.test(line)) continue;
    for (const { pattern, risk, words } of rules) {
      const found = pattern.exec(line);
      if (!found) continue;
      steps.push({
        risk,
        words: words(t, found[1] ?? ''),
        evidence: { file, line: index + 1, text: line.trim() },
      });
      break;
    }
    if (steps.length === most) break;
  }
  return steps;
}
