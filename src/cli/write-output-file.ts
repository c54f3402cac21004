import { appendFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { findEntry } from '../base/find-entry.ts';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { RunResult } from '../lifecycle/outcome.ts';
import type { Stack } from '../stack/stack.ts';
import { holdsSecret, reveal } from '../values/reading.ts';
import type { Context } from './context.ts';

/** What would keep a file from being written, told before anything is done. `what`: `the output file`. */
export function resultFileTrouble(what: string, path: string, context: Context): Diagnostic | undefined {
  const target = resolve(context.workingDirectory, path);
  const cannot = (why: string): Diagnostic =>
    mistake('input/file-missing', `${what} ${path} cannot be written: ${why}`);
  if (path === '') return mistake('input/option', `${what} has no name`);
  const entry = findEntry(target);
  if (entry.kind === 'folder') return mistake('input/file-missing', `${what} ${path} is a folder`);
  const folder = findEntry(dirname(target));
  if (folder.kind === 'none') return cannot(folder.why.replace(/^it /, 'its folder '));
  if (folder.kind !== 'folder') return cannot('a part of its path is a file');
  const longest = `${target}${partialSuffix('00000000-0000-0000-0000-000000000000')}`;
  const partial = findEntry(longest);
  return partial.kind === 'none' && partial.why.includes('too long') ? cannot(partial.why) : undefined;
}

/**
 * Writes the stack's exports as JSON, with `stack_name`, `stack_env` and `elapsed_time` (seconds). It holds a secret only where the
 * stack exports one, and is then readable by its owner alone. The file is there whole or not at all; a link to it stays one. What is no file, as
 * `/dev/stdout`, is written to.
 */
export function writeOutputFile(
  path: string,
  stack: Stack,
  result: RunResult,
  context: Context,
): Diagnostic | undefined {
  const document = {
    stack_name: stack.manifest.name,
    stack_env: stack.environment,
    elapsed_time: Math.round(result.elapsedMs) / 1000,
    ...Object.fromEntries([...result.exports].map(([name, value]) => [name, reveal(value)])),
  };
  const text = JSON.stringify(document, undefined, 2) + '\n';
  // What was sent as a secret may come back as a plain value.
  const secret = [...result.exports.values()].some(holdsSecret) || context.masker.mask(text) !== text;
  return writeResultFile('the output file', path, text, secret, context);
}

/**
 * Writes a file with what a run has yielded, whole or not at all. With `isSecret` its owner alone may read it. A link to it stays one; what is
 * no file, as `/dev/stdout`, is written to.
 */
export function writeResultFile(
  what: string,
  path: string,
  text: string,
  isSecret: boolean,
  context: Context,
): Diagnostic | undefined {
  const target = resolve(context.workingDirectory, path);
  try {
    if (isDevice(target)) appendFileSync(target, text);
    else putFile(realPathOf(target), text, isSecret ? 0o600 : 0o644, context);
    return undefined;
  } catch (error) {
    return mistake(
      'input/file-missing',
      `${what} ${path} cannot be written (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}

/** Whether something other than a file has the path: it must not be replaced by one. `/dev/stdout` may lead to a file of somebody else. */
function isDevice(target: string): boolean {
  return target.startsWith('/dev/') || findEntry(target).kind === 'other';
}

/** Where the file is that a link leads to. */
function realPathOf(target: string): string {
  return findEntry(target).kind === 'none' ? target : realpathSync(target);
}

/** The file is written under another name first. */
function partialSuffix(uuid: string): string {
  return `.${uuid}.partial`;
}

function putFile(target: string, text: string, mode: number, context: Context): void {
  const partial = target + partialSuffix(context.random.uuid());
  try {
    writeFileSync(partial, text, { mode, flag: 'wx' });
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}
