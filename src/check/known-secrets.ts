import { parsePointer } from '../base/json-pointer.ts';
import type { Json } from '../base/json.ts';
import type { Operation } from '../engine/operation.ts';
import { shownValues, type FilledStatement } from '../query/filled-statement.ts';
import { plainModel } from '../resource-types/plain-model.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import { isSecretPath } from '../resource-types/secret-path.ts';
import { isKnown, reveal, secretsIn } from '../values/reading.ts';
import type { PlainValue, Value } from '../values/value.ts';
import type { Survey } from './prepare-queries.ts';

/**
 * Every secret that a stack holds by itself: values that are marked, and what its statements give to properties that are secret by
 * their schema, whatever the name they have in the manifest.
 */
export function knownSecrets(survey: Survey): readonly PlainValue[] {
  return survey.resources.flatMap(({ scope, queries }) => [
    ...[...scope.globals.values(), ...(scope.resource?.props.values() ?? [])].flatMap(secretsIn),
    ...queries.flatMap(({ prepared }) =>
      prepared.kind === 'prepared'
        ? prepared.statements.flatMap(({ filled, operation }) => statementSecrets(filled, operation))
        : [],
    ),
  ]);
}

/** The values of a statement that are marked, and those that it gives to secret properties. */
export function statementSecrets(filled: FilledStatement, operation: Operation | undefined): readonly PlainValue[] {
  const marked = shownValues(filled).flatMap(secretsIn);
  switch (operation?.kind) {
    case 'create': {
      const { type, resources } = operation;
      return [...marked, ...resources.flatMap((row) => secretParts(type, plainModel(row.desiredState).json, []))];
    }
    case 'update': {
      const { type, patch } = operation;
      const parts = (patch ?? []).flatMap(({ path, value }) =>
        value === undefined ? [] : secretParts(type, plainPart(value), parsePointer(path)),
      );
      return [...marked, ...parts];
    }
    default:
      return marked;
  }
}

function plainPart(value: Value): Json {
  return isKnown(value) ? reveal(value) : null;
}

/** What stands at the secret paths of a type, in a part of its model. */
function secretParts(type: ResourceType, value: Json, path: readonly (string | number)[]): readonly PlainValue[] {
  if (isSecretPath(type, path)) return [value];
  if (Array.isArray(value)) {
    return (value as readonly Json[]).flatMap((item, index) => secretParts(type, item, [...path, index]));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => secretParts(type, item, [...path, key]));
}
