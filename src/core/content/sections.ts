export interface Section {
  readonly title: string;
  /** 1-based line of the heading in the file. */
  readonly line: number;
  readonly text: string;
}

/** Splits a Markdown body at its `## ` headings; what stands before the first one is the summary. Fences are respected. */
export function sectionsOf(body: string, firstLine: number): { summary: string; sections: Section[] } {
  const found: { title: string; line: number; lines: string[] }[] = [];
  const before: string[] = [];
  let fence: string | undefined;
  body.split(/\r?\n/).forEach((line, index) => {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence)) fence = undefined;
    } else if (mark !== undefined) fence = mark;
    const title = fence === undefined ? /^## +(.*?) *#* *$/.exec(line)?.[1] : undefined;
    if (title !== undefined) found.push({ title, line: firstLine + index, lines: [] });
    else (found.at(-1)?.lines ?? before).push(line);
  });
  return {
    summary: before.join('\n').trim(),
    sections: found.map(({ title, line, lines }) => ({ title, line, text: lines.join('\n').trim() })),
  };
}
