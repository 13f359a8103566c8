/** Where GitHub and this folder say different things: both are shown, and why that can be. */
import type { Releases } from '../git/releases';
import type { BranchStory, Place, ProductFacts } from '../now/input';
import type { FactLine } from '../now/page';
import { code, rich } from '../now/rich';
import { ago, counted } from '../now/words';
import type { Translate } from '../translate';
import type { Deployments, PullRequestStory, Release } from './types';
import { fact } from './words';

const differs = (text: FactLine['text'], note?: FactLine['text']): FactLine =>
  fact('warning', 'caution', text, note);

const recent = 5 * 60_000;

/** How old this folder's knowledge is, which may be the whole difference. */
function heardAt({ fetch }: Place, now: Date, t: Translate): FactLine['text'] | undefined {
  if (fetch.at === undefined) return undefined;
  const then = new Date(fetch.at);
  const heard = t('This folder last heard from its server {0}.', ago(t, then, now));
  return now.getTime() - then.getTime() < recent ? [heard] : [heard, ' ', t('A fetch brings the newest.')];
}

/** Of the pull request and the branch in this folder. */
export function pullDifferences(
  pull: PullRequestStory,
  story: BranchStory,
  place: Place,
  now: Date,
  t: Translate,
): readonly FactLine[] {
  const { prediction, local } = story;
  const lines: FactLine[] = [];
  const old = heardAt(place, now, t);
  const here = prediction.relation === 'alreadyMerged' || prediction.ahead === 0 || prediction.byContent;
  // a name that is used again: what is here came after that pull request, or before its last commit
  if (pull.state !== 'open' && !here && prediction.from !== pull.from.sha)
    return [
      differs(
        rich(
          t,
          'GitHub: this pull request ended at {0}. This folder: the branch is at {1}, so it may be about other commits.',
          code(pull.from.sha.slice(0, 7)),
          code(prediction.from.slice(0, 7)),
        ),
        old,
      ),
    ];
  if (pull.state === 'merged' && !here)
    lines.push(
      differs(rich(t, 'GitHub: merged. This folder: {0} does not have it.', code(place.into.name)), old),
    );
  if (pull.state === 'open' && here)
    lines.push(
      differs(rich(t, 'GitHub: still open. This folder: {0} has it already.', code(place.into.name)), [
        t('The same change may have got there another way.'),
      ]),
    );
  if (pull.state !== 'open') return lines;
  if (pull.into !== place.into.name)
    lines.push(
      differs(
        rich(
          t,
          'GitHub: it goes into {0}. The other cards here compare with {1}.',
          code(pull.into),
          code(place.into.name),
        ),
      ),
    );
  if (local.size > 0)
    lines.push(
      differs([
        counted(
          t,
          local.size,
          '1 commit is only on this computer, so the pull request does not have it.',
          '{0} commits are only on this computer, so the pull request does not have them.',
        ),
      ]),
    );
  else if (prediction.from !== pull.from.sha)
    lines.push(
      differs(
        rich(
          t,
          'GitHub: the branch is at {0}. This folder: {1}.',
          code(pull.from.sha.slice(0, 7)),
          code(prediction.from.slice(0, 7)),
        ),
        old,
      ),
    );
  if (
    pull.into === place.into.name &&
    prediction.confidence !== 'unknown' &&
    pull.mergeable !== undefined &&
    !here
  ) {
    const count = prediction.conflicts.length;
    if (pull.mergeable && count > 0)
      lines.push(
        differs(
          [
            counted(
              t,
              count,
              'GitHub: no conflict. This folder: 1 conflict.',
              'GitHub: no conflict. This folder: {0} conflicts.',
            ),
          ],
          old,
        ),
      );
    if (!pull.mergeable && count === 0)
      lines.push(differs([t('GitHub: it conflicts. This folder: it merges cleanly.')], old));
  }
  return lines;
}

/** Of deployments and releases, and what files and tags of this folder show. */
export function runsDifferences(
  { environments }: Deployments,
  release: Release | undefined,
  releases: Releases | undefined,
  product: ProductFacts | undefined,
  t: Translate,
): readonly FactLine[] {
  const lines: FactLine[] = [];
  const last = releases?.last;
  if (release && last && release.tag !== last.tag)
    lines.push(
      differs(
        releases.all.some(({ tag }) => tag === release.tag)
          ? rich(
              t,
              'GitHub: the latest release is {0}. This folder: the newest tag is {1}.',
              code(release.tag),
              code(last.tag),
            )
          : rich(
              t,
              'GitHub: the latest release is {0}. This folder does not have that tag; its newest is {1}.',
              code(release.tag),
              code(last.tag),
            ),
      ),
    );
  if (!release && last)
    lines.push(
      differs(rich(t, 'GitHub: no release. This folder: the tag {0}.', code(last.tag)), [
        t('A tag alone is not a release at GitHub.'),
      ]),
    );
  const plain = (name: string) => name.trim().toLowerCase();
  const recorded = new Set(environments.map(({ name }) => plain(name)));
  const servers =
    product?.facts.deployments.filter(({ kind }) => kind === undefined || kind === 'server') ?? [];
  const named = [
    ...new Set(servers.map(({ environment }) => environment).filter(name => /^[\w -]+$/.test(name))),
  ];
  if (environments.length > 0)
    for (const name of named.filter(each => !recorded.has(plain(each))).slice(0, 3))
      lines.push(
        differs(rich(t, 'The files deploy to {0}. GitHub records no deployment there.', code(name))),
      );
  const inFiles = new Set(named.map(plain));
  if (product && named.length > 0)
    for (const { name } of environments.filter(each => !inFiles.has(plain(each.name))).slice(0, 3))
      lines.push(
        differs(rich(t, 'GitHub records deployments to {0}. No file here deploys there.', code(name)), [
          t('Something outside of this repository does.'),
        ]),
      );
  return lines;
}
