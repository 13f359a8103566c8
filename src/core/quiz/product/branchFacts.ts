import type { BranchStory } from '../../now/input';
import type { BranchFacts } from './question';

/** What a question about a branch needs of its story. */
export function branchFacts(
  { name, prediction, changes, sides }: BranchStory,
  into: string,
): BranchFacts | undefined {
  // nothing to ask about what is merged, or what git could not tell
  if (prediction.confidence !== 'stated' || prediction.relation === 'alreadyMerged' || !changes.filesKnown)
    return undefined;
  const side = sides.find(({ lines }) => lines !== undefined);
  const conflict =
    side?.lines && prediction.conflicts.length > 0
      ? { file: side.file, line: side.lines.at, text: side.lines.base.split('\n')[0] ?? '' }
      : undefined;
  return {
    name,
    into,
    changed: changes.files.map(({ path }) => path),
    conflict,
  };
}
