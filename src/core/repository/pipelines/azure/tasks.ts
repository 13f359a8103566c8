/** Azure's tasks that change something outside of the repository, by what they are called. */
import type { Act } from '../acts';

interface Rule {
  readonly kind: Act['kind'];
  readonly provider: string;
  readonly target?: readonly string[];
  readonly environment?: readonly string[];
  /** Input that must have one of these values. */
  readonly needs?: readonly [string, RegExp, string?];
}

const server = (provider: string, target: readonly string[] = [], more: Partial<Rule> = {}): Rule => ({
  kind: 'server',
  provider,
  target,
  ...more,
});
const slot = { environment: ['slotname', 'deploytoslot'] };
const image = (needs?: Rule['needs']): Rule => ({
  kind: 'image',
  provider: '',
  target: ['repository', 'containerregistry'],
  ...(needs && { needs }),
});
const published = (provider: string, needs?: Rule['needs']): Rule => ({
  kind: 'package',
  provider,
  ...(needs && { needs }),
});

const rules: Readonly<Record<string, Rule>> = {
  azurewebapp: server('Azure App Service', ['appname'], slot),
  azurewebappcontainer: server('Azure App Service', ['appname'], slot),
  azurermwebappdeployment: server('Azure App Service', ['webappname', 'appname'], slot),
  azureappservicemanage: server('Azure App Service', ['webappname'], {
    needs: ['action', /swap/i, 'Swap Slots'],
  }),
  azurefunctionapp: server('Azure Functions', ['appname'], slot),
  azurefunctionappcontainer: server('Azure Functions', ['appname'], slot),
  azurestaticwebapp: server('Azure Static Web Apps'),
  azurecontainerapps: server('Azure Container Apps', ['containerappname']),
  azurespringcloud: server('Azure Spring Apps', ['appname']),
  azurecloudpowershelldeployment: server('Azure Cloud Services', ['servicename']),
  azurefilecopy: server('Azure Storage', ['storage'], {}),
  azurevmssdeployment: server('Azure Virtual Machines', ['vmssname']),
  servicefabricdeploy: server('Azure Service Fabric'),
  kubernetesmanifest: server('Kubernetes', ['namespace'], {
    needs: ['action', /^(deploy|promote|patch)$/i, 'deploy'],
  }),
  kubernetes: server('Kubernetes', ['namespace'], {
    needs: ['command', /^(apply|set|create|rollout)$/i, 'apply'],
  }),
  helmdeploy: server('Kubernetes', ['releasename'], { needs: ['command', /^(upgrade|install)$/i, 'ls'] }),
  iiswebappdeploymentonmachinegroup: server('own server', ['websitename']),
  iiswebapp: server('own server', ['websitename']),
  windowsmachinefilecopy: server('own server', ['machinenames']),
  copyfilesoverssh: server('own server', ['sshendpoint']),
  ftpupload: server('own server', ['serverurl']),
  azureresourcegroupdeployment: {
    kind: 'infrastructure',
    provider: 'Azure Resource Manager',
    target: ['resourcegroupname'],
  },
  azureresourcemanagertemplatedeployment: {
    kind: 'infrastructure',
    provider: 'Azure Resource Manager',
    target: ['resourcegroupname'],
  },
  terraformtask: { kind: 'infrastructure', provider: 'Terraform', needs: ['command', /^apply$/i, 'init'] },
  terraformtaskv4: { kind: 'infrastructure', provider: 'Terraform', needs: ['command', /^apply$/i, 'init'] },
  terraformcli: { kind: 'infrastructure', provider: 'Terraform', needs: ['command', /^apply$/i, 'init'] },
  pulumi: {
    kind: 'infrastructure',
    provider: 'Pulumi',
    environment: ['stack'],
    needs: ['command', /^up/i, ''],
  },
  sqlazuredacpacdeployment: { kind: 'infrastructure', provider: 'Azure SQL', target: ['databasename'] },
  docker: image(['command', /^(push|buildandpush)$/i, 'buildAndPush']),
  azureiotedge: server('Azure IoT Edge', [], { needs: ['action', /deploy/i, ''] }),
  nugetcommand: published('NuGet', ['command', /^push$/i, 'restore']),
  dotnetcorecli: published('NuGet', ['command', /^push$/i, 'build']),
  npm: published('npm', ['command', /^publish$/i, 'install']),
  universalpackages: published('Azure Artifacts', ['command', /^publish$/i, 'download']),
  githubrelease: published('GitHub Releases', ['action', /^(create|edit)$/i, 'create']),
  publishsymbols: published('symbol server', ['symbolservertype', /^never$/, '']),
  publishvsextension: published('Visual Studio Marketplace'),
  publishazuredevopsextension: published('Visual Studio Marketplace'),
  appcenterdistribute: { kind: 'store', provider: 'App Center', target: ['appslug'] },
  googleplayrelease: {
    kind: 'store',
    provider: 'Google Play',
    target: ['applicationid'],
    environment: ['track'],
  },
  appstorerelease: {
    kind: 'store',
    provider: 'App Store',
    target: ['appidentifier'],
    environment: ['releasetrack'],
  },
  s3upload: server('AWS S3', ['bucketname']),
  beanstalkdeploy: server('AWS Elastic Beanstalk', ['environmentname']),
  lambdadeployfunction: server('AWS Lambda', ['functionname']),
  cloudformationcreateorupdatestack: {
    kind: 'infrastructure',
    provider: 'AWS CloudFormation',
    target: ['stackname'],
  },
  codedeploydeployapplication: server('AWS CodeDeploy', ['applicationname']),
  octopusdeployrelease: server('Octopus Deploy', ['environments']),
};

/** Inputs that hold a script, by task. */
export const scriptTasks: Readonly<Record<string, readonly string[]>> = {
  bash: ['script', 'filepath'],
  powershell: ['script', 'filepath'],
  cmdline: ['script'],
  azurecli: ['inlinescript', 'scriptpath'],
  azurepowershell: ['inline', 'scriptpath'],
  shellscript: ['scriptpath'],
  ssh: ['inline', 'commands'],
};

export const taskName = (task: string): string =>
  (task.split('@')[0] ?? task).split('.').at(-1)?.toLowerCase() ?? task;

/** `inputs`: in lower case. */
export function actOfTask(task: string, inputs: ReadonlyMap<string, string>): Act | undefined {
  const name = taskName(task);
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
  if (!rule) return unclear(task, name);
  const { needs } = rule;
  if (needs) {
    const [input, wanted, usual = ''] = needs;
    if (!wanted.test(inputs.get(input) ?? usual)) return undefined;
  }
  const pick = (keys: readonly string[] | undefined): string | undefined =>
    keys
      ?.map(key => inputs.get(key))
      .find(value => value !== undefined && value !== '' && !/^(true|false)$/i.test(value));
  const target = pick(rule.target);
  const environment = pick(rule.environment);
  return {
    kind: rule.kind,
    provider: rule.provider === '' && rule.kind === 'image' ? 'container registry' : rule.provider,
    mechanism: task.split('@')[0] ?? task,
    ...(target !== undefined && { target }),
    ...(environment !== undefined && { environment }),
  };
}

function unclear(task: string, name: string): Act | undefined {
  if (
    !/deploy|release|publish(?!(testresults|codecoverage|build|pipelineartifact|html|quality|symbols))/.test(
      name,
    )
  )
    return undefined;
  if (
    /^(publish(testresults|codecoverage|buildartifacts|pipelineartifact|htmlreport|qualitygate)|download)/.test(
      name,
    )
  )
    return undefined;
  return { kind: 'unclear', provider: '', mechanism: task.split('@')[0] ?? task };
}
