import { expect } from 'chai';
import { createPaceBook } from '../../../../src/provider/cloud-control/pace-book.ts';
import { createInterruption } from '../../../../src/provider/cloud-control/interruption.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

const role = (account: string, name: string) => ({
  profile: undefined,
  role: { arn: `arn:aws:iam::${account}:role/${name}` },
});

describe('the paces of several runs', () => {
  it('are one for each account that roles name, and one for each profile', () => {
    const book = createPaceBook(createFakeClock());
    const one = book.paceOf(role('111111111111', 'deploy'));
    expect(book.paceOf(role('111111111111', 'look'))).to.equal(one);
    expect(book.paceOf(role('222222222222', 'deploy'))).not.to.equal(one);
    const usual = book.paceOf({ profile: undefined, role: undefined });
    expect(book.paceOf({ profile: undefined, role: undefined })).to.equal(usual);
    expect(book.paceOf({ profile: 'other', role: undefined })).not.to.equal(usual);
  });

  it('make the second run of an account wait for what the first has sent', async () => {
    const clock = createFakeClock();
    const book = createPaceBook(clock);
    const interruption = createInterruption(clock);
    const startedMs = clock.now();
    for (const name of ['first', 'second']) {
      const pace = book.paceOf(role('111111111111', name));
      for (let sent = 0; sent < 5; sent += 1)
        await pace.wait({ region: 'eu-west-1', operation: 'CreateResource' }, interruption);
    }
    // Five at once, and then five a second.
    expect(clock.now() - startedMs).to.equal(1000);
  });
});
