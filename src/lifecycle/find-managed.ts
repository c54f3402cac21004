import { plainText, reveal, isKnown } from '../values/reading.ts';
import { isValueMap, type Value } from '../values/value.ts';
import { boundResourceOf } from './bound-target.ts';
import type { FailureReason } from './outcome.ts';
import type { ResourceRun } from './resource-run.ts';
import type { Session } from './session.ts';
import { collectAll } from './teardown.ts';

/** A resource in the cloud that a resource of a stack stands for. */
export interface Managed {
  /** Its name in the manifest. */
  readonly resource: string;
  readonly typeName: string;
  readonly region: string;
  readonly identifier: string;
}

export interface FoundManaged {
  readonly managed: readonly Managed[];
  /** Resources of which nobody can say whether they are there. */
  readonly failed: readonly { readonly resource: string; readonly reason: FailureReason }[];
}

/** What of the cloud a stack manages: for each resource that its own `exists` finds, the identifier that its statements then mean. */
export async function findManaged(session: Session): Promise<FoundManaged> {
  const managed: Managed[] = [];
  const failed: { resource: string; reason: FailureReason }[] = [];
  for (const [resource, known] of await collectAll(session)) {
    if (known.kind === 'failed') failed.push({ resource, reason: known.reason });
    if (known.kind !== 'present') continue;
    const target = targetOf(known.run);
    if (target !== undefined) managed.push({ resource, ...target });
  }
  return { managed, failed };
}

function targetOf(run: ResourceRun): Omit<Managed, 'resource'> | undefined {
  const bound = boundResourceOf(run);
  if (bound === undefined) return foundByExists(run);
  return { typeName: bound.type.typeName, region: bound.region, identifier: bound.identifier };
}

/** Without an update or delete the columns of `exists` itself have to tell: the Identifier, or all of its parts. */
function foundByExists(run: ResourceRun): Omit<Managed, 'resource'> | undefined {
  const asked = run.onlyOperation('exists');
  const source = asked?.kind === 'read' ? asked.sources[0] : undefined;
  const captured = run.scope.resource?.captured;
  if (source?.type === undefined || captured === undefined || !isValueMap(captured)) return undefined;
  const cells = new Map(Object.entries(captured).map(([name, value]) => [name.toLowerCase(), value]));
  const { type } = source;
  const parts = type.identifier.map(([name = '']) => {
    const column = type.properties.find((property) => property.name === name)?.column ?? name;
    return textOf(cells.get(column) ?? cells.get(name.toLowerCase()));
  });
  const identifier = textOf(cells.get('identifier')) ?? (parts.includes(undefined) ? undefined : parts.join('|'));
  const region = textOf(source.regions?.[0]) ?? run.defaultRegion;
  if (identifier === undefined || identifier === '' || region === undefined) return undefined;
  return { typeName: type.typeName, region, identifier };
}

function textOf(value: Value | undefined): string | undefined {
  return value === undefined || value === null || !isKnown(value) ? undefined : plainText(reveal(value));
}
