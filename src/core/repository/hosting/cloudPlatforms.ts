/** Functions and application platforms of the large clouds and Cloudflare. */
import { at, entriesOf, entryAt, listOf, textAt } from '../read/tree';
import type { Hosting } from '../types';
import { fact, nothing, type Finding, type Reading, type ServerFact } from './finding';
import { hosted, only, folderName } from './hosted';

export function appEngine(reading: Reading): Finding {
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

export function firebase(reading: Reading): Finding {
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

export function wrangler(reading: Reading): Finding {
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

export function serverless(reading: Reading): Finding {
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

export function sam(reading: Reading): Finding {
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
