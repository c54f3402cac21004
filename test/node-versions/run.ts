// Runs the tests of the installed program on other versions of Node.js: `npm run test:node-versions`, or with `-- 22 24` on those alone.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/base/package-root.ts';
import { fetchNode } from '../support/fetched-node.ts';

/** The oldest supported minor of each, and whatever is newest now. */
const supported = ['20.19', '20', '22.12', '22', '24'];

const asked = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'node-versions-'));
try {
  for (const version of asked.length > 0 ? asked : supported) {
    const nodeFolder = fetchNode(version, folder);
    const name = execFileSync(join(nodeFolder, 'node'), ['--version'], { encoding: 'utf8' });
    process.stdout.write(`Node.js ${name}`);
    const mocha = ['--no-config', '--forbid-pending', '--timeout', '60000', '--reporter', 'dot'];
    const { status } = spawnSync('npx', ['mocha', ...mocha, 'dist/test/installed/**/*.test.js'], {
      cwd: packageRoot,
      env: { ...process.env, NODE_FOLDER: nodeFolder },
      stdio: 'inherit',
    });
    if (status !== 0) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
