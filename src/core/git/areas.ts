import type { Area, ChangedFile, Touched } from './types';

/** Words of a path: folders and names split at punctuation and at capitals. */
const wordsOf = (path: string): readonly string[] =>
  path
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);

const authWords =
  /^(auth|authn|authz|authentication|authenticator|authorization|authorize|oauth|oauth2|oidc|saml|sso|login|logins|logout|signin|signup|password|passwords|passkey|passkeys|permission|permissions|jwt|mfa|2fa|totp|acl|rbac)$/;
const paymentWords =
  /^(payment|payments|payout|payouts|billing|checkout|checkouts|invoice|invoices|invoicing|refund|refunds|stripe|paypal|braintree|adyen)$/;

const ci =
  /(^|\/)(\.github\/(workflows|actions)\/|\.circleci\/|\.buildkite\/|\.gitlab\/ci\/|\.woodpecker\/|\.teamcity\/|\.tekton\/)|(^|\/)(\.gitlab-ci\.yml|Jenkinsfile[^/]*|azure-pipelines[^/]*\.ya?ml|\.travis\.yml|bitbucket-pipelines\.yml|\.drone\.yml|\.woodpecker\.ya?ml|\.?appveyor\.yml|cloudbuild\.ya?ml)$/;
const dependencies =
  /(^|\/)(package(-lock)?\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|deno\.lock|requirements[^/]*\.(txt|in)|constraints[^/]*\.txt|pyproject\.toml|poetry\.lock|uv\.lock|pdm\.lock|Pipfile(\.lock)?|setup\.(py|cfg)|Gemfile(\.lock)?|[^/]+\.gemspec|go\.(mod|sum|work)|Cargo\.(toml|lock)|composer\.(json|lock)|pom\.xml|build\.gradle(\.kts)?|libs\.versions\.toml|gradle\.lockfile|[^/]+\.(cs|fs|vb)proj|packages\.lock\.json|Directory\.Packages\.props|Podfile(\.lock)?|Package\.(swift|resolved)|pubspec\.(yaml|lock)|mix\.(exs|lock))$/;
const infrastructure =
  /\.(tf|tfvars|bicep)$|(^|\/)(Dockerfile[^/]*|Containerfile|[^/]+\.Dockerfile|(docker-)?compose[^/]*\.ya?ml|Procfile|Vagrantfile|Chart\.yaml|skaffold\.ya?ml|serverless\.(ya?ml|ts|js)|cdk\.json|Pulumi[^/]*\.yaml|fly[^/]*\.toml|vercel\.json|netlify\.toml|render\.yaml|railway\.(json|toml)|heroku\.yml|app\.ya?ml|nginx[^/]*\.conf|wrangler\.(toml|jsonc?))$|(^|\/)(terraform|infra|infrastructure|k8s|kubernetes|helm|charts|ansible|cloudformation|manifests|deploy|deployment|deployments)\//;
const migrations =
  /(^|\/)(migrations?|migrate|alembic|flyway|liquibase|changelogs?)\/.*\.(py|rb|sql|js|ts|php|go|java|kt|cs|ex|exs|xml|ya?ml|prisma)$|(^|\/)(schema\.rb|structure\.sql|schema\.prisma|schema\.sql|[VU]\d[\w.]*__[^/]+\.sql)$/;
const publicApi =
  /(^|\/)((openapi|swagger|asyncapi)[^/]*\.(ya?ml|json)|[^/]+\.(proto|graphqls?|gql|avsc|wsdl|raml|smithy|tsp))$|(^|\/)(api|apis|public[-_]api|rest|openapi)\//;
const tests =
  /(^|\/)(tests?|__tests__|specs?|e2e|cypress|testing|testdata|fixtures)\/|(\.|_|-)(test|spec|cy)\.[^/]+$|(^|\/)(test_[^/]+\.py|conftest\.py|[^/]+(Test|Tests|Spec|IT)\.(java|kt|scala|groovy|cs|php|swift))$/;
const documents =
  /\.(md|mdx|markdown|rst|adoc|asciidoc|org|textile|rdoc)$|(^|\/)(README|CHANGELOG|CHANGES|LICEN[CS]E|NOTICE|AUTHORS|CONTRIBUTING|COPYING|CODEOWNERS)(-[^/.]+)?(\.txt)?$|(^|\/)docs?\/.*\.(txt|png|jpe?g|gif|svg|webp|pdf|html|css|drawio)$/i;

/** Whether a path is that of a test, by the habits of the common languages. */
export const isTest = (path: string): boolean => tests.test(path);
/** Whether a path is that of a document for people. */
export const isDocument = (path: string): boolean => documents.test(path) && !dependencies.test(path);

/** Tests and documents about a risky subject are no risk themselves. */
function areasOf(path: string): readonly Area[] {
  if (ci.test(path)) return ['ci'];
  if (dependencies.test(path)) return ['dependencies'];
  if (isTest(path) || isDocument(path)) return [];
  const words = wordsOf(path);
  const found: Area[] = [];
  if (migrations.test(path)) found.push('migrations');
  if (words.some(word => authWords.test(word))) found.push('auth');
  if (words.some(word => paymentWords.test(word))) found.push('payments');
  if (infrastructure.test(path)) found.push('infrastructure');
  if (publicApi.test(path)) found.push('publicApi');
  return found;
}

const order: readonly Area[] = [
  'migrations',
  'auth',
  'payments',
  'infrastructure',
  'ci',
  'dependencies',
  'publicApi',
];

/** What a change touches, judged by paths alone: a place to look at, not a verdict. */
export function touchedBy(files: readonly Pick<ChangedFile, 'path' | 'from'>[]): Touched {
  const byArea = new Map<Area, Set<string>>();
  for (const { path, from } of files)
    for (const area of new Set([...areasOf(path), ...(from === undefined ? [] : areasOf(from))]))
      byArea.set(area, (byArea.get(area) ?? new Set()).add(path));
  const testCount = files.filter(({ path }) => isTest(path)).length;
  return {
    areas: order.flatMap(area => {
      const found = byArea.get(area);
      return found === undefined ? [] : [{ area, files: [...found] }];
    }),
    tests: testCount === 0 ? 'untouched' : testCount === files.length ? 'only' : 'touched',
    documentsOnly: files.length > 0 && files.every(({ path }) => isDocument(path)),
  };
}
