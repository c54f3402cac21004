import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import type { RandomSource } from '../base/random.ts';
import { err, ok, type Result } from '../base/result.ts';
import { createSeededRandom } from '../base/seeded-random.ts';
import {
  contentType,
  isOtherOperation,
  operations,
  otherContentType,
  type Operation,
  type OtherOperation,
  type WireBody,
} from '../provider/cloud-control/wire.ts';
import { behaviourOf } from './behaviours/index.ts';
import { carryOut } from './carry-out.ts';
import {
  AnswerLost,
  type Emulator,
  type EmulatorOptions,
  type LedgerEntry,
  type LiveResource,
  type ResourceAddress,
  type WireRequest,
  type WireResponse,
} from './emulator.ts';
import type { FaultEffect, FaultKind } from './faults/fault.ts';
import { refusalOf } from './faults/refusal-of.ts';
import { Faults, type FaultTarget } from './faults/struck-faults.ts';
import { homeOf } from './home.ts';
import { handlers } from './handlers/index.ts';
import { takeInventory } from './take-inventory.ts';
import { checkInputTypes } from './input.ts';
import { surroundingsOf, type OperationContext } from './operation-context.ts';
import { Past } from './past.ts';
import { otherOperationOf, readRequest, stringOf, type ReadRequest } from './read-request.ts';
import { awsQuotas } from '../resource-types/quotas/aws-quotas.ts';
import { QuotaBuckets, type QuotaExceeded } from './quotas/quota-buckets.ts';
import { otherHandlers } from './other-services/index.ts';
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
/** How long a connection stays open without an answer. */
const silenceMs = 60_000;
const defaultSeed = 'stack-deploy';

/** A Cloud Control over a store. What the store holds is there from the start; requests that were running when it was closed go on. */
export function createEmulator(options: EmulatorOptions): Emulator {
  return new EmbeddedCloudControl(options);
}

/** A request with what strikes it. */
interface Asked {
  readonly request: WireRequest;
  readonly read: ReadRequest;
  readonly struck: readonly FaultEffect[];
  readonly exceeded: QuotaExceeded | undefined;
}

class EmbeddedCloudControl implements Emulator {
  readonly ledger: LedgerEntry[] = [];
  readonly #options: EmulatorOptions;
  readonly #world: World;
  readonly #faults: Faults;
  readonly #quotas: QuotaBuckets | undefined;
  readonly #past = new Past();
  /** Apart from the chance that names resources: a request more or less changes no name. */
  readonly #requestIds: RandomSource;
  /** Ends when the request being carried out has ended. */
  #busy: Promise<unknown> = Promise.resolve();

  constructor(options: EmulatorOptions) {
    this.#options = options;
    this.#requestIds = createSeededRandom(options.random.uuid());
    this.#faults = new Faults(options.seed ?? defaultSeed);
    for (const fault of options.faults ?? []) this.#faults.add(fault);
    const { quotas } = options;
    if (quotas !== undefined) this.#quotas = new QuotaBuckets(quotas === 'aws' ? awsQuotas() : quotas, options.clock);
    this.#world = new World(options.store, (change, before) => {
      if (this.#faults.has('lag')) this.#past.note(change, before, options.clock.now());
    });
  }

  async handle(request: WireRequest): Promise<WireResponse> {
    const isOther = otherOperationOf(request.target) !== undefined;
    const read = readRequest(request);
    const { operation, body } = read;
    const target = this.#targetOf(read, request);
    const isExpired = request.expiresAtMs !== undefined && request.expiresAtMs <= this.#options.clock.now();
    const expiry: readonly FaultEffect[] = isExpired ? [{ kind: 'expired-credentials' }] : [];
    const struck = [...(request.effects ?? []), ...(target === undefined ? [] : this.#faults.strike(target))];
    const exceeded = target === undefined ? undefined : this.#quotas?.take({ ...request, ...target });
    const effects = [...expiry, ...struck, ...(exceeded === undefined ? [] : [exceeded.effect])];
    const isStruckBy = (kind: FaultKind): boolean => effects.some((effect) => effect.kind === kind);
    const asked: Asked = { request, read, struck, exceeded };
    for (const effect of effects) if (effect.kind === 'delay') await this.#options.clock.sleep(effect.ms);
    if (isStruckBy('cut')) throw new AnswerLost(this.#record(asked, 'cut'));
    const answer = await this.#inTurn(() => this.#answer(operation, body, request, effects));
    if (isStruckBy('duplicate')) await this.#inTurn(() => this.#answer(operation, body, request, effects));
    if (isStruckBy('lost-answer')) throw new AnswerLost(this.#record(asked, 'answer-lost', answer));
    const unanswered = effects.find((effect) => effect.kind === 'no-answer');
    if (unanswered !== undefined) {
      const entry = this.#record(asked, 'no-answer', answer);
      await this.#options.clock.sleep(unanswered.ms ?? silenceMs);
      throw new AnswerLost(entry);
    }
    const text = answer.ok ? JSON.stringify(answer.value) : formatErrorBody(answer.error);
    const isCutOff = isStruckBy('malformed');
    return {
      status: answer.ok ? 200 : statusOf(answer.error, this.#options.errorStatus ?? 'always-400'),
      headers: {
        'content-type': isOther ? otherContentType : contentType,
        date: new Date(this.#options.clock.now()).toUTCString(),
        'x-amzn-requestid': this.#requestIds.uuid(),
      },
      body: isCutOff ? text.slice(0, Math.ceil(text.length / 2)) : text,
      entry: this.#record(asked, isCutOff ? 'malformed' : answer.ok ? 'ok' : answer.error.name, answer),
    };
  }

  /** What faults and quotas go by; undefined for a target of another service. */
  #targetOf({ operation, typeName, identifier, requestToken }: ReadRequest, place: Place): FaultTarget | undefined {
    if (operation === undefined) return undefined;
    const about = this.#world.partition(place).requests.get(requestToken ?? '');
    return { operation, typeName: typeName ?? about?.typeName, identifier: identifier ?? about?.identifier };
  }

  /** Puts the request into the ledger, with what became of it. */
  #record(
    { request, read, struck, exceeded }: Asked,
    outcome: string,
    answer?: Result<JsonObject, WireError>,
  ): LedgerEntry {
    const progress = answer?.ok === true ? answer.value['ProgressEvent'] : undefined;
    const event = isJsonObject(progress) ? progress : {};
    const entry: LedgerEntry = {
      atMs: this.#options.clock.now(),
      operation: read.operation ?? request.target ?? '',
      region: request.region,
      accountId: request.accountId,
      typeName: read.typeName,
      identifier: read.identifier ?? stringOf(event['Identifier']),
      requestToken: read.requestToken ?? stringOf(event['RequestToken']),
      outcome,
      ...(struck.length === 0 ? {} : { faults: struck.map(({ kind }) => kind) }),
      ...(exceeded === undefined ? {} : { quota: exceeded.name }),
    };
    this.ledger.push(entry);
    if (this.ledger.length > ledgerEntries) this.ledger.splice(0, this.ledger.length - ledgerEntries);
    return entry;
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

  inventory(): Promise<readonly LiveResource[]> {
    return this.#inTurn(async () => {
      await this.#settle();
      return takeInventory(this.#world, this.#options);
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
    const other = otherOperationOf(request.target);
    const known = other === undefined ? operations.find((name) => name === operation) : undefined;
    const unsettled = await this.#settle().catch((error: unknown) => ({ error }));
    // Where nothing can be kept, a full disk mostly, what is there can still be read.
    if (unsettled !== undefined && other === undefined && !(known !== undefined && reads.has(known)))
      throw unsettled.error;
    if (known === undefined && other === undefined)
      return wireError('UnknownOperationException', 'The requested operation is not recognized.');
    if (!isJsonObject(body)) {
      return wireError('SerializationException', 'The request body is not a JSON object.');
    }
    const typed = known === undefined ? ok(undefined) : checkInputTypes(known, body);
    if (!typed.ok) return typed;
    const refusal = refusalOf(effects, { ...request, operation: operation ?? '' });
    if (refusal !== undefined) return err(refusal);
    return this.#carry(known ?? other, body, request, effects);
  }

  async #carry(
    operation: Operation | OtherOperation | undefined,
    body: WireBody,
    { region, accountId }: WireRequest,
    effects: readonly FaultEffect[],
  ): Promise<Result<JsonObject, WireError>> {
    const place: Place = { region, accountId };
    const nowMs = this.#options.clock.now();
    const lag = effects.find((effect) => effect.kind === 'lag');
    const view = lag === undefined ? this.#world : this.#past.viewAt(this.#world, nowMs - lag.ms);
    const context: OperationContext = {
      options: this.#options,
      world: this.#world,
      view,
      place,
      partition: view.partition(place),
      body,
      nowMs,
      effects,
    };
    if (operation === undefined) throw new Error('A request without an operation is refused before.');
    return isOtherOperation(operation) ? otherHandlers[operation](context) : handlers[operation](context);
  }

  /** Carries out the requests whose time has come, in the order in which they were accepted, and forgets those that are too old. */
  async #settle(): Promise<void> {
    const nowMs = this.#options.clock.now();
    if (!this.#world.hasRunning && !this.#hasExpired(nowMs)) return;
    const due = this.#world.running().filter(({ request }) => request.endsAtMs <= nowMs);
    for (const { place, request } of due.sort((first, second) => first.request.endsAtMs - second.request.endsAtMs)) {
      await this.#world.commit(this.#end(place, request, nowMs));
    }
    const expired: WorldChange[] = [];
    for (const { place, requests } of this.#world.partitions()) {
      for (const request of requests.values()) {
        // They stand in the order in which they were accepted.
        if (!isExpired(request, nowMs)) break;
        expired.push({ kind: 'remove-request', place, request });
      }
    }
    await this.#world.commit(expired);
  }

  /** Whether the oldest request of a place is too old to be kept. */
  #hasExpired(nowMs: number): boolean {
    for (const { requests } of this.#world.partitions()) {
      const [oldest] = requests.values();
      if (oldest !== undefined && isExpired(oldest, nowMs)) return true;
    }
    return false;
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
    const around = surroundingsOf(type, { options: this.#options, view: this.#world, place, nowMs });
    return carryOut(request, behaviourOf(request.typeName), around, this.#world.nextSequence());
  }

  /** One after another: what a request sees is never half of what another one does. */
  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#busy.then(task);
    this.#busy = turn.catch(() => undefined);
    return turn;
  }
}

function isExpired({ acceptedAtMs }: RequestRecord, nowMs: number): boolean {
  return nowMs - acceptedAtMs >= requestRecordMs;
}
