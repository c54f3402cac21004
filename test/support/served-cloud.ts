import type { Clock } from '../../src/base/clock.ts';
import type { RandomSource } from '../../src/base/random.ts';
import type { Emulator, EmulatorOptions } from '../../src/emulator/emulator.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { serveEmulator } from '../../src/emulator/serve-emulator.ts';
import { memoryStore } from '../../src/emulator/store/memory-store.ts';
import { createRegistry, shippedSchemas } from '../../src/resource-types/create-registry.ts';
import { LocalCloud } from './local-cloud.ts';

export interface ServedCloud {
  /** What commands are given as `--endpoint-url`. */
  readonly url: string;
  readonly emulator: Emulator;
  readonly cloud: LocalCloud;
}

/** A Cloud Control that commands reach over HTTP, as they reach AWS; with the clock and the chance of the rig. */
export async function withServedCloud<T>(
  rig: { readonly clock: Clock; readonly random: RandomSource },
  use: (served: ServedCloud) => Promise<T>,
  options: Partial<EmulatorOptions> = {},
): Promise<T> {
  const { clock, random } = rig;
  const registry = createRegistry({ schemaFolders: [shippedSchemas] });
  const emulator = createEmulator({ registry, clock, random, store: memoryStore(), ...options });
  const served = await serveEmulator({ emulator, port: 0, emit: () => undefined, clock, random });
  try {
    return await withCredentials(() => use({ url: served.url, emulator, cloud: new LocalCloud(emulator) }));
  } finally {
    await served.close();
    await emulator.close();
  }
}

/** The SDK looks for credentials in the environment of the process, and nowhere else where they are there. */
export async function withCredentials<T>(use: () => Promise<T>): Promise<T> {
  const given = { AWS_ACCESS_KEY_ID: '000000000000', AWS_SECRET_ACCESS_KEY: 'local' };
  const before = Object.keys(given).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, given);
  try {
    return await use();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }
}
