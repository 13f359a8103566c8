/** Platforms whose file describes servers and their processes: DigitalOcean, Kamal, Heroku. */
import { at, entriesOf, entryAt, itemsOf, textAt } from '../read/tree';
import { fact, nothing, type Finding, type Reading, type ServerFact, type Watch } from './finding';
import { hosted, only } from './hosted';

export function digitalOcean(reading: Reading): Finding {
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

export function kamal(reading: Reading): Finding {
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

export function heroku(reading: Reading): Finding {
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
