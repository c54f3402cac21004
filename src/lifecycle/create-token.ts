import { createHash } from 'node:crypto';
import { canonicalJson, type Json, type JsonObject } from '../base/json.ts';
import type { CreateOperation } from '../engine/operation.ts';
import type { WriteAnchor } from '../flow/flow.ts';
import type { SqlToken } from '../query/statement.ts';
import { derivedIdentifierOf } from '../resource-types/derived-identifier.ts';
import { globalRegion } from '../resource-types/global-services.ts';
import { naturalKeyOf } from '../resource-types/natural-keys.ts';
import { formatAddress } from '../stack/address.ts';
import { isKnown, reveal } from '../values/reading.ts';
import { onlyResourceOf } from './addressed-resource.ts';
import { literalsIn } from './literals.ts';
import type { ResourceRun } from './resource-run.ts';

/**
 * The token of a logical create: the same for the same resource of the same stack, so that the create of a run that died is found by the
 * next one, and that of another run at this moment by the other. It goes by what `exists` looks for, not by the rest of what is desired:
 * a revision with other values is the same resource. Where nothing looks for it, it goes by everything that is desired; what is written
 * in each run without a question is meant anew in each. The account is left out: nobody knows it without asking, two runs may come to it by
 * different ways, and a token is one of its account.
 */
export function createToken(run: ResourceRun, anchor: WriteAnchor, operation: CreateOperation, index: number): string {
  const { stack } = run.session;
  const wanted = lookedFor(run);
  const isAsked = wanted !== undefined || run.resource.queries.has('statecheck');
  const isMeantAnew = anchor === 'command' || (anchor === 'createorupdate' && !isAsked);
  const identity = [
    stack.manifest.name,
    stack.environment,
    formatAddress(run.resource.address),
    anchor,
    operation.type.typeName,
    globalRegion(operation.type) ?? regionOf(operation) ?? run.defaultRegion ?? '',
    wanted ?? canonicalJson(desired(operation)),
    ...(run.resource.manifest.kind === 'multi' ? itemOf(run, anchor, operation, index) : []),
    ...(isMeantAnew ? [run.scope.resource?.idempotencyToken ?? ''] : []),
  ];
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex');
}

/** What `exists` asks for: types, and the values that it compares. Undefined without it. */
function lookedFor(run: ResourceRun): Json | undefined {
  const asked = run.onlyOperation('exists');
  if (asked?.kind !== 'read') return undefined;
  return [
    asked.sources.map(({ name, type }) => type?.typeName ?? name),
    literalsIn(asked.text).map(({ value }) => reveal(value)),
  ];
}

/** What tells an item of several from the others; of twins, how many of them come before. */
function itemOf(run: ResourceRun, anchor: WriteAnchor, operation: CreateOperation, index: number): readonly Json[] {
  const key = itemKey(operation);
  const outline = run.outline(anchor);
  const earlier = outline.kind === 'prepared' ? outline.statements.slice(0, index) : [];
  const twins = earlier.filter((one) => one.operation?.kind === 'create' && itemKey(one.operation) === key);
  return [key, twins.length];
}

function itemKey(operation: CreateOperation): string {
  return namedItemOf(operation) ?? canonicalJson(desired(operation));
}

/** What a create calls its resource: its identifier, or the properties that a person knows it by. Undefined where it gives neither. */
export function namedItemOf(operation: CreateOperation): string | undefined {
  const model = desired(operation);
  const natural = naturalKeyOf(operation.type.typeName);
  const isNamed = natural?.every((name) => Object.hasOwn(model, name)) === true;
  return (
    derivedIdentifierOf(operation.type, model) ??
    (isNamed ? canonicalJson(Object.fromEntries(natural.map((name) => [name, model[name] ?? null]))) : undefined)
  );
}

/** The desired state, or the statement itself where that has yet to be worked out. */
function desired(operation: CreateOperation): JsonObject {
  const resource = operation.pending === undefined ? onlyResourceOf(operation) : undefined;
  // reveal() of a map is a map.
  return resource === undefined
    ? { text: operation.text.map(tokenText) }
    : (reveal(resource.desiredState) as JsonObject);
}

function regionOf({ resources }: CreateOperation): Json | undefined {
  const region = resources[0]?.region;
  return region === undefined || !isKnown(region) ? undefined : reveal(region);
}

function tokenText(token: SqlToken): Json {
  return token.kind === 'literal' ? [reveal(token.literal.value)] : token.text;
}
