import { RE2JS } from 're2js';
import { err, ok, type Result } from '../../base/result.ts';

const patterns = new Map<string, RE2JS>();
const patternsKept = 64;

/** The compiled pattern, matching in linear time; `.` matches line ends too. The error is why it is none. */
export function compilePattern(pattern: string): Result<RE2JS, string> {
  const kept = patterns.get(pattern);
  if (kept !== undefined) return ok(kept);
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(pattern, RE2JS.DOTALL);
  } catch (error) {
    // The flag for `.` stands before the pattern in the library's words.
    return err(error instanceof Error ? error.message.replace('(?s)', '') : String(error));
  }
  if (patterns.size >= patternsKept) patterns.clear();
  patterns.set(pattern, compiled);
  return ok(compiled);
}
