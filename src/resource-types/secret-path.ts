import type { ResourceType } from './resource-type.ts';

/** Whether a path is, or stands inside, a property whose values are never shown. */
export function isSecretPath(type: ResourceType, path: readonly (string | number)[]): boolean {
  return type.secret.some(
    (secret) => secret.length <= path.length && secret.every((part, index) => part === '*' || part === path[index]),
  );
}
