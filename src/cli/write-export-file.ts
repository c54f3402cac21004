import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { RunResult } from '../lifecycle/outcome.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { Stack } from '../stack/stack.ts';
import { holdsSecret, plainText, reveal } from '../values/reading.ts';
import type { Context } from './context.ts';
import { writeResultFile } from './write-output-file.ts';

/**
 * Writes the stack's exports as assignments of a shell, for `. FILE`: `export STACKQL_DEPLOY__shop__dev__pool_id='eu-west-1_abc'`, as
 * stackql-deploy 2 does. Signs that a name in a shell may not have are underscores. Lists and maps are JSON, null is empty. It holds a secret
 * only where the stack exports one, and is then readable by its owner alone.
 */
export function writeExportFile(
  path: string,
  stack: Stack,
  result: RunResult,
  context: Context,
): Diagnostic | undefined {
  const lines = [...result.exports].map(
    ([name, value]) =>
      `export ${shellName(stack.manifest.name, stack.environment, name)}=${quoted(plainText(reveal(value)))}\n`,
  );
  const text = lines.join('');
  // What was sent as a secret may come back as a plain value.
  const isSecret = [...result.exports.values()].some(holdsSecret) || context.masker.mask(text) !== text;
  return writeResultFile('the export file', path, text, isSecret, context);
}

/** Exports that would have the same name in a shell: `a.b` and `a_b`. */
export function sameShellNames({ name, exports }: Manifest, environment: string): readonly Diagnostic[] {
  const first = new Map<string, (typeof exports)[number]>();
  return exports.flatMap((exported) => {
    const shown = shellName(name, environment, exported.name);
    const earlier = first.get(shown);
    if (earlier === undefined) first.set(shown, exported);
    if (earlier === undefined || earlier.name === exported.name) return [];
    const message = `"${earlier.name}" and "${exported.name}" are both ${shown} in the file of --export-file`;
    const related = [{ message: 'the other one', at: earlier.at }];
    return [mistake('manifest/duplicate-name', message, { at: exported.at, related, help: 'rename one of them' })];
  });
}

function shellName(...parts: readonly string[]): string {
  return ['STACKQL_DEPLOY', ...parts].map((part) => part.replace(/[^A-Za-z0-9_]/g, '_')).join('__');
}

/** In single quotes nothing has a meaning but the single quote. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
