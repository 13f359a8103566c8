import type { Flow } from '../content/guidanceSchema';
import type { Reviewer } from './review';

/** The answers of a guided flow by step; what was skipped is empty. */
export type Answers = Readonly<Record<string, string>>;

/**
 * The Markdown of a flow. `{{step}}` is an answer, `{{each step}}…{{item}}…{{end}}` repeats its lines for each part of an
 * answer, and `{{asks}}` lists what engineering will ask about everything the answers mention.
 */
export function guidedText(flow: Flow, answers: Answers, reviewer: Reviewer): string {
  const lines: string[] = [];
  const body = flow.body.split('\n');
  for (let index = 0; index < body.length; index++) {
    const line = body[index] ?? '';
    const repeated = /^\{\{each ([a-z0-9-]+)\}\}$/.exec(line)?.[1];
    if (repeated === undefined) {
      if (line === '{{asks}}') lines.push(...openQuestions(answers, reviewer));
      else lines.push(filled(line, answers));
      continue;
    }
    const end = body.indexOf('{{end}}', index);
    for (const item of partsOf(answers[repeated] ?? ''))
      lines.push(...body.slice(index + 1, end).map(inner => filled(inner, { ...answers, item })));
    index = end;
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

/** "ask for a refund; see its state" → two parts; nothing → one to fill in. */
function partsOf(answer: string): string[] {
  const parts = answer
    .split(/[;\n]/)
    .map(part => part.trim())
    .filter(part => part !== '');
  return parts.length > 0 ? parts : ['[what]'];
}

const filled = (line: string, answers: Answers): string =>
  line.replace(/\{\{([a-z0-9-]+)\}\}/g, (_, step: string) => {
    const answer = (answers[step] ?? '').replace(/\s+/g, ' ').trim();
    return answer === '' ? '[to fill in]' : answer;
  });

/** What the prompts ask about the answers: each is read as one requirement. */
function openQuestions(answers: Answers, { review }: Pick<Reviewer, 'review'>): string[] {
  const text = Object.values(answers)
    .flatMap(answer => partsOf(answer))
    .map(part => `The system must let people do this: ${part}.`)
    .join('\n\n');
  const questions = review(text, 'plaintext').findings.flatMap(({ smell, ask }) =>
    smell === 'domain' ? ask : [],
  );
  return [...new Set(questions)].map(question => `- [ ] ${question}`);
}
