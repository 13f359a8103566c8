/** What a command of a script does to the world: by the rules of its program, or by what it copies, pushes or calls. */
import type { Act } from './acts';
import { rules } from './deployRules';
import type { Rule } from './rule';
import { hasFlag, option, startsWith } from './shell';

/** A command is held against the rules of its own program alone. */
const byProgram = new Map<string, Rule[]>();
for (const one of rules)
  for (const program of (one.run.split(' ')[0] ?? '').split('|'))
    byProgram.set(program, [...(byProgram.get(program) ?? []), one]);

const words = (list: readonly string[], from: number): string | undefined =>
  list.slice(from).find(word => !word.startsWith('-'));

/** The acts of one command of a script. Commands that only look like one (a dry run, a help page) give none. */
export function actOf(command: readonly string[]): Act | undefined {
  const special =
    copyToBucket(command) ??
    copyToServer(command) ??
    pushToRemote(command) ??
    upload(command) ??
    timoni(command) ??
    hook(command) ??
    byTask(command);
  if (special) return special;
  for (const one of byProgram.get(command[0] ?? '') ?? []) {
    const end = startsWith(command, one.run);
    if (end === undefined) continue;
    // options of a program that needs no further word (`vercel --prod`) must not hide another subcommand
    const flag = (flags: readonly string[] | undefined): boolean =>
      flags?.some(
        name =>
          command.includes(name) ||
          command.some(word => word.startsWith(`${name}=`) && !word.endsWith('=false')),
      ) ?? false;
    if (flag(one.unless)) return undefined;
    if (one.only && !flag(one.only)) return undefined;
    if (isLocal(command)) return undefined;
    const next = words(command, end);
    const target = (one.target && option(command, ...one.target)) ?? (one.argument ? next : undefined);
    const environment = flag(one.production)
      ? 'production'
      : ((one.environment && option(command, ...one.environment)) ?? one.otherwise);
    const mechanism = one.run
      .split(' ')
      .map(part => part.split('|').find(spelling => command.includes(spelling)) ?? part)
      .join(' ');
    return {
      kind: one.kind,
      provider:
        one.kind === 'image' && one.provider === '' ? registryOf(target ?? command.at(-1)) : one.provider,
      mechanism,
      ...(target !== undefined && { target }),
      ...(environment !== undefined && { environment }),
      ...(one.inferred && { inferred: true }),
    };
  }
  return undefined;
}

/** Something on the build machine itself: a local registry, an emulator. */
const isLocal = (command: readonly string[]): boolean =>
  command.some(word =>
    /(^|[/=@:])(localhost|127\.0\.0\.1|0\.0\.0\.0|kind-registry|registry\.local)([:/]|$)/.test(word),
  ) || command.some(word => /^(--kube-context|--context|--cluster)=?(kind|minikube|k3d)/.test(word));

/** The registry of an image name: `ghcr.io/acme/shop:1` → ghcr.io; without a host it is Docker Hub. */
export function registryOf(image: string | undefined): string {
  const [host = '', ...rest] = (image ?? '').replace(/^(docker|oci):\/\//, '').split('/');
  if (image === undefined || image.startsWith('-') || image.startsWith('$') || host.includes('$'))
    return 'container registry';
  if (host.includes('.') || host.includes(':'))
    return rest.length === 0 ? 'Docker Hub' : host === 'docker.io' ? 'Docker Hub' : host;
  return rest.length === 0 ? 'container registry' : 'Docker Hub';
}

/** Buckets that keep results of the build rather than the product. */
const scratch =
  /cache|artifact|report|coverage|(^|[-/])logs?([-/]|$)|backup|tmp|temp|junit|allure|test-result|benchmark/i;

function copyToBucket(command: readonly string[]): Act | undefined {
  const tools: readonly (readonly [string, string, RegExp])[] = [
    ['aws s3 sync|cp|mv', 'AWS S3', /^s3:\/\//],
    ['s3cmd sync|put', 'AWS S3', /^s3:\/\//],
    ['gsutil rsync|cp', 'Google Cloud Storage', /^gs:\/\//],
    ['gcloud storage rsync|cp', 'Google Cloud Storage', /^gs:\/\//],
    ['azcopy sync|copy|cp', 'Azure Storage', /^https?:\/\//],
    ['rclone sync|copy', 'remote storage', /^[\w-]+:/],
  ];
  for (const [run, provider, remote] of tools) {
    const end = startsWith(command, run);
    if (end === undefined) continue;
    const places = command
      .slice(end)
      .filter(
        (word, index, all) =>
          !word.startsWith('-') &&
          (remote.test(word) || !(all[index - 1] ?? '').startsWith('--') || index < 2),
      );
    const [from, to] = [
      places[0] ?? '',
      places.find((place, index) => index > 0 && (remote.test(place) || place.startsWith('$'))) ?? '',
    ];
    // from a bucket: a download
    if (
      to === '' ||
      (remote.test(from) && !remote.test(to)) ||
      scratch.test(to) ||
      command.some(word => word.startsWith('--endpoint-url'))
    )
      return undefined;
    if (!remote.test(to) && remote.test(from)) return undefined;
    const whole =
      /sync|rsync/.test(command.slice(1, end).join(' ')) ||
      command.some(word => /^(--recursive|-r|-R)$/.test(word));
    return {
      kind: 'server',
      provider,
      mechanism: command
        .slice(0, end)
        .filter(word => !word.startsWith('-'))
        .join(' '),
      target: to,
      ...(!whole && { inferred: true }),
    };
  }
  return undefined;
}

function copyToServer(command: readonly string[]): Act | undefined {
  const [program = '', ...rest] =
    command[0] === 'sshpass'
      ? command.slice(command.findIndex(word => /^(ssh|scp|rsync|sftp)$/.test(word)))
      : command;
  const remote = /^(?:[\w.${}() -]+@)?[\w.${}() -]+:(?!\/\/)/;
  if (program === 'rsync' || program === 'scp') {
    const places = rest.filter(
      (word, index) =>
        !word.startsWith('-') &&
        !/^-[eiPpFoJ]$|^--(exclude|include|rsh|filter|chmod|chown)/.test(rest[index - 1] ?? ''),
    );
    const to = places.at(-1) ?? '';
    return places.length > 1 && remote.test(to) && !remote.test(places[0] ?? '')
      ? { kind: 'server', provider: 'own server', mechanism: program, target: to.replace(/:.*$/s, '') }
      : undefined;
  }
  if (program === 'lftp' || program === 'ncftpput' || program === 'sftp')
    return { kind: 'server', provider: 'own server', mechanism: program, inferred: true };
  if (program !== 'ssh') return undefined;
  const host = rest.findIndex(
    (word, index) => !word.startsWith('-') && !/^-[iplFoJLRDWEeb]$/.test(rest[index - 1] ?? ''),
  );
  const remoteCommand = rest.slice(host + 1).join(' ');
  if (host === -1 || !remoteWork.test(remoteCommand)) return undefined;
  return { kind: 'server', provider: 'own server', mechanism: 'ssh', target: rest[host] ?? '' };
}

/** What a person would call deploying, done in a shell on a server. */
export const remoteWork =
  /docker(-compose| compose)? .*\b(up|pull|run|restart|stack|service)\b|git (pull|fetch|checkout|reset)|systemctl .*(restart|reload|start)|service \S+ (restart|reload)|pm2 |supervisorctl|kubectl|helm |\bdeploy|\.\/[\w/.-]+\.sh|bash [\w/.-]+\.sh|npm (ci|install|run)|yarn |bundle (install|exec)|composer install|php artisan|rails |migrate|nixos-rebuild|ansible/;

/** Branches that stand for an environment. */
const stages = /^([\w/-]+:)?(refs\/heads\/)?(releases?|prod|production|live|staging|stable|deploy)$/;

function pushToRemote(command: readonly string[]): Act | undefined {
  const end = startsWith(command, 'git push');
  if (end === undefined) return undefined;
  const places = command.slice(end).filter(word => !word.startsWith('-'));
  const remote = places[0] ?? '';
  if (/heroku/i.test(remote))
    return { kind: 'server', provider: 'Heroku', mechanism: 'git push', target: remote };
  if (/dokku|piku|caprover|clever|scalingo|gigalixir/i.test(remote))
    return {
      kind: 'server',
      provider: /dokku/i.test(remote) ? 'Dokku' : 'git remote',
      mechanism: 'git push',
      target: remote,
    };
  // the branch that is pushed has pipelines of its own, and whether they start depends on whose token pushes
  const branch = places.slice(1).find(place => stages.test(place));
  if (branch !== undefined && remote === 'origin')
    return { kind: 'unclear', provider: '', mechanism: `git push to ${branch.replace(/^.*:/, '')}` };
  if (places.some(place => /(^|:)(refs\/heads\/)?gh-pages$/.test(place)))
    return { kind: 'server', provider: 'GitHub Pages', mechanism: 'git push', environment: 'github-pages' };
  return undefined;
}

/** `timoni mod push ./folder oci://registry/name` */
function timoni(command: readonly string[]): Act | undefined {
  if (startsWith(command, 'timoni mod push') === undefined) return undefined;
  const target = command.find(word => word.startsWith('oci://'));
  // an address in a variable may be a registry of the build machine
  if (target === undefined || isLocal(command)) return undefined;
  return {
    kind: 'image',
    provider: registryOf(target),
    mechanism: 'timoni mod push',
    target,
  };
}

/** A package that is sent to a registry by hand. */
function upload(command: readonly string[]): Act | undefined {
  if (command[0] !== 'curl') return undefined;
  if (command.some(word => /^chart=@/.test(word)))
    return { kind: 'package', provider: 'Helm', mechanism: 'curl', inferred: true };
  const sent = hasFlag(command, '--upload-file', '-T', '--data-binary') && !hasFlag(command, '-G', '--get');
  const registry = command.find(word =>
    /\/packages\/(generic|maven|npm|pypi|nuget|helm)\/|\/artifactory\/|\/nexus\/|\/repository\/maven/.test(
      word,
    ),
  );
  if (!sent || registry === undefined || scratch.test(registry)) return undefined;
  return { kind: 'package', provider: 'package registry', mechanism: 'curl', inferred: true };
}

/** A deploy hook: an address that starts a deployment when it is called. */
function hook(command: readonly string[]): Act | undefined {
  if (!/^(curl|wget|http|https)$/.test(command[0] ?? '')) return undefined;
  const address = command.find(word =>
    /deploy[_-]?hook|api\.render\.com\/deploy|api\.vercel\.com\/v1\/integrations\/deploy|api\.netlify\.com\/build_hooks|hooks?[_-]?deploy|DEPLOY_?(URL|WEBHOOK)|(COOLIFY|PORTAINER|DOKPLOY|RENDER|VERCEL|NETLIFY)_\w*(HOOK|URL)/i.test(
      word,
    ),
  );
  if (address === undefined) return undefined;
  const provider = /render/i.test(address)
    ? 'Render'
    : /vercel/i.test(address)
      ? 'Vercel'
      : /netlify/i.test(address)
        ? 'Netlify'
        : /coolify/i.test(address)
          ? 'Coolify'
          : /portainer/i.test(address)
            ? 'Portainer'
            : '';
  return { kind: 'server', provider, mechanism: 'deploy hook', inferred: true };
}

/** Programs whose task is one word among others: Gradle, Capistrano, Maven plugins, MSBuild. */
function byTask(command: readonly string[]): Act | undefined {
  const [program = '', ...rest] = command;
  if (/^(gradle|\.\/gradlew|gradlew)$/.test(program)) {
    const task = rest.find(word =>
      /(^|:)(publish(?!.*Local)\w*|uploadArchives|jib|bootBuildImage|appengineDeploy|closeAndRelease\w*|appDistributionUpload\w*)$/.test(
        word,
      ),
    );
    if (task === undefined) return undefined;
    if (/jib$/.test(task)) return { kind: 'image', provider: 'container registry', mechanism: 'gradle jib' };
    if (/bootBuildImage$/.test(task))
      return rest.includes('--publishImage')
        ? { kind: 'image', provider: 'container registry', mechanism: 'gradle bootBuildImage' }
        : undefined;
    if (/appengineDeploy$/.test(task))
      return { kind: 'server', provider: 'App Engine', mechanism: 'gradle appengineDeploy' };
    if (/appDistribution/.test(task))
      return { kind: 'store', provider: 'Firebase App Distribution', mechanism: `gradle ${task}` };
    const bundle = /publish\w*(Bundle|Apk)$/.test(task);
    const plugins = /publishPlugins?$/.test(task);
    return bundle
      ? { kind: 'store', provider: 'Google Play', mechanism: `gradle ${task}` }
      : {
          kind: 'package',
          provider: plugins ? 'plugin portal' : 'Maven repository',
          mechanism: `gradle ${task}`,
        };
  }
  if (/^(mvn|\.\/mvnw|mvnw)$/.test(program) && rest.some(word => /jib:build/.test(word)))
    return { kind: 'image', provider: 'container registry', mechanism: 'mvn jib:build' };
  if (program === 'cap' && rest.includes('deploy')) {
    const [name] = rest.filter(word => !word.startsWith('-'));
    return {
      kind: 'server',
      provider: 'Capistrano',
      mechanism: 'cap deploy',
      ...(name !== undefined && name !== 'deploy' && { environment: name }),
    };
  }
  return undefined;
}
