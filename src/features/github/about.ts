import type { UnmergedBranches } from '../../core/git/branches';
import type { Releases } from '../../core/git/releases';
import type { ChangeStory } from '../../core/now/change/readChange';
import type { BranchStory, Place, ProductFacts } from '../../core/now/input';
import type { Destination, Page } from '../../core/now/page';

/** What a page of Now is about, with what git and the files said, so that GitHub's word can stand beside it. */
export type About =
  | {
      readonly kind: 'main';
      readonly place: Place;
      readonly coming: UnmergedBranches | undefined;
      readonly releases: Releases | undefined;
      readonly product: ProductFacts | undefined;
    }
  | {
      readonly kind: 'branch';
      readonly destination: Destination;
      readonly story: BranchStory;
      readonly place: Place;
      readonly product: ProductFacts | undefined;
    }
  | { readonly kind: 'change'; readonly story: ChangeStory; readonly place: Place }
  /** There is no git to ask: Now is what GitHub says. */
  | { readonly kind: 'noGit' };

/** Shows a page as far as it is known; `busy` says what is still being worked out. */
export type ShowAbout = (page: Page, busy?: string, about?: About) => void;
