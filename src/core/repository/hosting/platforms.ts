/** Files that exist only to configure a hosting platform. Each reader says what its file decides and nothing more. */
import { at, entriesOf, entryAt, itemsOf, listOf, textAt, type Tree } from '../read/tree';
import type { Hosting } from '../types';
import { bicep, ecsTask, eksctl, pagesDomain, playbook } from './clouds';
import { fact, nothing, type Finding, type Reading, type ServerFact, type Watch } from './finding';

export interface PlatformReader {
  readonly file: RegExp;
  readonly format: 'toml' | 'yaml' | 'json' | 'text';
  read(reading: Reading): Finding;
}

const folderName = (path: string): string => path.split('/').slice(0, -1).join('/') || '.';

function hosted(
  { source }: Reading,
  provider: string,
  more: {
    readonly target?: string | undefined;
    readonly region?: string | undefined;
    readonly line?: number;
    readonly lines?: readonly (number | undefined)[];
    readonly confidence?: Hosting['confidence'];
  } = {},
): Hosting {
  const lines = [more.line ?? 1, ...(more.lines ?? [])].filter(line => line !== undefined);
  return {
    target: more.target ?? folderName(source.path),
    provider,
    ...(more.region !== undefined && { region: more.region }),
    confidence: more.confidence ?? 'stated',
    evidence: [...new Set(lines)].map(line => source.evidence(line)),
  };
}

const only = (
  hosting: Hosting,
  server: readonly ServerFact[] = [],
  watches: readonly Watch[] = [],
): Finding => ({ hosting: [hosting], server, watches });

function fly(reading: Reading): Finding {
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

function vercel(reading: Reading): Finding {
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

function netlify(reading: Reading): Finding {
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

function render(reading: Reading): Finding {
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

function appEngine(reading: Reading): Finding {
  const { source, tree, t } = reading;
  const runtime = entryAt(tree, 'runtime');
  if (!runtime || at(tree, 'apiVersion') !== undefined) return nothing;
  const server: ServerFact[] = [
    fact('runtime', t('It runs on `{0}`', textAt(runtime.value) ?? ''), source, runtime.line),
  ];
  const entry = entryAt(tree, 'entrypoint');
  if (entry)
    server.push(fact('start', t('It starts with `{0}`', textAt(entry.value) ?? ''), source, entry.line));
  const least =
    entryAt(tree, 'automatic_scaling', 'min_instances') ??
    entryAt(tree, 'automatic_scaling', 'min_num_instances') ??
    entryAt(tree, 'manual_scaling', 'instances');
  if (least)
    server.push(
      fact('scale', t('At least {0} instances run', textAt(least.value) ?? ''), source, least.line),
    );
  const size = entryAt(tree, 'instance_class');
  if (size)
    server.push(
      fact('size', t('Each instance is of the class `{0}`', textAt(size.value) ?? ''), source, size.line),
    );
  return only(
    hosted(reading, 'App Engine', {
      target: textAt(tree, 'service') ?? folderName(source.path),
      line: runtime.line,
    }),
    server,
  );
}

function firebase(reading: Reading): Finding {
  const { source, tree } = reading;
  const hosting: Hosting[] = [];
  for (const [key, provider] of [
    ['hosting', 'Firebase Hosting'],
    ['functions', 'Cloud Functions for Firebase'],
    ['apphosting', 'Firebase App Hosting'],
  ] as const) {
    const entry = entryAt(tree, key);
    if (entry)
      hosting.push(
        hosted({ ...reading, source }, provider, { line: entry.line, region: textAt(entry.value, 'region') }),
      );
  }
  return { ...nothing, hosting };
}

function wrangler(reading: Reading): Finding {
  const { source, tree, t } = reading;
  const name = entryAt(tree, 'name');
  const pages = entryAt(tree, 'pages_build_output_dir');
  const server: ServerFact[] = [];
  for (const [key, what] of [
    ['d1_databases', 'D1'],
    ['kv_namespaces', 'Workers KV'],
    ['r2_buckets', 'R2'],
    ['queues', 'Queues'],
    ['durable_objects', 'Durable Objects'],
    ['hyperdrive', 'Hyperdrive'],
    ['ai', 'Workers AI'],
    ['vectorize', 'Vectorize'],
  ] as const) {
    const entry = entryAt(tree, key);
    if (entry) server.push(fact('service', t('It uses Cloudflare {0}', what), source, entry.line));
  }
  const crons = entryAt(tree, 'triggers', 'crons');
  if (crons) server.push(fact('schedule', t('The platform starts it by the clock'), source, crons.line));
  if (tree.kind !== 'dict' || (!name && !pages && at(tree, 'main') === undefined)) return nothing;
  return only(
    hosted(reading, pages ? 'Cloudflare Pages' : 'Cloudflare Workers', {
      target: textAt(name?.value),
      line: name?.line ?? 1,
    }),
    server,
  );
}

function serverless(reading: Reading): Finding {
  const { source, tree, t } = reading;
  const provider = entryAt(tree, 'provider');
  const name = textAt(provider?.value) ?? textAt(provider?.value, 'name');
  if (!provider || name === undefined) return nothing;
  const runtime = entryAt(provider.value, 'runtime');
  const region = entryAt(provider.value, 'region');
  const where =
    name === 'aws'
      ? 'AWS Lambda'
      : name === 'google'
        ? 'Cloud Functions'
        : name === 'azure'
          ? 'Azure Functions'
          : name;
  const regionText = textAt(region?.value);
  const server: ServerFact[] = runtime
    ? [fact('runtime', t('It runs on `{0}`', textAt(runtime.value) ?? ''), source, runtime.line)]
    : [];
  const functions = entryAt(tree, 'functions');
  if (functions)
    server.push(
      fact(
        'process',
        t('It is made of functions that start on demand, {0} of them', entriesOf(functions.value).length),
        source,
        functions.line,
      ),
    );
  return only(
    hosted(reading, where, {
      target: textAt(tree, 'service') ?? textAt(tree, 'service', 'name'),
      region: regionText?.includes('$') === true ? undefined : regionText,
      line: entryAt(provider.value, 'name')?.line ?? provider.line,
      lines: [region?.line],
    }),
    server,
  );
}

function sam(reading: Reading): Finding {
  const { tree } = reading;
  const transform = entryAt(tree, 'Transform');
  const resources = entriesOf(at(tree, 'Resources'));
  const uses = listOf(transform?.value).some(one => (textAt(one) ?? '').startsWith('AWS::Serverless'));
  if (uses && transform) return only(hosted(reading, 'AWS Lambda', { line: transform.line }));
  if (
    at(tree, 'AWSTemplateFormatVersion') === undefined &&
    !resources.some(({ value }) => (textAt(value, 'Type') ?? '').startsWith('AWS::'))
  )
    return nothing;
  const kinds: readonly (readonly [RegExp, string])[] = [
    [/^AWS::Lambda::Function$/, 'AWS Lambda'],
    [/^AWS::ECS::Service$/, 'AWS ECS'],
    [/^AWS::EKS::Cluster$/, 'AWS EKS'],
    [/^AWS::EC2::Instance$/, 'AWS EC2'],
    [/^AWS::ElasticBeanstalk::Environment$/, 'AWS Elastic Beanstalk'],
    [/^AWS::CloudFront::Distribution$/, 'AWS CloudFront'],
    [/^AWS::AppRunner::Service$/, 'AWS App Runner'],
  ];
  const found = new Map<string, Hosting>();
  for (const { key, value } of resources) {
    const type = entryAt(value, 'Type');
    const kind = kinds.find(([pattern]) => pattern.test(textAt(type?.value) ?? ''));
    if (kind && type && !found.has(kind[1]))
      found.set(kind[1], hosted(reading, kind[1], { target: key, line: type.line }));
  }
  return { ...nothing, hosting: [...found.values()] };
}

function digitalOcean(reading: Reading): Finding {
  const { source, tree, t } = reading;
  const spec = at(tree, 'spec') ?? tree;
  const name = entryAt(spec, 'name');
  const region = entryAt(spec, 'region');
  const watches: Watch[] = [];
  const server: ServerFact[] = [];
  for (const kind of ['services', 'static_sites', 'workers', 'functions'])
    for (const one of itemsOf(at(spec, kind))) {
      const github = at(one, 'github') ?? at(one, 'gitlab');
      const push = entryAt(github, 'deploy_on_push');
      if (github && push && textAt(push.value) === 'true')
        watches.push({
          provider: 'DigitalOcean App Platform',
          target: textAt(one, 'name') ?? '.',
          environment: 'production',
          branch: textAt(github, 'branch'),
          previews: false,
          mechanism: 'App Platform builds the repository',
          confidence: 'stated',
          evidence: [
            source.evidence(push.line),
            source.evidence(entryAt(github, 'branch')?.line ?? push.line),
          ],
        });
      const port = entryAt(one, 'http_port');
      if (port)
        server.push(
          fact(
            'port',
            t('Requests reach the program on port {0}', textAt(port.value) ?? ''),
            source,
            port.line,
          ),
        );
      const count = entryAt(one, 'instance_count');
      if (count)
        server.push(
          fact(
            'scale',
            t('{0} instances of `{1}` run', textAt(count.value) ?? '', textAt(one, 'name') ?? ''),
            source,
            count.line,
          ),
        );
    }
  return only(
    hosted(reading, 'DigitalOcean App Platform', {
      target: textAt(name?.value),
      region: textAt(region?.value),
      line: name?.line ?? 1,
      lines: [region?.line],
    }),
    server,
    watches,
  );
}

function kamal(reading: Reading): Finding {
  const { source, tree, t } = reading;
  const service = entryAt(tree, 'service');
  const servers = entryAt(tree, 'servers');
  if (!service || !entryAt(tree, 'image')) return nothing;
  const server: ServerFact[] = [];
  const port = entryAt(tree, 'proxy', 'app_port');
  if (port)
    server.push(
      fact('port', t('Requests reach the program on port {0}', textAt(port.value) ?? ''), source, port.line),
    );
  const health = entryAt(tree, 'proxy', 'healthcheck', 'path') ?? entryAt(tree, 'healthcheck', 'path');
  if (health)
    server.push(
      fact(
        'health',
        t('The proxy asks `{0}` whether the product is healthy', textAt(health.value) ?? ''),
        source,
        health.line,
      ),
    );
  for (const { key, line } of entriesOf(at(tree, 'accessories')))
    server.push(fact('service', t('It needs `{0}` beside it', key), source, line));
  const roles = entriesOf(servers?.value).map(({ key }) => key);
  if (servers && roles.length > 0)
    server.push(
      fact(
        'process',
        t('Its servers have the roles {0}', roles.map(role => `\`${role}\``).join(', ')),
        source,
        servers.line,
      ),
    );
  return only(
    hosted(reading, 'own servers with Kamal', {
      target: textAt(service.value),
      line: service.line,
      lines: [servers?.line],
    }),
    server,
  );
}

function heroku(reading: Reading): Finding {
  const { source, tree, t } = reading;
  const formation = entryAt(tree, 'formation');
  const signs = ['buildpacks', 'addons', 'formation', 'stack', 'build', 'run']
    .map(key => entryAt(tree, key))
    .filter(entry => entry !== undefined);
  const [first] = signs;
  if (!first || at(tree, 'expo') !== undefined) return nothing;
  const server = itemsOf(at(tree, 'addons')).map(addon =>
    fact(
      'service',
      t('It needs the add-on `{0}`', textAt(addon) ?? textAt(addon, 'plan') ?? ''),
      source,
      addon.line,
    ),
  );
  for (const { key, value } of entriesOf(formation?.value)) {
    const quantity = entryAt(value, 'quantity');
    if (quantity)
      server.push(
        fact(
          'scale',
          t('{0} instances of `{1}` run', textAt(quantity.value) ?? '', key),
          source,
          quantity.line,
        ),
      );
  }
  return only(
    hosted(reading, 'Heroku', {
      target: textAt(tree, 'name'),
      line: first.line,
      confidence: source.path.endsWith('heroku.yml') ? 'stated' : 'inferred',
    }),
    server,
  );
}

/** Text files whose mere presence configures a platform. */
const present =
  (provider: string, confidence: Hosting['confidence'] = 'stated', wanted?: RegExp) =>
  (reading: Reading): Finding => {
    const line = wanted ? reading.source.lines.findIndex(text => wanted.test(text)) : 0;
    return line === -1 ? nothing : only(hosted(reading, provider, { line: line + 1, confidence }));
  };

function railway(reading: Reading): Finding {
  const { source, tree, t } = reading;
  const start = entryAt(tree, 'deploy', 'startCommand');
  const health = entryAt(tree, 'deploy', 'healthcheckPath');
  const server: ServerFact[] = [
    ...(start
      ? [fact('start', t('It starts with `{0}`', textAt(start.value) ?? ''), source, start.line)]
      : []),
    ...(health
      ? [
          fact(
            'health',
            t('The platform asks `{0}` whether the product is healthy', textAt(health.value) ?? ''),
            source,
            health.line,
          ),
        ]
      : []),
  ];
  const watch: Watch = {
    provider: 'Railway',
    target: folderName(source.path),
    environment: 'production',
    previews: false,
    mechanism: 'Railway builds the repository',
    confidence: 'inferred',
    assumes: t(
      'the service is connected to this repository in Railway’s settings and watches the default branch',
    ),
    evidence: [source.evidence(1)],
  };
  return only(hosted(reading, 'Railway', { confidence: 'inferred' }), server, [watch]);
}

const isApp = (tree: Tree): boolean => tree.kind === 'dict';

export const platformReaders: readonly PlatformReader[] = [
  { file: /(^|\/)fly(\.[\w-]+)?\.toml$/, format: 'toml', read: fly },
  { file: /(^|\/)(vercel|now)\.json$/, format: 'json', read: vercel },
  { file: /(^|\/)netlify\.toml$/, format: 'toml', read: netlify },
  { file: /(^|\/)render\.ya?ml$/, format: 'yaml', read: render },
  { file: /(^|\/)railway\.toml$/, format: 'toml', read: railway },
  { file: /(^|\/)railway\.json$/, format: 'json', read: railway },
  { file: /(^|\/)\.do\/(app|deploy\.template)\.ya?ml$/, format: 'yaml', read: digitalOcean },
  { file: /(^|\/)app(\.[\w-]+)?\.ya?ml$/, format: 'yaml', read: appEngine },
  { file: /(^|\/)(ecs[-_])?task[-_]?def(inition)?[\w.-]*\.json$/i, format: 'json', read: ecsTask },
  { file: /(^|\/)(eks|cluster)[\w.-]*\.ya?ml$/i, format: 'yaml', read: eksctl },
  { file: /\.bicep$/, format: 'text', read: bicep },
  {
    file: /^(?:(?:ansible|playbooks|deploy|deployment)\/(?:[\w-]+\/)?)?(site|playbook|deploy|main|provision|production)[\w-]*\.ya?ml$/i,
    format: 'yaml',
    read: playbook,
  },
  { file: /^(docs\/)?CNAME$/, format: 'text', read: pagesDomain },
  { file: /(^|\/)firebase\.json$/, format: 'json', read: firebase },
  { file: /(^|\/)wrangler\.toml$/, format: 'toml', read: wrangler },
  { file: /(^|\/)wrangler\.jsonc?$/, format: 'json', read: wrangler },
  { file: /(^|\/)serverless(\.[\w-]+)?\.ya?ml$/, format: 'yaml', read: serverless },
  {
    file: /(^|\/)(template|sam|cloudformation|[\w-]+\.cfn|[\w-]*stack)\.(ya?ml)$/i,
    format: 'yaml',
    read: sam,
  },
  { file: /^config\/deploy(\.[\w-]+)?\.yml$/, format: 'yaml', read: kamal },
  { file: /(^|\/)heroku\.yml$/, format: 'yaml', read: heroku },
  { file: /^app\.json$/, format: 'json', read: reading => (isApp(reading.tree) ? heroku(reading) : nothing) },
  { file: /(^|\/)amplify\.ya?ml$/, format: 'text', read: present('AWS Amplify') },
  {
    file: /(^|\/)Dockerrun\.aws\.json$|(^|\/)\.elasticbeanstalk\/config\.ya?ml$|(^|\/)\.ebextensions\/[\w.-]+\.config$/,
    format: 'text',
    read: present('AWS Elastic Beanstalk'),
  },
  { file: /(^|\/)apprunner\.ya?ml$/, format: 'text', read: present('AWS App Runner') },
  {
    file: /(^|\/)appspec\.ya?ml$/,
    format: 'text',
    read: present('AWS CodeDeploy', 'stated', /^\s*(os|Resources|hooks):/),
  },
  {
    file: /(^|\/)copilot\/[\w-]+\/manifest\.yml$/,
    format: 'text',
    read: present('AWS ECS', 'stated', /^type:/),
  },
  { file: /(^|\/)cdk\.json$/, format: 'text', read: present('AWS') },
  { file: /(^|\/)sst\.config\.ts$/, format: 'text', read: present('AWS', 'inferred') },
  { file: /(^|\/)azure\.yaml$/, format: 'text', read: present('Azure', 'stated', /^services:/) },
  {
    file: /(^|\/)host\.json$/,
    format: 'text',
    read: present('Azure Functions', 'stated', /"version"\s*:\s*"2\.0"/),
  },
  { file: /(^|\/)staticwebapp\.config\.json$/, format: 'text', read: present('Azure Static Web Apps') },
  { file: /(^|\/)Capfile$/, format: 'text', read: present('own servers with Capistrano') },
  {
    file: /(^|\/)deploy\.php$/,
    format: 'text',
    read: present('own servers with Deployer', 'stated', /Deployer/),
  },
  { file: /(^|\/)vapor\.yml$/, format: 'text', read: present('Laravel Vapor (AWS Lambda)') },
  { file: /^captain-definition$/, format: 'text', read: present('CapRover') },
  { file: /^\.platform\.app\.yaml$|^\.upsun\/config\.yaml$/, format: 'text', read: present('Upsun') },
  { file: /^\.clever\.json$|^clevercloud\/[\w.-]+\.json$/, format: 'text', read: present('Clever Cloud') },
  { file: /^scalingo\.json$/, format: 'text', read: present('Scalingo') },
];
