import type { EngineEvent } from '../engine/events.ts';
import type { LifecycleEvent } from '../lifecycle/events.ts';
import type { LockEvent } from '../lock/events.ts';
import type { ProviderEvent } from '../provider/events.ts';

/** Everything that can happen, by `kind`. */
export type Event = LifecycleEvent | EngineEvent | ProviderEvent | LockEvent;
