/** Platforms that run a web product from its repository: Fly, Vercel, Netlify, Render. */
import { at, entriesOf, entryAt, itemsOf, listOf, textAt } from '../read/tree';
import type { Hosting } from '../types';
import { fact, nothing, type Finding, type Reading, type ServerFact, type Watch } from './finding';
import { hosted, only, folderName } from './hosted';

export function fly(reading: Reading): Finding {
  const { source, tree, t } = reading;
  const app = entryAt(tree, 'app');
  const region = entryAt(tree, 'primary_region');
  const services = [at(tree, 'http_service'), ...itemsOf(at(tree, 'services'))];
  const server: ServerFact[] = [];
  for (const service of services) {
    const port = entryAt(service, 'internal_port');
    if (port)
      server.push(
        fact(
          'port',
          t('Requests reach the program on port {0}', textAt(port.value) ?? ''),
          source,
          port.line,
        ),
      );
    const least = entryAt(service, 'min_machines_running');
    const count = textAt(least?.value);
    if (least && count !== undefined)
      server.push(
        fact(
          'scale',
          count === '0'
            ? t('No machine has to stay on: an idle product may sleep')
            : count === '1'
              ? t('At least 1 machine stays on')
              : t('At least {0} machines stay on', count),
          source,
          least.line,
        ),
      );
    const stop = entryAt(service, 'auto_stop_machines');
    const value = textAt(stop?.value);
    if (stop && value !== undefined)
      server.push(
        fact(
          'scale',
          value === 'false' || value === 'off'
            ? t('Idle machines are not stopped')
            : t('Idle machines are stopped'),
          source,
          stop.line,
        ),
      );
    for (const check of [...itemsOf(at(service, 'checks')), ...itemsOf(at(service, 'http_checks'))]) {
      const path = entryAt(check, 'path');
      if (path)
        server.push(
          fact(
            'health',
            t('The platform asks `{0}` whether the product is healthy', textAt(path.value) ?? ''),
            source,
            path.line,
          ),
        );
    }
  }
  for (const { value } of entriesOf(at(tree, 'checks'))) {
    const path = entryAt(value, 'path');
    if (path)
      server.push(
        fact(
          'health',
          t('The platform asks `{0}` whether the product is healthy', textAt(path.value) ?? ''),
          source,
          path.line,
        ),
      );
  }
  for (const { key, line, value } of entriesOf(at(tree, 'processes')))
    server.push(fact('process', t('The process `{0}` runs `{1}`', key, textAt(value) ?? ''), source, line));
  for (const machine of listOf(at(tree, 'vm'))) {
    const memory = entryAt(machine, 'memory') ?? entryAt(machine, 'memory_mb') ?? entryAt(machine, 'size');
    if (memory)
      server.push(
        fact('size', t('Each machine is of the size `{0}`', textAt(memory.value) ?? ''), source, memory.line),
      );
  }
  const release = entryAt(tree, 'deploy', 'release_command');
  if (release)
    server.push(
      fact('data', t('Before each release `{0}` runs', textAt(release.value) ?? ''), source, release.line),
    );
  for (const mount of listOf(at(tree, 'mounts'))) {
    const place = entryAt(mount, 'destination');
    if (place)
      server.push(
        fact(
          'data',
          t('Files under `{0}` survive a deployment', textAt(place.value) ?? ''),
          source,
          place.line,
        ),
      );
  }
  return only(
    hosted(reading, 'Fly.io', {
      target: textAt(app?.value),
      region: textAt(region?.value),
      line: app?.line ?? 1,
      lines: [region?.line],
    }),
    server,
  );
}

export function vercel(reading: Reading): Finding {
  const { source, tree, t } = reading;
  if (tree.kind !== 'dict') return nothing;
  const regions = entryAt(tree, 'regions');
  const off = entryAt(tree, 'git', 'deploymentEnabled') ?? entryAt(tree, 'github', 'enabled');
  const stopped = textAt(off?.value) === 'false';
  const crons = itemsOf(at(tree, 'crons')).flatMap(cron => {
    const path = entryAt(cron, 'path');
    return path
      ? [
          fact(
            'schedule',
            t(
              'The platform calls `{0}` by the clock ({1})',
              textAt(path.value) ?? '',
              textAt(cron, 'schedule') ?? '',
            ),
            source,
            path.line,
          ),
        ]
      : [];
  });
  const watch: Watch = {
    provider: 'Vercel',
    target: folderName(source.path),
    environment: 'production',
    previews: true,
    mechanism: 'Vercel builds the repository',
    confidence: 'inferred',
    assumes: t(
      'the project is connected to this repository in Vercel’s settings and its production branch is the default branch',
    ),
    evidence: [source.evidence(1)],
  };
  const region = listOf(regions?.value)
    .flatMap(one => textAt(one) ?? [])
    .join(', ');
  return only(
    hosted(reading, 'Vercel', {
      confidence: 'inferred',
      region: region === '' ? undefined : region,
      lines: [regions?.line],
    }),
    crons,
    stopped ? [] : [watch],
  );
}

export function netlify(reading: Reading): Finding {
  const { source, tree, t } = reading;
  const command = entryAt(tree, 'build', 'command');
  const watch: Watch = {
    provider: 'Netlify',
    target: folderName(source.path),
    environment: 'production',
    previews: true,
    mechanism: 'Netlify builds the repository',
    confidence: 'inferred',
    assumes: t(
      'the site is connected to this repository in Netlify’s settings and its production branch is the default branch',
    ),
    evidence: [source.evidence(command?.line ?? 1)],
  };
  return only(hosted(reading, 'Netlify', { confidence: 'inferred', line: command?.line ?? 1 }), [], [watch]);
}

export function render(reading: Reading): Finding {
  const { source, tree, t } = reading;
  const hosting: Hosting[] = [];
  const server: ServerFact[] = [];
  const watches: Watch[] = [];
  for (const service of itemsOf(at(tree, 'services'))) {
    const name = entryAt(service, 'name');
    const type = textAt(service, 'type');
    if (type === undefined) continue;
    const target = textAt(name?.value) ?? '.';
    hosting.push(
      hosted(reading, 'Render', {
        target,
        region: textAt(service, 'region'),
        line: name?.line ?? service.line,
        lines: [entryAt(service, 'region')?.line],
      }),
    );
    if (type === 'redis' || type === 'keyvalue')
      server.push(
        fact(
          'service',
          t('It needs a key-value store (Redis) beside it'),
          source,
          name?.line ?? service.line,
        ),
      );
    const start = entryAt(service, 'startCommand') ?? entryAt(service, 'dockerCommand');
    if (start)
      server.push(
        fact(
          type === 'web' ? 'start' : 'process',
          t('`{0}` starts with `{1}`', target, textAt(start.value) ?? ''),
          source,
          start.line,
        ),
      );
    const health = entryAt(service, 'healthCheckPath');
    if (health)
      server.push(
        fact(
          'health',
          t('The platform asks `{0}` whether the product is healthy', textAt(health.value) ?? ''),
          source,
          health.line,
        ),
      );
    const plan = entryAt(service, 'plan');
    if (plan)
      server.push(
        fact('size', t('`{0}` is on the plan `{1}`', target, textAt(plan.value) ?? ''), source, plan.line),
      );
    const instances = entryAt(service, 'numInstances') ?? entryAt(service, 'scaling', 'minInstances');
    if (instances)
      server.push(
        fact(
          'scale',
          t('{0} instances of `{1}` run', textAt(instances.value) ?? '', target),
          source,
          instances.line,
        ),
      );
    const auto = entryAt(service, 'autoDeploy') ?? entryAt(service, 'autoDeployTrigger');
    const setting = textAt(auto?.value);
    if (
      setting === 'false' ||
      setting === 'off' ||
      setting === 'no' ||
      type === 'redis' ||
      type === 'keyvalue'
    )
      continue;
    const branch = textAt(service, 'branch');
    watches.push({
      provider: 'Render',
      target,
      environment: 'production',
      branch,
      previews: false,
      mechanism: 'Render builds the repository',
      confidence: 'inferred',
      assumes:
        branch === undefined
          ? t('the Blueprint is connected to the default branch')
          : t('the Blueprint is connected in Render’s settings'),
      evidence: [source.evidence(name?.line ?? service.line), ...(auto ? [source.evidence(auto.line)] : [])],
    });
  }
  for (const database of itemsOf(at(tree, 'databases'))) {
    const name = entryAt(database, 'name');
    server.push(
      fact(
        'service',
        t('It needs a PostgreSQL database, which Render runs'),
        source,
        name?.line ?? database.line,
      ),
    );
  }
  return { hosting, server, watches };
}
