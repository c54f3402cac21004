import { formatAddress } from '../stack/address.ts';
import type { StackResource } from '../stack/stack.ts';
import type { LifecycleEvent } from './events.ts';
import type { Session } from './session.ts';

const none: ReadonlySet<string> = new Set();

/** Which entries a write was sent before that come earlier in the order of the run. */
export class WatchedWrites {
  /** The session, with its writes watched. */
  readonly session: Session;
  readonly #looks = new Map<string, () => ReadonlySet<string>>();
  readonly #pending = new Map<string, ReadonlySet<string>>();

  constructor(session: Session) {
    this.session = {
      ...session,
      emit: (event: LifecycleEvent) => {
        if (event.kind === 'resource.writing') this.#noteWrite(event.resource);
        session.emit(event);
      },
    };
  }

  /** Watches the writes of a resource in one turn of it. `unended`: the entries before it that have not ended at that moment. */
  watch({ address }: StackResource, unended: () => ReadonlySet<string>): void {
    this.#looks.set(formatAddress(address), unended);
    this.#pending.delete(formatAddress(address));
  }

  /** The turn of a resource has ended. */
  unwatch({ address }: StackResource): void {
    this.#looks.delete(formatAddress(address));
    this.#pending.delete(formatAddress(address));
  }

  /** The entries before a resource that had not ended when its first write of the turn was sent; none where it has sent none. */
  pendingBefore({ address }: StackResource): ReadonlySet<string> {
    return this.#pending.get(formatAddress(address)) ?? none;
  }

  /** Says that a write is about to be sent for the sake of a resource, though it is another one that is written. */
  noteFor({ address }: StackResource): void {
    this.#noteWrite(formatAddress(address));
  }

  #noteWrite(address: string): void {
    const unended = this.#pending.has(address) ? undefined : this.#looks.get(address)?.();
    if (unended !== undefined) this.#pending.set(address, unended);
  }
}
