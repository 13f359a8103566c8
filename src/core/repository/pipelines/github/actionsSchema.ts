/**
 * GitHub's schema of workflows. GitHub's own function for it reads all 304 definitions, checks them against a schema of
 * schemas and takes longer than reading twenty workflows; here a definition is made when a workflow first needs it.
 */
import { TemplateSchema } from '@actions/workflow-parser/templates/schema/template-schema';
import {
  BooleanToken,
  MappingToken,
  SequenceToken,
  StringToken,
  type TemplateToken,
} from '@actions/workflow-parser/templates/tokens/index';
// the package publishes its modules, and the schema only inside of one
import { definitions } from '../../../../../node_modules/@actions/workflow-parser/dist/workflow-v1.0.min.json';

type Json = string | boolean | readonly Json[] | { readonly [key: string]: Json };

/** The schema of a whole workflow file. */
export function workflowSchema(): TemplateSchema {
  const schema = new TemplateSchema();
  for (const [name, definition] of Object.entries<Json>(definitions)) {
    // the allowed values become definitions of their own
    if (typeof definition === 'object' && 'allowed-values' in definition)
      Object.assign(schema.definitions, made(name, definition));
    else
      Object.defineProperty(schema.definitions, name, {
        configurable: true,
        enumerable: true,
        get: () => {
          const value = made(name, definition)[name];
          Object.defineProperty(schema.definitions, name, { value, enumerable: true });
          return value;
        },
      });
  }
  return schema;
}

/** What GitHub's parser makes of one definition, by name. */
function made(name: string, definition: Json): TemplateSchema['definitions'] {
  const all = new TemplateSchema(mapping({ definitions: { [name]: definition } })).definitions;
  return Object.fromEntries(
    Object.entries(all).filter(([key]) => key === name || key.startsWith(`${name}-`)),
  );
}

function mapping(value: Readonly<Record<string, Json>>): MappingToken {
  const token = new MappingToken(undefined, undefined, undefined);
  for (const [key, item] of Object.entries(value)) token.add(text(key), tokenOf(item));
  return token;
}

function tokenOf(value: Json): TemplateToken {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'boolean') return new BooleanToken(undefined, undefined, value, undefined);
  if (!isList(value)) return mapping(value);
  const token = new SequenceToken(undefined, undefined, undefined);
  for (const item of value) token.add(tokenOf(item));
  return token;
}

const text = (value: string): StringToken => new StringToken(undefined, undefined, value, undefined);
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
