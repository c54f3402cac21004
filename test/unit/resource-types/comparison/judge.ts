import { expect } from 'chai';
import type { Json } from '../../../../src/base/json.ts';
import type { ComparisonContext } from '../../../../src/resource-types/comparison/comparison.ts';
import { compareProperty } from '../../../../src/resource-types/comparison/compare-property.ts';
import type { ResourceType } from '../../../../src/resource-types/resource-type.ts';
import { makeType, registry } from '../shipped-types.ts';

/** A row of a table: the place, what is declared, what is live, and the rules that make them equal. No rules: they are the same. */
export type Row = readonly [
  path: string,
  desired: Json,
  live: Json | undefined,
  expected: readonly string[] | 'different',
];

export const context: ComparisonContext = { region: 'eu-west-1', account: '123456789012' };

/** Compares each row of a table, one test per row. */
export function compareRows(type: ResourceType, rows: readonly Row[], given: ComparisonContext = context): void {
  for (const [path, desired, live, expected] of rows) {
    const verb = expected === 'different' ? 'differs from' : 'is equal to';
    it(`${path} ${JSON.stringify(desired)} ${verb} ${JSON.stringify(live)}`, () => {
      const comparison = compareProperty(type, path.split('/'), desired, live, given);
      const rules = comparison.kind === 'equal' ? [...new Set(comparison.by.map(({ rule }) => rule))] : 'different';
      expect(rules).to.deep.equal(expected);
    });
  }
}

export function typeNamed(typeName: string): ResourceType {
  const type = registry.find(typeName);
  if (type === undefined) throw new Error(`there is no ${typeName}`);
  return type;
}

const text = { type: 'string' };

/** A type with a property of each shape. */
export const thing = makeType({
  properties: {
    Name: text,
    Description: text,
    Count: { type: 'integer' },
    Enabled: { type: 'boolean' },
    Mode: { type: 'string', enum: ['FAST', 'SLOW'] },
    Size: { type: 'integer', default: 8 },
    EngineVersion: text,
    DomainName: text,
    RoleArn: text,
    CidrIp: text,
    Key: text,
    Schedule: text,
    StartTime: text,
    Password: text,
    Steps: { type: 'array', items: text },
    SubnetIds: { type: 'array', items: text },
    Ports: { type: 'array', items: { type: 'integer' }, insertionOrder: false },
    Rules: { type: 'array', insertionOrder: false, items: { $ref: '#/definitions/Rule' } },
    Environment: { type: 'array', items: { $ref: '#/definitions/Pair' } },
    Options: { $ref: '#/definitions/Options' },
    Labels: { type: 'object', additionalProperties: text },
    Document: { type: ['object', 'array', 'string'] },
    EventPattern: { type: 'object' },
    Tags: { type: 'array', items: { $ref: '#/definitions/Pair' } },
    UserTags: { type: 'object', additionalProperties: text },
  },
  definitions: {
    Rule: { type: 'object', properties: { From: { type: 'integer' }, To: { type: 'integer' }, Note: text } },
    Pair: { type: 'object', properties: { Key: text, Value: text } },
    Options: {
      type: 'object',
      properties: { Level: text, Verbose: { type: 'boolean' }, Allow: { type: 'object' }, Block: { type: 'object' } },
    },
  },
  writeOnlyProperties: ['/properties/Password'],
  tagging: { tagProperty: '/properties/Tags' },
});
