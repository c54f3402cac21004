import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Keeps what the folder holds out of version control: there are secrets in it. `made` is the topmost folder that did not exist before;
 * a folder with files of somebody else is left alone, unless its name says that it is ours.
 */
export async function keepOutOfGit(folder: string, made: string | undefined): Promise<void> {
  const ours = [folder, dirname(folder)].find((path) => basename(path) === '.stack-deploy');
  const target = ours ?? made;
  if (target === undefined) return;
  try {
    await writeFile(join(target, '.gitignore'), '*\n', { flag: 'wx', mode: 0o600 });
  } catch {
    // There is one, or none can be written: the store itself says what it cannot do.
  }
}
