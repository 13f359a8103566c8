/** The steps of a CircleCI job, with the commands they call, as one script and the orbs that they use. */
import { at, entriesOf, itemsOf, textAt, type Tree } from '../../read/tree';
import { environmentIn, type Act } from '../acts';
import { registryOf } from '../deployCommands';
import { holds, defaultsOf, valueOf, type Parameters, type Surroundings } from './logic';
import { text as textOf, verdict } from '../github/values';

export interface Piece {
  readonly script?: string;
  /** `orb/command` */
  readonly orb?: string;
  readonly inputs: Parameters;
  readonly line: number;
  readonly folder: string;
  /** What the event decides: `when` and `unless` around it. */
  readonly conditions: readonly StepCondition[];
}

export interface StepCondition {
  readonly statement: Tree | undefined;
  readonly wanted: 'yes' | 'no';
  /** Parameters of the command that it stands in. */
  readonly own: Parameters;
}

export interface Definitions {
  /** Commands of the file by name, those of orbs written out in it included (`orb/name`). */
  readonly commands: ReadonlyMap<string, Tree>;
}

const deepest = 6;
const most = 400;

export function piecesOf(
  steps: Tree | undefined,
  definitions: Definitions,
  around: Surroundings,
  depth = 0,
  line?: number,
  conditions: readonly StepCondition[] = [],
): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const step of itemsOf(steps)) {
    if (pieces.length > most) break;
    const name = textAt(step);
    const [entry] = step.kind === 'dict' ? entriesOf(step) : [];
    const key = name ?? entry?.key ?? '';
    const value = entry?.value;
    const at1 = line ?? step.line;
    if (key === 'run') {
      const command = textAt(value) ?? textAt(value, 'command');
      if (command !== undefined)
        pieces.push({
          script: filled(command, around),
          inputs: new Map(),
          line: at1,
          folder: filled(textAt(value, 'working_directory') ?? '', around).replace(/^~\/?\w*\/?/, ''),
          conditions,
        });
    } else if (key === 'when' || key === 'unless') {
      const statement = at(value, 'condition');
      const wanted = key === 'when' ? 'yes' : 'no';
      const answer = verdict(holds(statement, around));
      if (answer !== 'unknown' && answer !== wanted) continue;
      const inner =
        answer === 'unknown' ? [...conditions, { statement, wanted, own: around.own } as const] : conditions;
      pieces.push(...piecesOf(at(value, 'steps'), definitions, around, depth, line, inner));
    } else {
      const command = definitions.commands.get(key);
      const given = inputsOf(value, around);
      if (command && depth < deepest)
        pieces.push(
          ...piecesOf(
            at(command, 'steps'),
            definitions,
            { ...around, own: new Map([...defaultsOf(command), ...given]) },
            depth + 1,
            at1,
            conditions,
          ),
        );
      else if (key.includes('/')) pieces.push({ orb: key, inputs: given, line: at1, folder: '', conditions });
    }
  }
  return pieces;
}

export const inputsOf = (value: Tree | undefined, around: Surroundings): Parameters =>
  new Map(
    entriesOf(value).flatMap(({ key, value: one }) =>
      one.kind === 'scalar' ? [[key, valueOf(one.text, around)] as const] : [],
    ),
  );

/** Parameters in a text where they are known; the rest stays as written. */
export const filled = (text: string, around: Surroundings): string =>
  text.replace(/<<\s*([\w.-]+)\s*>>/g, whole => {
    const { known } = valueOf(whole, around);
    return known === undefined || known === null ? '$UNKNOWN' : textOf(known);
  });

interface OrbRule {
  readonly pattern: RegExp;
  readonly kind: Act['kind'];
  readonly provider: string;
  readonly target?: readonly string[];
}

/** What well-known orbs do, by the names of their jobs and commands. */
const orbs: readonly OrbRule[] = [
  {
    pattern: /^aws-ecs\/(deploy[-_]service[-_]update|update[-_]service)$/,
    kind: 'server',
    provider: 'AWS ECS',
    target: ['service-name', 'service_name', 'family'],
  },
  { pattern: /^aws-s3\/(sync|copy)$/, kind: 'server', provider: 'AWS S3', target: ['to'] },
  {
    pattern: /^aws-elastic-?beanstalk\/deploy$/,
    kind: 'server',
    provider: 'AWS Elastic Beanstalk',
    target: ['environment-name'],
  },
  {
    pattern: /^aws-code-deploy\/deploy/,
    kind: 'server',
    provider: 'AWS CodeDeploy',
    target: ['application-name'],
  },
  {
    pattern: /^aws-eks\/(update-container-image|install-or-upgrade)/,
    kind: 'server',
    provider: 'Kubernetes',
  },
  { pattern: /^aws-sam[-\w]*\/deploy$/, kind: 'server', provider: 'AWS SAM', target: ['stack-name'] },
  {
    pattern: /^aws-ecr\/(build[-_]and[-_]push[-_]image|push[-_]image)$/,
    kind: 'image',
    provider: 'AWS ECR',
    target: ['repo'],
  },
  { pattern: /^docker\/(publish|push)$/, kind: 'image', provider: '', target: ['image'] },
  {
    pattern: /^gcp-gcr\/(build-and-push-image|push-image)$/,
    kind: 'image',
    provider: 'Google Container Registry',
    target: ['image'],
  },
  { pattern: /^gcp-cloud-run\/deploy$/, kind: 'server', provider: 'Cloud Run', target: ['service-name'] },
  {
    pattern: /^heroku\/(deploy-via-git|push-docker-image|release-docker-image)$/,
    kind: 'server',
    provider: 'Heroku',
    target: ['app-name'],
  },
  {
    pattern: /^kubernetes\/(create-or-update-resource|update-container-image)$/,
    kind: 'server',
    provider: 'Kubernetes',
  },
  {
    pattern: /^helm\/(upgrade[-_]helm[-_]chart|install[-_]helm[-_]chart)$/,
    kind: 'server',
    provider: 'Kubernetes',
    target: ['release-name', 'release_name'],
  },
  { pattern: /^argocd\/app_sync$/, kind: 'server', provider: 'Argo CD', target: ['application'] },
  { pattern: /^netlify\/(deploy|trigger-deploy)$/, kind: 'server', provider: 'Netlify' },
  { pattern: /^azure-[\w-]+\/deploy/, kind: 'server', provider: 'Azure' },
  { pattern: /^(serverless-framework)\/deploy$/, kind: 'server', provider: 'Serverless Framework' },
  { pattern: /^terraform\/(apply)$/, kind: 'infrastructure', provider: 'Terraform', target: ['path'] },
  { pattern: /^pulumi\/update$/, kind: 'infrastructure', provider: 'Pulumi', target: ['stack'] },
  { pattern: /^github-cli\/release$|^gh-release\//, kind: 'package', provider: 'GitHub Releases' },
];

/** What an orb's job or command does; one that nobody listed but that is called deploy is unclear. */
export function actOfOrb(name: string, inputs: Parameters): Act | undefined {
  const rule = orbs.find(({ pattern }) => pattern.test(name));
  const input = (keys: readonly string[] | undefined): string | undefined => {
    const value = keys?.map(key => inputs.get(key)?.known).find(one => one !== undefined && one !== null);
    return value === undefined ? undefined : textOf(value);
  };
  if (rule) {
    const target = input(rule.target);
    return {
      kind: rule.kind,
      provider: rule.kind === 'image' && rule.provider === '' ? registryOf(target) : rule.provider,
      mechanism: name,
      ...(target !== undefined && { target }),
    };
  }
  const words = name.split('/').slice(1).join('/');
  if (
    !/(^|[-_/])(deploy|publish|release|promote|ship)/.test(words) ||
    /notify|status|check|setup|install/.test(words)
  )
    return undefined;
  const environment = environmentIn(words);
  return {
    kind: 'unclear',
    provider: '',
    mechanism: name,
    ...(environment !== undefined && { environment }),
  };
}
