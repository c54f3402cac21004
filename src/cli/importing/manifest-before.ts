import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { err, ok, type Result } from '../../base/result.ts';
import { mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { appendEntries, newManifest } from '../../manifest/append-entries.ts';
import { parseManifest } from '../../manifest/parse-manifest.ts';
import { manifestFileName } from '../../stack/load-stack.ts';
import { shownPath } from '../../stack/load-source.ts';
import type { ImportedParts } from './imported-parts.ts';

/** The manifest that entries are added to, as it is before that. */
export interface ManifestBefore {
  readonly path: string;
  readonly shown: string;
  /** The name of the stack: that of its folder where there is no manifest yet. */
  readonly stack: string;
  /** Undefined where there is no manifest yet. */
  readonly text: string | undefined;
  /** Names of its entries. */
  readonly names: readonly string[];
}

export function readManifestBefore(stackFolder: string, workingDirectory: string): Result<ManifestBefore, Diagnostic> {
  const path = join(stackFolder, manifestFileName);
  const shown = shownPath(path, workingDirectory);
  if (!existsSync(path)) return ok({ path, shown, stack: basename(stackFolder), text: undefined, names: [] });
  const text = readFileSync(path, 'utf8');
  const { value, diagnostics } = parseManifest({ path: shown, text });
  const [broken] = diagnostics.filter(({ severity }) => severity === 'error');
  if (value === undefined || broken !== undefined)
    return err(broken ?? mistake('input/option', `${shown} cannot be read`));
  return ok({ path, shown, stack: value.name, text, names: value.resources.map(({ name }) => name) });
}

/** A manifest of what is imported alone. */
export function newManifestWith({ stack }: ManifestBefore, parts: ImportedParts): string {
  return newManifest(stack, parts.entries, parts);
}

/** The text of the manifest with what is imported. */
export function manifestWith(before: ManifestBefore, parts: ImportedParts): Result<string, Diagnostic> {
  const { entries, globals, exports } = parts;
  if (before.text === undefined) return ok(newManifestWith(before, parts));
  if (globals.length > 0 || exports.length > 0) {
    const help = 'use another folder, or --print';
    return err(
      mistake('input/option', `${before.shown} exists already, and a template becomes a manifest of its own`, { help }),
    );
  }
  const text = appendEntries(before.text, entries);
  if (text !== undefined) return ok(text);
  const help = 'write the resources as a list, each behind "- " on a line of its own';
  return err(mistake('input/option', 'the entries cannot be added to the manifest', { help }));
}

export function writeManifest({ path }: ManifestBefore, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
