import { expect } from 'chai';
import { ScheduleProgress } from '../../../src/flow/schedule-progress.ts';
import { createSchedule, type ScheduleOptions } from '../../../src/flow/schedule.ts';

/** `b: ['a']`: b uses a. */
function graphOf(uses: Readonly<Record<string, readonly string[]>>): ScheduleOptions['graph'] {
  const edge = (from: string, to: string) => ({ from, to, uses: [] });
  return {
    edgesFrom: (name) => (uses[name] ?? []).map((to) => edge(name, to)),
    edgesTo: (name) =>
      Object.keys(uses)
        .filter((user) => uses[user]?.includes(name) === true)
        .map((user) => edge(user, name)),
  };
}

/** The entries in groups, as they begin where all that have begun end before the next begin. */
function waves(options: ScheduleOptions): readonly (readonly string[])[] {
  const progress = new ScheduleProgress(createSchedule(options));
  const begun: (readonly string[])[] = [];
  for (;;) {
    const next = progress.begin();
    if (next.length === 0) return begun;
    begun.push(next);
    for (const name of next) progress.end(name);
  }
}

const names = ['a', 'b', 'c', 'd', 'e'];

describe('the schedule of a run', () => {
  const cases: readonly (readonly [title: string, options: Partial<ScheduleOptions>, expected: readonly string[]])[] = [
    ['keeps the order of the manifest where one is written at a time', {}, ['a', 'b', 'c', 'd', 'e']],
    ['begins all that waits for nothing', { parallelism: 10 }, ['a b c d e']],
    ['begins no more than there are places', { parallelism: 2 }, ['a b', 'c d', 'e']],
    [
      'begins what uses another after it',
      { parallelism: 10, graph: graphOf({ c: ['a'], e: ['b', 'c'] }) },
      ['a b d', 'c', 'e'],
    ],
    ['begins the longest chain first', { parallelism: 2, graph: graphOf({ d: ['c'], e: ['d'] }) }, ['c a', 'd b', 'e']],
    [
      'lets nothing pass a barrier, and nothing run beside it',
      { parallelism: 10, isBarrier: (name) => name === 'c' },
      ['a b', 'c', 'd e'],
    ],
    [
      'ends a user before what it uses, in a teardown',
      { parallelism: 10, isReversed: true, names: names.toReversed(), graph: graphOf({ c: ['a'], e: ['b', 'c'] }) },
      ['e d', 'c b', 'a'],
    ],
    [
      'takes no account of what has no part in the run',
      { parallelism: 10, graph: graphOf({ a: ['z'] }) },
      ['a b c d e'],
    ],
  ];
  for (const [title, options, expected] of cases) {
    it(title, () => {
      const graph = graphOf({});
      expect(waves({ names, graph, ...options }).map((wave) => wave.join(' '))).to.deep.equal(expected);
    });
  }

  it('counts those under way among the places, and begins a postponed entry after what it waits for', () => {
    const progress = new ScheduleProgress(createSchedule({ names, graph: graphOf({}), parallelism: 3 }));
    expect(progress.begin()).to.deep.equal(['a', 'b', 'c']);
    progress.postpone('b', new Set(['a']));
    expect(progress.begin()).to.deep.equal(['d']);
    expect(progress.begin()).to.deep.equal([]);
    progress.end('a');
    expect(progress.begin()).to.deep.equal(['b']);
    progress.postpone('b', new Set(['a']));
    expect(progress.begin()).to.deep.equal(['b']);
  });

  it('lets an entry that ends early begin another before its turn in the order, but not before a longer chain', () => {
    const graph = graphOf({ b: ['a'], d: ['c'], e: ['d'] });
    const progress = new ScheduleProgress(createSchedule({ names, graph, parallelism: 2 }));
    expect(progress.begin()).to.deep.equal(['c', 'a']);
    progress.end('a');
    progress.end('c');
    expect(progress.begin()).to.deep.equal(['d', 'b']);
  });
});
