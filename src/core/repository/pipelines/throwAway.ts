import type { Act } from './acts';

const testCluster =
  /\b(kind create cluster|minikube start|k3d cluster create|ctlptl|microk8s|k3s server|kind-action|setup-kind|setup-minikube|setup-k3d|k3d-action|action-k3s|helm\/kind|kind-cluster|ct install)\b/i;
const testCloud = /\b(localstack|awslocal|moto_server|dynamodb-local|azurite|fake-gcs)\b/i;
const testRegistry = /\bverdaccio\b|registry=http:\/\/(localhost|127)|devpi-server/i;

/** What the same job takes down again was put up to be tried. */
const takenDown =
  /\b(sam delete|(cdk|terraform|tofu|pulumi) destroy|(serverless|sls|sst) remove|helm (uninstall|delete)|kubectl delete (ns|namespace)|az group delete|(fly|flyctl) (apps )?destroy|cloudformation delete-stack)\b/i;

/** What goes to a throw-away cluster, cloud or registry on the build machine is a test. `text`: all of the job. */
export function isThrownAway({ provider, kind }: Act, text: string): boolean {
  if (testCluster.test(text) && /^(Kubernetes|Argo CD|Flux|Okteto|OpenShift)$/.test(provider)) return true;
  if (testCloud.test(text) && /^(AWS|Terraform|Pulumi|Serverless|SST|Azure|Google)/.test(provider))
    return true;
  if (takenDown.test(text) && (kind === 'server' || kind === 'infrastructure')) return true;
  return testRegistry.test(text) && kind === 'package';
}
