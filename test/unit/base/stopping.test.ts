import { expect } from 'chai';
import { stoppingOf, StoppingController, type Stopping } from '../../../src/base/stopping.ts';

const levels = ({ stop, cancel }: Stopping): readonly boolean[] => [stop.aborted, cancel.aborted];

describe('stopping', () => {
  it('has two levels, one after the other', () => {
    const controller = new StoppingController();
    const { stopping } = controller;
    const heard: string[] = [];
    stopping.stop.addEventListener('abort', () => heard.push('stop'));
    stopping.cancel.addEventListener('abort', () => heard.push('cancel'));
    expect(levels(stopping)).to.deep.equal([false, false]);
    controller.stop();
    controller.stop();
    expect(levels(stopping)).to.deep.equal([true, false]);
    controller.cancel();
    controller.cancel();
    expect(levels(stopping)).to.deep.equal([true, true]);
    expect(heard).to.deep.equal(['stop', 'cancel']);
  });

  it('starts nothing more once it cancels', () => {
    const controller = new StoppingController();
    const heard: string[] = [];
    controller.stopping.cancel.addEventListener('abort', () => heard.push(String(controller.stopping.stop.aborted)));
    controller.cancel();
    expect(heard).to.deep.equal(['true']);
  });

  it('takes a plain signal for the first level', () => {
    const controller = new AbortController();
    const stopping = stoppingOf(controller.signal);
    controller.abort();
    expect([stopping.abandon.aborted, ...levels(stopping)]).to.deep.equal([true, true, false]);
  });

  it('waits for nothing more once it abandons, and cancels nothing', () => {
    const controller = new StoppingController();
    const { stopping } = controller;
    controller.abandon();
    expect([stopping.abandon.aborted, ...levels(stopping)]).to.deep.equal([true, true, false]);
  });

  it('takes what has both as it is', () => {
    const { stopping } = new StoppingController();
    expect(stoppingOf(stopping)).to.equal(stopping);
  });

  it('never comes where nobody gave it', () => {
    expect(levels(stoppingOf(undefined))).to.deep.equal([false, false]);
  });
});
