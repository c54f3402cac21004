import type { Clock } from '../../src/base/clock.ts';
import { isJsonObject, parseJson, type JsonObject } from '../../src/base/json.ts';
import type { RandomSource } from '../../src/base/random.ts';
import type { Input, Output } from '../../src/provider/cloud-control/calls.ts';
import type { Transport } from '../../src/provider/cloud-control/transport.ts';
import type { RequestName } from '../../src/provider/cloud-control/wire.ts';

/** What a probe asks. */
export interface ProbedCloud {
  readonly transport: Transport;
  /** The same region of another account. Default: there is none, and what needs one is not tried. */
  readonly other?: Transport | undefined;
  readonly region: string;
  readonly clock: Clock;
  readonly random: RandomSource;
  /** Probes may take a week. Default: what takes longer than minutes is not tried. */
  readonly isPatient?: boolean;
}

/** What a probe has seen, in words. `holds` is undefined where it was not tried. */
export interface Seen {
  readonly holds: boolean | undefined;
  readonly seen: string;
}

/** One thing that is taken for granted about AWS; its name stands in the table of `docs/reliability.md`. */
export interface Belief {
  readonly name: string;
  readonly probe: (cloud: ProbedCloud) => Promise<Seen>;
}

type Asked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly name: string; readonly message: string };

/** One request, sent once: a probe wants to see the very answer. */
export async function ask<O extends RequestName>(
  { transport, region }: Pick<ProbedCloud, 'transport' | 'region'>,
  operation: O,
  input: Input<O>,
): Promise<Asked<Output<O>>> {
  try {
    return {
      ok: true,
      value: await transport.call({
        operation,
        region,
        input,
        givenUp: { aborted: false, signal: new AbortController().signal },
      }),
    };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { ok: false, name: error.name, message: error.message };
  }
}

/** The same, where another answer than a good one makes the probe worthless. */
export async function mustAsk<O extends RequestName>(
  cloud: Pick<ProbedCloud, 'transport' | 'region'>,
  operation: O,
  input: Input<O>,
): Promise<Output<O>> {
  const asked = await ask(cloud, operation, input);
  if (!asked.ok) throw new Error(`${operation}: ${asked.name}: ${asked.message}`);
  return asked.value;
}

/** What is known of a request. */
export type RequestEvent = NonNullable<Output<'CreateResource'>['ProgressEvent']>;

const typeName = 'AWS::SSM::Parameter';
const pollMs = 1000;

/** What a probe makes: a parameter, which costs nothing, and is gone when the probe has ended. */
export interface ProbeParameter {
  readonly name: string;
  readonly model: JsonObject;
}

export function newParameter({ random }: ProbedCloud, value = 'one'): ProbeParameter {
  const name = `/stack-deploy-beliefs/${random.uuid()}`;
  return { name, model: { Name: name, Type: 'String', Value: value } };
}

/** Sends a create; its event, or the refusal. */
export async function sendCreate(
  cloud: ProbedCloud,
  model: JsonObject,
  clientToken: string,
): Promise<Asked<RequestEvent>> {
  const asked = await ask(cloud, 'CreateResource', {
    TypeName: typeName,
    DesiredState: JSON.stringify(model),
    ClientToken: clientToken,
  });
  return asked.ok ? { ok: true, value: eventOf(asked.value) } : asked;
}

/** Creates, and waits for the end. */
export async function create(
  cloud: ProbedCloud,
  { model }: ProbeParameter,
  clientToken = cloud.random.uuid(),
): Promise<RequestEvent> {
  const sent = await sendCreate(cloud, model, clientToken);
  if (!sent.ok) throw new Error(`CreateResource: ${sent.name}: ${sent.message}`);
  const ended = await follow(cloud, sent.value);
  if (ended.OperationStatus !== 'SUCCESS')
    throw new Error(`CreateResource ended ${ended.OperationStatus ?? 'without a status'}`);
  return ended;
}

/** Updates, and waits for the end; the refusal where the request was not accepted. */
export async function update(
  cloud: ProbedCloud,
  { name }: ProbeParameter,
  patch: readonly JsonObject[],
): Promise<Asked<RequestEvent>> {
  const asked = await ask(cloud, 'UpdateResource', {
    TypeName: typeName,
    Identifier: name,
    PatchDocument: JSON.stringify(patch),
  });
  return asked.ok ? { ok: true, value: await follow(cloud, eventOf(asked.value)) } : asked;
}

/** Removes a parameter, whether it is there or not. */
export async function remove(cloud: ProbedCloud, { name }: ProbeParameter): Promise<void> {
  const asked = await ask(cloud, 'DeleteResource', {
    TypeName: typeName,
    Identifier: name,
  });
  if (asked.ok) await follow(cloud, eventOf(asked.value));
}

/** What a parameter reads; undefined where it is not found. */
export async function read(cloud: ProbedCloud, { name }: ProbeParameter): Promise<JsonObject | undefined> {
  const asked = await ask(cloud, 'GetResource', {
    TypeName: typeName,
    Identifier: name,
  });
  if (!asked.ok && asked.name === 'ResourceNotFoundException') return undefined;
  if (!asked.ok) throw new Error(`GetResource: ${asked.name}: ${asked.message}`);
  const properties = parseJson(asked.value.ResourceDescription?.Properties ?? '');
  return isJsonObject(properties) ? properties : {};
}

/** Whether a list names it, on whichever page. */
export async function isListed(cloud: ProbedCloud, { name }: ProbeParameter): Promise<boolean> {
  let token: string | undefined;
  do {
    const page = await mustAsk(cloud, 'ListResources', {
      TypeName: typeName,
      ...(token === undefined ? {} : { NextToken: token }),
    });
    if (page.ResourceDescriptions?.some(({ Identifier }) => Identifier === name) === true) return true;
    token = page.NextToken;
  } while (token !== undefined);
  return false;
}

/** Follows a request to its end. */
export async function follow(cloud: ProbedCloud, event: RequestEvent): Promise<RequestEvent> {
  let current = event;
  while (current.OperationStatus === 'PENDING' || current.OperationStatus === 'IN_PROGRESS') {
    await cloud.clock.sleep(pollMs);
    current = eventOf(
      await mustAsk(cloud, 'GetResourceRequestStatus', {
        RequestToken: current.RequestToken,
      }),
    );
  }
  return current;
}

function eventOf({ ProgressEvent: event }: { readonly ProgressEvent?: RequestEvent | undefined }): RequestEvent {
  if (event === undefined) throw new Error('An answer has no ProgressEvent.');
  return event;
}
