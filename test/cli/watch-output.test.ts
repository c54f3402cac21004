import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';

describe('output that is not taken', () => {
  it('is told in a line, and is no success', function () {
    // A device that is always full, which only Linux has.
    if (!existsSync('/dev/full')) this.skip();
    const full = openSync('/dev/full', 'w');
    try {
      const { status, stderr } = spawnSync(
        process.execPath,
        [join(packageRoot, 'bin/stack-deploy.js'), 'query', 'SELECT 1 AS one', '--format', 'json'],
        { stdio: ['ignore', full, 'pipe'], encoding: 'utf8' },
      );
      expect({ status, stderr }).to.deep.equal({
        status: 1,
        stderr: 'standard output is not whole: ENOSPC: no space left on device, write\n',
      });
    } finally {
      closeSync(full);
    }
  });
});
