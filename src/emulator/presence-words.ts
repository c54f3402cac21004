import type { Behaviour, Surroundings } from './behaviours/behaviour.ts';

/** How the service says that a resource is not there. */
export function notFoundWords(behaviour: Behaviour, identifier: string, around: Surroundings): string {
  return (
    behaviour.absence?.(identifier, around) ??
    `Resource of type '${around.type.typeName}' with identifier '${identifier}' was not found.`
  );
}

/** How the service says that a resource is there already. */
export function alreadyExistsWords(behaviour: Behaviour, identifier: string, around: Surroundings): string {
  return (
    behaviour.presence?.(identifier, around) ??
    `Resource of type '${around.type.typeName}' with identifier '${identifier}' already exists.`
  );
}
