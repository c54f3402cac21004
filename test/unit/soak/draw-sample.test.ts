import { expect } from 'chai';
import { drawSample, groupOf } from '../../../src/soak/draw-sample.ts';
import { listScenarios } from '../../../src/soak/list-scenarios.ts';
import type { Phase, PhaseName } from '../../../src/soak/phase.ts';
import { formatScenario } from '../../../src/soak/scenario.ts';

const pool = 'AWS::Cognito::UserPool';

/** A phase whose undisturbed run sends these requests: an operation, or one and an identifier of a pool. */
function phase(name: PhaseName, ...requests: readonly string[]): Phase {
  return {
    name,
    image: undefined,
    before: [],
    after: [],
    task: { verb: name === 'teardown' ? 'teardown' : 'build', revision: 'this' },
    requests: requests.map((text) => {
      const [operation = '', identifier] = text.split(' ');
      return { operation, typeName: pool, identifier };
    }),
  };
}

const phases = [
  phase('build', 'ListResources', 'CreateResource', 'GetResourceRequestStatus', 'GetResource new', 'GetResource new'),
  phase('unchanged', 'ListResources', 'GetResource old', 'GetResource old'),
  phase('teardown', 'ListResources', 'GetResource old', 'GetResource old', 'DeleteResource old'),
];
const all = listScenarios(phases, { hasOther: false, marked: 2, seed: 's', random: 6, cycles: 3 });
const seeds = ['a', 'b', 'c', 'd', 'e'];

const namesOf = (size: number, seed: string): readonly string[] =>
  drawSample(all, phases, size, seed).map(formatScenario);

describe('A sample of scenarios', () => {
  it('has one of every group, doubt and race first', () => {
    for (const seed of seeds) {
      const names = namesOf(30, seed);
      expect(names).to.have.length(30);
      expect(names).to.include.members([
        'fault/build/4/not-found', // The first read of what the run has made, and a later one.
        'fault/build/5/not-found',
        'fault/unchanged/2/not-found', // What was there before.
        'fault/unchanged/3/not-found',
        'fault/teardown/2/not-found',
        'fault/teardown/3/not-found',
        'two/same/2/6', // The second run goes to its end before the first one creates.
        'two/teardown-build/4/6',
      ]);
      expect(names.some((name) => /^two\/same\/2\/[345]$/.test(name))).to.equal(true);
      const groups = new Set(drawSample(all, phases, 30, seed).map(groupOf));
      expect([...groups].sort()).to.deep.equal([...new Set(all.map(groupOf))].sort());
    }
  });

  it('then has every fault at every operation, and two of every group', () => {
    const strikes = (names: readonly string[]): readonly string[] =>
      [...new Set(names.filter((name) => name.startsWith('fault/')).map(strikeOf))].sort();
    for (const seed of seeds) {
      const chosen = drawSample(all, phases, 130, seed);
      expect(strikes(chosen.map(formatScenario))).to.deep.equal(strikes(all.map(formatScenario)));
      for (const group of new Set(all.map(groupOf))) {
        const [there, drawn] = [all, chosen].map((some) => some.filter((one) => groupOf(one) === group).length);
        expect(drawn, group).to.be.at.least(Math.min(2, there ?? 0));
      }
    }
  });

  it('is another one with another seed, keeps the order of all, and is all of them where they are fewer', () => {
    expect(namesOf(60, 'a')).to.deep.equal(namesOf(60, 'a'));
    expect(namesOf(60, 'a')).not.to.deep.equal(namesOf(60, 'b'));
    const order = all.map(formatScenario);
    expect(namesOf(60, 'a')).to.deep.equal(order.filter((name) => namesOf(60, 'a').includes(name)));
    expect(namesOf(all.length, 'a')).to.deep.equal(order);
  });
});

function strikeOf(name: string): string {
  const [, of, request, effect = ''] = name.split('/');
  const { requests } = phases.find((one) => one.name === of) ?? { requests: [] };
  return `${effect} ${requests[Number(request) - 1]?.operation ?? ''}`;
}
