import type { Location } from '../diagnostics/source.ts';
import type { DeleteOperation, UpdateOperation } from '../engine/operation.ts';
import { makeDelete, makeUpdate } from '../query/make-statement.ts';
import type { PatchOperation } from '../resource-types/check-patch.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import type { ValueMap } from '../values/value.ts';

/** One resource that the tool itself writes to, without a query. */
export interface MadeTarget {
  readonly type: ResourceType;
  readonly region: string;
  readonly identifier: string;
  /** What a person is shown where the write is refused. */
  readonly at: Location;
}

const noParameters = { clientToken: undefined, roleArn: undefined, typeVersionId: undefined };

/** An update with a text that says the same. */
export function updateOperation(made: MadeTarget, patch: readonly PatchOperation[]): UpdateOperation {
  const { text } = makeUpdate(statementTarget(made), patch.map(patchValue));
  return { kind: 'update', ...common(made), text, patch, patchAt: made.at };
}

/** A delete with a text that says the same. */
export function deleteOperation(made: MadeTarget): DeleteOperation {
  return { kind: 'delete', ...common(made), text: makeDelete(statementTarget(made)).text };
}

function common({ type, region, identifier, at }: MadeTarget) {
  const target = { regions: [region], identifiers: [identifier] };
  return { at, resource: type.statementName, returning: undefined, type, target, parameters: noParameters } as const;
}

function statementTarget({ type, region, identifier, at }: MadeTarget) {
  return { resource: type.statementName, region, identifier, at };
}

function patchValue({ op, path, from, value }: PatchOperation): ValueMap {
  return { op, path, ...(from === undefined ? {} : { from }), ...(value === undefined ? {} : { value }) };
}
