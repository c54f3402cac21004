import { expect } from 'chai';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openFileStore, type FileStoreOptions } from '../../../../src/emulator/store/file-store.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

const script = fileURLToPath(new URL('./store-process.js', import.meta.url));
const options: FileStoreOptions = { clock: createFakeClock(), pid: 4711, isAlive: () => true };

/** Starts a program where it has a network and process numbers of its own, as in a container. */
const unshare = [...(process.getuid?.() === 0 ? [] : ['--map-root-user']), '--net', '--pid', '--fork'];

function canUnshare(): boolean {
  return platform() === 'linux' && spawnSync('unshare', [...unshare, 'true']).status === 0;
}

describe('The lock of a folder, with a process in another network and process namespace', () => {
  let folder: string;
  let child: ChildProcess | undefined;
  before(function () {
    if (!canUnshare()) this.skip();
  });
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'stack-deploy-namespace-')), 'local');
  });
  afterEach(async () => {
    child?.kill('SIGKILL');
    await rm(join(folder, '..'), { recursive: true, force: true });
  });

  /** Takes the folder over there; the first line is `0` once it writes, or why it may not. */
  const takeThere = async (): Promise<string> => {
    child = spawn('unshare', [...unshare, '--kill-child', process.execPath, script, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (child.stdout === null) throw new Error('no output');
    for await (const line of createInterface(child.stdout)) return line;
    throw new Error('the process ended without a word');
  };

  it('holds in both directions, and ends when that process is killed', async () => {
    expect(await takeThere()).to.equal('0');
    const here = await openFileStore(folder, options);
    expect(here).to.have.nested.property('error.kind').that.equals('held');
    // Its output ends when the process over there is gone, not only the one that started it.
    const ended = child === undefined ? undefined : once(child, 'close');
    child?.stdout?.resume();
    child?.kill('SIGKILL');
    await ended;
    const again = await openFileStore(folder, options);
    if (!again.ok) throw new Error(again.error.message);
    expect(await takeThere()).to.equal('held');
    await again.value.close();
  });
});
