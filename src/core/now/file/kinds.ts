import type { IconName } from '../page';

/** Files that describe a piece of the product. */
export type FileKind =
  | 'pipeline'
  | 'container'
  | 'compose'
  | 'hosting'
  | 'manifest'
  | 'infrastructure'
  | 'migration'
  | 'kubernetes'
  | 'apiContract';

const kinds: readonly (readonly [FileKind, RegExp])[] = [
  [
    'pipeline',
    /^\.github\/workflows\/[^/]+\.ya?ml$|(^|\/)\.gitlab-ci\.ya?ml$|^\.circleci\/config\.yml$|(^|\/)azure-pipelines[^/]*\.ya?ml$|(^|\/)bitbucket-pipelines\.yml$|(^|\/)Jenkinsfile[^/]*$/,
  ],
  ['container', /(^|\/)(Dockerfile[^/]*|[^/]+\.Dockerfile|Containerfile)$/],
  ['compose', /(^|\/)(docker-)?compose[^/]*\.ya?ml$/],
  [
    'hosting',
    /(^|\/)(fly[^/]*\.toml|vercel\.json|netlify\.toml|render\.yaml|railway\.(json|toml)|Procfile|app\.ya?ml|wrangler\.(toml|jsonc?)|firebase\.json|heroku\.yml|serverless\.(ya?ml|ts|js)|amplify\.yml|apprunner\.yaml)$/,
  ],
  [
    'manifest',
    /(^|\/)(package\.json|pyproject\.toml|requirements[^/]*\.txt|Pipfile|Gemfile|go\.mod|Cargo\.toml|pom\.xml|build\.gradle(\.kts)?|composer\.json|pubspec\.yaml|mix\.exs|Package\.swift|Podfile|[^/]+\.csproj)$/,
  ],
  ['infrastructure', /\.(tf|tfvars|bicep)$|(^|\/)(cdk\.json|Pulumi[^/]*\.yaml)$/],
  [
    'migration',
    /(^|\/)(migrations?|migrate|alembic|flyway|liquibase)\/.*\.(sql|py|rb|js|ts|php|go|java|kt|cs|ex|exs|xml)$|(^|\/)[VU]\d[\w.]*__[^/]+\.sql$/,
  ],
  [
    'kubernetes',
    /(^|\/)(k8s|kubernetes|manifests|helm|charts)\/.*\.ya?ml$|(^|\/)(Chart|kustomization|values[^/]*)\.ya?ml$/,
  ],
  ['apiContract', /(^|\/)((openapi|swagger|asyncapi)[^/]*\.(ya?ml|json)|[^/]+\.(proto|graphqls?|gql))$/],
];

/** What a file describes, by its path; `undefined`: Now goes on explaining the branch. */
export const fileKind = (path: string): FileKind | undefined =>
  kinds.find(([, pattern]) => pattern.test(path))?.[0];

export const kindIcons: Readonly<Record<FileKind, IconName>> = {
  pipeline: 'event',
  container: 'package',
  compose: 'server',
  hosting: 'server',
  manifest: 'package',
  infrastructure: 'server',
  migration: 'database',
  kubernetes: 'server',
  apiContract: 'globe',
};
