import type { CompiledGuidance } from './guidance';
import { promptRule } from './prompts';
import type { Finding, Review } from './types';

export interface Reviewed {
  /** Relative, with `/`. */
  readonly file: string;
  readonly review: Review;
  /** Turns an offset into a 1-based line and a 0-based character. */
  readonly locate: (offset: number) => { readonly line: number; readonly character: number };
}

const level = { hint: 'note', info: 'note', warning: 'warning' } as const;

/** The findings as SARIF 2.1.0, which code hosts show beside the lines. */
export function sarifOf(reviewed: readonly Reviewed[], guidance: CompiledGuidance): unknown {
  const rules = [
    ...guidance.rules.map(({ id, title, why, source }) => ({
      id,
      title: title.replace('{0}', '…'),
      why,
      source,
    })),
    ...guidance.prompts.map(({ id, name, why }) => ({
      id: promptRule(id),
      title: `What engineering asks about ${name}`,
      why,
      source: 'Design reviews',
    })),
  ];
  const index = new Map(rules.map(({ id }, place) => [id, place]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'TPM Lens',
            rules: rules.map(({ id, title, why, source }) => ({
              id,
              shortDescription: { text: title },
              fullDescription: { text: why },
              help: { text: source },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: reviewed.flatMap(({ file, review, locate }) =>
          review.findings.map(finding => {
            const from = locate(finding.start);
            const to = locate(finding.end);
            return {
              ruleId: finding.rule,
              ruleIndex: index.get(finding.rule) ?? -1,
              level: level[finding.severity],
              message: { text: sarifText(finding) },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: encodeURI(file) },
                    region: {
                      startLine: from.line,
                      startColumn: from.character + 1,
                      endLine: to.line,
                      endColumn: to.character + 1,
                    },
                  },
                },
              ],
            };
          }),
        ),
      },
    ],
  };
}

const sarifText = ({ title, why, ask }: Finding): string => `${title}. ${why} Ask: ${ask.join(' ')}`;
