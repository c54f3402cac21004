import { ok } from '../../src/base/result.ts';
import { leaseText, leaseTypeName, readLease } from '../../src/lock/lease.ts';
import {
  createCloudControlProvider,
  type CloudControlOptions,
} from '../../src/provider/cloud-control/create-cloud-control-provider.ts';
import { createPresence } from '../../src/provider/cloud-control/presence.ts';
import type { LendingProvider, Provider, Target } from '../../src/provider/provider.ts';
import type { MakeProvider } from '../../src/soak/workbench.ts';

/** Providers that lack one of the mechanisms by which a resource is made once and only the stack's own is deleted. */
export const brokenProviders = {
  /** Every create has a token of its own. */
  'create token': (options) =>
    changed(createCloudControlProvider(options), (provider) => ({
      ...provider,
      create: ({ clientToken: _, ...request }) => provider.create(request),
    })),
  /** "Not found" of what was created a moment ago is believed. */
  presence: (options) => withPresence(options, 'noteCreated'),
  /** "Not found" of what a list has named is believed. */
  'second look': (options) => withPresence(options, 'noteListed'),
  /** What was read once is not read again before anything is written, not even right before a delete. */
  'mark read again': (options) =>
    changed(createCloudControlProvider(options), (provider) => {
      const known = new Map<string, ReturnType<Provider['read']>>();
      return {
        ...provider,
        read: (target) => {
          const key = keyOf(target);
          const reading = known.get(key) ?? provider.read(target);
          known.set(key, reading);
          return reading;
        },
        create: (request) => {
          known.clear();
          return provider.create(request);
        },
        delete: (request) => {
          known.delete(keyOf(request));
          return provider.delete(request);
        },
        update: (request) => {
          known.clear();
          return provider.update(request);
        },
      };
    }),
  /** Whoever looks at a lease takes the lock for free. */
  lease: (options) =>
    changed(createCloudControlProvider(options), (provider) => ({
      ...provider,
      read: async (target) => {
        const reading = await provider.read(target);
        if (target.typeName !== leaseTypeName || !reading.ok || reading.value.kind !== 'found') return reading;
        const { Value: text } = reading.value.properties;
        const lease = typeof text === 'string' ? readLease(text) : undefined;
        if (lease === undefined) return reading;
        const Value = leaseText({ ...lease, state: 'free' });
        return ok({ ...reading.value, properties: { ...reading.value.properties, Value } });
      },
    })),
} as const satisfies Readonly<Record<string, MakeProvider>>;

function keyOf({ typeName, identifier }: Target): string {
  return `${typeName} ${identifier}`;
}

function changed(whole: LendingProvider, change: (provider: Provider) => Provider): LendingProvider {
  return { ...whole, ...change(whole), lend: (work) => change(whole.lend(work)) };
}

function withPresence(options: CloudControlOptions, without: 'noteCreated' | 'noteListed'): LendingProvider {
  const presence = { ...createPresence(options.clock), [without]: () => undefined };
  return createCloudControlProvider({ ...options, presence });
}
