import type { ResourceName } from '../statement.ts';
import type { Path } from '../tree.ts';

/** The name of a resource type or special table. */
export function resourceName({ parts, at }: Path): ResourceName {
  return { text: parts.map(({ text }) => text).join('.'), parts: parts.map(({ name }) => name), at };
}

/** A path as one name, for columns of a write. */
export function joinedName({ parts }: Path): string {
  return parts.map(({ name }) => name).join('.');
}
