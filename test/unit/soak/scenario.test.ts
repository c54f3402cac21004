import { expect } from 'chai';
import { formatScenario, parseScenario, type Scenario } from '../../../src/soak/scenario.ts';

const scenarios: readonly Scenario[] = [
  { kind: 'fault', phase: 'build', request: 7, effect: 'lost-answer' },
  { kind: 'kill', phase: 'teardown', request: 1, when: 'before' },
  { kind: 'lag', phase: 'replace', ms: 1500 },
  { kind: 'two', pair: 'build-teardown', first: 3, second: 12 },
  { kind: 'taken-over', request: 4, resource: 0 },
  { kind: 'cycles', cycles: 60, minutes: 40 },
  { kind: 'random', phase: 'build', seed: 'soak-1' },
];

describe('The name of a scenario', () => {
  it('is parsed to the scenario that it was made from', () => {
    for (const scenario of scenarios) expect(parseScenario(formatScenario(scenario))).to.deep.equal(scenario);
    expect(scenarios.slice(0, 4).map(formatScenario)).to.deep.equal([
      'fault/build/7/lost-answer',
      'kill/teardown/1/before',
      'lag/replace/1500',
      'two/build-teardown/3/12',
    ]);
  });

  it('is nothing else', () => {
    const others = [
      '',
      'fault',
      'fault/build/7/none',
      'kill/build/01/after',
      'kill/build/1/after/2',
      'two/all/1/2',
      'lag/x/1',
    ];
    for (const text of [...others, 'random/build/', 'cycles/1/']) expect(parseScenario(text), text).to.equal(undefined);
  });
});
