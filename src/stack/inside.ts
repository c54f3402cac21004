import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative, sep } from 'node:path';
import { nearest } from '../diagnostics/did-you-mean.ts';

/** Inside as written. */
export function isBelow(child: string, parent: string): boolean {
  const way = relative(parent, child);
  return way !== '' && way !== '..' && !way.startsWith('..' + sep) && !isAbsolute(way);
}

/**
 * Where symbolic links on the way to a file of a stack lead, if that is too far: a link, of a file or of a folder, may lead to whatever lies
 * below the folder that holds the stack's folder, or below the working directory. Undefined where they do not, or nothing is there.
 */
export function linkTooFar(path: string, folder: string, workingDirectory: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const target = realpathSync(path);
  const allowed = [realpathSync(folder), dirname(realpathSync(folder)), dirname(folder), workingDirectory];
  return allowed.some((root) => isBelow(target, realpathSync(root))) ? undefined : target;
}

/** What to do about a link that leads too far. */
export const linkHelp =
  'a symbolic link may lead to what is below the parent of the stack folder, or below the folder in which you run the command: ' +
  'run it from a folder that holds both, or copy the file';

/** The file below `root` whose path is most like this one, relative to `root`. */
export function nearFile(path: string, root: string, extensions: readonly string[]): string | undefined {
  if (!existsSync(root)) return undefined;
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    extensions.some((extension) => name.endsWith(extension)),
  );
  return nearest(relative(root, path), names)[0];
}
