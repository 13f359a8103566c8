/** Terraform, read line by line: what kind of servers it makes and in which region. */
import type { Sources } from '../read/sources';
import { scan } from '../stack/dependency';
import type { Hosting } from '../types';

const resources: readonly (readonly [RegExp, string])[] = [
  [/^aws_ecs_(service|cluster)$/, 'AWS ECS'],
  [/^aws_eks_cluster$/, 'AWS EKS'],
  [/^aws_lambda_function$/, 'AWS Lambda'],
  [/^aws_(instance|launch_template|autoscaling_group)$/, 'AWS EC2'],
  [/^aws_elastic_beanstalk_environment$/, 'AWS Elastic Beanstalk'],
  [/^aws_amplify_app$/, 'AWS Amplify'],
  [/^aws_apprunner_service$/, 'AWS App Runner'],
  [/^aws_lightsail_\w+$/, 'AWS Lightsail'],
  [/^aws_cloudfront_distribution$/, 'AWS CloudFront'],
  [/^google_cloud_run(_v2)?_(service|job)$/, 'Cloud Run'],
  [/^google_container_cluster$/, 'Google Kubernetes Engine'],
  [/^google_app_engine_\w+$/, 'App Engine'],
  [/^google_cloudfunctions2?_function$/, 'Cloud Functions'],
  [/^google_compute_(instance|instance_template)$/, 'Compute Engine'],
  [/^azurerm_(linux_|windows_)?(web_app|app_service)$/, 'Azure App Service'],
  [/^azurerm_(linux_|windows_)?function_app$/, 'Azure Functions'],
  [/^azurerm_kubernetes_cluster$/, 'Azure Kubernetes Service'],
  [/^azurerm_container_app$/, 'Azure Container Apps'],
  [/^azurerm_static_(site|web_app)$/, 'Azure Static Web Apps'],
  [/^azurerm_(linux_|windows_)?virtual_machine$/, 'Azure Virtual Machines'],
  [/^digitalocean_app$/, 'DigitalOcean App Platform'],
  [/^digitalocean_droplet$/, 'DigitalOcean Droplets'],
  [/^digitalocean_kubernetes_cluster$/, 'DigitalOcean Kubernetes'],
  [/^hcloud_server$/, 'Hetzner Cloud'],
  [/^linode_instance$/, 'Linode'],
  [/^scaleway_\w*(instance_server|container|function)$/, 'Scaleway'],
  [/^heroku_app$/, 'Heroku'],
  [/^vercel_project$/, 'Vercel'],
  [/^cloudflare_(workers?_script|worker_script)$/, 'Cloudflare Workers'],
  [/^cloudflare_pages_project$/, 'Cloudflare Pages'],
  [/^fly_app$/, 'Fly.io'],
  [/^render_(web_service|static_site)$/, 'Render'],
];

/** Modules of Terraform's registry that make such resources. */
const modules: readonly (readonly [RegExp, string])[] = [
  [/^terraform-aws-modules\/eks\/aws/, 'AWS EKS'],
  [/^terraform-aws-modules\/ecs\/aws/, 'AWS ECS'],
  [/^terraform-aws-modules\/lambda\/aws/, 'AWS Lambda'],
  [/^terraform-aws-modules\/(ec2-instance|autoscaling)\/aws/, 'AWS EC2'],
  [/^terraform-aws-modules\/app-runner\/aws/, 'AWS App Runner'],
  [/^terraform-aws-modules\/cloudfront\/aws/, 'AWS CloudFront'],
  [/^terraform-google-modules\/kubernetes-engine\/google/, 'Google Kubernetes Engine'],
  [/^GoogleCloudPlatform\/cloud-run\/google/, 'Cloud Run'],
  [/^Azure\/aks\/azurerm/, 'Azure Kubernetes Service'],
];

export const isTerraform = (path: string): boolean => /\.(tf|tofu)$/.test(path);

export async function readTerraform(sources: Sources): Promise<readonly Hosting[]> {
  const found = new Map<string, Hosting>();
  const regions = new Map<
    string,
    { readonly region: string; readonly evidence: Hosting['evidence'][number] }
  >();
  for (const source of await sources.readAll(sources.settings.filter(isTerraform))) {
    for (const {
      match: [, type = '', name = ''],
      line,
    } of scan(source, /^\s*resource\s+"([\w-]+)"\s+"([\w-]+)"/g)) {
      const [, provider] = resources.find(([pattern]) => pattern.test(type)) ?? [];
      if (provider === undefined) continue;
      const other = found.get(provider);
      const evidence = [...(other?.evidence ?? []), source.evidence(line)].slice(0, 4);
      found.set(provider, { target: other?.target ?? name, provider, confidence: 'stated', evidence });
    }
    for (const { match, line } of scan(source, /^\s*source\s*=\s*"([\w./-]+)"/g)) {
      const [, provider] = modules.find(([pattern]) => pattern.test(match[1] ?? '')) ?? [];
      if (provider === undefined) continue;
      const name = /^\s*module\s+"([\w-]+)"/.exec(
        source.lines
          .slice(Math.max(line - 4, 0), line)
          .reverse()
          .find(text => /^\s*module\s/.test(text)) ?? '',
      )?.[1];
      const other = found.get(provider);
      const evidence = [...(other?.evidence ?? []), source.evidence(line)].slice(0, 4);
      found.set(provider, { target: other?.target ?? name ?? '.', provider, confidence: 'stated', evidence });
    }
    let cloud: string | undefined;
    for (const [index, text] of source.lines.entries()) {
      if (text.length > 500) continue;
      const [, provider] = /^\s*provider\s+"(\w+)"/.exec(text) ?? [];
      if (provider !== undefined) cloud = provider;
      else if (/^\}/.test(text)) cloud = undefined;
      // a variable is decided elsewhere: only what is written out counts
      const [, region] = /^\s*(?:region|location)\s*=\s*"([a-z]+[a-z0-9-]*\d?)"/.exec(text) ?? [];
      if (cloud !== undefined && region !== undefined && !regions.has(cloud))
        regions.set(cloud, { region, evidence: source.evidence(index + 1) });
    }
  }
  const cloudOf = (provider: string): string =>
    provider.startsWith('AWS')
      ? 'aws'
      : provider.startsWith('Azure')
        ? 'azurerm'
        : /^(Cloud Run|Google|App Engine|Cloud Functions|Compute)/.test(provider)
          ? 'google'
          : '';
  return [...found.values()].map(one => {
    const place = regions.get(cloudOf(one.provider));
    return place ? { ...one, region: place.region, evidence: [...one.evidence, place.evidence] } : one;
  });
}
