import { relative, resolve } from 'node:path';
import { budgets } from '../base/budgets.ts';
import { readBounded } from '../base/read-bounded.ts';
import { mistake, type Diagnostic, type Parsed } from '../diagnostics/diagnostic.ts';
import type { DiagnosticCode } from '../diagnostics/codes.ts';
import type { Location, Source } from '../diagnostics/source.ts';

export interface LoadSourceOptions {
  /** Paths are shown relative to this folder where the file lies in it. */
  readonly workingDirectory: string;
  /** What the file is, for the message: `the manifest`. */
  readonly what: string;
  /** Larger files are refused. Default: `budgets.fileCharacters`. */
  readonly mostBytes?: number;
  /** Default `input/file-missing`. */
  readonly missingCode?: DiagnosticCode;
  /** Where the file was named. */
  readonly at?: Location;
  readonly help?: string;
}

/** Reads a text file: strict UTF-8 (a byte order mark is dropped), no NUL, within the size that is read. */
export function loadSource(path: string, options: LoadSourceOptions): Parsed<Source> {
  const absolute = resolve(options.workingDirectory, path);
  const shown = shownPath(absolute, options.workingDirectory);
  const place = options.at === undefined ? {} : { at: options.at };
  const refuse = (diagnostic: Diagnostic): Parsed<Source> => ({ value: undefined, diagnostics: [diagnostic] });
  const unread = (why: string): Parsed<Source> => {
    const help = options.help === undefined ? {} : { help: options.help };
    return refuse(
      mistake(options.missingCode ?? 'input/file-missing', `${options.what} ${shown} ${why}`, { ...place, ...help }),
    );
  };
  const { mostBytes = budgets.fileCharacters } = options;
  const read = readBounded(absolute, mostBytes);
  switch (read.kind) {
    case 'failed':
      return unread(
        read.code === 'ENOENT' || read.code === 'ENOTDIR' ? 'does not exist' : `cannot be read (${read.code})`,
      );
    case 'silent':
      return unread('is a pipe or terminal that nothing was written to');
    case 'too-large':
      return refuse(
        mistake('input/file-too-large', `${shown} is larger than the ${mostBytes} bytes that are read`, place),
      );
    case 'read':
  }
  const { bytes } = read;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse(mistake('input/not-text', `${shown} is not UTF-8 text`, { ...place, help: encodingHelp(bytes) }));
  }
  const nul = text.indexOf('\0');
  // Plain letters in UTF-16 are UTF-8, too: with a NUL beside each.
  if (nul >= 0 && utf16(bytes) !== undefined) {
    return refuse(mistake('input/not-text', `${shown} is not UTF-8 text`, { ...place, help: encodingHelp(bytes) }));
  }
  if (nul >= 0) {
    const source = { path: shown, text };
    return refuse(
      mistake('input/not-text', `${shown} holds a NUL character`, { at: { source, start: nul, end: nul + 1 } }),
    );
  }
  return { value: { path: shown, text }, diagnostics: [] };
}

function encodingHelp(bytes: Uint8Array): string {
  const found = utf16(bytes);
  return found === undefined ? 'save it as UTF-8' : `it looks like ${found}: save it as UTF-8`;
}

/** The name of the two-byte encoding that a text seems to have, by its byte order mark or by where its zeros are. */
function utf16(bytes: Uint8Array): 'UTF-16 (little-endian)' | 'UTF-16 (big-endian)' | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'UTF-16 (little-endian)';
  if (first === 0xfe && second === 0xff) return 'UTF-16 (big-endian)';
  const start = bytes.subarray(0, 200);
  const zeros = (parity: number): number => start.filter((byte, index) => byte === 0 && index % 2 === parity).length;
  if (zeros(1) * 4 > start.length && zeros(0) === 0) return 'UTF-16 (little-endian)';
  if (zeros(0) * 4 > start.length && zeros(1) === 0) return 'UTF-16 (big-endian)';
  return undefined;
}

/** The path as a person would type it from their working directory. */
export function shownPath(absolute: string, workingDirectory: string): string {
  const short = relative(workingDirectory, absolute);
  return short === '' || short.startsWith('..') ? absolute : short;
}
