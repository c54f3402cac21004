import { expect } from 'chai';
import { createToken } from '../../../src/lifecycle/create-token.ts';
import type { WriteAnchor } from '../../../src/flow/flow.ts';
import { createRunRig, type RunRigOptions } from './run-rig.ts';

const insert = (values: string, columns = 'CidrBlock, EnableDnsSupport, region'): string =>
  `INSERT INTO awscc.ec2.vpcs (${columns}) SELECT ${values};\n`;
const plain = insert("'10.0.0.0/16', true, 'us-east-1'");
const exists = (where: string): string => `/*+ exists */\nSELECT vpc_id FROM awscc.ec2.vpcs WHERE ${where};\n`;
const byBlock = exists("region = 'us-east-1' AND cidr_block = '10.0.0.0/16'");
const create = (...inserts: readonly string[]): string => `/*+ create */\n${inserts.join('')}`;

/** The tokens of the statements of one anchor. */
function tokensOf(options: Omit<RunRigOptions, 'provider'>, anchor: WriteAnchor = 'create'): readonly string[] {
  const { run } = createRunRig(options);
  const outline = run.outline(anchor);
  if (outline.kind !== 'prepared') throw new Error(`It is ${outline.kind}.`);
  return outline.statements.flatMap(({ operation }, index) =>
    operation?.kind === 'create' ? [createToken(run, anchor, operation, index)] : [],
  );
}

describe('the token of a create goes', () => {
  const same = (first: RunRigOptions, second: RunRigOptions, anchor: WriteAnchor = 'create'): boolean =>
    tokensOf(first, anchor)[0] === tokensOf(second, anchor)[0];
  const otherValues = create(insert("'10.0.0.0/16', false, 'us-east-1'"));
  const table: readonly [string, RunRigOptions, RunRigOptions, boolean, WriteAnchor?][] = [
    [
      'by what is desired, however it is written',
      { queries: create(plain) },
      { queries: create(insert("true, '10.0.0.0/16', 'us-east-1'", 'enable_dns_support, CidrBlock, region')) },
      true,
    ],
    ['by what is desired', { queries: create(plain) }, { queries: otherValues }, false],
    [
      'by what exists looks for, and not by the rest',
      { queries: byBlock + create(plain) },
      { queries: byBlock + otherValues },
      true,
    ],
    [
      'by the values that exists compares',
      { queries: byBlock + create(plain) },
      { queries: byBlock.replace('10.0.', '10.1.') + create(plain) },
      false,
    ],
    ['not by the run, without exists', { queries: create(plain) }, { queries: create(plain), seed: 'another' }, true],
    [
      'by the run for a createorupdate that nothing asks for',
      { queries: create(plain).replace('create', 'createorupdate') },
      { queries: create(plain).replace('create', 'createorupdate'), seed: 'another' },
      false,
      'createorupdate',
    ],
    [
      'not by the run for a createorupdate that exists asks for',
      { queries: byBlock + create(plain).replace('create', 'createorupdate') },
      { queries: byBlock + create(plain).replace('create', 'createorupdate'), seed: 'another' },
      true,
      'createorupdate',
    ],
    [
      'not by the run for a createorupdate that a statecheck asks for',
      { queries: byBlock.replace('exists', 'statecheck') + create(plain).replace('create', 'createorupdate') },
      {
        queries: byBlock.replace('exists', 'statecheck') + create(plain).replace('create', 'createorupdate'),
        seed: 'another',
      },
      true,
      'createorupdate',
    ],
    [
      'by the region of the INSERT',
      { queries: byBlock + create(plain) },
      { queries: byBlock + create(insert("'10.0.0.0/16', true, 'eu-west-1'")) },
      false,
    ],
    [
      'by the region of the run where the INSERT names none',
      { queries: byBlock + create(plain) },
      { queries: byBlock + create(insert("'10.0.0.0/16', true", 'CidrBlock, EnableDnsSupport')) },
      true,
    ],
    ['by the stack', { queries: create(plain) }, { queries: create(plain), stackName: 'mall' }, false],
  ];
  for (const [title, first, second, expected, anchor] of table) {
    it(title, () => {
      expect(same(first, second, anchor)).to.equal(expected);
    });
  }

  it('by the words and values of a statement whose rows are yet to be asked for', () => {
    const from = (block: string): string =>
      create(
        `INSERT INTO awscc.ec2.vpcs (CidrBlock, region) SELECT v.cidr_block, 'us-east-1' FROM awscc.ec2.vpcs v WHERE v.region = 'us-east-1' AND v.Identifier = '${block}';\n`,
      );
    const [first] = tokensOf({ queries: from('v1') });
    expect(first).to.match(/^[0-9a-f]{64}$/);
    expect(tokensOf({ queries: from('v1') })).to.deep.equal([first]);
    expect(tokensOf({ queries: from('v2') })).to.not.deep.equal([first]);
    const other = { queries: from('{{ vars.id }}'), variables: { id: 'v1' } };
    expect(tokensOf(other)).to.deep.equal([first]);
    expect(tokensOf({ ...other, variables: { id: 'v2' } })).to.not.deep.equal([first]);
  });

  it('by the item of several, and by how many of the same come before', () => {
    const other = insert("'10.9.0.0/16', true, 'us-east-1'");
    const entry = '    type: multi\n';
    const tokens = tokensOf({ queries: byBlock + create(plain, other, plain), entry });
    expect(new Set(tokens).size).to.equal(3);
    // An item that comes before and is another one changes nothing.
    expect(tokensOf({ queries: byBlock + create(other, plain, plain), entry })).to.deep.equal([
      tokens[1],
      tokens[0],
      tokens[2],
    ]);
  });

  it('by the properties that name an item, where its type has such', () => {
    const client = (rest: string): string =>
      `INSERT INTO awscc.cognito.user_pool_clients (UserPoolId, ClientName, RefreshTokenValidity, region) SELECT 'p1', ${rest}, 'us-east-1';\n`;
    const entry = '    type: multi\n';
    const of = (...inserts: readonly string[]): readonly string[] =>
      tokensOf({ queries: `/*+ exists */\nSELECT 0 AS count;\n${create(...inserts)}`, entry });
    expect(of(client("'web', 7"))).to.deep.equal(of(client("'web', 30")));
    expect(of(client("'web', 7"))).to.not.deep.equal(of(client("'app', 7")));
  });
});
