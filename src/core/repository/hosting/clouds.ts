/** Files of the large clouds and of servers of one's own that say where something runs. */
import { at, entryAt, itemsOf, textAt } from '../read/tree';
import type { Hosting } from '../types';
import { nothing, type Finding, type Reading, type Watch } from './finding';

const hosted = (
  { source }: Reading,
  provider: string,
  target: string | undefined,
  line: number,
  more: Partial<Hosting> = {},
): Hosting => ({
  target: target ?? (source.path.includes('/') ? source.path.slice(0, source.path.lastIndexOf('/')) : '.'),
  provider,
  confidence: 'stated',
  evidence: [source.evidence(line)],
  ...more,
});

const only = (hosting: Hosting, watches: readonly Watch[] = []): Finding => ({
  hosting: [hosting],
  server: [],
  watches,
});

/** A task definition of AWS ECS. */
export function ecsTask(reading: Reading): Finding {
  const containers = entryAt(reading.tree, 'containerDefinitions');
  return containers
    ? only(hosted(reading, 'AWS ECS', textAt(reading.tree, 'family'), containers.line))
    : nothing;
}

/** A cluster as eksctl makes it. */
export function eksctl(reading: Reading): Finding {
  const version = entryAt(reading.tree, 'apiVersion');
  if (!version || !(textAt(version.value) ?? '').startsWith('eksctl.io/')) return nothing;
  const region = entryAt(reading.tree, 'metadata', 'region');
  const text = textAt(region?.value);
  return only(
    hosted(reading, 'AWS EKS', textAt(reading.tree, 'metadata', 'name'), version.line, {
      ...(text !== undefined && { region: text }),
      evidence: [version.line, ...(region ? [region.line] : [])].map(line => reading.source.evidence(line)),
    }),
  );
}

const resources: readonly (readonly [RegExp, string])[] = [
  [/^Microsoft\.Web\/staticSites$/i, 'Azure Static Web Apps'],
  [/^Microsoft\.Web\/sites$/i, 'Azure App Service'],
  [/^Microsoft\.ContainerService\/managedClusters$/i, 'Azure Kubernetes Service'],
  [/^Microsoft\.App\/(containerApps|jobs)$/i, 'Azure Container Apps'],
  [/^Microsoft\.ContainerInstance\/containerGroups$/i, 'Azure Container Instances'],
  [/^Microsoft\.Compute\/virtualMachines$/i, 'Azure Virtual Machines'],
];

/** Bicep, line by line: a site of the kind `functionapp` is Azure Functions. */
export function bicep(reading: Reading): Finding {
  const { source } = reading;
  const found = new Map<string, Hosting>();
  for (const [index, text] of source.lines.entries()) {
    const [, name, type = ''] = /^\s*resource\s+(\w+)\s+'([\w./]+)@/.exec(text.slice(0, 300)) ?? [];
    if (name === undefined || /\bexisting\b/.test(text)) continue;
    const body = source.lines.slice(index, index + 12).join('\n');
    const [, plain] = resources.find(([pattern]) => pattern.test(type)) ?? [];
    const provider =
      plain === 'Azure App Service' && /kind:\s*'[^']*functionapp/.test(body) ? 'Azure Functions' : plain;
    if (provider !== undefined && !found.has(provider))
      found.set(provider, hosted(reading, provider, name, index + 1));
  }
  return { ...nothing, hosting: [...found.values()] };
}

/** A playbook that works on other machines than the one it is started on. */
export function playbook(reading: Reading): Finding {
  for (const play of itemsOf(reading.tree)) {
    const hosts = entryAt(play, 'hosts');
    const target = textAt(hosts?.value);
    if (!hosts || target === undefined || /^(localhost|127\.0\.0\.1)$/.test(target)) continue;
    if (at(play, 'roles') ?? at(play, 'tasks'))
      return only(
        hosted(reading, 'own servers with Ansible', target, hosts.line, { confidence: 'inferred' }),
      );
  }
  return nothing;
}

/** A domain beside the pages of a site: GitHub serves it, if Pages is switched on. */
export function pagesDomain(reading: Reading): Finding {
  const { source, t } = reading;
  const domain = source.lines[0]?.trim() ?? '';
  if (!/^[\w-]+(\.[\w-]+)+$/.test(domain)) return nothing;
  return only(hosted(reading, 'GitHub Pages', domain, 1, { confidence: 'inferred' }), [
    {
      provider: 'GitHub Pages',
      target: domain,
      environment: 'github-pages',
      previews: false,
      mechanism: 'GitHub Pages builds the repository',
      confidence: 'inferred',
      assumes: t('Pages is switched on in GitHub’s settings and takes the default branch'),
      evidence: [source.evidence(1)],
    },
  ]);
}
