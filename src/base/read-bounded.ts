import { closeSync, constants, openSync, readSync } from 'node:fs';

/** What became of a file that was to be read. */
export type BoundedRead =
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  /** It has more than `mostBytes`, and the rest was not read. */
  | { readonly kind: 'too-large' }
  /** A pipe or terminal that nobody wrote to in time. */
  | { readonly kind: 'silent' }
  /** The system's word: `ENOENT`. */
  | { readonly kind: 'failed'; readonly code: string };

/** How long a pipe may make wait. A shell's `<(…)` has written by then. */
const patienceMs = 10_000;
const pauseMs = 20;
const chunkBytes = 65_536;

/**
 * Reads a file up to a bound. What is no file, a pipe or a device, is read as well, but neither waited for without end nor read
 * without end. `wait` pauses this thread.
 */
export function readBounded(path: string, mostBytes: number, wait: (ms: number) => void = pause): BoundedRead {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    return readAll(descriptor, mostBytes, wait);
  } catch (error) {
    return { kind: 'failed', code: codeOf(error) ?? String(error) };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function readAll(descriptor: number, mostBytes: number, wait: (ms: number) => void): BoundedRead {
  const chunks: Uint8Array[] = [];
  let total = 0;
  let waitedMs = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    const length = readSome(descriptor, chunk);
    if (length === 'nothing-yet') {
      if (waitedMs >= patienceMs) return { kind: 'silent' };
      wait(pauseMs);
      waitedMs += pauseMs;
      continue;
    }
    if (length === 0) return { kind: 'read', bytes: Buffer.concat(chunks) };
    total += length;
    if (total > mostBytes) return { kind: 'too-large' };
    chunks.push(chunk.subarray(0, length));
  }
}

function readSome(descriptor: number, chunk: Buffer): number | 'nothing-yet' {
  try {
    return readSync(descriptor, chunk);
  } catch (error) {
    if (codeOf(error) === 'EAGAIN') return 'nothing-yet';
    throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
