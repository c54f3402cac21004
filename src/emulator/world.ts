import type { Json, JsonObject } from '../base/json.ts';
import type { HandlerErrorCode } from '../provider/cloud-control/wire.ts';
import type { Store } from './store/store.ts';

/** Accounts and regions know nothing of each other. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
}

export interface Resource {
  readonly typeName: string;
  /** Primary identifier, parts joined by `|`. */
  readonly identifier: string;
  /** Everything that is stored, write-only properties too. */
  readonly model: JsonObject;
  /** Grows from resource to resource: the order of lists. */
  readonly sequence: number;
}

/** A request that was accepted, running or ended. */
export interface RequestRecord {
  readonly requestToken: string;
  readonly clientToken: string | undefined;
  /** What was asked, as a hash: two requests with one ClientToken are alike or not. */
  readonly fingerprint: string;
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly typeName: string;
  readonly identifier: string | undefined;
  readonly acceptedAtMs: number;
  /** When a running request is carried out. */
  readonly endsAtMs: number;
  readonly status: 'IN_PROGRESS' | 'SUCCESS' | 'FAILED' | 'CANCEL_COMPLETE';
  readonly eventAtMs: number;
  /** Wanted state while the request runs; dropped afterwards. */
  readonly wanted: JsonObject | undefined;
  /** What events of the request show as ResourceModel; not kept beyond the process. */
  readonly shownModel: JsonObject | undefined;
  /** How the request shall fail, where that was asked for; with `remnant` what it did stays. */
  readonly fault:
    { readonly code: HandlerErrorCode; readonly message: string; readonly remnant?: boolean | undefined } | undefined;
  readonly errorCode: HandlerErrorCode | undefined;
  readonly message: string | undefined;
}

/** A file in a bucket; nothing is kept of what is in it. */
export interface StoredObject {
  readonly bucket: string;
  readonly key: string;
  readonly sizeBytes: number;
  /** Of its content, in hexadecimal. */
  readonly sha256: string;
}

/** One step from one state of the world to the next. */
export type WorldChange =
  | { readonly kind: 'put-resource'; readonly place: Place; readonly resource: Resource }
  | { readonly kind: 'remove-resource'; readonly place: Place; readonly resource: Resource }
  | { readonly kind: 'put-request'; readonly place: Place; readonly request: RequestRecord }
  | { readonly kind: 'remove-request'; readonly place: Place; readonly request: RequestRecord }
  | { readonly kind: 'put-object'; readonly place: Place; readonly object: StoredObject };

/** What there is in one account and region. */
export interface Partition {
  readonly place: Place;
  /** By type name, then by identifier. */
  readonly resources: ReadonlyMap<string, ReadonlyMap<string, Resource>>;
  /** By request token, oldest first. */
  readonly requests: ReadonlyMap<string, RequestRecord>;
}

interface MutablePartition extends Partition {
  readonly resources: Map<string, Map<string, Resource>>;
  readonly requests: Map<string, RequestRecord>;
}

export type WorldObserver = (change: WorldChange, before: Resource | undefined) => void;

/** What there is, to be looked at. */
export interface WorldView {
  partition(place: Place): Partition;
  partitions(): Iterable<Partition>;
}

/** All resources and requests: what the store says, in a shape that can be asked. Nothing is changed that the store has not kept. */
export class World implements WorldView {
  readonly #store: Store;
  readonly #partitions = new Map<string, MutablePartition>();
  /** Requests that are not ended, in the order in which they were accepted. */
  readonly #running = new Map<string, { readonly place: Place; readonly request: RequestRecord }>();
  readonly #observe: WorldObserver;
  /** By their keys in the store. */
  readonly #objects = new Map<string, StoredObject>();
  #sequence = 0;

  /** `observe` is given each change of a resource that is committed, with what was there before it. Default: nobody. */
  constructor(store: Store, observe: WorldObserver = () => undefined) {
    this.#store = store;
    this.#observe = observe;
    for (const [key, value] of store.entries()) this.#apply(readEntry(key, value));
  }

  partition(place: Place): Partition {
    return this.#mutable(place);
  }

  partitions(): Iterable<Partition> {
    return this.#partitions.values();
  }

  get hasRunning(): boolean {
    return this.#running.size > 0;
  }

  running(): readonly { readonly place: Place; readonly request: RequestRecord }[] {
    return [...this.#running.values()];
  }

  /** An object of S3: the regions of an account know the same buckets. */
  object(accountId: string, bucket: string, key: string): StoredObject | undefined {
    return this.#objects.get(objectKey(accountId, bucket, key));
  }

  /** A number that no resource has yet. */
  nextSequence(): number {
    return this.#sequence + 1;
  }

  /** All changes or none. */
  async commit(changes: readonly WorldChange[]): Promise<void> {
    if (changes.length === 0) return;
    await this.#store.commit({
      put: changes.flatMap((change) => {
        if (change.kind === 'put-resource') return [[keyOf(change), jsonOf(change.resource)] as const];
        if (change.kind === 'put-request') return [[keyOf(change), jsonOf(keptOf(change.request))] as const];
        if (change.kind === 'put-object') return [[keyOf(change), { ...change.object }] as const];
        return [];
      }),
      remove: changes.flatMap((change) => (change.kind.startsWith('remove') ? [keyOf(change)] : [])),
    });
    for (const change of changes) {
      this.#observe(change, this.#resourceBefore(change));
      this.#apply(change);
    }
  }

  #resourceBefore(change: WorldChange): Resource | undefined {
    if (!('resource' in change)) return undefined;
    const { typeName, identifier } = change.resource;
    return this.partition(change.place).resources.get(typeName)?.get(identifier);
  }

  #mutable(place: Place): MutablePartition {
    const key = `${place.accountId} ${place.region}`;
    const known = this.#partitions.get(key);
    if (known !== undefined) return known;
    const made: MutablePartition = { place, resources: new Map(), requests: new Map() };
    this.#partitions.set(key, made);
    return made;
  }

  #apply(change: WorldChange): void {
    const { resources, requests } = this.#mutable(change.place);
    switch (change.kind) {
      case 'put-resource': {
        const { resource } = change;
        const ofType = resources.get(resource.typeName) ?? new Map<string, Resource>();
        resources.set(resource.typeName, ofType.set(resource.identifier, resource));
        this.#sequence = Math.max(this.#sequence, resource.sequence);
        break;
      }
      case 'remove-resource':
        resources.get(change.resource.typeName)?.delete(change.resource.identifier);
        break;
      case 'put-request': {
        const { place, request } = change;
        requests.set(request.requestToken, request);
        if (request.status === 'IN_PROGRESS') this.#running.set(request.requestToken, { place, request });
        else this.#running.delete(request.requestToken);
        break;
      }
      case 'remove-request':
        requests.delete(change.request.requestToken);
        this.#running.delete(change.request.requestToken);
        break;
      case 'put-object':
        this.#objects.set(keyOf(change), change.object);
        break;
    }
  }
}

/** JSON text of where a thing stands, so that no name can be taken for another. */
function keyOf(change: WorldChange): string {
  const { accountId, region } = change.place;
  if ('object' in change) return objectKey(accountId, change.object.bucket, change.object.key);
  return 'resource' in change
    ? JSON.stringify(['resource', accountId, region, change.resource.typeName, change.resource.identifier])
    : JSON.stringify(['request', accountId, region, change.request.requestToken]);
}

function objectKey(accountId: string, bucket: string, key: string): string {
  return JSON.stringify(['object', accountId, '', bucket, key]);
}

/** What is kept of a request for its seven days. Its model is not: a resource that is often updated would be in the log as often. */
function keptOf(request: RequestRecord): RequestRecord {
  return { ...request, shownModel: undefined };
}

function jsonOf(value: Resource | RequestRecord): Json {
  // Both are JSON but for members that are undefined, which JSON text leaves out.
  return value as unknown as Json;
}

function readEntry(key: string, value: Json): WorldChange {
  // The keys and values are those that `commit` gave to the store; the store vouches for their bytes.
  const [kind, accountId, region] = JSON.parse(key) as [string, string, string];
  const place = { accountId, region };
  if (kind === 'object') return { kind: 'put-object', place, object: value as unknown as StoredObject };
  return kind === 'resource'
    ? { kind: 'put-resource', place, resource: value as unknown as Resource }
    : { kind: 'put-request', place, request: value as unknown as RequestRecord };
}
