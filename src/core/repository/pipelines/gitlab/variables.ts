/** What is known of GitLab's predefined variables before a pipeline starts. */
import type { Translate } from '../../../translate';
import { known, unknown, type Value } from '../github/values';

/** A pipeline that may start. */
export interface Pipe {
  /** `CI_PIPELINE_SOURCE` */
  readonly source: string;
  readonly kind: 'branch' | 'tag' | 'mergeRequest';
  /** Branch or tag; of a merge request its source branch. `undefined`: not known. */
  readonly ref: string | undefined;
  /** Target branch of a merge request. */
  readonly base?: string;
  /** `undefined`: not known, conditions on files are taken to hold. */
  readonly changed?: readonly string[];
  /** A merge request of the branch is open. */
  readonly hasMergeRequest?: boolean;
  /** Variables that the job which triggers it hands on. */
  readonly given?: ReadonlyMap<string, string>;
  /** Said to a reader: what has to happen for this pipeline. */
  readonly takes?: string;
}

export interface Project {
  readonly defaultBranch: string | undefined;
  /** `group/name` on the forge. */
  readonly path?: string | undefined;
}

const anyText = /^[\s\S]+$/;

/** `CI_COMMIT_REF_SLUG` */
export const slug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');

function refValue({ ref, kind, base }: Pipe, { defaultBranch }: Project, t: Translate): Value {
  if (ref !== undefined) return known(ref);
  if (kind === 'tag') return { form: { test: anyText }, decides: [t('the name of the tag')], assumes: [] };
  // whatever it is called, it is not the branch that it goes into
  const taken = [base, defaultBranch].filter(name => name !== undefined);
  return {
    form: { test: new RegExp(`^(?!(?:${taken.map(escaped).join('|')})$)[\\s\\S]+$`) },
    decides: [t('the name of the branch')],
    assumes: [],
  };
}
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** `undefined`: not one of GitLab's own. */
export function predefined(name: string, pipe: Pipe, project: Project, t: Translate): Value | undefined {
  if (!/^(CI|GITLAB)(_|$)/.test(name)) return undefined;
  const { kind, source } = pipe;
  const branch = kind === 'branch';
  const merge = kind === 'mergeRequest';
  const something = (what: string): Value => ({ form: { test: anyText }, decides: [what], assumes: [] });
  const projectName = (): Value => ({
    ...something(t('the name of the project on GitLab')),
    guard: t('this is the project that the condition names'),
  });
  switch (name) {
    case 'CI':
    case 'GITLAB_CI':
      return known('true');
    case 'CI_PIPELINE_SOURCE':
      return known(source);
    case 'CI_COMMIT_BRANCH':
      return branch ? refValue(pipe, project, t) : known(null);
    case 'CI_COMMIT_TAG':
      return kind === 'tag' ? refValue(pipe, project, t) : known(null);
    case 'CI_COMMIT_REF_NAME':
      return refValue(pipe, project, t);
    case 'CI_COMMIT_REF_SLUG':
      return pipe.ref === undefined ? something(t('the name of the branch')) : known(slug(pipe.ref));
    case 'CI_DEFAULT_BRANCH':
      return project.defaultBranch === undefined
        ? something(t('the name of the default branch'))
        : known(project.defaultBranch);
    case 'CI_OPEN_MERGE_REQUESTS':
      if (merge || pipe.hasMergeRequest === true) return something(t('the number of the merge request'));
      if (kind === 'tag' || pipe.hasMergeRequest === false) return known(null);
      return pipe.ref !== undefined && pipe.ref === project.defaultBranch
        ? known(null, [t('no merge request from `{0}` is open', pipe.ref)])
        : unknown(t('whether a merge request of the branch is open'));
    case 'CI_MERGE_REQUEST_SOURCE_BRANCH_NAME':
      return merge ? refValue(pipe, project, t) : known(null);
    case 'CI_MERGE_REQUEST_TARGET_BRANCH_NAME':
      return known(merge ? (pipe.base ?? null) : null);
    case 'CI_MERGE_REQUEST_EVENT_TYPE':
      return merge
        ? {
            oneOf: ['detached', 'merged_result', 'merge_train'],
            decides: [t('GitLab’s settings for merge requests')],
            assumes: [],
          }
        : known(null);
    case 'CI_MERGE_REQUEST_ID':
    case 'CI_MERGE_REQUEST_IID':
    case 'CI_MERGE_REQUEST_REF_PATH':
    case 'CI_MERGE_REQUEST_PROJECT_ID':
    case 'CI_MERGE_REQUEST_DIFF_BASE_SHA':
    case 'CI_MERGE_REQUEST_DIFF_ID':
      return merge ? something(t('the number of the merge request')) : known(null);
    case 'CI_COMMIT_REF_PROTECTED':
      return pipe.ref !== undefined && pipe.ref === project.defaultBranch
        ? known('true', [t('`{0}` is protected, as GitLab protects it by default', pipe.ref)])
        : unknown(t('whether the branch or tag is protected'));
    case 'CI_COMMIT_MESSAGE':
    case 'CI_COMMIT_TITLE':
    case 'CI_COMMIT_DESCRIPTION':
      return unknown(t('the message of the commit'));
    case 'CI_COMMIT_BEFORE_SHA':
      return unknown(t('whether the branch is new'));
    case 'CI_COMMIT_SHA':
    case 'CI_COMMIT_SHORT_SHA':
    case 'CI_PIPELINE_ID':
    case 'CI_PIPELINE_IID':
    case 'CI_JOB_ID':
    case 'CI_REGISTRY':
    case 'CI_REGISTRY_IMAGE':
      return something(`\`${name}\``);
    case 'CI_DEPLOY_FREEZE':
      return known(null, [t('no deploy freeze is under way')]);
    case 'CI_PIPELINE_TRIGGERED':
      return known(source === 'trigger' ? 'true' : null);
    case 'CI_PROJECT_PATH':
      return project.path === undefined ? projectName() : known(project.path);
    case 'CI_PROJECT_NAMESPACE':
      return project.path === undefined ? projectName() : known(project.path.replace(/\/[^/]*$/, ''));
    case 'CI_PROJECT_ROOT_NAMESPACE':
      return project.path === undefined ? projectName() : known(project.path.replace(/\/.*$/, ''));
    case 'CI_PROJECT_NAME':
      return project.path === undefined ? projectName() : known(project.path.replace(/^.*\//, ''));
    case 'CI_PROJECT_ID':
    case 'CI_PROJECT_URL':
    case 'CI_SERVER_HOST':
    case 'CI_SERVER_URL':
    case 'CI_MERGE_REQUEST_PROJECT_PATH':
      return merge || !name.startsWith('CI_MERGE') ? projectName() : known(null);
    case 'CI_MERGE_REQUEST_SOURCE_PROJECT_PATH':
    case 'CI_MERGE_REQUEST_SOURCE_PROJECT_ID':
      return merge
        ? {
            ...(project.path !== undefined && name.endsWith('PATH') ? known(project.path) : projectName()),
            assumes: [t('the branch is in this project, not in a fork')],
          }
        : known(null);
    case 'GITLAB_USER_LOGIN':
    case 'GITLAB_USER_NAME':
    case 'GITLAB_USER_EMAIL':
      return something(t('who does it'));
  }
  if (name.startsWith('CI_MERGE_REQUEST_'))
    return merge ? unknown(t('`{0}`, which the merge request decides', name)) : known(null);
  return unknown(`\`${name}\``);
}
