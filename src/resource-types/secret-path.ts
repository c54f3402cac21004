import { isSecretName } from '../values/secret-names.ts';
import type { PropertyPath, ResourceType } from './resource-type.ts';

/** Stands in a secret path for every key of a map whose name says that it is a secret: `DB_PASSWORD` among variables. */
export const keysNamedSecret = '?';

/** Whether a path is, or stands inside, a property whose values are never shown. */
export function isSecretPath(type: ResourceType, path: readonly (string | number)[]): boolean {
  return type.secret.some(
    (secret) => secret.length <= path.length && secret.every((part, index) => isPart(part, path[index])),
  );
}

/** The secret paths inside of what stands under a key, seen from there; an empty one is the whole of it. */
export function secretsUnder(paths: readonly PropertyPath[], key: string | number): readonly PropertyPath[] {
  return paths.filter(([part]) => part === undefined || isPart(part, key)).map((path) => path.slice(1));
}

/** Whether a value with secrets at such paths holds one for certain: keys are data, and none need be named like a secret. */
export function surelyHoldsSecret(paths: readonly PropertyPath[]): boolean {
  return paths.some((path) => !path.includes(keysNamedSecret));
}

function isPart(part: string, key: string | number | undefined): boolean {
  if (part === keysNamedSecret) return typeof key === 'string' && isSecretName(key);
  return part === '*' || part === key;
}
