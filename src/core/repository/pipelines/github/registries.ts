/** Which registries a step stores its image in, where its tags are worked out by another step. */
import { at, textAt, type Tree } from '../../read/tree';
import { actionName, inputOf } from '../deployActions';
import { registryOf } from '../deployCommands';

/** `confident`: the tags say so; otherwise only who was logged in to. */
export function registriesOf(
  step: Tree,
  steps: readonly Tree[],
): { readonly found: readonly string[]; readonly confident: boolean } {
  const tags = inputOf(at(step, 'with'), 'tags') ?? inputOf(at(step, 'with'), 'images') ?? '';
  const named = registriesIn(tags);
  if (named.length > 0) return { found: named, confident: true };
  // docker/metadata-action makes the tags of the images that it is given
  const [, id] = /steps\.([\w-]+)\.outputs\.(?:tags|json)/.exec(tags) ?? [];
  const maker = steps.find(other => textAt(other, 'id') === id && textAt(other, 'uses') !== undefined);
  const made = maker ? registriesIn(inputOf(at(maker, 'with'), 'images') ?? '') : [];
  if (made.length > 0) return { found: made, confident: true };
  const entered = steps.flatMap(other => {
    const name = actionName(textAt(other, 'uses') ?? '');
    if (name === 'aws-actions/amazon-ecr-login') return ['Amazon ECR'];
    if (name !== 'docker/login-action') return [];
    const registry = textAt(at(other, 'with'), 'registry') ?? 'docker.io';
    return /[${]/.test(registry) ? [] : [registryOf(`${registry}/x/x`)];
  });
  return { found: [...new Set(entered)], confident: false };
}

const registriesIn = (list: string): readonly string[] => [
  ...new Set(
    list
      .split(/[\n,]/)
      .map(line => registryOf(/(?:^|name=)([^\s,=]+)$/.exec(line.trim())?.[1]))
      .filter(registry => registry !== 'container registry'),
  ),
];
