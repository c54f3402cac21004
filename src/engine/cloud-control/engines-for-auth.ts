import type { Auth, Signing } from '../../manifest/auth.ts';
import type { Provider } from '../../provider/provider.ts';
import type { Engine } from '../engine.ts';
import {
  createCloudControlEngine,
  defaultConcurrency,
  forgetAfter,
  type CloudControlEngineOptions,
} from './create-engine.ts';
import { createRequestCache, type RequestCache } from './request-cache.ts';

export interface EnginesOptions extends Omit<CloudControlEngineOptions, 'cache'> {
  /** A provider that signs with a profile or a role of its own. It is asked for once for each. */
  readonly providerFor: (signing: Signing) => Provider;
}

/** Who signs, and what is known of reads by them: two who sign may see two accounts, or one with other eyes. */
interface Signer {
  readonly provider: Provider;
  readonly cache: RequestCache;
}

/** `ahead`: for reads ahead of their turn. */
export type EnginesForAuth = (auth: Auth, use?: 'turn' | 'ahead') => Engine;

/**
 * Engines by what they sign with and where, each made when it is first asked for. Engines that sign alike know the same; a write ends what
 * those know that sign otherwise.
 */
export function createEnginesForAuth(options: EnginesOptions): EnginesForAuth {
  const { concurrency = defaultConcurrency } = options;
  const engines = new Map<string, Engine>();
  const signers = new Map<string, Signer>();
  const signerOf = ({ profile, role }: Signing): Signer => {
    const key = JSON.stringify([profile, role]);
    const known = signers.get(key);
    if (known !== undefined) return known;
    const isPlain = profile === undefined && role === undefined;
    const provider = isPlain ? options.provider : options.providerFor({ profile, role });
    const signer = { provider, cache: createRequestCache(provider, { concurrency }) };
    signers.set(key, signer);
    return signer;
  };
  return (auth, use = 'turn') => {
    const key = JSON.stringify([auth.profile, auth.region, auth.role, use]);
    const known = engines.get(key);
    if (known !== undefined) return known;
    const signer = signerOf(auth);
    const made = createCloudControlEngine({
      ...options,
      ...signer,
      ...(use === 'ahead' ? { isAhead: true, emit: undefined } : {}),
      defaultRegion: auth.region ?? options.defaultRegion,
    });
    const engine: Engine = {
      ...made,
      write: async (operation, writeOptions) => {
        const written = await made.write(operation, writeOptions);
        for (const other of signers.values())
          if (other !== signer) forgetAfter(other.cache, options.registry, operation);
        return written;
      },
      forget: (operation) => {
        if (operation === undefined) for (const { cache } of signers.values()) cache.forget();
        else made.forget(operation);
      },
    };
    engines.set(key, engine);
    return engine;
  };
}
