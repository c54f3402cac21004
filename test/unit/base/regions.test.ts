import { expect } from 'chai';
import { knownRegions, mayBeAwsRegion } from '../../../src/base/regions.ts';
import { regionHelp } from '../../../src/diagnostics/region-help.ts';

describe('regions', () => {
  it('are known, and new ones of their shape may be', () => {
    expect(knownRegions.filter((name) => !mayBeAwsRegion(name))).to.deep.equal([]);
    const others = [
      'us-east-3',
      'nz-central-1',
      'us-gov-north-1',
      'eusc-fr-west-1',
      'us-east1',
      'us-est-1',
      'local',
      'US-EAST-1',
    ];
    expect(others.filter(mayBeAwsRegion)).to.deep.equal([
      'us-east-3',
      'nz-central-1',
      'us-gov-north-1',
      'eusc-fr-west-1',
    ]);
  });

  const cases: readonly (readonly [name: string, help: string | undefined])[] = [
    ['eu-west-1', undefined],
    ['us-east1', 'did you mean "us-east-1"?'],
    ['useast-1', 'did you mean "us-east-1"?'],
    ['US-EAST-1', 'did you mean "us-east-1"?'],
    ['eu-wset-1', 'did you mean "eu-west-1"?'],
    ['local', undefined],
    ['Mars 1', 'use a name such as eu-west-1'],
    ['eu_west_1', 'use a name such as eu-west-1'],
  ];
  for (const [name, help] of cases) {
    it(`says of ${name}: ${help ?? 'nothing'}`, () => {
      expect(regionHelp(name)).to.equal(help);
    });
  }
});
