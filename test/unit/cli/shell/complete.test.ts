import { expect } from 'chai';
import { complete } from '../../../../src/cli/shell/complete.ts';

const facts = {
  tables: ['awscc.cognito.user_pools', 'awscc.cognito.user_pool_clients', 'awscc.logs.log_groups'],
  functions: ['split_part'],
  metaCommands: ['\\d', '\\dt', '\\q'],
  columnsOf: (table: string) =>
    table === 'awscc.logs.log_groups'
      ? ['log_group_name']
      : table === 'awscc.cognito.user_pools'
        ? ['user_pool_id', 'user_pool_name']
        : [],
};

describe('completion', () => {
  const rows: readonly (readonly [string, string, readonly string[]])[] = [
    ['\\d', '', ['\\d', '\\dt']],
    ['SELECT * FROM a', '', ['awscc.']],
    ['SELECT * FROM awscc.', '', ['awscc.cognito.', 'awscc.logs.']],
    ['SELECT * FROM awscc.cognito.user_pool_', '', ['awscc.cognito.user_pool_clients']],
    ['\\d awscc.l', '', ['awscc.logs.']],
    ['WHERE user_pool_n', 'SELECT *\nFROM awscc.cognito.user_pools\n', ['user_pool_name']],
    ['WHERE p.user_pool_n', 'SELECT *\nFROM awscc.cognito.user_pools AS p\n', ['p.user_pool_name']],
    ['WHERE l.', 'SELECT * FROM awscc.cognito.user_pools p JOIN awscc.logs.log_groups AS l ', ['l.log_group_name']],
    [
      'WHERE p.user_pool_i',
      'SELECT * FROM awscc.cognito.user_pools p, awscc.logs.log_groups AS l ',
      ['p.user_pool_id'],
    ],
    ['sele', '', ['select']],
    ['SELECT split', '', ['split_part(']],
    ['SELECT * FROM t WHERE region IN ', '', []],
  ];
  for (const [line, before, hits] of rows) {
    it(`of ${JSON.stringify(line)} is ${hits.join(', ') || 'no table'}`, () => {
      const [found] = complete(line, before, facts);
      if (hits.length > 0) expect(found).to.deep.equal(hits);
      else expect(found.filter((hit) => hit.startsWith('awscc'))).to.deep.equal([]);
    });
  }
});
