import type { ReadOperation } from '../engine/operation.ts';
import { isKnown, plainText, reveal } from '../values/reading.ts';
import type { Value } from '../values/value.ts';
import { endedBadly } from './read-answer.ts';
import type { CallbackAnchor } from '../flow/flow.ts';
import type { FailureReason } from './outcome.ts';
import type { ResourceRun } from './resource-run.ts';

const table = 'awscc.cloud_control.resource_request';

/**
 * Why the request that a callback watches has come to a bad end, where it has: its query may select nothing that would say so.
 * Undefined too where the callback watches something else, or more than one request.
 */
export async function badEndOf(
  run: ResourceRun,
  anchor: CallbackAnchor,
  { sources }: ReadOperation,
): Promise<FailureReason | undefined> {
  const [watched, ...others] = sources;
  if (watched?.name.toLowerCase() !== table || others.length > 0) return undefined;
  const requestToken = onlyText(watched.parameters.get('RequestToken'));
  const region = onlyText(watched.regions);
  if (requestToken === undefined || region === undefined) return undefined;
  const status = await run.engine.requestStatus({ region, requestToken });
  if (!status.ok || status.value === undefined) return undefined;
  const { status: word, fields } = status.value;
  if (!endedBadly.has(word)) return undefined;
  return {
    kind: 'request-ended',
    anchor,
    status: word,
    code: textOf(fields['ErrorCode']),
    message: textOf(fields['StatusMessage']),
  };
}

function onlyText(values: readonly Value[] | undefined): string | undefined {
  const [value, ...others] = values ?? [];
  return value === undefined || others.length > 0 || !isKnown(value) ? undefined : plainText(reveal(value));
}

function textOf(value: string | number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
