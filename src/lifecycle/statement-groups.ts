import type { WriteOperation } from '../engine/operation.ts';
import { globalRegion } from '../resource-types/global-services.ts';
import { splitIdentifier } from '../resource-types/identifier.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import { isKnown, plainText, reveal } from '../values/reading.ts';
import type { Value } from '../values/value.ts';
import { namedItemOf } from './create-token.ts';

/**
 * The statements of an entry that may be written side by side have the same number: such as follow each other, do the same, and name different
 * resources. One that reads, returns values, or does not say which resource it is about is alone.
 */
export function statementGroups(operations: readonly (WriteOperation | undefined)[]): readonly number[] {
  const groups: number[] = [];
  let group = -1;
  let members = new Set<string>();
  let kind: WriteOperation['kind'] | undefined;
  for (const operation of operations) {
    const named = operation === undefined ? undefined : namesOf(operation);
    const fits = named !== undefined && operation?.kind === kind && !named.some((name) => members.has(name));
    if (!fits) {
      group += 1;
      members = new Set();
      kind = named === undefined ? undefined : operation?.kind;
    }
    for (const name of named ?? []) members.add(name);
    groups.push(group);
  }
  return groups;
}

/** The resources that a write is about; undefined where it does not say so, or what it yields counts for others. */
function namesOf(operation: WriteOperation): readonly string[] | undefined {
  if (operation.returning !== undefined || operation.kind === 'cancel') return undefined;
  if (operation.kind === 'create') {
    const item = operation.pending === undefined ? namedItemOf(operation) : undefined;
    const region = operation.resources.length === 1 ? known(operation.resources[0]?.region) : undefined;
    return item === undefined || region === undefined
      ? undefined
      : [JSON.stringify([operation.type.typeName, globalRegion(operation.type) ?? region, item])];
  }
  const { type, target } = operation;
  // A service without regions is the same in all of them.
  const regions = target.regions.map(known).map((region) => region && (globalRegion(type) ?? region));
  const identifiers = target.identifiers.map(known).map((text) => text && plainIdentifier(type, text));
  if ([...regions, ...identifiers].includes(undefined)) return undefined;
  return regions.flatMap((region) =>
    identifiers.map((identifier) => JSON.stringify([type.typeName, region, identifier])),
  );
}

/** The plain spelling of an identifier that may be a JSON object. Undefined for text that is no identifier of the type, or not its primary one. */
function plainIdentifier(type: ResourceType, text: string): string | undefined {
  const split = splitIdentifier(type, text);
  return split.ok && split.value.paths === type.identifier ? split.value.parts.join('|') : undefined;
}

function known(value: Value | undefined): string | undefined {
  return value !== undefined && isKnown(value) ? plainText(reveal(value)) : undefined;
}
