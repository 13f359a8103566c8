// GitHub's published description of its REST interface: which questions there are, and what its replies look like.
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { inProject } from '../hosts/paths.mjs';

/** @type {any} */
const description = JSON.parse(
  readFileSync(inProject('node_modules/@octokit/openapi/generated/api.github.com.json'), 'utf8'),
);

/** OpenAPI 3.0 says `nullable` beside a reference or a list of choices, where JSON Schema has no such word. @param {any} schema */
function nullableAsChoice(schema) {
  if (typeof schema !== 'object' || schema === null) return;
  for (const inner of Object.values(schema)) nullableAsChoice(inner);
  if (schema.nullable === true && schema.type === undefined) {
    const { nullable, ...rest } = schema;
    for (const key of Object.keys(schema)) delete schema[key];
    schema.anyOf = [rest, { type: 'null' }];
  } else if (schema.nullable === true && Array.isArray(schema.enum) && !schema.enum.includes(null)) {
    schema.enum.push(null);
  }
}
nullableAsChoice(description.components.schemas);

const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true, logger: false });
ajv.addSchema({ $id: 'github', ...description });

/** @param {any} value */
const resolved = value => {
  let found = value;
  while (found?.$ref)
    found = found.$ref
      .slice(2)
      .split('/')
      .reduce(
        (/** @type {any} */ at, /** @type {string} */ key) => at[key.replaceAll('~1', '/')],
        description,
      );
  return found;
};

/** GitHub's own example of a reply, to build others on. @param {string} name @returns {any} */
export const example = name =>
  JSON.parse(JSON.stringify(resolved(description.components.examples[name]).value));

/** @type {Map<string, import('ajv').ValidateFunction>} */
const validators = new Map();

/**
 * What of a question and its reply GitHub's description does not know; empty where all is well.
 * @param {string} path such as `/repos/{owner}/{repo}`
 * @param {URLSearchParams} query
 * @param {number} status
 * @param {unknown} body
 * @returns {readonly string[]}
 */
export function problems(path, query, status, body) {
  const operation = description.paths[path]?.get;
  if (!operation) return [`GET ${path} is not described`];
  const known = operation.parameters.map((/** @type {any} */ each) => resolved(each).name);
  const strange = [...query.keys()]
    .filter(name => !known.includes(name))
    .map(name => `${path} has no parameter ${name}`);
  const response = resolved(operation.responses[String(status)]);
  const media = response?.content?.['application/json'];
  if (!media) return strange;
  const key = `${path} ${status}`;
  let validate = validators.get(key);
  if (!validate) {
    const place = `github#/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')}/get/responses/${status}`;
    const direct = operation.responses[String(status)].$ref === undefined;
    validate = ajv.compile(
      direct
        ? { $ref: `${place}/content/application~1json/schema` }
        : media.schema.$ref
          ? { $ref: `github${media.schema.$ref}` }
          : media.schema,
    );
    validators.set(key, validate);
  }
  if (validate(body)) return strange;
  return [
    ...strange,
    ...(validate.errors ?? [])
      .slice(0, 5)
      .map(({ instancePath, message }) => `${path}: ${instancePath} ${message}`),
  ];
}
