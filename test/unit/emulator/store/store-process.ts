import { kill } from 'node:process';
import { systemClock } from '../../../../src/base/clock.ts';
import { openFileStore } from '../../../../src/emulator/store/file-store.ts';

/** A process of its own: takes the folder, writes one change after another, and says of each that it is kept, until it is killed. */
const folder = process.argv[2] ?? '';
const store = await openFileStore(folder, {
  clock: systemClock,
  pid: process.pid,
  isAlive: (pid) => kill(pid, 0),
  snapshotBytes: 4096,
});
if (!store.ok) {
  process.stdout.write(`${store.error.kind}\n`);
} else {
  for (let number = 0; ; number += 1) {
    await store.value.commit({ put: [[`key-${number % 50}`, number]], remove: [] });
    process.stdout.write(`${number}\n`);
  }
}
