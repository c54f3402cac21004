// Builds stacks with an earlier version, and plans them with this one: `npm run test:previous -- FOLDER`, where FOLDER is an installed package
// of that version or a compiled checkout. Every plan has to be empty.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { packageRoot } from '../../src/base/package-root.ts';

const [previous] = process.argv.slice(2);
if (previous === undefined) throw new Error('Name the folder of the previous version: npm run test:previous -- FOLDER');

const folder = mkdtempSync(join(tmpdir(), 'previous-'));
try {
  for (const kind of ['examples', 'templates']) {
    for (const name of readdirSync(join(packageRoot, kind))) {
      cpSync(join(packageRoot, kind, name), join(folder, name), { recursive: true });
      run(resolve(previous), 'build', name, 'dev', '--local');
      run(packageRoot, 'plan', name, 'dev', '--local', '--detailed-exitcode');
      run(packageRoot, 'test', name, 'dev', '--local');
      run(packageRoot, 'teardown', name, 'dev', '--local');
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function run(root: string, ...argv: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--', join(root, 'bin/stack-deploy.js'), ...argv], {
    cwd: folder,
    encoding: 'utf8',
  });
  process.stdout.write(`${status === 0 ? 'ok' : 'FAILED'}  ${argv.slice(0, 2).join(' ')}\n`);
  if (status === 0) return;
  process.stdout.write(`${stderr}${stdout}`);
  process.exitCode = 1;
}
