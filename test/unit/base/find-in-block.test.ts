import { expect } from 'chai';
import { findInBlock } from '../../../src/base/find-in-block.ts';

const text = `properties:
  Policy:
    Version: '2012-10-17'
    # Who may.
    Statement:
      - Sid: first
        Effect: Allow
        "Condition":
          StringEquals: { "aws:x": 1 }
      -   Efect: Deny
          Action:
          - a:One
          - b:Two
    Text: |
      Effect: none
    Alias: *other
  Next: 1
`;
const block = { start: text.indexOf('Version:'), end: text.indexOf('  Next:') };

function found(path: readonly (string | number)[], part?: 'key'): string | undefined {
  const span = findInBlock(text, block, path, part);
  return span && text.slice(span.start, span.end);
}

describe('findInBlock', () => {
  const table: readonly (readonly [
    path: readonly (string | number)[],
    value: string | undefined,
    key: string | undefined,
  ])[] = [
    [['Version'], "'2012-10-17'", 'Version'],
    [['version'], "'2012-10-17'", 'Version'],
    [['Statement', 0, 'Effect'], 'Allow', 'Effect'],
    [['Statement', 1, 'Efect'], 'Deny', 'Efect'],
    [['Statement', 1, 'Action', 1], 'b:Two', 'b:Two'],
    [['Statement', 1], 'Efect: Deny', 'Efect: Deny'],
    [['Statement', 0, 'Condition'], '"Condition"', '"Condition"'],
    // What is in braces is shown as a whole.
    [['Statement', 0, 'Condition', 'StringEquals', 'aws:x'], '{ "aws:x": 1 }', '{ "aws:x": 1 }'],
    [['Statement', 0, 'Missing'], 'Sid: first', 'Sid: first'],
    [['Statement', 7], 'Statement', 'Statement'],
    [['Alias', 'x'], '*other', '*other'],
    [['Nothing'], undefined, undefined],
    [[], undefined, undefined],
  ];
  for (const [path, value, key] of table) {
    it(`finds ${JSON.stringify(path)}`, () => {
      expect([found(path), found(path, 'key')]).to.deep.equal([value, key]);
    });
  }
});
