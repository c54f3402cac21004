import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { packageRoot } from '../../src/base/package-root.ts';

/** Has npm put what it would publish into a folder, as it is compiled now, and answers with the path of the file. */
export function packInto(folder: string): string {
  const [name = ''] = npm(folder, 'pack', packageRoot, '--ignore-scripts', '--silent').split('\n');
  return join(folder, name);
}

/** Has npm install a packed package into a folder that is a project of its own. Nothing is fetched. */
export function installFrom(tarball: string, folder: string): void {
  writeFileSync(join(folder, 'package.json'), '{ "name": "user", "version": "1.0.0", "private": true }\n');
  npm(folder, 'install', '--offline', '--no-audit', '--no-fund', tarball);
}

/** What npm answers. */
export function npm(folder: string, ...argv: readonly string[]): string {
  return run(folder, 'npm', argv);
}

/** What a command answers, run where NODE_FOLDER says with the `node` that is there; default: the one that runs the tests. */
export function run(folder: string, command: string, argv: readonly string[]): string {
  const nodeFolder = process.env['NODE_FOLDER'] ?? dirname(process.execPath);
  return execFileSync(command, argv, {
    cwd: folder,
    env: {
      HOME: folder,
      PATH: [nodeFolder, process.env['PATH']].join(delimiter),
      // npm asks the registry for a newer npm otherwise.
      NPM_CONFIG_UPDATE_NOTIFIER: 'false',
    },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** The value of a JSON file within what is installed. */
export function installedJson(folder: string, path: string): unknown {
  return JSON.parse(readFileSync(join(folder, 'node_modules/stack-deploy', path), 'utf8'));
}
