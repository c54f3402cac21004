import { createRequire } from 'node:module';
import type { RE2JS } from 're2js';
import { err, ok, type Result } from '../../base/result.ts';

const patterns = new Map<string, RE2JS>();
const patternsKept = 64;

let library: typeof RE2JS | undefined;

/** Loaded by the first pattern: its tables of characters take longer to load than most statements take to run. */
function loadLibrary(): typeof RE2JS {
  const { RE2JS: loaded } = createRequire(import.meta.url)('re2js') as { readonly RE2JS: typeof RE2JS };
  return loaded;
}

/** The compiled pattern, matching in linear time; `.` matches line ends too. The error is why it is none. */
export function compilePattern(pattern: string): Result<RE2JS, string> {
  const kept = patterns.get(pattern);
  if (kept !== undefined) return ok(kept);
  library ??= loadLibrary();
  let compiled: RE2JS;
  try {
    compiled = library.compile(pattern, library.DOTALL);
  } catch (error) {
    // The flag for `.` stands before the pattern in the library's words.
    return err(error instanceof Error ? error.message.replace('(?s)', '') : String(error));
  }
  if (patterns.size >= patternsKept) patterns.clear();
  patterns.set(pattern, compiled);
  return ok(compiled);
}
