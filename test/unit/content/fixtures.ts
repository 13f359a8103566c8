import type { SourceFile } from '../../../src/core/content/types';

/** A small valid library; `files` replaces or adds files by path. */
export function librarySources(files: Readonly<Record<string, string>> = {}): SourceFile[] {
  const all: Record<string, string> = {
    'topics.yaml': '- id: merging\n  title: Merging\n  summary: How a change becomes part of main.\n',
    'terms/merging/merge.md': termText({ id: 'merge', related: ['squash'] }),
    'terms/merging/squash.md': termText({ id: 'squash', related: ['merge'] }),
    ...files,
  };
  return Object.entries(all).map(([path, text]) => ({ path, text }));
}

/** A valid entry in the format of a content file. */
export const termText = ({
  id,
  related = [],
  extra = '',
  body = termBody(id),
}: {
  id: string;
  related?: string[];
  extra?: string;
  body?: string;
}): string =>
  `---\nid: ${id}\nterm: ${id}\nlevel: 1\nrelated: [${related.join(', ')}]\n${extra}sources:\n  - https://git-scm.com/docs\n---\n${body}`;

const termBody = (id: string): string => `The ${id} joins two lines of work.

## What it is
It joins them.

## Why it matters
After it, the date of the ${id} is set. You can plan on it.

## Ask engineering
- When is the ${id} done?
- Who may do the ${id}?

## Trade-off
It costs a review.

## Example
On Tuesday two lines became one.
`;

export const questionText = (id: string, options = ['It is open', 'It is done', 'It is late']): string =>
  `- id: ${id}
  terms: [merge]
  level: 1
  kind: situation
  stem: The change ${id} waits. What do you ask?
  options:
${options.map((text, index) => `    - text: ${text}\n      why: Because of ${index}.\n${index === 0 ? '      right: true\n' : ''}`).join('')}  source: https://git-scm.com/docs
`;

export const pictureText =
  '<svg xmlns="http://www.w3.org/2000/svg" width="250" height="60" viewBox="0 0 250 60"><path class="ln" d="M0 0H9"/><text x="8" y="20">a &amp; b</text></svg>';

export const lessonText = (middle: string): string => `---
id: joining
title: What does joining mean?
level: 1
terms: [merge]
check: [q-one, q-two, q-three]
---
Joining makes one line out of two, and the team builds on it.

## The picture

![Two lines meet in one commit, which has two parents](joining.svg)

${middle}

${'Every word of this paragraph fills the lesson so that it is long enough to be read. '.repeat(20)}

## Ask your team
- What happens to the branch?
`;
