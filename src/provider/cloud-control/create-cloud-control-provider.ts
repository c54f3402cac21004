import type { Clock } from '../../base/clock.ts';
import type { RandomSource } from '../../base/random.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { ProviderEvent } from '../events.ts';
import type { Failure } from '../failure.ts';
import type {
  BorrowedFor,
  DeleteRequest,
  LendingProvider,
  Provider,
  Reading,
  RequestEvent,
  Target,
} from '../provider.ts';
import type { ClientOptions } from './client-options.ts';
import { failureFromError, provesAbsence } from './failures.ts';
import { createBeforeUpdate, type BeforeUpdate } from './before-update.ts';
import { findObject, putObject } from './objects.ts';
import { createOnce } from './create-once.ts';
import { despiteLag } from './despite-lag.ts';
import { createInterruption } from './interruption.ts';
import type { EventOperation } from './event-operation.ts';
import type { Exchange } from './exchange.ts';
import { createMutations, type Mutate, type MutationOperation } from './mutations.ts';
import { createPace, type Pace, type PaceOptions, unpaced } from './pace.ts';
import { tellOpenRequests } from './open-requests.ts';
import { createPoller, defaultPollTiming, type PollTiming } from './poller.ts';
import { createPresence, type Presence } from './presence.ts';
import { readParameter } from './read-parameter.ts';
import { readSecret } from './read-secret.ts';
import { listResources, readResource } from './reads.ts';
import { createRequests } from './requests.ts';
import { createSdkTransport } from './sdk-transport.ts';
import type { Transport } from './transport.ts';
import { createWireTransport } from './wire-transport.ts';
import { createSecondLook } from './second-look.ts';
import { listTaggedResources } from './tagged-resources.ts';
import { cancelRequest, listResourceRequests, readStatus } from './resource-requests.ts';

export interface CloudControlOptions extends ClientOptions {
  /** Carries requests to a Cloud Control in this process, without the SDK. What is said of clients is of no use beside it. */
  readonly exchange?: Exchange;
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
  /** Default: with the quotas of AWS as far as they are known. `unpaced` is for a cloud that throttles nobody. */
  readonly pace?: PaceOptions | 'unpaced';
  /** One that other providers keep, too; it has precedence over `pace`. Default: one of its own. */
  readonly sharedPace?: Pace;
  /** Remembers what has been seen to be there. Default: one that has seen nothing yet. */
  readonly presence?: Presence;
  /** Remembers what was read before updates. Default: one that remembers nothing yet. */
  readonly beforeUpdate?: BeforeUpdate;
}

/** The provider over AWS Cloud Control, or over the emulator where its request handler or its address is given. */
export function createCloudControlProvider(options: CloudControlOptions): LendingProvider {
  const connections = {
    transport: options.exchange === undefined ? createSdkTransport(options) : createWireTransport(options.exchange),
    presence: options.presence ?? createPresence(options.clock),
    beforeUpdate: options.beforeUpdate ?? createBeforeUpdate(options.clock),
    pace: options.sharedPace ?? ownPace(options),
  };
  const provider = provide(options, connections, options);
  return {
    ...provider,
    lend: (work) => provide(options, connections, work),
    findCredentials: (region) => findCredentials(connections.transport, region),
    close: () => {
      provider.close();
      connections.transport.close();
    },
  };
}

function ownPace({ pace, clock }: CloudControlOptions): Pace {
  return pace === 'unpaced' ? unpaced : createPace(clock, pace);
}

async function findCredentials(transport: Transport, region: string): Promise<Failure | undefined> {
  try {
    await transport.findCredentials(region);
    return undefined;
  } catch (error) {
    const subject = { operation: 'GetCredentials', region, typeName: undefined, identifier: undefined } as const;
    return failureFromError(error, subject, undefined);
  }
}

interface Connections {
  readonly transport: Transport;
  readonly pace: Pace;
  /** Of all that borrows the provider: what one piece of work has created is there for the other too. */
  readonly presence: Presence;
  readonly beforeUpdate: BeforeUpdate;
}

function provide(options: CloudControlOptions, connections: Connections, work: BorrowedFor): Provider {
  const { clock, random, timeoutMsFor = () => undefined } = options;
  const { signal, abandon = signal, emit = () => undefined } = work;
  const interruption = createInterruption(clock, signal);
  const following = createInterruption(clock, abandon);
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
  const poll = createPoller({
    clock,
    interruption: following,
    emit,
    timing: { ...defaultPollTiming, ...options.poll },
    askStatus: (region, known) =>
      readStatus(requests, {
        region,
        requestToken: known.requestToken,
        asked: known,
        isRetried: false,
        interruption: following,
      }),
  });
  const follow = tellOpenRequests(poll, {
    stop: signal,
    cancel: work.cancel,
    emit,
    // What cannot be cancelled goes on, and is followed all the same.
    sendCancel: (request) => void cancelRequest(requests, { ...request, interruption: uninterrupted }),
  });
  const mutate = createMutations({ requests, follow, clock, random, interruption, timeoutMsFor });

  const { presence, beforeUpdate } = connections;
  const readOnce = (target: Target): Promise<Result<Reading, Failure>> => readResource(requests, target);
  const listRequests = (region: string): Promise<Result<readonly RequestEvent[], Failure>> =>
    listResourceRequests(requests, { region });
  const look = createSecondLook({
    presence,
    beforeUpdate,
    clock,
    interruption,
    emit,
    readOnce,
    listOnce: (request) => listResources(requests, request),
    listRequests,
  });
  const lag = { presence, look, interruption };

  return {
    read: (target) => look.read(target),
    list: (request) => look.list(request),
    create: async (request) => {
      const { region, typeName, desiredState, roleArn, typeVersionId, clientToken } = request;
      const created = await createOnce(clientToken ?? random.uuid(), {
        region,
        typeName,
        identifier: request.identifier,
        isFirst: clientToken === undefined,
        random,
        interruption,
        mayPass: request.mayPass,
        create: (token) =>
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
          }),
        look: (identifier, create) => {
          const target = { region, typeName, identifier };
          if (create === undefined) return readOnce(target);
          presence.noteCreated(target, create, create.ageMs ?? 0);
          return look.read(target);
        },
        listRequests: () => listRequests(region),
      });
      if (created.ok && created.value.identifier !== undefined && created.value.status === 'SUCCESS') {
        const { identifier, ageMs = 0 } = created.value;
        presence.noteCreated({ region, typeName, identifier }, created.value, ageMs);
        // A resource of the same name may have been deleted a moment ago, and reads may still show that one.
        beforeUpdate.noteUpdated({ region, typeName, identifier }, request.showsInReads ?? (() => false));
      }
      return created;
    },
    update: async (request) => {
      const { region, typeName, identifier, patch, roleArn, typeVersionId, clientToken } = request;
      const send = async (): Promise<Result<RequestEvent, Failure>> => {
        const made = await mutate({
          subject: { operation: 'UpdateResource', region, typeName, identifier },
          clientToken,
          mayPass: request.mayPass,
          input: (token) => ({
            TypeName: typeName,
            Identifier: identifier,
            PatchDocument: JSON.stringify(patch),
            RoleArn: roleArn,
            TypeVersionId: typeVersionId,
            ClientToken: token,
          }),
        });
        if (made.ok) beforeUpdate.noteUpdated(request, request.showsInReads);
        return made.ok ? ok(made.value.event) : err(made.error.failure);
      };
      return despiteLag(request, lag, send, (answer) => !answer.ok && missesResource(answer.error, 'UpdateResource'));
    },
    delete: async (request) => {
      const send = (): ReturnType<typeof deleteResource> => deleteResource(mutate, request);
      const deleted = await despiteLag(request, lag, send, (answer) => answer.ok && answer.value.wasAbsent);
      if (deleted.ok) presence.noteGone(request);
      return deleted;
    },
    requestStatus: async (request) => {
      const status = await readStatus(requests, { ...request, interruption: uninterrupted });
      return status.ok ? ok(status.value.event) : status;
    },
    listRequests: (request) => listResourceRequests(requests, request),
    cancel: (request) => cancelRequest(requests, { ...request, interruption: uninterrupted }),
    taggedResources: (request) => listTaggedResources(requests, request),
    parameter: (request) => readParameter(requests, request),
    secret: (request) => readSecret(requests, request),
    object: (request) => findObject(requests, request),
    putObject: (request) => putObject(requests, request),
    close: () => {
      interruption.release();
      following.release();
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
  if (!missesResource(failure, 'DeleteResource')) return err(failure);
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

/** Only the answer to the change itself says that its resource is not there: one about its request speaks of the request. */
function missesResource(failure: Failure, operation: MutationOperation): boolean {
  return failure.operation === operation && provesAbsence(failure);
}
