import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';
import { traceFixture } from '../support/flow-fixture.ts';

const fixtures = join(packageRoot, 'test', 'fixtures');

/**
 * `expected.txt` beside each stack says every statement, every request that reached the cloud, and every outcome, and is compared
 * whole; UPDATE_FIXTURES=1 writes it anew, to be read as a difference.
 */
for (const [folder, title] of [
  ['flows', 'each flow, statement by statement and request by request'],
  ['on-failure', 'a build that goes on after a failure'],
  ['rollback', 'a rollback'],
  ['selection', 'a run over a selection'],
] as const) {
  describe(title, () => {
    for (const name of readdirSync(join(fixtures, folder)).sort()) {
      it(name, async () => {
        const trace = await traceFixture(join(folder, name));
        const file = join(fixtures, folder, name, 'expected.txt');
        if (process.env['UPDATE_FIXTURES'] === '1') writeFileSync(file, trace);
        expect(existsSync(file), `${file} is missing`).to.equal(true);
        expect(trace).to.equal(readFileSync(file, 'utf8'));
      });
    }
  });
}
