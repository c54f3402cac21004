import { expect } from 'chai';
import { bindSelect } from '../../../../src/engine/cloud-control/bind/bind-select.ts';
import { mayRunAway } from '../../../../src/engine/cloud-control/may-run-away.ts';
import { select } from '../statements.ts';
import { createTestRegistry } from '../test-registry.ts';

const vpcs = 'awscc.ec2.vpcs';

describe('whether a statement may run away', () => {
  const cases: readonly (readonly [statement: string, rows: number, answer: boolean])[] = [
    [`SELECT vpc_id FROM ${vpcs}`, 10_000, false],
    [`SELECT json_extract(tags, '$[0]') FROM ${vpcs}`, 10_000, false],
    [`SELECT 1 FROM ${vpcs} a, ${vpcs} b`, 1_000, false],
    [`SELECT 1 FROM ${vpcs} a, ${vpcs} b`, 2_000, true],
    [`SELECT 1 FROM ${vpcs} a, ${vpcs} b WHERE aws_policy_equal(a.tags, b.tags)`, 100, false],
    [`SELECT 1 FROM ${vpcs} a, ${vpcs} b WHERE aws_policy_equal(a.tags, b.tags)`, 300, true],
    [`SELECT vpc_id FROM ${vpcs} a WHERE EXISTS (SELECT 1 FROM ${vpcs} b WHERE b.vpc_id > a.vpc_id)`, 2_000, true],
    [`SELECT rank() OVER (ORDER BY vpc_id) FROM ${vpcs}`, 100, false],
    [`SELECT rank() OVER (ORDER BY vpc_id) FROM ${vpcs}`, 1_000, true],
    [`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT i FROM n`, 0, true],
    [
      `WITH ${Array.from({ length: 60 }, (_, index) => `t${index} AS (SELECT 1 FROM ${index === 0 ? vpcs : `t${index - 1} a, t${index - 1} b`})`).join(', ')} SELECT 1 FROM t59`,
      2,
      true,
    ],
  ];
  for (const [text, rows, answer] of cases) {
    it(`is ${answer ? 'so' : 'not so'} of ${text.slice(0, 100)} over ${rows} rows`, () => {
      const { value } = bindSelect(select(text), { registry: createTestRegistry(), defaultRegion: 'eu-west-1' });
      const row = { region: 'eu-west-1', identifier: '', properties: {}, model: {} };
      const loaded = (value?.tables ?? []).map((table) => ({ table, rows: new Array<typeof row>(rows).fill(row) }));
      expect(value !== undefined && mayRunAway(value, loaded)).to.equal(answer);
    });
  }
});
