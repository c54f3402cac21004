import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { readBounded } from '../../../src/base/read-bounded.ts';
import { withRig } from '../../support/rig.ts';

const isWindows = process.platform === 'win32';
const never = (): void => {
  throw new Error('It waits.');
};

describe('readBounded', () => {
  it('reads a file up to its bound', async () => {
    await withRig((rig) => {
      rig.write('a.txt', '12345');
      const path = join(rig.folder, 'a.txt');
      expect(readBounded(path, 5, never)).to.deep.equal({ kind: 'read', bytes: Buffer.from('12345') });
      expect(readBounded(path, 4, never)).to.deep.equal({ kind: 'too-large' });
      expect(readBounded(rig.folder, 5, never)).to.deep.equal({ kind: 'failed', code: 'EISDIR' });
      expect(readBounded(`${path}/b`, 5, never)).to.deep.equal({ kind: 'failed', code: 'ENOTDIR' });
      expect(readBounded(join(rig.folder, 'x'.repeat(300)), 5, never)).to.deep.equal({
        kind: 'failed',
        code: 'ENAMETOOLONG',
      });
      return Promise.resolve();
    });
  });

  if (!isWindows) {
    it('reads no more than its bound of what has no end', () => {
      expect(readBounded('/dev/zero', 1_000_000, never)).to.deep.equal({ kind: 'too-large' });
      expect(readBounded('/dev/null', 10, never)).to.deep.equal({ kind: 'read', bytes: Buffer.alloc(0) });
    });

    it('waits for a pipe that somebody holds open, and not for ever', async () => {
      await withRig((rig) => {
        const path = join(rig.folder, 'pipe');
        execFileSync('mkfifo', [path]);
        // Nobody writes, nobody will.
        expect(readBounded(path, 10, never)).to.deep.equal({ kind: 'read', bytes: Buffer.alloc(0) });
        const writer = openSync(path, constants.O_RDWR);
        try {
          let waitedMs = 0;
          expect(readBounded(path, 10, (ms) => (waitedMs += ms))).to.deep.equal({ kind: 'silent' });
          expect(waitedMs).to.equal(10_000);
        } finally {
          closeSync(writer);
        }
        return Promise.resolve();
      });
    });

    it('reads what comes late', async () => {
      await withRig((rig) => {
        const path = join(rig.folder, 'pipe');
        execFileSync('mkfifo', [path]);
        let writer: number | undefined = openSync(path, constants.O_RDWR);
        const read = readBounded(path, 10, () => {
          if (writer === undefined) return;
          writeSync(writer, 'late');
          // The end comes with the last writer.
          const only = openSync(path, constants.O_WRONLY);
          closeSync(writer);
          closeSync(only);
          writer = undefined;
        });
        expect(read).to.deep.equal({ kind: 'read', bytes: Buffer.from('late') });
        return Promise.resolve();
      });
    });
  }
});
