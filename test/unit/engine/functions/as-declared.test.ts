import { expect } from 'chai';
import { asDeclared, compareCells, describeColumn } from '../../../../src/engine/functions/as-declared.ts';
import type { SqlValue } from '../../../../src/engine/functions/sql-function.ts';
import { thing, typeNamed } from '../../resource-types/comparison/judge.ts';

describe('as_declared', () => {
  const ownArn = 'arn:aws:iam::123456789012:thing/x';
  const described = (property: string): string => describeColumn(thing, [property]);
  const call = (property: string, column: SqlValue, value: SqlValue): SqlValue | string => {
    const answer = asDeclared.evaluate(described(property), 'eu-west-1', ownArn, column, value);
    return answer.ok ? answer.value : answer.error;
  };

  const table: readonly (readonly [property: string, column: SqlValue, value: SqlValue, expected: number])[] = [
    ['Name', 'shop', 'shop', 1],
    ['Name', 'shop', 'shops', 0],
    ['Name', null, 'shop', 0],
    ['Name', null, null, 1],
    ['Name', 'shop', null, 0],
    ['Name', '[1]', '[1]', 1],
    ['Count', 60, '60', 1],
    ['Count', 60, 60n, 1],
    ['Count', 60, 61, 0],
    ['Enabled', 1, 1, 1],
    ['Enabled', 1, 'true', 1],
    ['Enabled', 0, 'true', 0],
    ['Enabled', null, 0, 0],
    ['Ports', '[1,2]', '[2, 1]', 1],
    ['Ports', '[1,2]', '[2, 3]', 0],
    ['Ports', null, '[]', 1],
    ['Size', null, 8, 1],
    ['Size', null, 9, 0],
    ['Tags', '[{"Key":"aws:x","Value":"y"},{"Key":"a","Value":"1"}]', '[{"Key":"a","Value":"1"}]', 1],
    ['Tags', '[{"Key":"b","Value":"1"},{"Key":"a","Value":"1"}]', '[{"Key":"a","Value":"1"}]', 0],
    ['RoleArn', 'arn:aws:iam::123456789012:role/a', 'a', 1],
    ['RoleArn', 'arn:aws:iam::999999999999:role/a', 'a', 0],
    ['Document', '{"a":1}', '{"a": 1}', 1],
    ['Document', 'not json', '{"a": 1}', 0],
  ];
  for (const [property, column, value, expected] of table) {
    it(`${property} ${String(column)} is ${expected} for ${String(value)}`, () => {
      expect(call(property, column, value)).to.equal(expected);
    });
  }

  it('takes the region of the row for the resource’s own', () => {
    const arn = 'arn:aws:lambda:us-east-1:123456789012:function:web';
    const inRegion = (region: SqlValue): SqlValue | string => {
      const answer = asDeclared.evaluate(described('RoleArn'), region, ownArn, arn, 'web');
      return answer.ok ? answer.value : answer.error;
    };
    expect([inRegion('us-east-1'), inRegion('eu-west-1'), inRegion(null)]).to.deep.equal([1, 0, 1]);
  });

  it('sends no more of a type than what concerns the property', () => {
    expect(describeColumn(typeNamed('AWS::QuickSight::Dashboard'), ['Tags']).length).to.be.below(600);
  });

  it('keeps no more columns than it needs, and knows those again that it has dropped', () => {
    const first = described('Name');
    const of = (text: SqlValue) => asDeclared.evaluate(text, null, null, 'shop', 'shop');
    for (let index = 0; index < 70; index += 1) of(first.replace('{', `{"more":${index},`));
    expect([of(first), of(first)]).to.deep.equal([
      { ok: true, value: 1 },
      { ok: true, value: 1 },
    ]);
  });

  it('refuses what describes no column, and compares as text what no schema has', () => {
    const refusal = { ok: false, error: 'its first argument is no column of a resource' };
    for (const text of [null, '[]', 'Name']) expect(asDeclared.evaluate(text, null, null, 1, 1)).to.deep.equal(refusal);
    const [node, whole] = [describeColumn(thing, ['Nowhere']), describeColumn(thing, [])];
    for (const text of [node, whole])
      expect(asDeclared.evaluate(text, null, null, '{"a":1}', '{"a": 1}')).to.deep.equal({ ok: true, value: 1 });
  });

  it('gives both sides as the property has them', () => {
    const cells = compareCells(thing, ['Enabled'], { column: 1, value: 0 }, {});
    expect([cells.declared, cells.live, cells.comparison.kind]).to.deep.equal([false, true, 'different']);
    expect(compareCells(thing, ['Enabled'], { column: null, value: null }, {})).to.deep.include({
      declared: null,
      live: undefined,
    });
  });
});
