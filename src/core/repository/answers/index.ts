/** The six questions a product manager should be able to answer, answered for this repository. */
import type { Answer } from '../types';
import { howDeployed, whatMerge, whatPullRequest } from './changes';
import type { Known } from './parts';
import { howServer, whatStack, whereHosted } from './product';

export type { Known } from './parts';

export const answersOf = (known: Known): readonly Answer[] => [
  whereHosted(known),
  howServer(known),
  whatStack(known),
  whatPullRequest(known),
  whatMerge(known),
  howDeployed(known),
];
