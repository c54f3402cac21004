import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json, schemas/ and templates/: the nearest above this file, which is compiled to more than one depth. */
export const packageRoot: string = fileURLToPath(nearestAbove(new URL('../', import.meta.url)));

function nearestAbove(folder: URL): URL {
  if (existsSync(new URL('package.json', folder))) return folder;
  const above = new URL('../', folder);
  if (above.href === folder.href) throw new Error('The package lies in no folder with a package.json.');
  return nearestAbove(above);
}
