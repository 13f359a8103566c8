/** Railway: `railway.toml` or `railway.json`. */
import { entryAt, textAt } from '../read/tree';
import { fact, type Finding, type Reading, type ServerFact, type Watch } from './finding';
import { hosted, only, folderName } from './hosted';

export function railway(reading: Reading): Finding {
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
