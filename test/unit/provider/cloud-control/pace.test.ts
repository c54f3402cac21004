import { expect } from 'chai';
import { createInterruption } from '../../../../src/provider/cloud-control/interruption.ts';
import { createPace, defaultPaceRates } from '../../../../src/provider/cloud-control/pace.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

function createRig() {
  const clock = createFakeClock();
  const controller = new AbortController();
  const interruption = createInterruption(clock, controller.signal);
  return { clock, controller, interruption, pace: createPace(clock, defaultPaceRates) };
}

describe('createPace', () => {
  it('lets 25 reads of all kinds through at once, then 25 a second', async () => {
    const { clock, interruption, pace } = createRig();
    const operations = ['GetResource', 'ListResources', 'GetResourceRequestStatus', 'ListResourceRequests'] as const;
    await Promise.all(
      Array.from({ length: 28 }, (_, index) => pace.wait('r', operations[index % 4] ?? 'GetResource', interruption)),
    );
    expect(clock.sleeps).to.deep.equal([40, 80, 120]);
  });

  it('lets five of each mutation through at once, then five a second', async () => {
    const { clock, interruption, pace } = createRig();
    for (const operation of ['CreateResource', 'DeleteResource'] as const) {
      await Promise.all(Array.from({ length: 7 }, () => pace.wait('r', operation, interruption)));
    }
    expect(clock.sleeps).to.deep.equal([200, 400, 200, 400]);
  });

  it('counts each region for itself', async () => {
    const { clock, interruption, pace } = createRig();
    await Promise.all(Array.from({ length: 10 }, (_, i) => pace.wait(`r${i % 2}`, 'CreateResource', interruption)));
    expect(clock.sleeps).to.deep.equal([]);
  });

  it('fills up again with time, but not over the brim', async () => {
    const { clock, interruption, pace } = createRig();
    const five = () => Promise.all(Array.from({ length: 5 }, () => pace.wait('r', 'CreateResource', interruption)));
    await five();
    clock.advance(3_600_000);
    await five();
    expect(clock.sleeps).to.deep.equal([]);
    await pace.wait('r', 'CreateResource', interruption);
    expect(clock.sleeps).to.deep.equal([200]);
  });

  it('allows no burst after the service has throttled', async () => {
    const { clock, interruption, pace } = createRig();
    pace.slowDown('r', 'CreateResource');
    await Promise.all(Array.from({ length: 2 }, () => pace.wait('r', 'CreateResource', interruption)));
    expect(clock.sleeps).to.deep.equal([200, 400]);
  });

  it('holds no one up after an interruption', async () => {
    const { clock, controller, interruption, pace } = createRig();
    pace.slowDown('r', 'CreateResource');
    controller.abort();
    await pace.wait('r', 'CreateResource', interruption);
    expect(clock.sleeps).to.deep.equal([]);
  });
});
