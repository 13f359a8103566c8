/** Programs that change something outside the repository. One line a rule; the first that matches counts. */
import type { Act } from './acts';
import { hasFlag, option, startsWith } from './shell';

interface Rule {
  /** See `startsWith` of shell.ts. */
  readonly run: string;
  readonly kind: Act['kind'];
  readonly provider: string;
  /** Options that name the application, service, stack, ... */
  readonly target?: readonly string[];
  /** The target is the first argument behind the matched words. */
  readonly argument?: true;
  /** Options that name the environment. */
  readonly environment?: readonly string[];
  /** The environment where no option names it. */
  readonly otherwise?: string;
  /** Flags that mean production. */
  readonly production?: readonly string[];
  /** With one of these nothing is deployed. */
  readonly unless?: readonly string[];
  /** Only with one of these something is deployed. */
  readonly only?: readonly string[];
  readonly inferred?: true;
}

const rule = (
  run: string,
  kind: Act['kind'],
  provider: string,
  more: Omit<Rule, 'run' | 'kind' | 'provider'> = {},
): Rule => ({
  run,
  kind,
  provider,
  ...more,
});

const dry = ['--dry-run', '--dry-run=client', '--dry-run=server', '-n', '--help', '--noop', '--diff'];
const stage = ['--stage', '-s'];

const rules: readonly Rule[] = [
  rule('fly|flyctl deploy', 'server', 'Fly.io', { target: ['--app', '-a'], unless: ['--build-only'] }),
  rule('fly|flyctl machine|machines update|run', 'server', 'Fly.io', { target: ['--app', '-a'] }),
  rule('vercel|vc|now build|pull|env|link|login|whoami|inspect|logs|ls|list|dev|alias', 'server', '', {
    only: ['--never'],
  }),
  rule('vercel promote|rollback', 'server', 'Vercel', { otherwise: 'production' }),
  rule('vercel|vc|now', 'server', 'Vercel', {
    production: ['--prod', '--production'],
    otherwise: 'preview',
    environment: ['--target'],
    unless: ['--version', '--help'],
  }),
  rule('netlify|ntl deploy', 'server', 'Netlify', {
    target: ['--site', '-s'],
    production: ['--prod', '-p', '--prodIfUnlocked'],
    otherwise: 'preview',
  }),
  rule('wrangler pages deploy|publish', 'server', 'Cloudflare Pages', { target: ['--project-name'] }),
  rule('wrangler versions upload', 'server', 'Cloudflare Workers', {
    otherwise: 'preview',
    target: ['--name'],
  }),
  rule('wrangler deploy|publish', 'server', 'Cloudflare Workers', {
    target: ['--name'],
    environment: ['--env', '-e'],
    unless: dry,
  }),
  rule('wrangler versions deploy', 'server', 'Cloudflare Workers', { target: ['--name'] }),
  rule('opennextjs-cloudflare deploy', 'server', 'Cloudflare Workers'),
  rule('gcloud run deploy', 'server', 'Cloud Run', { argument: true }),
  rule('gcloud run services replace|update|update-traffic', 'server', 'Cloud Run'),
  rule('gcloud run jobs deploy|update|replace', 'server', 'Cloud Run', { argument: true }),
  rule('gcloud beta|alpha run deploy', 'server', 'Cloud Run', { argument: true }),
  rule('gcloud app deploy', 'server', 'App Engine', { unless: ['--no-promote'] }),
  rule('gcloud functions deploy', 'server', 'Cloud Functions', { argument: true }),
  rule('gcloud deploy releases create', 'server', 'Cloud Deploy', { target: ['--delivery-pipeline'] }),
  rule('gcloud compute instances|instance-groups update-container|managed', 'server', 'Compute Engine', {
    only: ['rolling-action', 'update-container'],
  }),
  rule('gcloud builds submit', 'image', 'Cloud Build', { target: ['--tag', '-t'], inferred: true }),
  rule('firebase hosting:channel:deploy', 'server', 'Firebase Hosting', { otherwise: 'preview' }),
  rule('firebase appdistribution:distribute', 'store', 'Firebase App Distribution'),
  rule('firebase deploy', 'server', 'Firebase', { target: ['--project', '-P'] }),
  rule('aws ecs update-service|deploy', 'server', 'AWS ECS', { target: ['--service'] }),
  rule('aws lambda update-function-code|update-alias', 'server', 'AWS Lambda', {
    target: ['--function-name'],
  }),
  rule(
    'aws cloudformation deploy|create-stack|update-stack|execute-change-set',
    'infrastructure',
    'AWS CloudFormation',
    { target: ['--stack-name'], unless: ['--no-execute-changeset'] },
  ),
  rule('aws elasticbeanstalk update-environment', 'server', 'AWS Elastic Beanstalk', {
    target: ['--environment-name'],
  }),
  rule('aws deploy create-deployment', 'server', 'AWS CodeDeploy', {
    target: ['--application-name'],
    environment: ['--deployment-group-name'],
  }),
  rule('aws amplify start-job|start-deployment', 'server', 'AWS Amplify', { target: ['--app-id'] }),
  rule('aws apprunner start-deployment|update-service', 'server', 'AWS App Runner', {
    target: ['--service-arn'],
  }),
  rule('aws autoscaling start-instance-refresh', 'server', 'AWS EC2', {
    target: ['--auto-scaling-group-name'],
  }),
  rule('aws codepipeline start-pipeline-execution', 'server', 'AWS CodePipeline', { target: ['--name'] }),
  rule('eb deploy', 'server', 'AWS Elastic Beanstalk', { argument: true }),
  rule('cdk deploy', 'infrastructure', 'AWS CDK', { argument: true }),
  rule('sam deploy', 'server', 'AWS SAM', {
    target: ['--stack-name'],
    environment: ['--config-env'],
    unless: ['--no-execute-changeset'],
  }),
  rule('serverless|sls|osls deploy', 'server', 'Serverless Framework', { environment: stage }),
  rule('sst deploy', 'server', 'SST', { environment: ['--stage'] }),
  rule('copilot deploy', 'server', 'AWS Copilot', { target: ['--name', '-n'], environment: ['--env', '-e'] }),
  rule('copilot svc|job deploy', 'server', 'AWS Copilot', {
    target: ['--name', '-n'],
    environment: ['--env', '-e'],
  }),
  rule('chalice deploy', 'server', 'AWS Lambda', { environment: ['--stage'] }),
  rule('zappa deploy|update', 'server', 'AWS Lambda', { environment: [], argument: true }),
  rule('amplify publish|push', 'server', 'AWS Amplify'),
  rule('ecs|ecs-deploy deploy', 'server', 'AWS ECS'),
  rule('arc deploy', 'server', 'Architect', { production: ['--production'] }),
  rule('up deploy', 'server', 'Apex Up', { argument: true }),
  rule('az webapp deploy|up', 'server', 'Azure App Service', {
    target: ['--name', '-n'],
    environment: ['--slot', '-s'],
  }),
  rule('az webapp deployment source config-zip|sync', 'server', 'Azure App Service', {
    target: ['--name', '-n'],
    environment: ['--slot', '-s'],
  }),
  rule('az webapp deployment slot swap', 'server', 'Azure App Service', { target: ['--name', '-n'] }),
  rule('az webapp config container set', 'server', 'Azure App Service', { target: ['--name', '-n'] }),
  rule('az functionapp deployment source config-zip', 'server', 'Azure Functions', {
    target: ['--name', '-n'],
  }),
  rule('az functionapp deploy', 'server', 'Azure Functions', { target: ['--name', '-n'] }),
  rule('func azure functionapp publish', 'server', 'Azure Functions', { argument: true }),
  rule('az containerapp up|update', 'server', 'Azure Container Apps', { target: ['--name', '-n'] }),
  rule('az container create', 'server', 'Azure Container Instances', { target: ['--name', '-n'] }),
  rule('az deployment group|sub|mg|tenant create', 'infrastructure', 'Azure Resource Manager', {
    target: ['--resource-group', '-g', '--name', '-n'],
  }),
  rule('az storage blob upload-batch|sync', 'server', 'Azure Storage', {
    target: ['--destination', '-d', '--container', '-c'],
  }),
  rule('az acr build', 'image', 'Azure Container Registry', { target: ['--image', '-t'] }),
  rule('azd up|deploy', 'server', 'Azure', { environment: ['--environment', '-e'] }),
  rule('swa deploy', 'server', 'Azure Static Web Apps', { environment: ['--env'] }),
  rule('kubectl|oc|k apply|replace', 'server', 'Kubernetes', {
    target: ['--namespace', '-n'],
    unless: ['--dry-run', '--dry-run=client', '--dry-run=server', '--dry-run=true'],
  }),
  rule('kubectl|oc|k set image|env', 'server', 'Kubernetes', { argument: true }),
  rule('kubectl|oc|k rollout restart', 'server', 'Kubernetes', { argument: true }),
  rule('kubectl|oc|k patch deployment|deploy|statefulset|cronjob', 'server', 'Kubernetes', {
    argument: true,
  }),
  rule('oc start-build', 'server', 'OpenShift', { argument: true }),
  rule('oc rollout latest', 'server', 'OpenShift', { argument: true }),
  rule('helm upgrade|install', 'server', 'Kubernetes', {
    argument: true,
    unless: ['--dry-run', '--dry-run=client', '--dry-run=server'],
  }),
  rule('helm push', 'package', 'Helm'),
  rule('flux push artifact', 'image', '', { argument: true }),
  rule('helmfile apply|sync|deploy', 'server', 'Kubernetes', { environment: ['--environment', '-e'] }),
  rule('skaffold run|deploy|apply', 'server', 'Kubernetes', { environment: ['--profile', '-p'] }),
  rule('kapp deploy', 'server', 'Kubernetes', { target: ['--app', '-a'] }),
  rule('werf converge', 'server', 'Kubernetes', { environment: ['--env'] }),
  rule('okteto deploy', 'server', 'Okteto'),
  rule('devspace deploy', 'server', 'Kubernetes', { environment: ['--profile', '-p'] }),
  rule('argocd app sync|set', 'server', 'Argo CD', { argument: true }),
  rule('flux reconcile', 'server', 'Flux', { inferred: true }),
  rule('nomad job run', 'server', 'Nomad', { argument: true }),
  rule('nomad run', 'server', 'Nomad', { argument: true }),
  rule('docker stack deploy', 'server', 'Docker Swarm'),
  rule('docker service update', 'server', 'Docker Swarm'),
  rule('terraform|tofu apply', 'infrastructure', 'Terraform', {
    environment: ['-var-file', '--var-file'],
    unless: ['-help', '-refresh-only'],
  }),
  rule('terragrunt apply|apply-all', 'infrastructure', 'Terragrunt'),
  rule('terragrunt run-all|run apply', 'infrastructure', 'Terragrunt'),
  rule('pulumi up|update', 'infrastructure', 'Pulumi', { environment: ['--stack', '-s'] }),
  rule('ansible-playbook', 'server', 'Ansible', {
    argument: true,
    environment: ['-i', '--inventory'],
    unless: ['--syntax-check', '--check', '-C', '--list-tasks', '--version'],
  }),
  rule('kamal|mrsk deploy|redeploy|setup', 'server', 'Kamal', { environment: ['--destination', '-d'] }),
  rule('heroku container:release', 'server', 'Heroku', { target: ['--app', '-a'] }),
  rule('heroku pipelines:promote', 'server', 'Heroku', { target: ['--app', '-a'] }),
  rule('heroku deploy:jar|war', 'server', 'Heroku', { target: ['--app', '-a'] }),
  rule('railway up|redeploy', 'server', 'Railway', {
    target: ['--service', '-s'],
    environment: ['--environment', '-e'],
  }),
  rule('render deploys create', 'server', 'Render', { argument: true }),
  rule('doctl apps create-deployment|update', 'server', 'DigitalOcean App Platform', { argument: true }),
  rule('doctl serverless deploy', 'server', 'DigitalOcean Functions'),
  rule('cf push', 'server', 'Cloud Foundry', { argument: true }),
  rule('scalingo deploy', 'server', 'Scalingo', { target: ['--app', '-a'] }),
  rule('clever deploy', 'server', 'Clever Cloud', { target: ['--alias', '-a'] }),
  rule('koyeb services|service redeploy|update', 'server', 'Koyeb', { argument: true }),
  rule('koyeb deploy', 'server', 'Koyeb'),
  rule('caprover deploy', 'server', 'CapRover', { target: ['--appName', '-a'] }),
  rule('platform|upsun push', 'server', 'Upsun'),
  rule('pm2 deploy', 'server', 'PM2', { argument: true }),
  rule('dep deploy', 'server', 'Deployer', { argument: true }),
  rule('envoy run', 'server', 'Laravel Envoy', { argument: true }),
  rule('vapor deploy', 'server', 'Laravel Vapor', { environment: [], argument: true }),
  rule('mina deploy', 'server', 'Mina'),
  rule('surge', 'server', 'Surge', { inferred: true }),
  rule('deployctl deploy', 'server', 'Deno Deploy', { target: ['--project'], production: ['--prod'] }),
  rule('partykit deploy', 'server', 'PartyKit'),
  rule('modal deploy', 'server', 'Modal', { environment: ['--env', '-e'] }),
  rule('supabase functions deploy', 'server', 'Supabase', { target: ['--project-ref'] }),
  rule('supabase db push', 'server', 'Supabase', { target: ['--project-ref'], unless: ['--dry-run'] }),
  rule('convex deploy', 'server', 'Convex', { unless: ['--dry-run'] }),
  rule('shopify theme push', 'server', 'Shopify', { target: ['--theme', '-t'] }),
  rule('shopify app deploy', 'server', 'Shopify'),
  rule('hasura deploy', 'server', 'Hasura'),
  rule('gh-pages', 'server', 'GitHub Pages', { otherwise: 'github-pages' }),
  rule('ghp-import', 'server', 'GitHub Pages', { otherwise: 'github-pages', only: ['-p', '--push'] }),
  rule('mkdocs gh-deploy', 'server', 'GitHub Pages', { otherwise: 'github-pages' }),
  rule('docusaurus deploy', 'server', 'GitHub Pages', { otherwise: 'github-pages' }),
  rule('mike deploy', 'server', 'GitHub Pages', { otherwise: 'github-pages', only: ['--push', '-p'] }),
  rule('angular-cli-ghpages', 'server', 'GitHub Pages', { otherwise: 'github-pages' }),
  rule('docker|podman|nerdctl push', 'image', '', { argument: true }),
  rule('docker|podman image push', 'image', '', { argument: true }),
  rule('docker buildx build|bake', 'image', '', { target: ['--tag', '-t'], only: ['--push'] }),
  rule('docker build', 'image', '', { target: ['--tag', '-t'], only: ['--push'] }),
  rule('docker|docker-compose compose push', 'image', ''),
  rule('docker-compose push', 'image', ''),
  rule('buildah push', 'image', '', { argument: true }),
  rule('skopeo copy', 'image', ''),
  rule('crane push|copy|cp', 'image', ''),
  rule('ko build|publish|resolve', 'image', '', { unless: ['--local', '-L', '--push=false'] }),
  rule('ko apply', 'server', 'Kubernetes'),
  rule('npm publish', 'package', 'npm', { unless: dry, target: ['--workspace', '-w'] }),
  rule('pnpm publish', 'package', 'npm', { unless: dry }),
  rule('pnpm recursive publish', 'package', 'npm', { unless: dry }),
  rule('yarn publish', 'package', 'npm', { unless: dry }),
  rule('yarn npm publish', 'package', 'npm', { unless: dry }),
  rule('yarn workspaces foreach', 'package', 'npm', { only: ['publish'] }),
  rule('bun publish', 'package', 'npm', { unless: dry }),
  rule('lerna publish', 'package', 'npm'),
  rule('changeset publish', 'package', 'npm'),
  rule('nx release publish', 'package', 'npm', { unless: dry }),
  rule('release-it', 'package', 'npm', { unless: dry, inferred: true }),
  rule('semantic-release', 'package', 'npm', { unless: dry, inferred: true }),
  rule('auto shipit', 'package', 'npm', { inferred: true }),
  rule('jsr publish', 'package', 'JSR', { unless: dry }),
  rule('deno publish', 'package', 'JSR', { unless: dry }),
  rule('twine upload', 'package', 'PyPI'),
  rule('poetry publish', 'package', 'PyPI', { unless: dry }),
  rule('uv|flit|hatch|pdm|maturin|rye publish', 'package', 'PyPI', { unless: dry }),
  rule('maturin upload', 'package', 'PyPI'),
  rule('gem push', 'package', 'RubyGems'),
  rule('rake release', 'package', 'RubyGems', { inferred: true }),
  rule('cargo publish', 'package', 'crates.io', { unless: dry, target: ['--package', '-p'] }),
  rule('cargo release|workspaces publish', 'package', 'crates.io', { only: ['--execute', 'publish', '-x'] }),
  rule('mvn|./mvnw|mvnw deploy', 'package', 'Maven repository', { unless: ['-DskipDeploy'] }),
  rule('dotnet nuget push', 'package', 'NuGet'),
  rule('nuget push', 'package', 'NuGet'),
  rule('pod trunk push', 'package', 'CocoaPods'),
  rule('mix hex.publish', 'package', 'Hex', { unless: dry }),
  rule('dart|flutter pub publish', 'package', 'pub.dev', { unless: dry }),
  rule('goreleaser release', 'package', 'GitHub Releases', {
    unless: ['--snapshot', '--skip-publish', '--skip=publish'],
  }),
  rule('gh release create|upload', 'package', 'GitHub Releases', { unless: ['--draft', '-d'] }),
  rule('glab release create', 'package', 'GitLab Releases'),
  rule('release-cli create', 'package', 'GitLab Releases'),
  rule('vsce publish', 'package', 'Visual Studio Marketplace'),
  rule('ovsx publish', 'package', 'Open VSX'),
  rule('web-ext sign', 'store', 'Firefox Add-ons'),
  rule('chrome-webstore-upload|cws upload|publish', 'store', 'Chrome Web Store'),
  rule('electron-builder', 'package', 'electron-builder', {
    only: ['always', '--publish=always', 'onTag', 'onTagOrDraft'],
  }),
  rule('snapcraft upload|push|release', 'package', 'Snap Store'),
  rule('choco push', 'package', 'Chocolatey'),
  rule('anaconda upload', 'package', 'Anaconda'),
  rule('luarocks upload', 'package', 'LuaRocks'),
  rule('cabal upload', 'package', 'Hackage'),
  rule('eas submit', 'store', 'app stores', { environment: ['--profile', '-e'] }),
  rule('eas update', 'server', 'Expo', { environment: ['--channel', '--branch'] }),
  rule('eas build', 'store', 'app stores', {
    environment: ['--profile', '-e'],
    only: ['--auto-submit', '-s'],
  }),
  rule('eas deploy', 'server', 'Expo', { production: ['--prod'] }),
  rule('expo publish', 'server', 'Expo', { environment: ['--release-channel'] }),
  rule('appcenter codepush|distribute release-react|release', 'store', 'App Center'),
  rule('xcrun altool', 'store', 'App Store', { only: ['--upload-app', '--upload-package'] }),
];

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
