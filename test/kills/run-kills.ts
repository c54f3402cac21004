import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killServers, tearLastRecord } from './server-kills.ts';

/** `npm run test:kills [-- KILLS]`: what the suite does a few times, two hundred times and at every byte. */
const kills = Number(process.argv[2] ?? 200);
const folder = await mkdtemp(join(tmpdir(), 'stack-deploy-kills-'));
const random = (below: number): number => Math.floor(Math.random() * below);
const killed = await killServers(folder, kills, random);
// A log of its own, which is short: it is opened once for each byte.
const young = join(folder, 'young');
await mkdir(young);
await killServers(young, 1, random);
await mkdir(join(folder, 'torn'));
const torn = await tearLastRecord(join(young, 'kept'), join(folder, 'torn'), 1);
await rm(folder, { recursive: true, force: true });
for (const trouble of [...killed.troubles, ...torn.troubles]) process.stderr.write(trouble + '\n');
process.stdout.write(
  `${killed.kills} kills, ${killed.acknowledged} acknowledged writes, ${killed.troubles.length} lost or half written` +
    '\n',
);
process.stdout.write(
  `${torn.tears} tears of the last record, ${torn.troubles.length} with another outcome than without it` + '\n',
);
process.exitCode = killed.troubles.length + torn.troubles.length === 0 ? 0 : 1;
