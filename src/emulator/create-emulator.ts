import { isJsonObject, parseJson, type Json, type JsonObject } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import {
  contentType,
  operations,
  taggingContentType,
  taggingOperation,
  taggingTargetPrefix,
  targetPrefix,
  type Operation,
  type WireBody,
} from '../provider/cloud-control/wire.ts';
import { behaviourOf } from './behaviours/index.ts';
import { carryOut } from './carry-out.ts';
import {
  AnswerLost,
  type Emulator,
  type EmulatorOptions,
  type FaultEffect,
  type LedgerEntry,
  type ResourceAddress,
  type WireRequest,
  type WireResponse,
} from './emulator.ts';
import { Faults } from './faults.ts';
import { homeOf } from './home.ts';
import { handlers } from './handlers/index.ts';
import { checkInputTypes } from './input.ts';
import { surroundingsOf, type OperationContext } from './operation-context.ts';
import { getResources } from './tagging/get-resources.ts';
import { formatErrorBody, statusOf, wireError, type WireError } from './wire-error.ts';
import { World, type Place, type RequestRecord, type WorldChange } from './world.ts';

/** How long requests can be asked for. */
const requestRecordMs = 7 * 24 * 3_600_000;
const ledgerEntries = 10_000;
/** Operations that change nothing themselves. */
const reads: ReadonlySet<Operation> = new Set<Operation>([
  'GetResource',
  'ListResources',
  'GetResourceRequestStatus',
  'ListResourceRequests',
]);
const taggingTarget = taggingTargetPrefix + taggingOperation;

/** A Cloud Control over a store. What the store holds is there from the start; requests that were running when it was closed go on. */
export function createEmulator(options: EmulatorOptions): Emulator {
  return new EmbeddedCloudControl(options);
}

class EmbeddedCloudControl implements Emulator {
  readonly ledger: LedgerEntry[] = [];
  readonly #options: EmulatorOptions;
  readonly #world: World;
  readonly #faults = new Faults();
  /** Ends when the request being carried out has ended. */
  #busy: Promise<unknown> = Promise.resolve();

  constructor(options: EmulatorOptions) {
    this.#options = options;
    this.#world = new World(options.store);
  }

  async handle(request: WireRequest): Promise<WireResponse> {
    const isTagging = request.target === taggingTarget;
    const operation = isTagging
      ? taggingOperation
      : request.target?.startsWith(targetPrefix) === true
        ? request.target.slice(targetPrefix.length)
        : undefined;
    // StackQL sends `null` where a request has no members.
    const body = parseJson(['', 'null'].includes(request.body.trim()) ? '{}' : request.body);
    const members: WireBody = isJsonObject(body) ? body : {};
    const typeName = stringOf(members['TypeName']);
    const effects = operation === undefined ? [] : this.#faults.strike(operation, typeName);
    for (const effect of effects) if (effect.kind === 'delay') await this.#options.clock.sleep(effect.ms);
    const answer = await this.#inTurn(() => this.#answer(operation, body, request, effects));
    const isLost = effects.some(({ kind }) => kind === 'lost-answer');
    const event = answer.ok && isJsonObject(answer.value['ProgressEvent']) ? answer.value['ProgressEvent'] : {};
    const entry: LedgerEntry = {
      atMs: this.#options.clock.now(),
      operation: operation ?? request.target ?? '',
      region: request.region,
      accountId: request.accountId,
      typeName,
      identifier: stringOf(members['Identifier']) ?? stringOf(event['Identifier']),
      requestToken: stringOf(members['RequestToken']) ?? stringOf(event['RequestToken']),
      outcome: isLost ? 'answer-lost' : answer.ok ? 'ok' : answer.error.name,
    };
    this.ledger.push(entry);
    if (this.ledger.length > ledgerEntries) this.ledger.splice(0, this.ledger.length - ledgerEntries);
    if (isLost) throw new AnswerLost();
    return {
      status: answer.ok ? 200 : statusOf(answer.error, this.#options.errorStatus ?? 'always-400'),
      headers: {
        'content-type': isTagging ? taggingContentType : contentType,
        'x-amzn-requestid': this.#options.random.uuid(),
      },
      body: answer.ok ? JSON.stringify(answer.value) : formatErrorBody(answer.error),
      entry,
    };
  }

  inject(fault: Parameters<Emulator['inject']>[0]): void {
    this.#faults.add(fault);
  }

  async mutate(
    address: ResourceAddress,
    change: (properties: JsonObject | undefined) => JsonObject | undefined,
  ): Promise<void> {
    const { typeName, identifier, region, accountId = '000000000000' } = address;
    const place = homeOf(typeName, { region, accountId });
    await this.#inTurn(async () => {
      await this.#settle();
      const known = this.#world.partition(place).resources.get(typeName)?.get(identifier);
      const model = change(known?.model);
      if (model === undefined) {
        if (known !== undefined) await this.#world.commit([{ kind: 'remove-resource', place, resource: known }]);
        return;
      }
      const sequence = known?.sequence ?? this.#world.nextSequence();
      await this.#world.commit([{ kind: 'put-resource', place, resource: { typeName, identifier, model, sequence } }]);
    });
  }

  async close(): Promise<void> {
    await this.#inTurn(() => this.#options.store.close());
  }

  async #answer(
    operation: string | undefined,
    body: Json | undefined,
    request: WireRequest,
    effects: readonly FaultEffect[],
  ): Promise<Result<JsonObject, WireError>> {
    const isTagging = request.target === taggingTarget;
    const known = isTagging ? undefined : operations.find((name) => name === operation);
    const unsettled = await this.#settle().catch((error: unknown) => ({ error }));
    // Where nothing can be kept, a full disk mostly, what is there can still be read.
    if (unsettled !== undefined && !isTagging && !(known !== undefined && reads.has(known))) throw unsettled.error;
    if (known === undefined && !isTagging)
      return wireError('UnknownOperationException', 'The requested operation is not recognized.');
    if (!isJsonObject(body)) {
      return wireError('SerializationException', 'The request body is not a JSON object.');
    }
    const typed = known === undefined ? ok(undefined) : checkInputTypes(known, body);
    if (!typed.ok) return typed;
    const refusal = effects.find((effect) => effect.kind === 'error');
    if (refusal !== undefined) {
      const { name, message, status } = refusal;
      return err(status === undefined ? { name, message } : { name, message, status });
    }
    return this.#carry(known, body, request, effects);
  }

  async #carry(
    operation: Operation | undefined,
    body: WireBody,
    { region, accountId }: WireRequest,
    effects: readonly FaultEffect[],
  ): Promise<Result<JsonObject, WireError>> {
    const place: Place = { region, accountId };
    const context: OperationContext = {
      options: this.#options,
      world: this.#world,
      place,
      partition: this.#world.partition(place),
      body,
      nowMs: this.#options.clock.now(),
      effects,
    };
    return operation === undefined ? getResources(context) : handlers[operation](context);
  }

  /** Carries out the requests whose time has come, in the order in which they were accepted, and forgets those that are too old. */
  async #settle(): Promise<void> {
    const nowMs = this.#options.clock.now();
    const due = this.#world.running().filter(({ request }) => request.endsAtMs <= nowMs);
    for (const { place, request } of due.sort((first, second) => first.request.endsAtMs - second.request.endsAtMs)) {
      await this.#world.commit(this.#end(place, request, nowMs));
    }
    const expired: WorldChange[] = [];
    for (const { place, requests } of this.#world.partitions()) {
      for (const request of requests.values()) {
        // They stand in the order in which they were accepted.
        if (nowMs - request.acceptedAtMs < requestRecordMs) break;
        expired.push({ kind: 'remove-request', place, request });
      }
    }
    await this.#world.commit(expired);
  }

  #end(place: Place, request: RequestRecord, nowMs: number): readonly WorldChange[] {
    const type = this.#options.registry.find(request.typeName);
    if (type === undefined) {
      const message = `The type '${request.typeName}' cannot be found.`;
      const failed: RequestRecord = {
        ...request,
        status: 'FAILED',
        errorCode: 'InternalFailure',
        message,
        eventAtMs: nowMs,
      };
      return [{ kind: 'put-request', place, request: failed }];
    }
    const around = surroundingsOf(type, { options: this.#options, world: this.#world, place, nowMs });
    return carryOut(request, behaviourOf(request.typeName), around, this.#world.nextSequence());
  }

  /** One after another: what a request sees is never half of what another one does. */
  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#busy.then(task);
    this.#busy = turn.catch(() => undefined);
    return turn;
  }
}

function stringOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
