import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Fetches a version of Node.js (`22`, `20.19`) from the registry of npm into a folder; answers with the folder of the binary `node`. */
export function fetchNode(version: string, folder: string): string {
  const prefix = join(folder, version);
  execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--prefix', prefix, `node@${version}`], {
    stdio: 'inherit',
  });
  return join(prefix, 'node_modules/.bin');
}
