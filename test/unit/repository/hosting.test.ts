import assert from 'node:assert/strict';
import { factsOf } from './scratch';

const k8s = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop }\nspec: { replicas: 3 }\n';

suite('Hosting', () => {
  const cases: readonly (readonly [name: string, files: Record<string, string>, expected: string])[] = [
    ['Vercel', { 'vercel.json': '{ "regions": ["iad1"] }' }, 'Vercel iad1 inferred'],
    ['Netlify', { 'netlify.toml': '[build]\ncommand = "make"\n' }, 'Netlify - inferred'],
    [
      'Cloudflare Workers',
      { 'wrangler.toml': 'name = "shop"\nmain = "a.js"\n' },
      'Cloudflare Workers - stated',
    ],
    [
      'Cloudflare Pages',
      { 'wrangler.jsonc': '{ "name": "x", "pages_build_output_dir": "dist" }' },
      'Cloudflare Pages - stated',
    ],
    ['Fly', { 'fly.toml': 'app = "shop"\nprimary_region = "ams"\n' }, 'Fly.io ams stated'],
    [
      'Render',
      { 'render.yaml': 'services:\n  - { type: web, name: shop, region: frankfurt }\n' },
      'Render frankfurt stated',
    ],
    ['Railway', { 'railway.json': '{ "deploy": { "startCommand": "node ." } }' }, 'Railway - inferred'],
    ['Heroku', { Procfile: 'web: gunicorn app\n' }, 'Heroku - inferred'],
    [
      'Heroku with containers',
      { 'heroku.yml': 'build:\n  docker: { web: Dockerfile }\n' },
      'Heroku - stated',
    ],
    ['App Engine', { 'app.yaml': 'runtime: python312\n' }, 'App Engine - stated'],
    [
      'Cloud Run',
      {
        'service.yaml':
          'apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: { name: shop, annotations: { run.googleapis.com/ingress: all } }\n',
      },
      'Cloud Run - stated',
    ],
    ['Firebase', { 'firebase.json': '{ "hosting": { "public": "dist" } }' }, 'Firebase Hosting - stated'],
    [
      'AWS Lambda (Serverless)',
      { 'serverless.yml': 'service: x\nprovider: { name: aws, region: eu-west-1 }\n' },
      'AWS Lambda eu-west-1 stated',
    ],
    [
      'AWS Lambda (SAM)',
      { 'template.yaml': 'Transform: AWS::Serverless-2016-10-31\nResources: {}\n' },
      'AWS Lambda - stated',
    ],
    [
      'AWS ECS',
      { 'main.tf': 'provider "aws" {\n  region = "us-east-1"\n}\nresource "aws_ecs_service" "shop" {}\n' },
      'AWS ECS us-east-1 stated',
    ],
    [
      'AWS ECS (task definition)',
      { 'task-definition.json': '{ "family": "shop", "containerDefinitions": [{ "name": "a" }] }' },
      'AWS ECS - stated',
    ],
    ['AWS EKS', { 'eks.tf': 'resource "aws_eks_cluster" "a" {}\n' }, 'AWS EKS - stated'],
    [
      'AWS EKS (module)',
      { 'eks.tf': 'module "shop" {\n  source  = "terraform-aws-modules/eks/aws"\n}\n' },
      'AWS EKS - stated',
    ],
    [
      'AWS EKS (eksctl)',
      {
        'cluster.yaml':
          'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: { name: shop, region: eu-west-1 }\n',
      },
      'AWS EKS eu-west-1 stated',
    ],
    ['Elastic Beanstalk', { 'Dockerrun.aws.json': '{}' }, 'AWS Elastic Beanstalk - stated'],
    [
      'Elastic Beanstalk (ebextensions)',
      { '.ebextensions/a.config': 'option_settings: {}\n' },
      'AWS Elastic Beanstalk - stated',
    ],
    ['Amplify', { 'amplify.yml': 'version: 1\n' }, 'AWS Amplify - stated'],
    [
      'S3 and CloudFront',
      { 'a.tf': 'resource "aws_cloudfront_distribution" "d" {}\n' },
      'AWS CloudFront - stated',
    ],
    ['EC2', { 'a.tf': 'resource "aws_instance" "d" {}\n' }, 'AWS EC2 - stated'],
    [
      'Azure App Service',
      { 'a.tf': 'resource "azurerm_linux_web_app" "d" {}\n' },
      'Azure App Service - stated',
    ],
    [
      'Azure App Service (Bicep)',
      { 'main.bicep': "resource site 'Microsoft.Web/sites@2022-03-01' = {\n}\n" },
      'Azure App Service - stated',
    ],
    ['Azure Functions', { 'host.json': '{ "version": "2.0" }' }, 'Azure Functions - stated'],
    [
      'AKS',
      { 'main.bicep': "resource aks 'Microsoft.ContainerService/managedClusters@2023-01-01' = {\n}\n" },
      'Azure Kubernetes Service - stated',
    ],
    ['Azure Static Web Apps', { 'staticwebapp.config.json': '{}' }, 'Azure Static Web Apps - stated'],
    [
      'DigitalOcean',
      { '.do/app.yaml': 'name: shop\nregion: ams\nservices: []\n' },
      'DigitalOcean App Platform ams stated',
    ],
    ['Kubernetes', { 'k8s/shop.yaml': k8s }, 'Kubernetes - stated'],
    [
      'Kustomize',
      { 'deploy/base/shop.yaml': k8s, 'deploy/base/kustomization.yaml': 'resources: [shop.yaml]\n' },
      'Kubernetes - stated',
    ],
    [
      'Helm',
      { 'charts/shop/Chart.yaml': 'name: shop\n', 'charts/shop/templates/a.yaml': 'kind: {{ x }}\n' },
      'Kubernetes (Helm) - stated',
    ],
    [
      'Compose',
      { 'compose.prod.yaml': 'services: { web: { build: ., ports: ["80:80"] } }\n' },
      'Docker Compose - inferred',
    ],
    [
      'Compose of stored images',
      {
        'docker-compose.yml':
          'services:\n  web: { image: acme/web, restart: always, depends_on: [db] }\n  db: { image: postgres }\n',
      },
      'Docker Compose - inferred',
    ],
    [
      'a database for developers',
      { 'docker-compose.yml': 'services: { db: { image: postgres, restart: always } }\n' },
      '',
    ],
    [
      'Kamal',
      { 'config/deploy.yml': 'service: shop\nimage: acme/shop\nservers: { web: [1.2.3.4] }\n' },
      'own servers with Kamal - stated',
    ],
    ['Capistrano', { Capfile: 'require "capistrano/setup"\n' }, 'own servers with Capistrano - stated'],
    [
      'Ansible',
      { 'ansible/site.yml': '- hosts: web\n  roles: [shop]\n' },
      'own servers with Ansible - inferred',
    ],
    ['GitHub Pages', { CNAME: 'shop.example\n', '_config.yml': 'title: x\n' }, 'GitHub Pages - inferred'],
    ['nothing', { 'README.md': '# x\n' }, ''],
    ['an example', { 'examples/fly.toml': 'app = "shop"\n' }, ''],
    ['a test', { 'tests/vercel.json': '{}' }, ''],
  ];
  for (const [name, files, expected] of cases)
    test(name, async () => {
      const { hosting } = await factsOf(files);
      assert.equal(
        hosting
          .map(({ provider, region = '-', confidence }) => `${provider} ${region} ${confidence}`)
          .join(', '),
        expected,
      );
      for (const { evidence } of hosting) assert.ok(evidence.length > 0);
    });

  test('a store and a registry are where fastlane and the pipeline send things', async () => {
    const { hosting, deployments } = await factsOf({
      '.github/workflows/w.yml':
        'on: { push: { tags: [v*] } }\njobs: { ship: { runs-on: x, steps: [{ run: bundle exec fastlane ios beta }, { run: npm publish }] } }\n',
      'fastlane/Fastfile': 'platform :ios do\n  lane :beta do\n    upload_to_testflight\n  end\nend\n',
    });
    assert.deepEqual(
      deployments.map(({ kind, provider }) => [kind, provider]),
      [
        ['store', 'TestFlight'],
        ['package', 'npm'],
      ],
    );
    assert.deepEqual(
      hosting.map(({ provider }) => provider),
      ['TestFlight'],
    );
  });
});

suite('fastlane', () => {
  const files = {
    'fastlane/Fastfile': "import './lanes/ios.rb'\n",
    'fastlane/lanes/ios.rb':
      'platform :ios do\n  lane :build do\n    ship(type: 1)\n  end\nend\nplatform :mac do\n  lane :build do\n    gym\n  end\nend\n',
    'fastlane/lanes/shared.rb':
      'private_lane :ship do |options|\n  pilot\nend\nlane :version do\n  set(\n    build: 1\n  )\nend\n',
  };
  const cases: readonly (readonly [lane: string, providers: string])[] = [
    ['ios build', 'TestFlight'],
    ['mac build', ''],
    ['${{ matrix.kind }} build', 'TestFlight'],
    ['version build:3', ''],
  ];
  for (const [lane, expected] of cases)
    test(`${lane} → ${expected}`, async () => {
      const { deployments } = await factsOf({
        ...files,
        '.github/workflows/w.yml': `on: { push: { branches: [main] } }\njobs:\n  ship:\n    runs-on: x\n    steps:\n      - run: fastlane ${lane}\n`,
      });
      assert.equal(deployments.map(({ provider }) => provider).join(), expected);
    });
});

suite('Platforms that watch the repository', () => {
  const application = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: shop-production }
spec:
  source: { repoURL: https://github.com/acme/shop, targetRevision: release, path: k8s }
  syncPolicy: { automated: {} }
`;
  const kustomization = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps }
spec: { path: ./apps, sourceRef: { kind: GitRepository, name: flux-system } }
`;
  const cases: readonly (readonly [name: string, files: Record<string, string>, expected: string])[] = [
    ['Vercel', { 'vercel.json': '{}' }, 'Vercel main none inferred'],
    ['Vercel, switched off', { 'vercel.json': '{ "git": { "deploymentEnabled": false } }' }, ''],
    [
      'Render',
      { 'render.yaml': 'services: [{ type: web, name: a, branch: live }]\n' },
      'Render live none inferred',
    ],
    [
      'Render, switched off',
      { 'render.yaml': 'services: [{ type: web, name: a, autoDeploy: false }]\n' },
      '',
    ],
    [
      'DigitalOcean',
      { '.do/app.yaml': 'services: [{ name: a, github: { branch: live, deploy_on_push: true } }]\n' },
      'DigitalOcean App Platform live none stated',
    ],
    ['Argo CD', { 'argocd/shop.yaml': application }, 'Argo CD release none inferred'],
    [
      'Argo CD by hand',
      { 'argocd/shop.yaml': application.replace(/\n {2}syncPolicy.*/, '') },
      'Argo CD release unknown inferred',
    ],
    ['Flux', { 'clusters/production/apps.yaml': kustomization }, 'Flux main none inferred'],
  ];
  for (const [name, files, expected] of cases)
    test(name, async () => {
      const { deployments } = await factsOf(files);
      assert.equal(
        deployments
          .map(({ provider, trigger, approval, confidence }) =>
            [provider, trigger.branches?.join(), approval, confidence].join(' '),
          )
          .join(', '),
        expected,
      );
    });
});
