// Builds stacks with an earlier version, and plans them with this one: `npm run test:previous -- FOLDER`, where FOLDER is an installed package
// of that version or a compiled checkout. With a revision of this repository in the place of FOLDER, that version is made first, in a
// temporary folder. Every plan has to be empty.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { packageRoot } from '../../src/base/package-root.ts';

const [previous] = process.argv.slice(2);
if (previous === undefined)
  throw new Error('Name the folder or the revision of the previous version: npm run test:previous -- FOLDER');

/** What the fixtures ask for. */
const variables = ['AWS_REGION=us-east-1', 'PRD_LENGTH=14', 'PRECEDENCE=3', 'YEAR=2027'].flatMap((one) => ['-e', one]);

const folder = mkdtempSync(join(tmpdir(), 'previous-'));
try {
  const root = existsSync(previous) ? resolve(previous) : checkOut(previous, join(folder, 'version'));
  // The stacks of that version, which every later one has to understand, and those of this one, as far as that version knew what they say.
  for (const own of [root, packageRoot]) {
    for (const kind of ['examples', 'templates', 'test/fixtures/stacks']) {
      const isFixture = kind.startsWith('test');
      // Fixtures are changed where the embedded Cloud Control comes to read as AWS does.
      if ((isFixture && own === root) || !existsSync(join(own, kind))) continue;
      for (const name of readdirSync(join(own, kind))) {
        const stack = [own === root ? 'previous' : 'present', kind.split('/').at(-1), name].join('-');
        cpSync(join(own, kind, name), join(folder, stack), { recursive: true });
        const rest = ['dev', '--local', ...(isFixture ? variables : [])];
        if (!run(root, own === root, 'build', stack, ...rest)) continue;
        run(packageRoot, true, 'plan', stack, ...rest, '--detailed-exitcode');
        run(packageRoot, true, 'test', stack, ...rest);
        run(packageRoot, true, 'teardown', stack, ...rest);
      }
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Makes the program of a revision; its packages come from npm's cache where it has them. */
function checkOut(revision: string, target: string): string {
  mkdirSync(target);
  const archive = execFileSync('git', ['archive', revision], { cwd: packageRoot, maxBuffer: 1e9 });
  execFileSync('tar', ['-x', '-C', target], { input: archive });
  execFileSync('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund'], { cwd: target, stdio: 'inherit' });
  // What is not made while it is installed.
  if (!existsSync(join(target, 'dist'))) execFileSync('npm', ['run', 'build'], { cwd: target, stdio: 'inherit' });
  return target;
}

/** Whether the command ended well. `isNeeded`: it is a failure of the gate where it did not. */
function run(root: string, isNeeded: boolean, ...argv: readonly string[]): boolean {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--', join(root, 'bin/stack-deploy.js'), ...argv], {
    cwd: folder,
    encoding: 'utf8',
  });
  const word = status === 0 ? 'ok' : isNeeded ? 'FAILED' : 'not known to that version';
  process.stdout.write(`${word}  ${argv.slice(0, 2).join(' ')}\n`);
  if (status === 0) return true;
  if (!isNeeded) return false;
  process.stdout.write(`${stderr}${stdout}`);
  process.exitCode = 1;
  return false;
}
