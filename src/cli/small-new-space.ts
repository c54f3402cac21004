import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';

/** Some hundred entries. */
const largeManifestBytes = 20_000;

/**
 * Keeps the space for new objects as small as it is, if one of these folders holds the manifest of a large stack. A run is mostly garbage, which
 * a small space holds: with one that grows, a thousand resources take half as much memory again, and no less time. An option of Node.js
 * would do the same and cost every run some 15 ms, because Node.js then compiles its own modules anew.
 */
export function keepNewSpaceSmall(folders: readonly string[]): void {
  if (folders.some((folder) => bytesOf(join(folder, 'stackql_manifest.yml')) > largeManifestBytes))
    setFlagsFromString('--semi-space-growth-factor=1');
}

/** 0 for what cannot be read: whoever reads it next says so. */
function bytesOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}
