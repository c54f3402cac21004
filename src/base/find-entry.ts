import { statSync } from 'node:fs';

/** What a path leads to, links followed. */
export type Entry =
  | { readonly kind: 'file' | 'folder' | 'other' }
  /** Nothing, or nothing that can be looked at, and why, in words: `it does not exist`. */
  | { readonly kind: 'none'; readonly why: string };

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  ENOTDIR: 'a part of its path is a file',
  ENAMETOOLONG: 'its name is too long',
  EACCES: 'it may not be read by you',
  ELOOP: 'its links lead in a circle',
  ERR_INVALID_ARG_VALUE: 'its name holds a NUL character',
};

/** Looks at a path; whatever is wrong with it is an answer and never thrown. */
export function findEntry(path: string): Entry {
  try {
    const found = statSync(path);
    return { kind: found.isDirectory() ? 'folder' : found.isFile() ? 'file' : 'other' };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'none', why: reasons[code] ?? message };
  }
}
