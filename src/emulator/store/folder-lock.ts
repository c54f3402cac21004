import { randomUUID } from 'node:crypto';
import { chmod, link, open, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { createConnection, createServer, type Server } from 'node:net';
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
  /** Default: a socket in the folder on Linux, a file with the holder's number elsewhere. */
  readonly means?: 'socket' | 'holder-file';
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
const lockName = 'lock';

/** Takes a folder for this process. The lock ends with the process, however that ends. */
export async function lockFolder(folder: string, options: LockOptions): Promise<Lock> {
  const path = await realpath(folder);
  const means = options.means ?? (platform() === 'linux' ? 'socket' : 'holder-file');
  return means === 'socket' ? lockBySocket(path, options) : lockByFile(path, options);
}

/**
 * A listening socket with a name in the folder: whoever can connect to it knows that its process runs, in another container too, and
 * the kernel stops listening when the process is gone. The name that such a process leaves behind is moved away.
 */
async function lockBySocket(folder: string, options: LockOptions): Promise<Lock> {
  const holderPath = join(folder, holderName);
  const lockPath = join(folder, lockName);
  const own = `${lockName}.${randomUUID().slice(0, 8)}`;
  const directory = await open(folder, 'r');
  // The name of a socket may have 107 bytes: a long path is taken through the open folder.
  const reach = (name: string): string =>
    Buffer.byteLength(folder) > 80 ? `/proc/self/fd/${directory.fd}/${name}` : join(folder, name);
  try {
    const server = await listenAt(reach(own));
    await chmod(join(folder, own), 0o600);
    const give = async (): Promise<void> => {
      await rm(join(folder, own), { force: true });
      await new Promise((resolve) => server.close(resolve));
    };
    for (let attempt = 0; attempt < 5; attempt += 1) {
      if (await makeLink(join(folder, own), lockPath)) {
        await rm(join(folder, own), { force: true });
        // The socket is the lock. Where the disk is full nobody is told who holds it, and what is there can still be read.
        await writeFile(holderPath, formatHolder(options), { mode: 0o600 }).catch(() => undefined);
        return {
          kind: 'taken',
          release: async () => {
            await rm(holderPath, { force: true });
            await rm(lockPath, { force: true });
            await new Promise((resolve) => server.close(resolve));
          },
        };
      }
      if (await isServed(reach(lockName))) break;
      // Moving is done by one process alone; who finds nothing to move was late and asks again.
      const aside = `${own}.old`;
      await rename(lockPath, join(folder, aside)).catch(() => undefined);
      const isAlive = await isServed(reach(aside));
      // Somebody took the folder between our look and our move: it is theirs.
      if (isAlive) await makeLink(join(folder, aside), lockPath);
      await rm(join(folder, aside), { force: true });
      if (isAlive) break;
    }
    await give();
    return { kind: 'held', holder: await readHolder(holderPath) };
  } finally {
    await directory.close();
  }
}

function listenAt(path: string): Promise<Server> {
  const server = createServer((socket) => socket.destroy());
  // The lock does not keep the process alive.
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

/** Gives a file a second name; false where that name is taken. */
async function makeLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function isServed(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(path);
    const answer = (served: boolean): void => {
      socket.destroy();
      resolve(served);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
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
