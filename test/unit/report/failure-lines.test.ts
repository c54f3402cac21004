import { expect } from 'chai';
import { failureLines } from '../../../src/report/failure-lines.ts';
import { plainPalette } from '../../../src/report/palette.ts';

describe('failureLines of an answer that is not one', () => {
  it('shows the rows where one is meant', () => {
    const rows = ['a', 'b'].map((id) => [id, 'customers']);
    const columns = ['user_pool_id', 'user_pool_name'];
    expect(failureLines({ kind: 'ambiguous', anchor: 'exists', columns, rows }, plainPalette)).to.deep.equal([
      'the query exists has 2 rows where one resource is meant:',
      '  user_pool_id: a, user_pool_name: customers',
      '  user_pool_id: b, user_pool_name: customers',
      'make the query say which one is meant',
    ]);
  });

  it('shows ten of many', () => {
    const rows = Array.from({ length: 12 }, (_row, index) => [index]);
    const lines = failureLines({ kind: 'ambiguous', anchor: 'exports', columns: ['n'], rows }, plainPalette);
    expect(lines.slice(-4)).to.deep.equal([
      '  n: 8',
      '  n: 9',
      '  … and 2 more',
      'make the query say which one is meant',
    ]);
  });

  it('says what a count is to be', () => {
    const reason = { kind: 'ambiguous', anchor: 'exists', columns: ['count'], rows: [[3]] } as const;
    expect(failureLines(reason, plainPalette)).to.deep.equal([
      'the query exists has a count above 1, which is 1 for yes and 0 for no:',
      '  count: 3',
      'make the query say which one is meant; where several are, compare: COUNT(*) = … AS count',
    ]);
  });
});
