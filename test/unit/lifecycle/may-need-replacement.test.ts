import { expect } from 'chai';
import { mayNeedReplacement } from '../../../src/lifecycle/may-need-replacement.ts';
import { createRunRig, type RunRigOptions } from './run-rig.ts';

const exists = (where: string): string =>
  `/*+ exists */\nSELECT COUNT(*) AS count FROM awscc.ec2.vpcs WHERE ${where};\n`;
const byId = exists("Identifier = 'v1' AND region = 'us-east-1'");
const byBlock = exists("cidr_block = '10.0.0.0/16' AND region = 'us-east-1'");
const statecheck = (property: string): string =>
  byId.replace('exists', 'statecheck').replace(' AND region', ` AND ${property} IS NOT NULL AND region`);
const insert = (columns: string, values: string, anchor = 'create'): string =>
  `/*+ ${anchor} */\nINSERT INTO awscc.ec2.vpcs (${columns}, region) SELECT ${values}, 'us-east-1';\n`;
const fixed = insert('CidrBlock', "'10.0.0.0/16'");
const changeable = insert('EnableDnsSupport', 'true');

describe('whether a resource may have to be replaced', () => {
  const table: readonly [string, Omit<RunRigOptions, 'provider'>, boolean][] = [
    ['no, where nothing inserts it', { queries: byId }, false],
    ['no, where it gives nothing that is fixed', { queries: byId + changeable, session: { strict: true } }, false],
    ['no, where nothing compares what is fixed', { queries: byId + fixed }, false],
    ['yes, where the build is strict', { queries: byId + fixed, session: { strict: true } }, true],
    ['yes, where the entry is strict', { queries: byId + fixed, entry: '    strict: true\n' }, true],
    [
      'yes, where it is named to be replaced',
      { queries: byId + fixed, session: { replace: new Set(['thing']) } },
      true,
    ],
    ['yes, where statecheck compares it', { queries: byId + statecheck('cidr_block') + fixed }, true],
    [
      'no, where statecheck compares something else',
      { queries: byId + statecheck('enable_dns_support') + fixed },
      false,
    ],
    ['no, where exists looks for it', { queries: byBlock + fixed, session: { strict: true } }, false],
    ['yes, for several', { queries: byId + fixed, entry: '    type: multi\n' }, true],
    [
      'yes, where it is created or updated',
      { queries: byId + insert('CidrBlock', "'10.0.0.0/16'", 'createorupdate') },
      true,
    ],
  ];
  for (const [title, options, expected] of table) {
    it(title, () => {
      expect(mayNeedReplacement(createRunRig(options).run)).to.equal(expected);
    });
  }
});
