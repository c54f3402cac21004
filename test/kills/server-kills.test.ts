import { expect } from 'chai';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { withRig } from '../support/rig.ts';
import { killServers, tearLastRecord } from './server-kills.ts';

describe('the emulator that is killed', () => {
  it('starts again with all that it acknowledged and nothing by halves', async () => {
    await withRig(async (rig) => {
      const pick = (below: number): number => (rig.random.bytes(1)[0] ?? 0) % below;
      const killed = await killServers(rig.folder, 2, pick);
      expect(killed.troubles).to.deep.equal([]);
      expect(killed.acknowledged).to.be.greaterThan(0);
      await mkdir(join(rig.folder, 'torn'));
      const torn = await tearLastRecord(join(rig.folder, 'kept'), join(rig.folder, 'torn'), 101);
      expect(torn.troubles).to.deep.equal([]);
      expect(torn.tears).to.be.greaterThan(1);
    });
  });
});
