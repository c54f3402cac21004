import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { RunResult } from '../lifecycle/outcome.ts';
import type { Stack } from '../stack/stack.ts';
import { holdsSecret, reveal } from '../values/reading.ts';
import type { Context } from './context.ts';

/** What would keep the file from being written, told before anything is done. */
export function outputFileTrouble(path: string, context: Context): Diagnostic | undefined {
  const target = resolve(context.workingDirectory, path);
  if (statSync(target, { throwIfNoEntry: false })?.isDirectory() === true) {
    return mistake('input/file-missing', `the output file ${path} is a folder`);
  }
  if (statSync(dirname(target), { throwIfNoEntry: false })?.isDirectory() === true) return undefined;
  return mistake('input/file-missing', `the output file ${path} cannot be written: its folder does not exist`);
}

/**
 * Writes the stack's exports as JSON, with `stack_name`, `stack_env` and `elapsed_time` (seconds). It holds a secret only where the
 * stack exports one, and is then readable by its owner alone. The file is there whole or not at all.
 */
export function writeOutputFile(
  path: string,
  stack: Stack,
  result: RunResult,
  context: Context,
): Diagnostic | undefined {
  const target = resolve(context.workingDirectory, path);
  const partial = `${target}.${context.random.uuid()}.partial`;
  const document = {
    stack_name: stack.manifest.name,
    stack_env: stack.environment,
    elapsed_time: Math.round(result.elapsedMs) / 1000,
    ...Object.fromEntries([...result.exports].map(([name, value]) => [name, reveal(value)])),
  };
  const text = JSON.stringify(document, undefined, 2) + '\n';
  // What was sent as a secret may come back as a plain value.
  const secret = [...result.exports.values()].some(holdsSecret) || context.masker.mask(text) !== text;
  try {
    writeFileSync(partial, text, { mode: secret ? 0o600 : 0o644, flag: 'wx' });
    renameSync(partial, target);
    return undefined;
  } catch (error) {
    rmSync(partial, { force: true });
    return mistake(
      'input/file-missing',
      `the output file ${path} cannot be written (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}
