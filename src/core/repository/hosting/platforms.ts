/** Files that exist only to configure a hosting platform. Each reader says what its file decides and nothing more. */
import type { Tree } from '../read/tree';
import { bicep, ecsTask, eksctl, pagesDomain, playbook } from './clouds';
import { appEngine, firebase, sam, serverless, wrangler } from './cloudPlatforms';
import { nothing, type Finding, type Reading } from './finding';
import { present } from './hosted';
import { digitalOcean, heroku, kamal } from './serverPlatforms';
import { railway } from './railway';
import { fly, netlify, render, vercel } from './webPlatforms';

export interface PlatformReader {
  readonly file: RegExp;
  readonly format: 'toml' | 'yaml' | 'json' | 'text';
  read(reading: Reading): Finding;
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
