import type { Auth, Signing } from '../../manifest/auth.ts';
import type { Provider } from '../../provider/provider.ts';
import type { Engine } from '../engine.ts';
import { createCloudControlEngine, type CloudControlEngineOptions } from './create-engine.ts';

export interface EnginesOptions extends CloudControlEngineOptions {
  /** A provider that signs with a profile or a role of its own. It is asked for once for each. */
  readonly providerFor: (signing: Signing) => Provider;
}

/** Engines by what they sign with and where, each made when it is first asked for. A write by one of them ends what all of them know. */
export function createEnginesForAuth(options: EnginesOptions): (auth: Auth) => Engine {
  const engines = new Map<string, Engine>();
  const providers = new Map<string, Provider>();
  const providerOf = ({ profile, role }: Signing): Provider => {
    if (profile === undefined && role === undefined) return options.provider;
    const key = JSON.stringify([profile, role]);
    const provider = providers.get(key) ?? options.providerFor({ profile, role });
    providers.set(key, provider);
    return provider;
  };
  return (auth) => {
    const key = JSON.stringify([auth.profile, auth.region, auth.role]);
    const known = engines.get(key);
    if (known !== undefined) return known;
    const made = createCloudControlEngine({
      ...options,
      provider: providerOf(auth),
      defaultRegion: auth.region ?? options.defaultRegion,
    });
    const engine: Engine = {
      ...made,
      write: async (statement, writeOptions) => {
        const written = await made.write(statement, writeOptions);
        for (const other of engines.values()) if (other !== engine) other.forget();
        return written;
      },
    };
    engines.set(key, engine);
    return engine;
  };
}
