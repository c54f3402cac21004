import { expect } from 'chai';
import { createSchedule } from '../../../src/flow/schedule.ts';
import { runSchedule } from '../../../src/lifecycle/run-schedule.ts';

const graph = { edgesFrom: () => [], edgesTo: () => [] };
const names = ['a', 'b', 'c', 'd'];
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the turns of a run', () => {
  it('begin as others end, never more than may be under way', async () => {
    let running = 0;
    let most = 0;
    const begun: string[] = [];
    await runSchedule(createSchedule({ names, graph, parallelism: 2 }), async (name, turns) => {
      begun.push(`${name} before ${[...turns.unendedBefore(name)].join('')}`);
      running += 1;
      most = Math.max(most, running);
      await pause();
      running -= 1;
      return { kind: 'ended' };
    });
    expect(most).to.equal(2);
    expect(begun).to.deep.equal(['a before ', 'b before a', 'c before b', 'd before c']);
  });

  it('come again after those that an entry waits for', async () => {
    const turns: string[] = [];
    await runSchedule(createSchedule({ names, graph, parallelism: 4 }), async (name) => {
      turns.push(name);
      await pause();
      const isFirst = turns.filter((one) => one === name).length === 1;
      return name === 'd' && isFirst ? { kind: 'postponed', until: new Set(['a', 'b']) } : { kind: 'ended' };
    });
    expect(turns).to.deep.equal(['a', 'b', 'c', 'd', 'd']);
  });

  it('begin no more after a bug, which is thrown when those under way have ended', async () => {
    const begun: string[] = [];
    const ended: string[] = [];
    let thrown: unknown;
    try {
      await runSchedule(createSchedule({ names, graph, parallelism: 2 }), async (name) => {
        begun.push(name);
        await pause();
        if (name === 'a') throw new Error('a bug');
        await pause();
        ended.push(name);
        return { kind: 'ended' };
      });
    } catch (bug) {
      thrown = bug;
    }
    expect(thrown).to.be.an('error').with.property('message', 'a bug');
    expect(begun).to.deep.equal(['a', 'b']);
    expect(ended).to.deep.equal(['b']);
  });
});
