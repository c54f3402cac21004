import { mkdir, open, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { isJsonObject, parseJson, type Json } from '../../base/json.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { keepOutOfGit } from './keep-out-of-git.ts';
import { lockFolder, type Holder, type LockOptions } from './folder-lock.ts';
import { formatRecord, parseRecords } from './log-records.ts';
import { applyChange, type Change, type Store } from './store.ts';

export interface FileStoreOptions extends LockOptions {
  /** The log is rewritten when it is larger than this and four times what a rewritten one would take. Default 1 MiB. */
  readonly snapshotBytes?: number;
}

export type StoreTrouble =
  /** Another process serves this folder. */
  | { readonly kind: 'held'; readonly folder: string; readonly holder: Holder | undefined; readonly message: string }
  /** The log holds something that no crash leaves behind, or that a newer version wrote. */
  | { readonly kind: 'damaged'; readonly path: string; readonly message: string }
  /** The folder cannot be made, read or written. */
  | { readonly kind: 'inaccessible'; readonly folder: string; readonly message: string };

const format = 1;
const logName = 'log';

/**
 * A store in a folder, made where it is missing (mode 0700; files 0600: there are secrets in it). Every change is on the disk before
 * `commit` ends; a record that a crash cut off is dropped, as nobody was told of it. One process at a time.
 */
export async function openFileStore(folder: string, options: FileStoreOptions): Promise<Result<Store, StoreTrouble>> {
  try {
    const made = await mkdir(folder, { recursive: true, mode: 0o700 });
    await keepOutOfGit(folder, made);
    const lock = await lockFolder(folder, options);
    if (lock.kind === 'held') {
      const { holder } = lock;
      const by =
        holder === undefined
          ? 'another process'
          : `process ${holder.pid} (since ${new Date(holder.sinceMs).toISOString()})`;
      return err({ kind: 'held', folder, holder, message: `The emulator's folder ${folder} is in use by ${by}` });
    }
    const log = await openLog(join(folder, logName));
    if (!log.ok) {
      await lock.release();
      return log;
    }
    return ok(new FileStore(folder, log.value, options.snapshotBytes ?? 1_048_576, lock.release));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return err({
      kind: 'inaccessible',
      folder,
      message: `The emulator's folder ${folder} cannot be used: ${whyInaccessible(error)}`,
    });
  }
}

/** What the commonest codes of the system mean for a folder. */
function whyInaccessible(error: Error): string {
  switch ('code' in error ? error.code : undefined) {
    case 'EEXIST':
      return 'it is a file';
    case 'ENOTDIR':
      return 'a part of its path is a file';
    case 'EISDIR':
      return 'its log is a folder';
    case 'EACCES':
    case 'EPERM':
      return 'it may not be written by you';
    case 'EROFS':
      return 'its file system is read-only';
    case 'ENOSPC':
      return 'there is no space left';
    default:
      return error.message;
  }
}

interface Log {
  readonly handle: FileHandle;
  readonly entries: Map<string, Json>;
  /** Bytes of the file that hold acknowledged changes. */
  readonly length: number;
}

async function openLog(path: string): Promise<Result<Log, StoreTrouble>> {
  const handle = await open(path, 'a+', 0o600).then(async (made) => {
    await made.close();
    return open(path, 'r+');
  });
  const bytes = await readFile(handle);
  const { texts, length, rest } = parseRecords(bytes);
  const first = formatRecord(JSON.stringify({ format }));
  const entries = new Map<string, Json>();
  const trouble = isForeign(bytes, length, first)
    ? 'was not written by the emulator, or its beginning is damaged; nothing in it was changed'
    : rest === 'damaged'
      ? `is damaged after ${length} bytes, in the middle of what was acknowledged; nothing in it was changed`
      : readTexts(texts, entries) === undefined
        ? undefined
        : 'was not written by this version of the emulator';
  if (trouble !== undefined) {
    await handle.close();
    return err({ kind: 'damaged', path, message: `The emulator's log ${path} ${trouble}` });
  }
  if (rest === 'torn') await handle.truncate(length);
  if (length > 0) return ok({ handle, entries, length });
  await writeWhole(handle, first, 0);
  return ok({ handle, entries, length: first.length });
}

/** Whether a file without one whole record is not even the beginning of a log that a crash cut off. */
function isForeign(bytes: Buffer, length: number, first: Buffer): boolean {
  if (length > 0) return false;
  return bytes.length > first.length || bytes.some((byte, index) => byte !== 0 && byte !== first[index]);
}

/** Fills `entries`; answers the number of the record that was not understood. */
function readTexts(texts: readonly string[], entries: Map<string, Json>): number | undefined {
  for (const [index, text] of texts.entries()) {
    const record = parseJson(text);
    if (!isJsonObject(record)) return index;
    if (index === 0) {
      if (record['format'] !== format) return index;
      continue;
    }
    // The checksum says that these are the bytes that `FileStore` wrote, and it writes changes only.
    applyChange(entries, record as unknown as Change);
  }
  return undefined;
}

async function writeWhole(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, position + written);
    written += bytesWritten;
  }
  await handle.datasync();
}

class FileStore implements Store {
  readonly #folder: string;
  readonly #map: Map<string, Json>;
  readonly #snapshotBytes: number;
  readonly #release: () => Promise<void>;
  #handle: FileHandle;
  #length: number;
  /** What the log took when it was last rewritten. */
  #compactLength: number;
  /** Why nothing can be written any more. */
  #broken: Error | undefined;

  constructor(folder: string, log: Log, snapshotBytes: number, release: () => Promise<void>) {
    this.#folder = folder;
    this.#map = log.entries;
    this.#handle = log.handle;
    this.#length = log.length;
    this.#compactLength = 0;
    this.#snapshotBytes = snapshotBytes;
    this.#release = release;
  }

  entries(): Iterable<readonly [string, Json]> {
    return this.#map;
  }

  async commit(change: Change): Promise<void> {
    if (this.#broken !== undefined) throw this.#broken;
    const record = formatRecord(JSON.stringify(change));
    try {
      await writeWhole(this.#handle, record, this.#length);
    } catch (error) {
      await this.#forget(error);
      throw error;
    }
    this.#length += record.length;
    applyChange(this.#map, change);
    if (this.#length > this.#snapshotBytes && this.#length > 4 * this.#compactLength) await this.#rewrite();
  }

  /** Cuts off what a failed write may have left, or gives up writing. */
  async #forget(cause: unknown): Promise<void> {
    try {
      await this.#handle.truncate(this.#length);
      await this.#handle.datasync();
    } catch {
      this.#broken = new Error(`The emulator's folder ${this.#folder} can no longer be written`, { cause });
    }
  }

  /** Puts a log in place that says the same in as few records as it can. A crash leaves the old one or the new one. */
  async #rewrite(): Promise<void> {
    const path = join(this.#folder, logName);
    const draft = `${path}.new`;
    const records = [formatRecord(JSON.stringify({ format }))];
    for (const entry of this.#map) records.push(formatRecord(JSON.stringify({ put: [entry], remove: [] })));
    const bytes = Buffer.concat(records);
    let handle: FileHandle | undefined;
    try {
      await rm(draft, { force: true });
      handle = await open(draft, 'wx+', 0o600);
      await writeWhole(handle, bytes, 0);
      await rename(draft, path);
    } catch {
      // The change is safe in the old log; the next commit tries again.
      await handle?.close();
      return;
    }
    await syncFolder(this.#folder);
    await this.#handle.close();
    this.#handle = handle;
    this.#length = bytes.length;
    this.#compactLength = bytes.length;
  }

  async close(): Promise<void> {
    this.#broken = new Error(`The emulator's folder ${this.#folder} is closed`);
    await this.#handle.close();
    await this.#release();
  }
}

/** Makes a rename outlive a power cut; where folders cannot be opened (Windows) the file system sees to it. */
async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(folder, 'r');
    await handle.sync();
  } catch {
    return;
  } finally {
    await handle?.close();
  }
}
