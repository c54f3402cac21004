import { expect } from 'chai';
import { createTestClock } from '../../../src/testing/test-clock.ts';

describe('createTestClock', () => {
  it('jumps to the end of a wait, and of the longest of several', async () => {
    const clock = createTestClock(1000);
    await Promise.all([clock.sleep(50), clock.sleep(200), clock.sleep(100)]);
    expect(clock.now()).to.equal(1200);
  });

  it('does not move for a wait that was given up', async () => {
    const clock = createTestClock(1000);
    await clock.sleep(50, AbortSignal.abort());
    expect(clock.now()).to.equal(1000);
  });

  it('calls back once for each move of time that comes to it, until it is told to stop', async () => {
    const clock = createTestClock(0);
    const calls: number[] = [];
    const stop = clock.every?.(100, () => calls.push(clock.now()));
    clock.advance(99);
    await clock.sleep(1);
    clock.advance(450);
    clock.advance(99);
    clock.advance(1);
    stop?.();
    clock.advance(1000);
    expect(calls).to.deep.equal([100, 550, 650]);
  });
});
