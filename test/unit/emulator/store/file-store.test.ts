import { expect } from 'chai';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, link, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Json } from '../../../../src/base/json.ts';
import { openFileStore, type FileStoreOptions } from '../../../../src/emulator/store/file-store.ts';
import type { Store } from '../../../../src/emulator/store/store.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

const script = fileURLToPath(new URL('./store-process.js', import.meta.url));
const options: FileStoreOptions = { clock: createFakeClock(), pid: 4711, isAlive: () => true };

async function open(folder: string, more: Partial<FileStoreOptions> = {}): Promise<Store> {
  const store = await openFileStore(folder, { ...options, ...more });
  if (!store.ok) throw new Error(store.error.message);
  return store.value;
}

/** What a store that is opened now holds. */
async function contents(folder: string): Promise<Record<string, Json>> {
  const store = await open(folder);
  const found = Object.fromEntries(store.entries());
  await store.close();
  return found;
}

describe('The store in a folder', () => {
  let folder: string;
  let log: string;
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'stack-deploy-store-')), 'local');
    log = join(folder, 'log');
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

  it('holds what was committed, in the order in which the keys came, after it is opened again', async () => {
    const store = await open(folder);
    await store.commit({
      put: [
        ['b', 1],
        ['a', { deep: ['ü', null, '\u2028'] }],
      ],
      remove: [],
    });
    await store.commit({
      put: [
        ['c', true],
        ['b', 2],
      ],
      remove: [],
    });
    await store.commit({ put: [['d', 0]], remove: ['c'] });
    expect(Object.entries(Object.fromEntries(store.entries()))).to.deep.equal([
      ['b', 2],
      ['a', { deep: ['ü', null, '\u2028'] }],
      ['d', 0],
    ]);
    await store.close();
    expect(JSON.stringify(await contents(folder))).to.equal('{"b":2,"a":{"deep":["ü",null,"\u2028"]},"d":0}');
  });

  it('keeps its files to their owner', async () => {
    const store = await open(folder);
    const mode = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);
    expect(await mode(folder)).to.equal('700');
    for (const name of await readdir(folder)) expect(await mode(join(folder, name)), name).to.equal('600');
    await store.close();
    expect(await readdir(folder)).to.deep.equal(['.gitignore', 'log']);
  });

  it('has its log as lines that a person can read', async () => {
    const store = await open(folder);
    await store.commit({ put: [['a', 1]], remove: [] });
    await store.close();
    const lines = (await readFile(log, 'utf8')).split('\n');
    expect(lines.map((line) => line.slice(18))).to.deep.equal(['{"format":1}', '{"put":[["a",1]],"remove":[]}', '']);
  });

  it('loses only what was never acknowledged when its log is torn, at whatever byte', async () => {
    const store = await open(folder);
    await store.commit({ put: [['first', 'kept']], remove: [] });
    const kept = (await stat(log)).size;
    await store.commit({ put: [['second', 'törn'.repeat(15)]], remove: ['first'] });
    await store.close();
    const whole = await readFile(log);
    for (let length = 0; length < whole.length; length += 1) {
      await writeFile(log, whole.subarray(0, length));
      const expected = length < kept ? {} : { first: 'kept' };
      expect(await contents(folder), `torn at ${length}`).to.deep.equal(expected);
      const again = await open(folder);
      await again.commit({ put: [['third', 3]], remove: [] });
      await again.close();
      expect(await contents(folder), `written after a tear at ${length}`).to.deep.equal({ ...expected, third: 3 });
    }
  });

  it('drops a last record whose bytes never reached the disk', async () => {
    const store = await open(folder);
    await store.commit({ put: [['a', 1]], remove: [] });
    await store.close();
    const whole = await readFile(log);
    await appendFile(log, Buffer.alloc(100));
    expect(await contents(folder)).to.deep.equal({ a: 1 });
    const hole = Buffer.from(whole);
    hole.fill(0, whole.length - 5);
    await writeFile(log, hole);
    expect(await contents(folder)).to.deep.equal({});
  });

  it('refuses a log that is damaged where it was acknowledged, and leaves it as it is', async () => {
    const store = await open(folder);
    await store.commit({ put: [['a', 1]], remove: [] });
    await store.commit({ put: [['b', 2]], remove: [] });
    await store.close();
    const bytes = await readFile(log);
    bytes.writeUInt8(0x58, 60);
    await writeFile(log, bytes);
    const opened = await openFileStore(folder, options);
    expect(opened).to.deep.equal({
      ok: false,
      error: {
        kind: 'damaged',
        path: log,
        message: `The emulator's log ${log} is damaged after 31 bytes, in the middle of what was acknowledged; nothing in it was changed`,
      },
    });
    expect(await readFile(log)).to.deep.equal(bytes);
  });

  it('refuses a log whose records no longer end where they say, whichever digit it is', async () => {
    const store = await open(folder);
    await store.commit({ put: [['a', 1]], remove: [] });
    await store.commit({ put: [['b', 2]], remove: [] });
    await store.close();
    const whole = await readFile(log);
    for (let digit = 31; digit < 39; digit += 1) {
      const bytes = Buffer.from(whole);
      bytes.write(bytes[digit] === 0x31 ? '7' : '1', digit, 'latin1');
      await writeFile(log, bytes);
      const opened = await openFileStore(folder, options);
      expect(opened, `digit ${digit}`).to.have.nested.property('error.kind').that.equals('damaged');
      expect(await readFile(log)).to.deep.equal(bytes);
    }
  });

  it('leaves a file of somebody else alone, however short', async () => {
    await (await open(folder)).close();
    for (const text of ['hi\n', 'abc', '00000000', 'a line\nand another one\n']) {
      await writeFile(log, text);
      const opened = await openFileStore(folder, options);
      expect(opened)
        .to.have.nested.property('error.message')
        .that.equals(
          `The emulator's log ${log} was not written by the emulator, or its beginning is damaged; nothing in it was changed`,
        );
      expect(await readFile(log, 'utf8')).to.equal(text);
    }
  });

  it('refuses the log of another version', async () => {
    await (await open(folder)).close();
    const { formatRecord } = await import('../../../../src/emulator/store/log-records.ts');
    await writeFile(log, formatRecord('{"format":2}'));
    const opened = await openFileStore(folder, options);
    expect(opened)
      .to.have.nested.property('error.message')
      .that.equals(`The emulator's log ${log} was not written by this version of the emulator`);
  });

  it('is opened where the disk is full, so that what is there can be read', async function () {
    // Only Linux has a file to which nothing more can be written.
    if (process.platform !== 'linux') this.skip();
    const store = await open(folder);
    await store.commit({ put: [['a', 1]], remove: [] });
    await store.close();
    await symlink('/dev/full', join(folder, 'holder.json'));
    expect(await contents(folder)).to.deep.equal({ a: 1 });
    expect((await readdir(folder)).filter((name) => !name.startsWith('.'))).to.deep.equal(['log']);
  });

  it('says why a folder cannot be used', async () => {
    await writeFile(join(folder, '..', 'file'), '');
    for (const [path, why] of [
      [join(folder, '..', 'file'), 'it is a file'],
      [join(folder, '..', 'file', 'local'), 'a part of its path is a file'],
    ] as const) {
      const message = `The emulator's folder ${path} cannot be used: ${why}`;
      expect(await openFileStore(path, options)).to.deep.equal({
        ok: false,
        error: { kind: 'inaccessible', folder: path, message },
      });
    }
  });

  it('rewrites a log that has grown, and goes on after it', async () => {
    const store = await open(folder, { snapshotBytes: 2000 });
    for (let number = 0; number < 500; number += 1) {
      await store.commit({ put: [[`key-${number % 10}`, number]], remove: [] });
    }
    await store.close();
    expect((await stat(log)).size).to.be.lessThan(5000);
    expect(await contents(folder)).to.deep.equal(
      Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`key-${index}`, 490 + index])),
    );
    expect(await readdir(folder)).to.deep.equal(['.gitignore', 'log']);
  });

  it('is not disturbed by a rewriting that was cut off', async () => {
    const store = await open(folder, { snapshotBytes: 200 });
    await writeFile(`${log}.new`, 'half a log');
    for (let number = 0; number < 20; number += 1) await store.commit({ put: [['a', number]], remove: [] });
    await store.close();
    expect(await contents(folder)).to.deep.equal({ a: 19 });
  });

  it('writes nothing after it was closed', async () => {
    const store = await open(folder);
    await store.close();
    const refused = await store.commit({ put: [['a', 1]], remove: [] }).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refused)
      .to.be.instanceOf(Error)
      .with.property('message')
      .that.equals(`The emulator's folder ${folder} is closed`);
  });

  describe('with two that want it', () => {
    const start = Date.UTC(2026, 0, 1);
    for (const means of ['socket', 'holder-file'] as const) {
      if (means === 'socket' && process.platform !== 'linux') continue;
      it(`tells the second who has it (${means})`, async () => {
        const store = await open(folder, { means });
        const second = await openFileStore(folder, { ...options, pid: 4712, means });
        expect(second).to.deep.equal({
          ok: false,
          error: {
            kind: 'held',
            folder,
            holder: { pid: 4711, sinceMs: start },
            message: `The emulator's folder ${folder} is in use by process 4711 (since 2026-01-01T00:00:00.000Z)`,
          },
        });
        await store.close();
        await (await open(folder, { means, pid: 4712 })).close();
      });

      it(`knows a folder under another name (${means})`, async () => {
        const store = await open(folder, { means });
        await symlink(folder, `${folder}-link`);
        const second = await openFileStore(`${folder}-link`, { ...options, pid: 4712, means });
        expect(second).to.have.nested.property('error.kind').that.equals('held');
        await store.close();
      });
    }

    it('has one holder, however many ask at once, and however long the path', async () => {
      if (process.platform !== 'linux') return;
      const deep = join(folder, 'd'.repeat(120));
      const asked = await Promise.all([1, 2, 3, 4, 5].map((pid) => openFileStore(deep, { ...options, pid })));
      const stores = asked.flatMap((one) => (one.ok ? [one.value] : []));
      expect(stores).to.have.length(1);
      // Whoever makes the folder writes a .gitignore, and need not be the one who holds it.
      const entries = async (): Promise<readonly string[]> =>
        (await readdir(deep)).filter((name) => name !== '.gitignore');
      expect(await entries()).to.have.members(['holder.json', 'lock', 'log']);
      await stores[0]?.close();
      expect(await entries()).to.deep.equal(['log']);
    });

    it('takes over from a socket whose process is gone', async () => {
      if (process.platform !== 'linux') return;
      await mkdir(folder, { recursive: true });
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(join(folder, 'made'), resolve));
      await link(join(folder, 'made'), join(folder, 'lock'));
      await new Promise((resolve) => server.close(resolve));
      await (await open(folder)).close();
    });

    it('takes over from a holder that is gone', async () => {
      await (await open(folder)).close();
      for (const holder of ['{"pid":1234,"sinceMs":0}', '', 'no JSON']) {
        await writeFile(join(folder, 'holder.json'), holder);
        await (await open(folder, { means: 'holder-file', isAlive: () => false })).close();
      }
    });
  });

  describe('with a process that is killed', () => {
    let child: ChildProcess | undefined;
    afterEach(() => child?.kill('SIGKILL'));

    it('is refused while the process lives, and holds all that it acknowledged when it is dead', async () => {
      child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
      if (child.stdout === null) throw new Error('no output');
      let last = -1;
      const lines = createInterface(child.stdout);
      for await (const line of lines) {
        last = Number(line);
        if (last === 0) {
          const second = await openFileStore(folder, options);
          expect(second).to.have.nested.property('error.kind').that.equals('held');
          expect(second).to.have.nested.property('error.holder.pid').that.equals(child.pid);
        }
        // Past several rewritings of the log.
        if (last === 700) child.kill('SIGKILL');
      }
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      expect(last).to.be.at.least(700);
      const found = await contents(folder);
      const newest = Math.max(...Object.values(found).map(Number));
      // The very last change may have been kept without being told.
      expect(newest).to.be.within(last, last + 1);
      for (let number = newest; number > newest - 50; number -= 1) expect(found[`key-${number % 50}`]).to.equal(number);
    });
  });
});
