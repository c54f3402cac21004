import { calls } from './calls.ts';
import type { ClientOptions } from './client-options.ts';
import { createClients } from './clients.ts';
import type { Transport } from './transport.ts';

/** Through the SDK: signed, over the network. The SDK is loaded by the first request. */
export function createSdkTransport(options: ClientOptions): Transport {
  const clients = createClients(options);
  const addresses = new Map<string, string>();
  return {
    call: async ({ operation, region, input, givenUp }) => {
      const regionClient = await clients.get(region);
      try {
        const { sdk, client } = regionClient;
        const otherUrl = (name: string): string | undefined => clients.otherUrl(name);
        return await calls[operation](sdk, client, input, { abortSignal: givenUp.signal, otherUrl });
      } finally {
        if (regionClient.address !== undefined) addresses.set(region, regionClient.address);
      }
    },
    addressOf: (region) => addresses.get(region),
    findCredentials: async (region) => {
      // The client keeps what it finds, so that its first request need not look again.
      const { client } = await clients.get(region);
      await client.config.credentials();
    },
    close: () => clients.close(),
  };
}
