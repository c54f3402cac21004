import type { PropertyPath } from './resource-type.ts';

/** Whether a path is one of the given ones, in which `*` stands for any part. */
export function matchesAny(patterns: readonly PropertyPath[], path: PropertyPath): boolean {
  return patterns.some((pattern) => matchesPath(pattern, path));
}

export function matchesPath(pattern: PropertyPath, path: PropertyPath): boolean {
  return pattern.length === path.length && pattern.every((part, index) => part === '*' || part === path[index]);
}

/** Whether a path is, or stands inside, one of the given ones. */
export function isInsideAny(patterns: readonly PropertyPath[], path: PropertyPath): boolean {
  return patterns.some(
    (pattern) => pattern.length <= path.length && matchesPath(pattern, path.slice(0, pattern.length)),
  );
}
