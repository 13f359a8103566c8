import * as vscode from 'vscode';
import type { Library } from '../../core/content/library';
import { documentOutline, type DocumentTerm, type DocumentTopic } from '../../core/terms/documentOutline';
import { byImportance } from '../../core/review/readiness';
import type { Finding, SectionState } from '../../core/review/types';
import type { Reviews } from '../review';
import type { Terms } from '../terms';

type Node =
  | {
      readonly kind: 'review';
      readonly findings: readonly Finding[];
      readonly missing: readonly SectionState[];
    }
  | { readonly kind: 'finding'; readonly finding: Finding; readonly line: number }
  | { readonly kind: 'missing'; readonly section: SectionState }
  | { readonly kind: 'topic'; readonly topic: DocumentTopic }
  | { readonly kind: 'term'; readonly term: DocumentTerm };

/**
 * The tree "This document": what a spec leaves open, the most important first, then its terms by topic, unknown ones
 * first; a click goes to the text.
 */
export class DocumentTree implements vscode.TreeDataProvider<Node> {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly library: Library,
    private readonly terms: Terms,
    private readonly reviews: Reviews,
    private readonly mastered: (id: string) => boolean,
  ) {}

  refresh(): void {
    this.changed.fire();
  }

  getChildren(node?: Node): Node[] {
    if (node?.kind === 'topic') return node.topic.terms.map(term => ({ kind: 'term', term }));
    const document = vscode.window.activeTextEditor?.document;
    if (!document) return [];
    if (node?.kind === 'review')
      return [
        ...byImportance(node.findings).map((finding): Node => ({
          kind: 'finding',
          finding,
          line: document.positionAt(finding.start).line + 1,
        })),
        ...node.missing.map((section): Node => ({ kind: 'missing', section })),
      ];
    if (node) return [];
    const review = this.reviews.shown(document);
    const missing = review?.missing.filter(({ required }) => required) ?? [];
    const hits = this.terms.hits(document) ?? [];
    return [
      ...(review && review.findings.length + missing.length > 0
        ? [{ kind: 'review', findings: review.findings, missing } as const]
        : []),
      ...documentOutline(this.library, hits, this.mastered).map((topic): Node => ({ kind: 'topic', topic })),
    ];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if (node.kind === 'review' || node.kind === 'finding' || node.kind === 'missing') return reviewItem(node);
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

function reviewItem(node: Extract<Node, { kind: 'review' | 'finding' | 'missing' }>): vscode.TreeItem {
  switch (node.kind) {
    case 'review': {
      const item = new vscode.TreeItem(
        vscode.l10n.t('What it leaves open'),
        vscode.TreeItemCollapsibleState.Expanded,
      );
      item.id = 'review';
      item.description = String(node.findings.length + node.missing.length);
      item.tooltip = vscode.l10n.t('The review in the sidebar says more.');
      item.contextValue = 'review';
      return item;
    }
    case 'finding': {
      const { finding, line } = node;
      const item = new vscode.TreeItem(finding.title);
      item.id = `finding:${finding.rule}:${finding.start}`;
      item.description = vscode.l10n.t('line {0}', line);
      item.tooltip = [finding.why, ...finding.ask].join('\n');
      item.iconPath = new vscode.ThemeIcon(finding.importance === 3 ? 'warning' : 'comment');
      item.command = {
        command: 'tpmLens.review.show',
        title: vscode.l10n.t('Go to the text'),
        arguments: [finding.start],
      };
      item.contextValue = 'finding';
      return item;
    }
    case 'missing': {
      const { id, name, why, ask } = node.section;
      const item = new vscode.TreeItem(vscode.l10n.t('{0} is missing', name));
      item.id = `missing:${id}`;
      item.tooltip = [why, ask].join('\n');
      item.iconPath = new vscode.ThemeIcon('circle-slash');
      item.command = {
        command: 'tpmLens.review.addSection',
        title: vscode.l10n.t('Add the section'),
        arguments: [id],
      };
      item.contextValue = 'missing';
      return item;
    }
  }
}
