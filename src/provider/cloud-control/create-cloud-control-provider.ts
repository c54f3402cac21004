import type { Clock } from '../../base/clock.ts';
import type { RandomSource } from '../../base/random.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { ProviderEvent } from '../events.ts';
import type { Failure } from '../failure.ts';
import type { BorrowedFor, DeleteRequest, LendingProvider, Provider, RequestEvent } from '../provider.ts';
import { type ClientOptions, type Clients, createClients } from './clients.ts';
import { failureFromError, provesAbsence } from './failures.ts';
import { createOnce } from './create-once.ts';
import { createInterruption } from './interruption.ts';
import { createMutations, type EventOperation, type Mutate } from './mutations.ts';
import { createPace, defaultPaceRates, type Pace, type PaceRates, unpaced } from './pace.ts';
import { createPoller, defaultPollTiming, type PollTiming } from './poller.ts';
import { listResources, readResource } from './reads.ts';
import { createRequests } from './requests.ts';
import { listTaggedResources } from './tagged-resources.ts';
import { cancelRequest, listResourceRequests, readStatus } from './resource-requests.ts';

export interface CloudControlOptions extends ClientOptions {
  readonly clock: Clock;
  readonly random: RandomSource;
  /** Ends waits and requests when it is aborted. `requestStatus` and `cancel` go on working: they are asked for just then. */
  readonly signal?: AbortSignal;
  readonly emit?: (event: ProviderEvent) => void;
  /** Default: `defaultPollTiming`. */
  readonly poll?: Partial<PollTiming>;
  /** How long the type's handler may take, in milliseconds. Default, also for undefined: `poll.timeoutMs`. */
  readonly timeoutMsFor?: (typeName: string, operation: EventOperation) => number | undefined;
  /** Tries of each request, 1 being no retry. Default: by the kind of the trouble. */
  readonly maxAttempts?: number;
  /** Requests under way at one time. Default: 16. */
  readonly requestConcurrency?: number;
  /** How far the service's clock may be from ours. Default: 60,000; the emulator in this process has the same clock: 0. */
  readonly clockMarginMs?: number;
  /** Default: `defaultPaceRates`. `unpaced` is for the emulator, which throttles nobody unless told to. */
  readonly pace?: Partial<PaceRates> | 'unpaced';
}

/** The provider over AWS Cloud Control, or over the emulator where its request handler or its address is given. */
export function createCloudControlProvider(options: CloudControlOptions): LendingProvider {
  const connections = {
    clients: createClients(options),
    pace: options.pace === 'unpaced' ? unpaced : createPace(options.clock, { ...defaultPaceRates, ...options.pace }),
  };
  const provider = provide(options, connections, options);
  return {
    ...provider,
    lend: (work) => provide(options, connections, work),
    findCredentials: (region) => findCredentials(connections.clients, region),
    close: () => {
      provider.close();
      connections.clients.close();
    },
  };
}

/** The client keeps what it finds, so that its first request need not look again. */
async function findCredentials(clients: Clients, region: string): Promise<Failure | undefined> {
  try {
    const { client } = await clients.get(region);
    await client.config.credentials();
    return undefined;
  } catch (error) {
    const subject = { operation: 'GetCredentials', region, typeName: undefined, identifier: undefined } as const;
    return failureFromError(error, subject, undefined);
  }
}

interface Connections {
  readonly clients: Clients;
  readonly pace: Pace;
}

function provide(options: CloudControlOptions, connections: Connections, work: BorrowedFor): Provider {
  const { clock, random, timeoutMsFor = () => undefined } = options;
  const { signal, emit = () => undefined } = work;
  const interruption = createInterruption(clock, signal);
  const uninterrupted = createInterruption(clock);
  const requests = createRequests({
    ...connections,
    clock,
    random,
    interruption,
    emit,
    concurrency: options.requestConcurrency ?? 16,
    maxAttempts: options.maxAttempts,
  });
  const follow = createPoller({
    clock,
    interruption,
    emit,
    timing: { ...defaultPollTiming, ...options.poll },
    askStatus: (region, known) =>
      readStatus(requests, { region, requestToken: known.requestToken, asked: known, isRetried: false }),
  });
  const mutate = createMutations({ requests, follow, random, interruption, timeoutMsFor });

  return {
    read: (target) => readResource(requests, target),
    list: (request) => listResources(requests, request),
    create: async (request) => {
      const { region, typeName, desiredState, roleArn, typeVersionId, clientToken } = request;
      const create = (token: string | undefined): ReturnType<typeof mutate> =>
        mutate({
          subject: { operation: 'CreateResource', region, typeName, identifier: undefined },
          clientToken: token,
          input: (sent) => ({
            TypeName: typeName,
            DesiredState: JSON.stringify(desiredState),
            RoleArn: roleArn,
            TypeVersionId: typeVersionId,
            ClientToken: sent,
          }),
        });
      if (clientToken !== undefined) {
        const read = (identifier: string): ReturnType<typeof readResource> =>
          readResource(requests, { region, typeName, identifier });
        return createOnce(clientToken, { clock, clockMarginMs: options.clockMarginMs ?? 60_000, create, read });
      }
      const made = await create(undefined);
      return made.ok ? ok(made.value.event) : err(made.error.failure);
    },
    update: async (request) => {
      const { region, typeName, identifier, patch, roleArn, typeVersionId, clientToken } = request;
      const made = await mutate({
        subject: { operation: 'UpdateResource', region, typeName, identifier },
        clientToken,
        input: (token) => ({
          TypeName: typeName,
          Identifier: identifier,
          PatchDocument: JSON.stringify(patch),
          RoleArn: roleArn,
          TypeVersionId: typeVersionId,
          ClientToken: token,
        }),
      });
      return made.ok ? ok(made.value.event) : err(made.error.failure);
    },
    delete: (request) => deleteResource(mutate, request),
    requestStatus: async (request) => {
      const status = await readStatus(requests, { ...request, interruption: uninterrupted });
      return status.ok ? ok(status.value.event) : status;
    },
    listRequests: (request) => listResourceRequests(requests, request),
    cancel: (request) => cancelRequest(requests, { ...request, interruption: uninterrupted }),
    taggedResources: (request) => listTaggedResources(requests, request),
    close: () => {
      interruption.release();
    },
  };
}

/**
 * A resource that is not there may be said at once or at the end of the request; both are the wanted state. The event is then
 * FAILED with ErrorCode NotFound, as Cloud Control itself words it.
 */
async function deleteResource(
  mutate: Mutate,
  request: DeleteRequest,
): Promise<Result<RequestEvent & { readonly wasAbsent: boolean }, Failure>> {
  const { region, typeName, identifier, roleArn, typeVersionId, clientToken } = request;
  const made = await mutate({
    subject: { operation: 'DeleteResource', region, typeName, identifier },
    clientToken,
    input: (token) => ({
      TypeName: typeName,
      Identifier: identifier,
      RoleArn: roleArn,
      TypeVersionId: typeVersionId,
      ClientToken: token,
    }),
  });
  if (made.ok) return ok({ ...made.value.event, wasAbsent: false });
  const { failure, event } = made.error;
  if (event?.status === 'FAILED' && failure.handlerErrorCode === 'NotFound') return ok({ ...event, wasAbsent: true });
  if (!provesAbsence(failure)) return err(failure);
  const requestToken = failure.requestToken ?? '';
  return ok({
    requestToken,
    operation: 'DELETE',
    status: 'FAILED',
    typeName,
    identifier,
    wasAbsent: true,
    fields: {
      ErrorCode: 'NotFound',
      Identifier: identifier,
      Operation: 'DELETE',
      OperationStatus: 'FAILED',
      ...(requestToken === '' ? {} : { RequestToken: requestToken }),
      StatusMessage: failure.message,
      TypeName: typeName,
    },
  });
}
