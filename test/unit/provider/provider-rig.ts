import { expect } from 'chai';
import type { RandomSource } from '../../../src/base/random.ts';
import type { Result } from '../../../src/base/result.ts';
import {
  type CloudControlOptions,
  createCloudControlProvider,
} from '../../../src/provider/cloud-control/create-cloud-control-provider.ts';
import type { Operation, WireBody } from '../../../src/provider/cloud-control/wire.ts';
import type { ProviderEvent } from '../../../src/provider/events.ts';
import type { Failure } from '../../../src/provider/failure.ts';
import type { Provider } from '../../../src/provider/provider.ts';
import { createFakeClock, type FakeClock, type FakeClockOptions } from '../../support/fake-clock.ts';
import { type Answer, createScriptedHandler, type ScriptedHandler } from './scripted-handler.ts';

export interface Rig {
  readonly provider: Provider;
  readonly handler: ScriptedHandler;
  readonly clock: FakeClock;
  readonly events: readonly ProviderEvent[];
  readonly interrupt: () => void;
}

/** A provider whose service plays `script`, in a time that is not real and with chance that is not either. */
export function createRig(
  script: readonly (readonly [Operation, Answer])[],
  options: Partial<CloudControlOptions> & { readonly time?: FakeClockOptions } = {},
): Rig {
  const handler = createScriptedHandler(script);
  const clock = createFakeClock(options.time);
  const events: ProviderEvent[] = [];
  const controller = new AbortController();
  const provider = createCloudControlProvider({
    requestHandler: handler,
    clock,
    random: countingRandom(),
    signal: controller.signal,
    emit: (event) => events.push(event),
    pace: 'unpaced',
    ...options,
  });
  return { provider, handler, clock, events, interrupt: () => controller.abort() };
}

/** `token-1`, `token-2` …, and the highest of all bytes: waits are not shortened by chance. */
export function countingRandom(): RandomSource {
  let made = 0;
  return { uuid: () => `token-${++made}`, bytes: (length) => new Uint8Array(length).fill(255) };
}

/** An answer with a ProgressEvent of one create of one queue, where nothing else is said. */
export function progress(event: WireBody): WireBody {
  return {
    ProgressEvent: {
      TypeName: 'AWS::SQS::Queue',
      RequestToken: 'request-1',
      Operation: 'CREATE',
      OperationStatus: 'IN_PROGRESS',
      EventTime: 1_767_225_600,
      ...event,
    },
  };
}

export function valueOf<T>(result: Result<T, Failure>): T {
  if (!result.ok) expect.fail(`Not expected: ${JSON.stringify(result.error)}`);
  return result.value;
}

export function failureOf(result: Result<unknown, Failure>): Failure {
  if (result.ok) expect.fail(`A failure was expected: ${JSON.stringify(result.value)}`);
  return result.error;
}

/** Runs the event loop until the condition holds. */
export async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1000 && !condition(); turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(condition(), 'what was waited for').to.equal(true);
}
