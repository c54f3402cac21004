import type { Provider } from '../../provider/provider.ts';

/** The writes of a provider, each of which is counted when it is sent. */
export function countingProvider(
  provider: Provider,
  count: () => void,
): Pick<Provider, 'create' | 'update' | 'delete' | 'cancel'> {
  return {
    create: (request) => {
      count();
      return provider.create(request);
    },
    update: (request) => {
      count();
      return provider.update(request);
    },
    delete: (request) => {
      count();
      return provider.delete(request);
    },
    cancel: (request) => {
      count();
      return provider.cancel(request);
    },
  };
}
