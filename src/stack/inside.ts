import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';
import { nearest } from '../diagnostics/did-you-mean.ts';

/** Inside as written. */
export function isBelow(child: string, parent: string): boolean {
  const way = relative(parent, child);
  return way !== '' && way !== '..' && !way.startsWith('..' + sep) && !isAbsolute(way);
}

/** Inside as written, and still inside where symbolic links lead. */
export function isInside(path: string, root: string): boolean {
  if (!isBelow(path, root)) return false;
  return !existsSync(path) || isBelow(realpathSync(path), realpathSync(root));
}

/** The file below `root` whose path is most like this one, relative to `root`. */
export function nearFile(path: string, root: string, extensions: readonly string[]): string | undefined {
  if (!existsSync(root)) return undefined;
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    extensions.some((extension) => name.endsWith(extension)),
  );
  return nearest(relative(root, path), names)[0];
}
