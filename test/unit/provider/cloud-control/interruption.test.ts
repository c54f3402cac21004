import { getEventListeners } from 'node:events';
import { expect } from 'chai';
import { createInterruption } from '../../../../src/provider/cloud-control/interruption.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

describe('an interruption', () => {
  it('has one listener on a signal, however many pieces of work wait for it', async () => {
    const controller = new AbortController();
    const clock = createFakeClock({ runsByItself: false });
    const all = Array.from({ length: 40 }, () => createInterruption(clock, controller.signal));
    expect(getEventListeners(controller.signal, 'abort')).to.have.length(1);
    const [released, ...others] = all;
    released?.release();
    const waits = others.map((one) => one.sleep(60_000));
    const stays = released?.sleep(60_000);
    controller.abort();
    await Promise.all(waits);
    expect(clock.sleeping).to.equal(1);
    clock.advance(60_000);
    await stays;
  });

  it('has one for each of two signals', () => {
    const [one, other] = [new AbortController(), new AbortController()];
    const clock = createFakeClock();
    for (const { signal } of [one, other, one]) createInterruption(clock, signal);
    expect([one, other].map(({ signal }) => getEventListeners(signal, 'abort').length)).to.deep.equal([1, 1]);
  });
});
