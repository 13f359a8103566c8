import type { Translate } from '../../translate';
import { wouldMerge, wouldStart } from './branch';
import { afterMerge, leftOut, whereApproved, whichEvent } from './deployment';
import { onPullRequest, whatStarts } from './pipelines';
import type { ProductKnown, ProductQuestion, Template } from './question';
import { behindFlag, whereHosted, whichRegion } from './running';
import { notInStack, whichTechnology } from './stack';

export type { BranchFacts, KnownTechnology, ProductKnown, ProductQuestion } from './question';
export { isProductItem, productTopic } from './topic';

/** What a product manager is asked for first comes first. */
const templates: readonly Template[] = [
  whichEvent,
  onPullRequest,
  wouldMerge,
  wouldStart,
  afterMerge,
  whereHosted,
  whereApproved,
  whichTechnology,
  notInStack,
  leftOut,
  whichRegion,
  behindFlag,
  whatStarts,
];

/** Questions about the reader's own product, as its files are now; each only where they state the answer. */
export function productQuestions(known: ProductKnown, t: Translate): readonly ProductQuestion[] {
  const made = templates.flatMap(template => template(known, t)).flatMap(question => question ?? []);
  return [...new Map(made.map(question => [question.id, question])).values()];
}
