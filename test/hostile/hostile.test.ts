import { expect } from 'chai';
import { hostileInput, hostileKinds } from './hostile-input.ts';
import { runHostile, type HostileResult } from './hostile-run.ts';

describe('hostile input', () => {
  it('is answered with diagnostics or success, quickly and without a stack trace', async () => {
    const results: HostileResult[] = [];
    const indexes = Array.from({ length: 3 * hostileKinds.length }, (_, index) => index);
    await runHostile(
      'suite',
      indexes,
      () => process.cpuUsage().user / 1000,
      (result) => results.push(result),
    );
    expect(results.filter((result) => result.trouble !== undefined)).to.deep.equal([]);
    expect(new Set(results.map((result) => result.kind))).to.deep.equal(new Set(hostileKinds));
  }).timeout(60_000);

  it('is the same for the same seed', () => {
    expect(hostileInput('suite', 14)).to.deep.equal(hostileInput('suite', 14));
    expect(hostileInput('suite', 14)).not.to.deep.equal(hostileInput('other', 14));
  });
});
