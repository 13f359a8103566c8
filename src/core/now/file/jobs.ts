import { isPreview } from '../../repository/pipelines/acts';
import {
  at,
  entriesOf,
  entryAt,
  itemsOf,
  textAt,
  textsOf,
  Unreadable,
  type Tree,
} from '../../repository/read/tree';
import { readYaml } from '../../repository/read/yaml';
import type { Deployment, Evidence } from '../../repository/types';

/** A job of a pipeline file, as far as it matters for a picture and a sentence. */
export interface FileJob {
  readonly id: string;
  readonly name: string;
  readonly line: number;
  readonly after: readonly string[];
  readonly environment: string | undefined;
  readonly environmentLine: number;
  readonly gate: 'waits' | 'mayWait' | undefined;
  /** What its steps are called, or run, in their own words: hostile text. */
  readonly steps: readonly string[];
  readonly condition: string | undefined;
  readonly uses: string | undefined;
}

/** The jobs of a workflow (GitHub Actions) or of a `.gitlab-ci.yml`; `undefined` where the file cannot be read. */
export function readJobs(file: string, text: string): readonly FileJob[] | undefined {
  try {
    const [tree] = readYaml(text);
    if (!tree) return [];
    return /(^|\/)\.gitlab-ci\.ya?ml$/.test(file) ? gitlabJobs(tree) : githubJobs(tree);
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** The first command without its options: `flyctl deploy` says what happens, the rest says how. */
const firstLine = (text: string): string =>
  text
    .trim()
    .split('\n')[0]
    ?.trim()
    .split(/\s+-{1,2}\w/)[0] ?? '';

function githubJobs(tree: Tree): readonly FileJob[] {
  return entriesOf(at(tree, 'jobs')).map(({ key, line, value }) => {
    const environment = entryAt(value, 'environment');
    const name = environment && (textAt(environment.value) ?? textAt(environment.value, 'name'));
    return {
      id: key,
      name: textAt(value, 'name') ?? key,
      line,
      after: textsOf(at(value, 'needs')),
      environment: name,
      environmentLine: environment?.line ?? line,
      gate: name === undefined ? undefined : 'mayWait',
      steps: itemsOf(at(value, 'steps')).flatMap(step => {
        const words = textAt(step, 'name') ?? textAt(step, 'uses') ?? firstLine(textAt(step, 'run') ?? '');
        return words === '' || /^actions\/(checkout|cache)|\/setup-/.test(words) ? [] : [words];
      }),
      condition: textAt(value, 'if'),
      uses: textAt(value, 'uses'),
    };
  });
}

const gitlabWords = new Set([
  'stages',
  'variables',
  'default',
  'include',
  'workflow',
  'image',
  'services',
  'before_script',
  'after_script',
  'cache',
  'pages:deploy',
]);

function gitlabJobs(tree: Tree): readonly FileJob[] {
  const stages = textsOf(at(tree, 'stages'));
  const order = ['.pre', ...(stages.length > 0 ? stages : ['build', 'test', 'deploy']), '.post'];
  const jobs = entriesOf(tree).filter(
    ({ key, value }) => !key.startsWith('.') && !gitlabWords.has(key) && value.kind === 'dict',
  );
  const stageOf = (value: Tree): number => Math.max(0, order.indexOf(textAt(value, 'stage') ?? 'test'));
  return jobs.map(({ key, line, value }) => {
    const needs = at(value, 'needs');
    const own = stageOf(value);
    const before = jobs.filter(job => stageOf(job.value) < own);
    const nearest = Math.max(-1, ...before.map(job => stageOf(job.value)));
    const environment = entryAt(value, 'environment');
    const manual =
      textAt(value, 'when') === 'manual' ||
      itemsOf(at(value, 'rules')).some(rule => textAt(rule, 'when') === 'manual');
    return {
      id: key,
      name: key,
      line,
      after: needs
        ? itemsOf(needs).flatMap(item => textAt(item) ?? textAt(item, 'job') ?? [])
        : before.filter(job => stageOf(job.value) === nearest).map(job => job.key),
      environment: environment && (textAt(environment.value) ?? textAt(environment.value, 'name')),
      environmentLine: environment?.line ?? line,
      gate: manual ? 'waits' : undefined,
      steps: textsOf(at(value, 'script')).map(firstLine).slice(0, 4),
      condition: undefined,
      uses: undefined,
    };
  });
}

/** The deployments that the engine found in a job: those whose evidence stands between its line and the next job's. */
export function deploymentsOf(
  job: FileJob,
  jobs: readonly FileJob[],
  file: string,
  deployments: readonly Deployment[],
): readonly Deployment[] {
  const next = Math.min(
    Number.MAX_SAFE_INTEGER,
    ...jobs.map(({ line }) => line).filter(line => line > job.line),
  );
  const inside = ({ file: path, line }: Evidence): boolean =>
    path === file && line >= job.line && line < next;
  return deployments.filter(({ evidence, environment }) => !isPreview(environment) && evidence.some(inside));
}
