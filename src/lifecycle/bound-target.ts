import { bindDelete } from '../engine/cloud-control/bind/bind-delete.ts';
import { bindInsert, type BoundCreate } from '../engine/cloud-control/bind/bind-insert.ts';
import { bindUpdate } from '../engine/cloud-control/bind/bind-update.ts';
import type { BindContext } from '../engine/cloud-control/bind/bound.ts';
import type { InsertStatement } from '../query/statement.ts';
import { hasErrors } from '../diagnostics/diagnostic.ts';
import type { PatchOperation } from '../resource-types/check-patch.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import { isKnown, plainText, reveal } from '../values/reading.ts';
import type { Value, ValueMap } from '../values/value.ts';
import type { ResourceRun } from './resource-run.ts';

/** The one resource that a resource's own statements are about, as far as they say; nothing is asked for it. */
export interface BoundResource {
  readonly type: ResourceType;
  readonly region: string;
  readonly identifier: string;
  /** The operations of the update's patch, secrets marked. */
  readonly patch: readonly PatchOperation[] | undefined;
}

/** Reads region and identifier from the update, else from the delete. Undefined where neither says it in full. */
export function boundResourceOf(run: ResourceRun): BoundResource | undefined {
  for (const anchor of ['update', 'delete'] as const) {
    if (!run.resource.queries.has(anchor)) continue;
    const composed = run.composeAll(anchor);
    const [statement, ...others] = composed.ok ? composed.value : [];
    if (statement === undefined || others.length > 0) continue;
    if (statement.kind === 'update') {
      const bound = bindUpdate(statement, bindContextOf(run));
      const { value } = bound;
      if (value === undefined || hasErrors(bound.diagnostics)) continue;
      const target = onlyOne(value.target.regions, value.target.identifiers);
      if (target === undefined) continue;
      return { type: value.type, ...target, patch: value.patch };
    }
    if (statement.kind === 'delete') {
      const bound = bindDelete(statement, bindContextOf(run));
      const { value } = bound;
      if (value === undefined || hasErrors(bound.diagnostics)) continue;
      const target = onlyOne(value.target.regions, value.target.identifiers);
      if (target !== undefined) return { type: value.type, ...target, patch: undefined };
    }
  }
  return undefined;
}

/** What `create` would send, secrets marked; undefined where it cannot be said or is several resources. */
export function createdStateOf(run: ResourceRun): ValueMap | undefined {
  if (!run.resource.queries.has('create')) return undefined;
  const composed = run.composeAll('create');
  const [statement, ...others] = composed.ok ? composed.value : [];
  if (statement?.kind !== 'insert' || others.length > 0) return undefined;
  return insertedStateOf(run, statement);
}

/** What an INSERT would send, secrets marked; undefined where it is several resources or has yet to be worked out. */
export function insertedStateOf(run: ResourceRun, statement: InsertStatement): ValueMap | undefined {
  return insertedResourceOf(run, statement)?.desiredState;
}

/** The one resource that an INSERT would make; undefined where it is several or has yet to be worked out. */
export function insertedResourceOf(
  run: ResourceRun,
  statement: InsertStatement,
): (BoundCreate & { readonly type: ResourceType }) | undefined {
  const { value, diagnostics } = bindInsert(statement, bindContextOf(run));
  const [row, ...more] = value?.rows ?? [];
  if (value === undefined || row === undefined || more.length > 0 || hasErrors(diagnostics)) return undefined;
  return isKnown(row.desiredState) ? { ...row, type: value.type } : undefined;
}

export function bindContextOf(run: ResourceRun): BindContext {
  return { registry: run.session.registry, defaultRegion: run.defaultRegion };
}

function onlyOne(
  regions: readonly Value[],
  identifiers: readonly Value[],
): { region: string; identifier: string } | undefined {
  const [region] = regions;
  const [identifier] = identifiers;
  if (region === undefined || identifier === undefined || regions.length > 1 || identifiers.length > 1)
    return undefined;
  if (!isKnown(region) || !isKnown(identifier)) return undefined;
  return { region: plainText(reveal(region)), identifier: plainText(reveal(identifier)) };
}
