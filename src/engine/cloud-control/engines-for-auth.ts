import type { Auth } from '../../manifest/auth.ts';
import type { Provider } from '../../provider/provider.ts';
import type { Engine } from '../engine.ts';
import { createCloudControlEngine, type CloudControlEngineOptions } from './create-engine.ts';

export interface EnginesOptions extends CloudControlEngineOptions {
  /** A provider that signs with a profile of its own. */
  readonly providerFor: (profile: string) => Provider;
}

/** Engines by what they sign with and where, each made when it is first asked for. A write by one of them ends what all of them know. */
export function createEnginesForAuth(options: EnginesOptions): (auth: Auth) => Engine {
  const engines = new Map<string, Engine>();
  return (auth) => {
    const key = JSON.stringify([auth.profile, auth.region]);
    const known = engines.get(key);
    if (known !== undefined) return known;
    const made = createCloudControlEngine({
      ...options,
      provider: auth.profile === undefined ? options.provider : options.providerFor(auth.profile),
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
