import { expect } from 'chai';
import { differingCircumstances } from '../../../../src/plan/saved/differing-circumstances.ts';
import type { PlanCircumstances } from '../../../../src/plan/saved/saved-plan.ts';

const planned: PlanCircumstances = {
  verb: 'build',
  stack: 'shop',
  environment: 'dev',
  version: '1.0.0',
  region: 'eu-west-1',
  account: '000000000000',
  drawn: { seed: 's', startedAtMs: 0 },
  options: {},
  files: { 'a.iql': '1', 'b.iql': '1' },
  variables: { size: { value: 1 }, name: { value: 'x' } },
};

describe('the circumstances of a saved plan', () => {
  const secret = { value: null, secrets: [{ at: '', seal: 's' }] };
  const table: readonly [string, Partial<PlanCircumstances>, unknown][] = [
    ['are as they were', {}, []],
    ['are those of another version', { version: '2.0.0' }, [['circumstance', 'version']]],
    ['are those of another region', { region: 'us-east-1' }, [['circumstance', 'region']]],
    ['are those of another account', { account: '111111111111' }, [['circumstance', 'account']]],
    ['are not those of another account where that is not known', { account: null }, []],
    [
      'are those of other files',
      { files: { 'b.iql': '2', 'c.iql': '1' } },
      [
        ['file', 'a.iql', 'gone'],
        ['file', 'b.iql', 'changed'],
        ['file', 'c.iql', 'new'],
      ],
    ],
    [
      'are those of other variables',
      { variables: { size: { value: 2 }, more: { value: true } } },
      [
        ['variable', 'size', 1, 2, false],
        ['variable', 'name', 'x', undefined, false],
        ['variable', 'more', undefined, true, false],
      ],
    ],
    [
      'do not show a variable that is secret',
      { variables: { ...planned.variables, more: secret } },
      [['variable', 'more', undefined, null, true]],
    ],
  ];
  for (const [title, now, expected] of table)
    it(title, () => {
      const found = differingCircumstances(planned, { ...planned, ...now }).map((one) => {
        switch (one.kind) {
          case 'circumstance':
            return [one.kind, one.what];
          case 'file':
            return [one.kind, one.path, one.how];
          case 'variable':
            return [one.kind, one.name, one.planned, one.now, one.secret];
          default:
            return one.kind;
        }
      });
      expect(found).to.deep.equal(expected);
    });

  it('is not known to be another account where the plan did not know it', () => {
    expect(differingCircumstances({ ...planned, account: null }, planned)).to.deep.equal([]);
  });
});
