import { readdirSync, readFileSync, type Dirent } from 'node:fs';
import { join, resolve } from 'node:path';
import { isGlob } from '../../base/glob.ts';
import { parseManifest } from '../../manifest/parse-manifest.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { defaultEnvironment } from '../../manifest/value-for-environment.ts';
import { manifestFileName } from '../../stack/load-stack.ts';

/** Levels of folders below the one that is typed in which stacks are looked for: a pressed key waits for it. */
const deepest = 3;
/** Folders that are looked into at most. */
const mostFolders = 500;

/**
 * Folders with a manifest, as somebody goes on typing `start`: `stacks/` finds `stacks/shop`. Nothing is read or run but names, so that
 * nothing can be wrong with it.
 */
export function stackFoldersFrom(start: string, workingDirectory: string): readonly string[] {
  const typed = start.slice(0, start.lastIndexOf('/') + 1);
  const found: string[] = [];
  let open = [typed];
  let looked = 0;
  for (let depth = 0; depth <= deepest; depth += 1) {
    const below: string[] = [];
    for (const folder of open) {
      looked += 1;
      if (looked > mostFolders) return found;
      const entries = entriesOf(resolve(workingDirectory, folder));
      if (entries.some((entry) => entry.name === manifestFileName))
        found.push(depth === 0 ? folder || '.' : folder.slice(0, -1));
      for (const entry of entries) {
        const isHidden = entry.name.startsWith('.') || entry.name === 'node_modules';
        const path = `${folder}${entry.name}/`;
        if (entry.isDirectory() && !isHidden && path.startsWith(start)) below.push(path);
      }
    }
    open = below;
  }
  return found;
}

/** Files and folders whose paths begin so; folders end with a slash. Hidden ones only where the dot is typed. */
export function pathsFrom(start: string, workingDirectory: string): readonly string[] {
  const typed = start.slice(0, start.lastIndexOf('/') + 1);
  const name = start.slice(typed.length);
  return entriesOf(resolve(workingDirectory, typed))
    .filter((entry) => entry.name.startsWith(name) && (name.startsWith('.') || !entry.name.startsWith('.')))
    .map((entry) => `${typed}${entry.name}${entry.isDirectory() ? '/' : ''}`);
}

/** The manifest of a folder as far as it can be understood; undefined where there is none. Its templates, queries and scripts are not looked at. */
export function manifestIn(stackFolder: string, workingDirectory: string): Manifest | undefined {
  try {
    const path = join(stackFolder, manifestFileName);
    return parseManifest({ path, text: readFileSync(resolve(workingDirectory, path), 'utf8') }).value;
  } catch {
    return undefined;
  }
}

/** The environments that a manifest allows by name; where it allows any, those that it has values for. */
export function environmentsIn({ environments, resources }: Manifest): readonly string[] {
  if (environments !== undefined) return environments.items.map(({ name }) => name).filter((name) => !isGlob(name));
  const named = resources.flatMap(({ props }) => props.flatMap(({ values }) => [...(values?.keys() ?? [])]));
  return [...new Set(named)].filter((name) => name !== defaultEnvironment);
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((left, right) => (left.name < right.name ? -1 : 1));
  } catch {
    return [];
  }
}
