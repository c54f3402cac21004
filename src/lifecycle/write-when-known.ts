import { textsIn } from '../base/json.ts';
import type { Result } from '../base/result.ts';
import type { StatementFailure, WriteOptions, Written } from '../engine/engine.ts';
import type { WriteOperation } from '../engine/operation.ts';
import { lateIamIn } from '../resource-types/late-iam.ts';
import { formatAddress } from '../stack/address.ts';
import { reveal } from '../values/reading.ts';
import type { Value } from '../values/value.ts';
import type { MayPass } from '../provider/provider.ts';
import type { ResourceRun } from './resource-run.ts';

/** The last one counts for all further pauses. IAM takes 7 to 12 seconds as a rule, and a minute at times. */
const pausesMs: readonly number[] = [1_000, 2_000, 3_000, 5_000];

/**
 * Sends a write. A refusal that comes from a role, policy, profile, user or key that this run has made or changed a short time ago passes
 * by itself: then the write is sent again until other services know of it, or two minutes after its change.
 */
export async function writeWhenKnown(
  run: ResourceRun,
  operation: WriteOperation,
  options: WriteOptions = {},
): Promise<Result<Written, StatementFailure>> {
  const { session, resource } = run;
  const mayPass = operation.kind === 'create' || operation.kind === 'update' ? mayPassFor(run, operation) : undefined;
  const written = await run.engine.write(operation, { ...options, ...(mayPass === undefined ? {} : { mayPass }) });
  if (written.ok && operation.kind !== 'delete') session.young.note(resource.name, written.value, session.clock.now());
  return written;
}

function mayPassFor(
  { session, resource }: ResourceRun,
  operation: Extract<WriteOperation, { readonly kind: 'create' | 'update' }>,
): MayPass {
  const { stack, clock, young, emit } = session;
  const texts = valuesOf(operation).flatMap((value) => (value === undefined ? [] : textsIn(reveal(value))));
  return ({ handlerErrorCode: code, message }, times) => {
    if (lateIamIn(operation.type.typeName, { code, message }) === undefined) return undefined;
    const nowMs = clock.now();
    const found = young.referredTo(resource.name, { stack, texts, nowMs });
    if (found === undefined) return undefined;
    const delayMs = Math.min(pausesMs[times] ?? pausesMs.at(-1) ?? 0, found.untilMs - nowMs);
    emit({
      kind: 'resource.delayed',
      resource: formatAddress(resource.address),
      until: found.resource,
      typeName: found.typeName,
      message,
      times: times + 1,
      delayMs,
    });
    return delayMs;
  };
}

function valuesOf(
  operation: Extract<WriteOperation, { readonly kind: 'create' | 'update' }>,
): readonly (Value | undefined)[] {
  return operation.kind === 'create'
    ? operation.resources.map(({ desiredState }) => desiredState)
    : (operation.patch ?? []).map(({ value }) => value);
}
