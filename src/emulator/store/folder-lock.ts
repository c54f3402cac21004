import { createHash } from 'node:crypto';
import { readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { platform } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { isJsonObject, parseJson } from '../../base/json.ts';

export interface LockOptions {
  readonly clock: Clock;
  /** The process that asks: what others are told, and what its own entry is known by. */
  readonly pid: number;
  /** Whether a process runs; asked where the system has no lock that dies with its holder. */
  readonly isAlive: (pid: number) => boolean;
  /** Default: abstract sockets on Linux, a file with the holder's number elsewhere. */
  readonly means?: 'abstract-socket' | 'holder-file';
}

export interface Holder {
  readonly pid: number;
  readonly sinceMs: number;
}

export type Lock =
  | { readonly kind: 'taken'; readonly release: () => Promise<void> }
  /** `holder` is undefined where the other process has not said yet who it is. */
  | { readonly kind: 'held'; readonly holder: Holder | undefined };

const holderName = 'holder.json';

/** Takes a folder for this process. The lock ends with the process, however that ends. */
export async function lockFolder(folder: string, options: LockOptions): Promise<Lock> {
  const path = await realpath(folder);
  const means = options.means ?? (platform() === 'linux' ? 'abstract-socket' : 'holder-file');
  return means === 'abstract-socket' ? lockBySocket(path, options) : lockByFile(path, options);
}

/** A listening socket without a file: the kernel lets one process have a name, and takes it back when the process is gone. */
async function lockBySocket(folder: string, options: LockOptions): Promise<Lock> {
  const holderPath = join(folder, holderName);
  const name = `\0stack-deploy-emulator-${createHash('sha256').update(folder).digest('hex')}`;
  const server = createServer((socket) => socket.destroy());
  const isTaken = await new Promise<boolean>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    server.listen(name, () => resolve(true));
  });
  if (!isTaken) return { kind: 'held', holder: await readHolder(holderPath) };
  // The lock does not keep the process alive.
  server.unref();
  await writeFile(holderPath, formatHolder(options), { mode: 0o600 });
  return {
    kind: 'taken',
    release: async () => {
      await rm(holderPath, { force: true });
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A file that only one process can make; one whose maker is gone is moved away. */
async function lockByFile(folder: string, options: LockOptions): Promise<Lock> {
  const path = join(folder, holderName);
  const own = formatHolder(options);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      await writeFile(path, own, { mode: 0o600, flag: 'wx' });
      return { kind: 'taken', release: () => rm(path, { force: true }) };
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error;
    }
    const holder = await readHolder(path);
    if (holder !== undefined && options.isAlive(holder.pid)) return { kind: 'held', holder };
    if (holder === undefined && attempt < 3) {
      // Perhaps its maker is about to write who it is.
      await options.clock.sleep(25);
      continue;
    }
    // Moving is done by one process alone; who finds nothing to move was late and asks again.
    const aside = `${path}.${options.pid}`;
    await rename(path, aside).catch(() => undefined);
    const moved = await readHolder(aside);
    await rm(aside, { force: true });
    if (moved !== undefined && moved.pid !== holder?.pid && options.isAlive(moved.pid)) {
      // Somebody took the folder between our look and our move: it is theirs.
      await writeFile(path, JSON.stringify(moved), { mode: 0o600, flag: 'wx' }).catch(() => undefined);
      return { kind: 'held', holder: moved };
    }
  }
  return { kind: 'held', holder: await readHolder(path) };
}

function formatHolder(options: LockOptions): string {
  return JSON.stringify({ pid: options.pid, sinceMs: options.clock.now() } satisfies Holder);
}

async function readHolder(path: string): Promise<Holder | undefined> {
  const holder = parseJson(await readFile(path, 'utf8').catch(() => ''));
  if (!isJsonObject(holder)) return undefined;
  const { pid, sinceMs } = holder;
  return typeof pid === 'number' && typeof sinceMs === 'number' ? { pid, sinceMs } : undefined;
}
