import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../base/json.ts';
import type { CreateOperation } from '../engine/operation.ts';
import type { WriteAnchor } from '../flow/flow.ts';
import type { SqlToken } from '../query/statement.ts';
import { formatAddress } from '../stack/address.ts';
import { reveal } from '../values/reading.ts';
import { onlyResourceOf } from './addressed-resource.ts';
import type { ResourceRun } from './resource-run.ts';

/**
 * The token of a logical create: the same for the same desired state of the same resource of the same stack, so that a run that died
 * after its request was accepted is picked up by the next one instead of making a second resource. What is written in each run is meant
 * anew in each: under the token of an earlier run the cloud would answer what came of that one.
 */
export function createToken(run: ResourceRun, anchor: WriteAnchor, operation: CreateOperation, index: number): string {
  const { stack } = run.session;
  const resource = operation.pending === undefined ? onlyResourceOf(operation) : undefined;
  const identity = [
    stack.manifest.name,
    stack.environment,
    formatAddress(run.resource.address),
    anchor,
    canonicalJson(resource === undefined ? { text: operation.text.map(tokenText) } : reveal(resource.desiredState)),
    // The second statement of several is another logical create.
    ...(index === 0 ? [] : [index]),
    ...(anchor === 'command' || anchor === 'createorupdate' ? [run.scope.resource?.idempotencyToken ?? ''] : []),
  ];
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex');
}

function tokenText(token: SqlToken): Json {
  return token.kind === 'literal' ? [reveal(token.literal.value)] : token.text;
}
