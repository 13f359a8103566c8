import * as vscode from 'vscode';
import type { Library } from '../../core/content/library';
import { domains } from '../../core/content/domains';

interface Key {
  readonly name: string;
  readonly says: string;
  readonly insert?: string;
}

/** The keys of a glossary in YAML and of the front matter of an entry, each with what it is for. */
const keys = (): { list: readonly Key[]; entry: readonly Key[]; rule: readonly Key[] } => {
  const shared: readonly Key[] = [
    { name: 'aliases', says: vscode.l10n.t('Other spellings and abbreviations'), insert: 'aliases: [$0]' },
    { name: 'level', says: vscode.l10n.t('1 everybody meets it, 2 working knowledge, 3 specialist') },
    { name: 'sense', says: vscode.l10n.t('A short label, where the word has several meanings') },
    {
      name: 'match',
      says: vscode.l10n.t('When a spelling counts as this term'),
      insert: 'match:\n  ${1:spelling}: { near: [$0] }',
    },
  ];
  return {
    list: [
      { name: 'term', says: vscode.l10n.t('The word or phrase'), insert: 'term: $1\ndefinition: $0' },
      { name: 'definition', says: vscode.l10n.t('What it means in your product') },
      { name: 'why', says: vscode.l10n.t('Why it matters to a product decision') },
      { name: 'ask', says: vscode.l10n.t('Questions to ask engineering'), insert: 'ask:\n  - $0' },
      { name: 'example', says: vscode.l10n.t('An example') },
      { name: 'overrides', says: vscode.l10n.t('The entry of TPM Lens that this one takes the place of') },
      ...shared,
    ],
    entry: [
      {
        name: 'id',
        says: vscode.l10n.t('Lower-case words joined by "-"; that of an entry of ours takes its place'),
      },
      { name: 'term', says: vscode.l10n.t('The word or phrase') },
      { name: 'related', says: vscode.l10n.t('Ids of related entries'), insert: 'related: [$0]' },
      {
        name: 'domains',
        says: vscode.l10n.t('Industries that the term belongs to'),
        insert: 'domains: [$0]',
      },
      { name: 'sources', says: vscode.l10n.t('Web addresses'), insert: 'sources:\n  - $0' },
      ...shared,
    ],
    rule: [
      {
        name: 'near',
        says: vscode.l10n.t('At least one of these words must stand nearby'),
        insert: 'near: [$0]',
      },
      {
        name: 'notNear',
        says: vscode.l10n.t('None of these words may stand nearby'),
        insert: 'notNear: [$0]',
      },
      { name: 'case', says: vscode.l10n.t('Only in this capitalisation'), insert: 'case: exact' },
    ],
  };
};

/** Completion inside `.tpm-lens`: keys, and the values that only we know. */
export const completions = (library: Library): vscode.CompletionItemProvider => ({
  provideCompletionItems(document, position) {
    const isEntry = document.uri.path.endsWith('.md');
    if (isEntry && !inFrontMatter(document, position.line)) return [];
    const before = document.lineAt(position.line).text.slice(0, position.character);
    const value = /^\s*(?:- )?(related|overrides|id|level|domains):\s*(?:\[[^\]]*)?\s*[\w-]*$/.exec(
      before,
    )?.[1];
    switch (value) {
      case 'related':
      case 'overrides':
      case 'id':
        return library.index.terms
          .filter(({ id }) => !id.includes(':'))
          .map(({ id, term, sense }) => {
            const item = new vscode.CompletionItem(id, vscode.CompletionItemKind.Reference);
            item.detail = sense === undefined ? term : `${term} (${sense})`;
            return item;
          });
      case 'level':
        return ['1', '2', '3'].map(
          level => new vscode.CompletionItem(level, vscode.CompletionItemKind.Value),
        );
      case 'domains':
        return domains.map(domain => new vscode.CompletionItem(domain, vscode.CompletionItemKind.EnumMember));
    }
    if (!/^\s*(?:- )?\w*$/.test(before) && !/[{,]\s*\w*$/.test(before)) return [];
    const all = keys();
    const inRule = /\{[^}]*$/.test(before);
    return (inRule ? all.rule : [...(isEntry ? all.entry : all.list), ...all.rule]).map(
      ({ name, says, insert }) => {
        const item = new vscode.CompletionItem(name, vscode.CompletionItemKind.Property);
        item.detail = says;
        item.insertText = new vscode.SnippetString(insert ?? `${name}: $0`);
        return item;
      },
    );
  },
});

function inFrontMatter(document: vscode.TextDocument, line: number): boolean {
  if (line === 0 || document.lineAt(0).text.trimEnd() !== '---') return false;
  for (let index = 1; index < line; index++)
    if (document.lineAt(index).text.trimEnd() === '---') return false;
  return true;
}
