import * as vscode from 'vscode';
import type { Library } from '../../core/content/library';
import { documentOutline, type DocumentTerm, type DocumentTopic } from '../../core/terms/documentOutline';
import type { Terms } from '../terms';

type Node =
  | { readonly kind: 'topic'; readonly topic: DocumentTopic }
  | { readonly kind: 'term'; readonly term: DocumentTerm };

/** The tree "This document": the terms of the active document by topic, unknown ones first; a click goes to the text. */
export class DocumentTree implements vscode.TreeDataProvider<Node> {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly library: Library,
    private readonly terms: Terms,
    private readonly mastered: (id: string) => boolean,
  ) {}

  refresh(): void {
    this.changed.fire();
  }

  getChildren(node?: Node): Node[] {
    if (node) return node.kind === 'topic' ? node.topic.terms.map(term => ({ kind: 'term', term })) : [];
    const document = vscode.window.activeTextEditor?.document;
    const hits = document && this.terms.hits(document);
    return hits
      ? documentOutline(this.library, hits, this.mastered).map(topic => ({ kind: 'topic', topic }))
      : [];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if (node.kind === 'topic') {
      const item = new vscode.TreeItem(node.topic.title, vscode.TreeItemCollapsibleState.Expanded);
      item.id = `topic:${node.topic.id}`;
      item.description = String(node.topic.terms.length);
      return item;
    }
    const { entry, hits, mastered } = node.term;
    const item = new vscode.TreeItem(entry.term);
    item.id = `term:${entry.id}`;
    item.description = [
      hits.length > 1 ? vscode.l10n.t('{0} times', hits.length) : '',
      mastered ? vscode.l10n.t('known') : '',
    ]
      .filter(text => text !== '')
      .join(' · ');
    item.tooltip = entry.summary;
    item.iconPath = new vscode.ThemeIcon(mastered ? 'pass' : 'circle-outline');
    item.command = {
      command: 'tpmLens.revealTerm',
      title: vscode.l10n.t('Go to the text'),
      arguments: [entry.id],
    };
    item.contextValue = 'term';
    return item;
  }

  dispose(): void {
    this.changed.dispose();
  }
}
