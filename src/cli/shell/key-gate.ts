import { PassThrough } from 'node:stream';

/** Keys of a terminal on their way to whoever edits the line. */
export interface KeyGate {
  /** What passes. */
  readonly keys: NodeJS.ReadableStream;
  /** From now on keys are kept. Ctrl-C is told at once and drops those before it. */
  hold(): void;
  /** Keys pass again, those that were kept first. */
  release(): void;
  close(): void;
}

/** A terminal, as Node has it. */
export type KeySource = NodeJS.ReadableStream & { readonly setRawMode?: (mode: boolean) => unknown };

const interruptKey = 3;
const endsOfLine = [10, 13];

/**
 * A gate behind which keys wait while a statement runs, so that what is typed ahead stands behind the prompt it belongs to and not in
 * the midst of results. Lines pass one at a time: whoever gets one may hold the next.
 */
export function createKeyGate(source: KeySource, onInterrupt: () => void): KeyGate {
  const keys = Object.assign(new PassThrough(), { setRawMode: (mode: boolean) => source.setRawMode?.(mode) });
  let kept: Buffer = Buffer.alloc(0);
  let isHeld = false;
  let isHandedOver = true;

  const pass = (): void => {
    if (isHeld || !isHandedOver || kept.length === 0) return;
    const end = kept.findIndex((key) => endsOfLine.includes(key));
    const piece = end < 0 ? kept : kept.subarray(0, end + 1);
    kept = kept.subarray(piece.length);
    keys.write(piece);
    if (end < 0) return;
    // The reader gets the line before anything else happens, and may hold what follows.
    isHandedOver = false;
    setImmediate(() => {
      isHandedOver = true;
      interrupt();
      pass();
    });
  };
  const interrupt = (): void => {
    const last = isHeld && isHandedOver ? kept.lastIndexOf(interruptKey) : -1;
    if (last < 0) return;
    kept = kept.subarray(last + 1);
    onInterrupt();
  };
  const take = (chunk: Buffer | string): void => {
    kept = Buffer.concat([kept, Buffer.from(chunk as Uint8Array)]);
    interrupt();
    pass();
  };
  const end = (): void => void keys.end();
  source.on('data', take);
  source.on('end', end);

  return {
    keys,
    hold: () => {
      isHeld = true;
    },
    release: () => {
      isHeld = false;
      pass();
    },
    close: () => {
      source.off('data', take);
      source.off('end', end);
      // Who listens to a terminal no more lets the process end.
      source.pause();
    },
  };
}
