import type { Translate } from '../../translate';
import { readJson } from '../read/json';
import type { Sources } from '../read/sources';
import { readToml } from '../read/toml';
import { dict, type Tree } from '../read/tree';
import { readYaml } from '../read/yaml';
import type { ImageUse } from '../stack/images';
import type { Deployment, Hosting } from '../types';
import { readContainers } from './containers';
import { merged, nothing, type Finding, type ServerFact, type Watch } from './finding';
import { onePer, readKubernetes } from './kubernetes';
import { platformReaders, type PlatformReader } from './platforms';
import { readTerraform } from './terraform';

export type { ServerFact, Watch } from './finding';

export interface HostingFacts {
  readonly hosting: readonly Hosting[];
  readonly server: readonly ServerFact[];
  readonly images: readonly ImageUse[];
  readonly watches: readonly Watch[];
}

const notThere = /(^|\/)(tests?|spec|e2e|docs?)\//;

/** What configures a hosting platform, and how the server works. */
export async function readHosting(sources: Sources, t: Translate): Promise<HostingFacts> {
  const platforms = await sources.step('platforms', own => readPlatforms(own, t));
  const kubernetes = await sources.step('Kubernetes', own => readKubernetes(own, t));
  const containers = await sources.step('containers', own => readContainers(own, t));
  const terraform = await sources.step('Terraform', readTerraform);
  const all = merged([platforms, kubernetes, containers]);
  return {
    hosting: onePer([...all.hosting, ...terraform]),
    server: all.server,
    watches: all.watches,
    images: kubernetes.images,
  };
}

/** Only what is needed to know which platforms deploy by themselves. */
export async function readWatches(sources: Sources, t: Translate): Promise<readonly Watch[]> {
  const platforms = await sources.step('platforms', own => readPlatforms(own, t));
  const kubernetes = await sources.step('Kubernetes', own => readKubernetes(own, t));
  return [...platforms.watches, ...kubernetes.watches];
}

/** One look instead of one for each platform: most paths are none of them. */
const anyPlatform = new RegExp(platformReaders.map(({ file }) => file.source).join('|'), 'i');

async function readPlatforms(sources: Sources, t: Translate): Promise<Finding> {
  const findings: Finding[] = [];
  for (const path of sources.settings.filter(one => anyPlatform.test(one) && !notThere.test(one))) {
    const reader = platformReaders.find(({ file }) => file.test(path));
    if (!reader) continue;
    const file = await sources.parsed(path, parsers[reader.format]);
    findings.push(file ? reader.read({ source: file.source, tree: file.value, t }) : nothing);
  }
  return merged(findings);
}

/** What is read is kept under the function that read it. */
const parsers: Readonly<Record<PlatformReader['format'], (text: string) => Tree>> = {
  toml: readToml,
  json: readJson,
  yaml: text => readYaml(withoutErb(text))[0] ?? dict([], 1),
  text: () => dict([], 1),
};

/** Ruby tools run such files through ERB first: its values are not known, its lines keep their place. */
const withoutErb = (text: string): string =>
  text.includes('<%')
    ? text.replace(/<%=[\s\S]*?%>/g, 'erb').replace(/<%[\s\S]*?%>/g, part => part.replace(/[^\n]/g, ''))
    : text;

/** Where the pipelines deploy to is where the product runs. */
export function hostingOfDeployments(
  deployments: readonly Deployment[],
  known: readonly Hosting[],
): readonly Hosting[] {
  const vague = new Set([
    '',
    'Terraform',
    'Pulumi',
    'Terragrunt',
    'Ansible',
    'AWS CDK',
    'AWS CloudFormation',
    'Azure Resource Manager',
    'HCP Terraform',
    'SST',
    'Serverless Framework',
    'AWS SAM',
    'Argo CD',
    'Flux',
    'Hasura',
    'remote storage',
    'git remote',
    'Cloud Deploy',
    'AWS CodeDeploy',
    'AWS CodePipeline',
    'Kamal',
    'Capistrano',
  ]);
  const found: Hosting[] = [];
  for (const { provider = '', kind, target, confidence, evidence } of deployments) {
    if ((kind !== 'server' && kind !== 'store') || vague.has(provider) || confidence === 'unknown') continue;
    const same = [...known, ...found].some(
      other =>
        other.provider === provider ||
        (provider === 'Kubernetes' && other.provider.startsWith('Kubernetes')) ||
        (provider === 'Firebase' && other.provider.startsWith('Firebase')),
    );
    if (!same)
      found.push({
        target: target === undefined || /[$\n]/.test(target) ? '.' : target,
        provider,
        confidence,
        evidence: evidence.slice(0, 1),
      });
  }
  return found;
}

/** Compose is how developers run it; where something else hosts the product, it does not. */
export function withoutGuesses(hosting: readonly Hosting[]): readonly Hosting[] {
  const firm = hosting.filter(({ confidence }) => confidence === 'stated');
  const guess = (one: Hosting): boolean =>
    one.confidence !== 'stated' && (one.provider === 'Docker Compose' || one.provider === 'Heroku');
  return firm.length > 0 ? hosting.filter(one => !guess(one)) : hosting;
}
