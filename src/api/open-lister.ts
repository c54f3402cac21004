import { createLister } from '../engine/cloud-control/create-lister.ts';
import type { Lister } from '../engine/lister.ts';
import type { LendingProvider } from '../provider/provider.ts';
import type { Registry } from '../resource-types/resource-type.ts';

/** What lists whole types of a cloud; `signal` ends its requests. */
export function openLister(provider: LendingProvider, registry: Registry, signal: AbortSignal): Lister {
  return createLister({ provider: provider.lend({ signal }), registry, signal });
}
