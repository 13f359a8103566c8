/** Published actions of GitHub's marketplace that change something outside the repository, by what they are called. */
import { entriesOf, textAt, type Tree } from '../read/tree';
import { environmentIn, type Act } from './acts';
import { registryOf } from './deployCommands';

interface Rule {
  readonly kind: Act['kind'];
  readonly provider: string;
  /** Inputs that name the application, service, bucket, ... */
  readonly target?: readonly string[];
  readonly environment?: readonly string[];
  readonly otherwise?: string;
  /** Input that must be true (`push`), or `input=value`. */
  readonly needs?: string;
  /** Input whose value true or presence means that nothing is sent (`dry-run`). */
  readonly unless?: readonly string[];
  /** Inputs that hold commands: those decide. `prefix` is the program they are arguments of. */
  readonly script?: {
    readonly inputs: readonly string[];
    readonly prefix?: string;
    readonly byDefault?: string;
  };
  /** The host it works on; its commands run there. */
  readonly remote?: true;
  /** Production where the input holds a certain word. */
  readonly production?: { readonly input: string; readonly pattern: RegExp; readonly else: string };
  readonly inferred?: true;
  readonly approval?: true;
}

const server = (provider: string, more: Partial<Rule> = {}): Rule => ({ kind: 'server', provider, ...more });
const published = (provider: string, more: Partial<Rule> = {}): Rule => ({
  kind: 'package',
  provider,
  ...more,
});
const pages = server('GitHub Pages', { otherwise: 'github-pages' });
const command = (prefix: string, ...inputs: string[]): Rule => ({
  kind: 'server',
  provider: '',
  script: { inputs, prefix },
});

const rules: Readonly<Record<string, Rule>> = {
  'superfly/flyctl-actions': command('flyctl', 'args'),
  'amondnet/vercel-action': server('Vercel', {
    production: { input: 'vercel-args', pattern: /--prod/, else: 'preview' },
  }),
  'betahuhn/deploy-to-vercel-action': server('Vercel', { target: ['VERCEL_PROJECT_ID'] }),
  'nwtgck/actions-netlify': server('Netlify', {
    production: { input: 'production-deploy', pattern: /true/, else: '' },
  }),
  'netlify/actions/cli': command('netlify', 'args'),
  'jsmrcaga/action-netlify-deploy': server('Netlify'),
  'cloudflare/wrangler-action': {
    ...server('Cloudflare Workers'),
    environment: ['environment'],
    script: { inputs: ['command'], prefix: 'wrangler', byDefault: 'deploy' },
  },
  'cloudflare/pages-action': server('Cloudflare Pages', { target: ['projectName'] }),
  'google-github-actions/deploy-cloudrun': server('Cloud Run', {
    target: ['service', 'job'],
    unless: ['no_traffic'],
  }),
  'google-github-actions/deploy-appengine': server('App Engine', { target: ['project_id'] }),
  'google-github-actions/deploy-cloud-functions': server('Cloud Functions', { target: ['name'] }),
  'google-github-actions/create-cloud-deploy-release': server('Cloud Deploy', {
    target: ['delivery_pipeline'],
  }),
  'google-github-actions/upload-cloud-storage': server('Google Cloud Storage', {
    target: ['destination'],
    inferred: true,
  }),
  'firebaseextended/action-hosting-deploy': server('Firebase Hosting', {
    target: ['projectId'],
    production: { input: 'channelId', pattern: /^live$/, else: 'preview' },
  }),
  'w9jds/firebase-action': command('firebase', 'args'),
  'aws-actions/amazon-ecs-deploy-task-definition': server('AWS ECS', { target: ['service', 'cluster'] }),
  'aws-actions/aws-cloudformation-github-deploy': {
    kind: 'infrastructure',
    provider: 'AWS CloudFormation',
    target: ['name'],
  },
  'aws-actions/aws-lambda-deploy': server('AWS Lambda', { target: ['function-name'], unless: ['dry-run'] }),
  'aws-actions/amazon-eks-deploy': server('AWS EKS'),
  'einaregilsson/beanstalk-deploy': server('AWS Elastic Beanstalk', {
    target: ['environment_name', 'application_name'],
  }),
  'aws-actions/aws-elasticbeanstalk-deploy': server('AWS Elastic Beanstalk', {
    target: ['environment-name', 'application-name'],
  }),
  'jakejarvis/s3-sync-action': server('AWS S3'),
  'reggionick/s3-deploy': server('AWS S3', { target: ['bucket'] }),
  'appleboy/lambda-action': server('AWS Lambda', { target: ['function_name'], unless: ['dry_run'] }),
  'appleboy/ssh-action': server('own server', {
    target: ['host'],
    remote: true,
    script: { inputs: ['script'] },
  }),
  'appleboy/scp-action': server('own server', { target: ['host'] }),
  'easingthemes/ssh-deploy': server('own server', { target: ['REMOTE_HOST', 'remote_host'] }),
  'burnett01/rsync-deployments': server('own server', { target: ['remote_host'] }),
  'samkirkland/ftp-deploy-action': server('own server', { target: ['server'], unless: ['dry-run'] }),
  'samkirkland/web-deploy': server('own server', { target: ['target-server'] }),
  'wlixcc/sftp-deploy-action': server('own server', { target: ['server'] }),
  'azure/webapps-deploy': server('Azure App Service', { target: ['app-name'], environment: ['slot-name'] }),
  'azure/functions-action': server('Azure Functions', { target: ['app-name'], environment: ['slot-name'] }),
  'azure/static-web-apps-deploy': server('Azure Static Web Apps', { needs: 'action=upload' }),
  'azure/k8s-deploy': server('Kubernetes', { target: ['namespace'] }),
  'azure/container-apps-deploy-action': server('Azure Container Apps', { target: ['containerAppName'] }),
  'azure/aci-deploy': server('Azure Container Instances', { target: ['name'] }),
  'azure/arm-deploy': {
    kind: 'infrastructure',
    provider: 'Azure Resource Manager',
    target: ['resourceGroupName'],
  },
  'azure/bicep-deploy': { kind: 'infrastructure', provider: 'Azure Resource Manager', target: ['name'] },
  'azure/cli': { kind: 'server', provider: '', script: { inputs: ['inlineScript'] } },
  'digitalocean/app_action': server('DigitalOcean App Platform', { target: ['app_name'] }),
  'digitalocean/app_action/deploy': server('DigitalOcean App Platform', { target: ['app_name'] }),
  'akhileshns/heroku-deploy': server('Heroku', { target: ['heroku_app_name'] }),
  'gonuit/heroku-docker-deploy': server('Heroku', { target: ['heroku_app_name'] }),
  'johnbeynon/render-deploy-action': server('Render', { target: ['service-id'] }),
  'jorgelnjunior/render-deploy': server('Render', { target: ['service_id'] }),
  'bervproject/railway-deploy': server('Railway', { target: ['service'] }),
  'peaceiris/actions-gh-pages': pages,
  'jamesives/github-pages-deploy-action': { ...pages, unless: ['dry-run'] },
  'crazy-max/ghaction-github-pages': { ...pages, unless: ['dry_run'] },
  'actions/deploy-pages': pages,
  'docker/build-push-action': { kind: 'image', provider: '', target: ['tags'], needs: 'push' },
  'docker/bake-action': { kind: 'image', provider: '', needs: 'push' },
  'depot/build-push-action': { kind: 'image', provider: '', target: ['tags'], needs: 'push' },
  'elgohr/publish-docker-github-action': { kind: 'image', provider: '', target: ['name'] },
  'mr-smithers-excellent/docker-build-push': { kind: 'image', provider: '', target: ['image'] },
  'redhat-actions/push-to-registry': { kind: 'image', provider: '', target: ['image'] },
  'pypa/gh-action-pypi-publish': published('PyPI', { target: ['repository-url', 'repository_url'] }),
  'js-devtools/npm-publish': published('npm', { unless: ['dry-run'] }),
  'changesets/action': published('npm', { needs: 'publish=*' }),
  'rubygems/release-gem': published('RubyGems'),
  'dawidd6/action-publish-gem': published('RubyGems'),
  'katyo/publish-crates': published('crates.io', { unless: ['dry-run'] }),
  'goreleaser/goreleaser-action': {
    ...published('GitHub Releases'),
    script: { inputs: ['args'], prefix: 'goreleaser' },
  },
  'softprops/action-gh-release': published('GitHub Releases', { unless: ['draft'] }),
  'ncipollo/release-action': published('GitHub Releases', { unless: ['draft'] }),
  'actions/create-release': published('GitHub Releases', { unless: ['draft'] }),
  'svenstaro/upload-release-action': published('GitHub Releases'),
  'marvinpinto/action-automatic-releases': published('GitHub Releases', { unless: ['draft'] }),
  'googleapis/release-please-action': published('GitHub Releases', { inferred: true }),
  'google-github-actions/release-please-action': published('GitHub Releases', { inferred: true }),
  'cycjimmy/semantic-release-action': published('npm', { inferred: true, unless: ['dry_run'] }),
  'haaleo/publish-vscode-extension': published('Visual Studio Marketplace', { unless: ['dryRun'] }),
  'helm/chart-releaser-action': published('Helm'),
  'stefanprodan/helm-gh-pages': published('Helm'),
  'pulumi/actions': {
    kind: 'infrastructure',
    provider: 'Pulumi',
    environment: ['stack-name'],
    needs: 'command=up',
  },
  'dflook/terraform-apply': { kind: 'infrastructure', provider: 'Terraform', environment: ['workspace'] },
  'dflook/tofu-apply': { kind: 'infrastructure', provider: 'Terraform', environment: ['workspace'] },
  'hashicorp/tfc-workflows-github/actions/apply-run': { kind: 'infrastructure', provider: 'HCP Terraform' },
  'serverless/github-action': command('serverless', 'args'),
  'dawidd6/action-ansible-playbook': server('Ansible', { target: ['playbook'] }),
  'deliverybot/helm': server('Kubernetes', { target: ['release'], environment: ['namespace'] }),
  'bitovi/github-actions-deploy-docker-to-ec2': server('AWS EC2'),
  'stefanprodan/kube-tools': { kind: 'server', provider: '', script: { inputs: ['command'] } },
  'actions-hub/kubectl': command('kubectl', 'args'),
  'r0adkll/upload-google-play': {
    kind: 'store',
    provider: 'Google Play',
    target: ['packageName'],
    environment: ['track'],
  },
  'apple-actions/upload-testflight-build': { kind: 'store', provider: 'TestFlight' },
  'wzieba/firebase-distribution-github-action': { kind: 'store', provider: 'Firebase App Distribution' },
  'maierj/fastlane-action': { kind: 'store', provider: '', script: { inputs: ['lane'], prefix: 'fastlane' } },
  'browser-actions/release-chrome-extension': { kind: 'store', provider: 'Chrome Web Store' },
  '10up/action-wordpress-plugin-deploy': published('WordPress.org'),
  'rtcamp/action-deploy-wordpress': server('own server'),
  'deployphp/action': { kind: 'server', provider: 'Deployer', script: { inputs: ['dep'], prefix: 'dep' } },
  'denoland/deployctl': server('Deno Deploy', { target: ['project'] }),
  'trstringer/manual-approval': { kind: 'unclear', provider: '', approval: true },
};

export interface ActionAct {
  readonly act?: Act;
  /** Commands that the action runs, to be read like those of a script; `remote`: on a server. */
  readonly script?: string;
  readonly remote?: true;
  /** The input that switches it on. */
  readonly switch?: string;
}

/** An input of a step; GitHub does not mind the case of its name. */
export const inputOf = (inputs: Tree | undefined, name: string): string | undefined =>
  textAt(entriesOf(inputs).find(({ key }) => key.toLowerCase() === name)?.value);

/** The name and path of an action, without its version, in lower case. */
export const actionName = (uses: string): string => (uses.split('@')[0] ?? uses).toLowerCase();

/** What an action with these inputs does; an action that nobody listed but that is called deploy is `unclear`. */
export function actOfAction(uses: string, inputs: ReadonlyMap<string, string>): ActionAct | undefined {
  const name = actionName(uses);
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
  const input = (...keys: readonly string[]): string | undefined =>
    keys
      .map(key => [...inputs].find(([other]) => other.toLowerCase() === key.toLowerCase())?.[1])
      .find(value => value !== undefined && value !== '');
  if (!rule) return unclear(name);
  const isOn = (value: string | undefined): boolean => value !== undefined && !/^(false|0|no)$/i.test(value);
  if (rule.unless?.some(key => isOn(input(key))) === true) return undefined;
  const [key = '', wanted] = (rule.needs ?? '').split('=');
  const value = input(key);
  if (
    key !== '' &&
    (value === undefined ||
      (wanted === undefined ? !isOn(value) : wanted !== '*' && value !== wanted && !value.includes('${{')))
  )
    return undefined;
  const { script } = rule;
  const target =
    rule.target &&
    input(...rule.target)
      ?.split(/[\n,]/)[0]
      ?.trim();
  if (script) {
    const text = input(...script.inputs) ?? script.byDefault;
    if (text === undefined) return undefined;
    const lines =
      script.prefix === undefined
        ? text
        : `${script.prefix} ${text
            .split('\n')
            .filter(line => line.trim() !== '')
            .join(`\n${script.prefix} `)}`;
    const environment = rule.environment && input(...rule.environment);
    return {
      script: lines,
      ...(rule.remote && {
        remote: true,
        act: {
          kind: rule.kind,
          provider: rule.provider,
          mechanism: name,
          ...(target !== undefined && { target }),
        },
      }),
      ...(environment !== undefined &&
        script.prefix === 'wrangler' && { script: `${lines} --env ${environment}` }),
    };
  }
  const production =
    rule.production &&
    (rule.production.pattern.test(input(rule.production.input) ?? '') ? 'production' : rule.production.else);
  const environment =
    (production === '' ? undefined : production) ??
    (rule.environment && input(...rule.environment)) ??
    rule.otherwise;
  return {
    act: {
      kind: rule.kind,
      provider: rule.kind === 'image' ? registryOf(target) : rule.provider,
      mechanism: name,
      ...(target !== undefined && target !== '' && { target }),
      ...(environment !== undefined && { environment }),
      ...(rule.inferred && { inferred: true }),
      ...(rule.approval && { approval: true }),
    },
    ...(key !== '' && wanted === undefined && { switch: key }),
  };
}

const harmless =
  /setup|configure|login|checkout|cache|auth|status|comment|notif|slack|wait|lint|scan|download|drafter|notes|version|check|create-deployment|deployment-status|metadata|finish|delete|cleanup/;

/** Somebody else's action whose name promises a deployment: it is not left out, and nothing is claimed. */
function unclear(name: string): ActionAct | undefined {
  const words = name.split('/').slice(1).join('/');
  if (
    !/(^|[-_/])(deploy|deployment|publish|release)([-_/]|$)|-deploy|deploy-/.test(words) ||
    harmless.test(words) ||
    name.startsWith('docker://')
  )
    return undefined;
  const environment = environmentIn(words);
  return {
    act: {
      kind: 'unclear',
      provider: '',
      mechanism: name,
      ...(environment !== undefined && { environment }),
    },
  };
}
