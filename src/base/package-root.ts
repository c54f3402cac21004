import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json, schemas/ and templates/: the nearest above this file, which is compiled to more than one depth. */
export const packageRoot: string = fileURLToPath(nearestAbove(new URL('../', import.meta.url)));

/** The version in package.json. */
export function versionOf(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) return String(manifest.version);
  throw new Error('package.json has no version.');
}

function nearestAbove(folder: URL): URL {
  if (existsSync(new URL('package.json', folder))) return folder;
  const above = new URL('../', folder);
  if (above.href === folder.href) throw new Error('The package lies in no folder with a package.json.');
  return nearestAbove(above);
}
