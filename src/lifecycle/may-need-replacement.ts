import type { ReadOperation } from '../engine/operation.ts';
import { isFixed } from '../plan/unmanaged.ts';
import type { Anchor } from '../query/anchored-query.ts';
import { isNamedToReplace, isStrict } from './inspect-declared.ts';
import type { ResourceRun } from './resource-run.ts';

/**
 * Whether a resource may turn out to differ in what is fixed at creation, as far as its queries say without a request: the stack gives it
 * such a property, by which `exists` does not look for it, and something of the build compares that property. It rather says yes too often.
 */
export function mayNeedReplacement(run: ResourceRun): boolean {
  const insert = insertOf(run);
  if (insert === undefined) return false;
  const { type, resources } = insert;
  const looked = new Set([...propertiesOf(run, 'exists'), ...type.identifier.map(([name = '']) => name)]);
  const names = Object.keys(resources[0]?.desiredState ?? {});
  const fixed = names.filter((name) => isFixed(type, [name]) && !looked.has(name));
  if (fixed.length === 0) return false;
  const { manifest, queries } = run.resource;
  if (isStrict(run) || isNamedToReplace(run) || manifest.kind === 'multi' || queries.has('createorupdate')) return true;
  const checked = propertiesOf(run, 'statecheck');
  return fixed.some((name) => checked.has(name));
}

function insertOf(run: ResourceRun) {
  for (const anchor of ['create', 'createorupdate'] as const) {
    const operation = operationsOf(run, anchor).find(({ kind }) => kind === 'create');
    if (operation?.kind === 'create') return operation;
  }
  return undefined;
}

function propertiesOf(run: ResourceRun, anchor: Anchor): ReadonlySet<string> {
  const reads = operationsOf(run, anchor).filter((operation): operation is ReadOperation => operation.kind === 'read');
  return new Set(reads.flatMap(({ sources }) => sources.flatMap(({ properties }) => [...properties])));
}

function operationsOf(run: ResourceRun, anchor: Anchor) {
  if (!run.resource.queries.has(anchor)) return [];
  const outline = run.outline(anchor);
  return outline.kind === 'prepared' ? outline.statements.flatMap(({ operation }) => operation ?? []) : [];
}
