import { isJsonObject, type Json } from '../base/json.ts';
import { splitIdentifier } from '../resource-types/identifier.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import type { KnownEntry } from './orphans.ts';
import type { Session } from './session.ts';

/** A resource under a parent of the stack that no entry stands for. */
export interface UndeclaredChild {
  readonly type: ResourceType;
  readonly region: string;
  readonly identifier: string;
  /** The entry of the parent. */
  readonly parent: string;
}

/** As many as a person reads. */
const mostChildren = 50;

/**
 * The children of the stack's own resources that no entry stands for, as far as the entries' own queries have asked for a list that shows
 * them: no request is sent for it. Types of which an entry is not known for sure are left out.
 */
export async function undeclaredChildren(
  session: Session,
  entries: readonly KnownEntry[],
): Promise<readonly UndeclaredChild[]> {
  const { registry, records, engine, defaultRegion } = session;
  const children: UndeclaredChild[] = [];
  for (const typeName of new Set(records.map((record) => record.type).filter((name) => name !== undefined))) {
    const type = registry.find(typeName);
    const own = entries.filter((entry) => entry.typeName === typeName);
    if (type === undefined || own.length === 0 || !own.every(({ isSure }) => isSure)) continue;
    for (const [property, { typeName: parentType, property: parentProperty }] of Object.entries(type.parents)) {
      if (type.listRequires.length !== 1 || type.listRequires[0] !== property) continue;
      for (const parent of entries.filter((entry) => entry.typeName === parentType && entry.isSure)) {
        const region = records.find(({ address }) => address.entry === parent.resource)?.region ?? defaultRegion;
        if (parent.identifier === undefined || region === undefined) continue;
        const value = await propertyOf(session, parentType, region, parent.identifier, parentProperty);
        if (value === undefined) continue;
        const listed = await engine.list({ typeName, region, model: { [property]: value }, isOnlyKnown: true });
        if (!listed.ok) continue;
        for (const identifier of listed.value) {
          if (own.some((entry) => entry.identifier === identifier) || children.length >= mostChildren) continue;
          children.push({ type, region, identifier, parent: parent.resource });
        }
      }
    }
  }
  return children;
}

/** Whether a resource lies under one of the stack's own: its identifier, or a property, names the parent. The parent's entry, if so. */
export async function ownParentOf(
  session: Session,
  { type, region, identifier }: Omit<UndeclaredChild, 'parent'>,
  live: Readonly<Record<string, Json>>,
  entries: readonly KnownEntry[],
): Promise<string | undefined> {
  const parts = partsOf(type, identifier);
  for (const [property, { typeName, property: parentProperty }] of Object.entries(type.parents)) {
    const place = type.identifier.findIndex((path) => path.length === 1 && path[0] === property);
    const value = live[property] ?? (place < 0 ? undefined : parts[place]);
    for (const parent of entries) {
      if (parent.typeName !== typeName || parent.identifier === undefined || value === undefined) continue;
      const own = await propertyOf(session, typeName, region, parent.identifier, parentProperty);
      if (own !== undefined && own === value) return parent.resource;
    }
  }
  return undefined;
}

async function propertyOf(
  { registry, engine }: Session,
  typeName: string,
  region: string,
  identifier: string,
  property: string,
): Promise<Json | undefined> {
  const type = registry.find(typeName);
  if (type === undefined) return undefined;
  const place = type.identifier.findIndex((path) => path.length === 1 && path[0] === property);
  const part = place < 0 ? undefined : partsOf(type, identifier)[place];
  if (part !== undefined) return part;
  const live = await engine.observe({ typeName, region, identifier });
  return live.ok && isJsonObject(live.value) ? live.value[property] : undefined;
}

function partsOf(type: ResourceType, identifier: string): readonly string[] {
  const split = splitIdentifier(type, identifier);
  return split.ok ? split.value.parts : [];
}
