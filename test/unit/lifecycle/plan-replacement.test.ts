import { expect } from 'chai';
import { shapeOf } from '../../../src/flow/flow-shape.ts';
import type { PlannedWrite } from '../../../src/lifecycle/plan-write.ts';
import {
  exportsOfReplaced,
  followingReplacement,
  isReplacing,
  requestsToReplace,
} from '../../../src/lifecycle/plan-replacement.ts';
import { Unknown } from '../../../src/values/value.ts';
import type { FakeResource } from '../engine/fake-provider.ts';
import { createRunRig, type RunRigOptions } from './run-rig.ts';

const at = "region = 'us-east-1' AND Identifier = 'v1'";
const exists = `/*+ exists */\nSELECT COUNT(*) AS count FROM awscc.ec2.vpcs WHERE ${at};\n`;
const insert = (values: string, anchor = 'create'): string =>
  `/*+ ${anchor} */\nINSERT INTO awscc.ec2.vpcs (CidrBlock, EnableDnsSupport, region) SELECT ${values}, 'us-east-1';\n`;
const plain = insert("'10.0.0.0/16', true");
const vpc: FakeResource = {
  region: 'us-east-1',
  typeName: 'AWS::EC2::VPC',
  identifier: 'v1',
  properties: { VpcId: 'v1', CidrBlock: '10.9.0.0/16', EnableDnsSupport: true },
};
const removal = { kind: 'delete', typeName: 'AWS::EC2::VPC', region: 'us-east-1', identifier: 'v1' };
const rigOf = (queries: string, more: Partial<RunRigOptions> = {}) => createRunRig({ queries, cloud: [vpc], ...more });

describe('what is sent to replace a resource', () => {
  const requests = (queries: string, index = 0, entry = '') => {
    const { run } = rigOf(queries, { entry });
    const type = run.session.registry.find('AWS::EC2::VPC')!;
    return requestsToReplace(run, { type, region: 'us-east-1', identifier: 'v1' }, index);
  };
  const created = (cidr: string) => ({
    kind: 'create',
    typeName: 'AWS::EC2::VPC',
    region: 'us-east-1',
    desiredState: { CidrBlock: cidr, EnableDnsSupport: true },
    isPending: false,
  });

  it('is a delete and a create', () => {
    expect(requests(exists + plain)).to.deep.equal([removal, created('10.0.0.0/16')]);
    expect(requests(exists + insert("'10.0.0.0/16', true", 'createorupdate'))).to.deep.equal([
      removal,
      created('10.0.0.0/16'),
    ]);
  });

  it('is the create of the statement that is meant', () => {
    const second = plain.replace(/^.*\n/, '').replace('10.0', '10.1');
    expect(requests(exists + plain + second, 1, '    type: multi\n')).to.deep.equal([removal, created('10.1.0.0/16')]);
  });

  it('is a delete and a create that nobody knows, where no statement inserts it', () => {
    expect(requests(exists)).to.deep.equal([removal, { kind: 'undecided', write: 'create' }]);
    expect(requests(exists + plain, 1)).to.deep.equal([removal, { kind: 'undecided', write: 'create' }]);
  });
});

describe('a resource that takes a value of a replaced one', () => {
  const giver = new Unknown('base.cidr', { from: { kind: 'entry', address: { entry: 'base' } } });
  const unchanged: PlannedWrite = {
    typeName: 'AWS::EC2::VPC',
    identifier: 'v1',
    action: { kind: 'unchanged', unmanaged: [] } as never,
    requests: [],
  };
  const following = async (values: string, now: PlannedWrite = unchanged, replaced: readonly string[] = ['base']) => {
    const { run } = rigOf(exists + insert(values), { variables: { given: giver } });
    const write = await followingReplacement(run, now, 0, new Set(replaced));
    if (write?.action.kind !== 'replace') return write?.action.kind;
    const { changes, follows, region } = write.action;
    return [
      region,
      follows,
      changes.map(({ pointer, before }) => `${pointer} ${JSON.stringify(before)}`),
      write.requests.length,
    ];
  };

  it('is replaced where its own is fixed at creation', async () => {
    expect(await following("'{{ vars.given }}', true")).to.deep.equal([
      'us-east-1',
      ['base'],
      ['/CidrBlock "10.9.0.0/16"'],
      2,
    ]);
  });

  it('is replaced where it is a part of what that gives, or worked out of it', async () => {
    for (const value of ['vars.given.main', 'vars.given | upper'])
      expect(await following(`'{{ ${value} }}', true`), value).to.deep.include(['base']);
  });

  const table: readonly [string, string, PlannedWrite?, (readonly string[])?][] = [
    ['is left where its own can be changed', "'10.0.0.0/16', '{{ vars.given }}'"],
    ['is left where it takes none', "'10.0.0.0/16', true"],
    ['is left where another one is replaced', "'{{ vars.given }}', true", unchanged, ['other']],
    ['is left where its type is not known', "'{{ vars.given }}', true", { ...unchanged, typeName: undefined }],
    ['is left where it is not there', "'{{ vars.given }}', true", { ...unchanged, identifier: undefined }],
    [
      'is left where it is of another type',
      "'{{ vars.given }}', true",
      { ...unchanged, typeName: 'AWS::Cognito::UserPool' },
    ],
  ];
  for (const [title, values, now, replaced] of table) {
    it(title, async () => {
      expect(await following(values, now, replaced)).to.equal(undefined);
    });
  }
});

describe('what a replaced resource exports', () => {
  const exportsQuery = `/*+ exports */\nSELECT vpc_id, cidr_block FROM awscc.ec2.vpcs WHERE ${at};\n`;
  const replacing: PlannedWrite = {
    typeName: 'AWS::EC2::VPC',
    identifier: 'v1',
    action: { kind: 'replace', region: 'us-east-1', changes: [], follows: [], leave: 'given' } as never,
    requests: [],
  };
  const said = (writes: readonly PlannedWrite[], queries = exists + plain + exportsQuery) => {
    const { run } = rigOf(queries, { entry: '    exports: [vpc_id, cidr_block]\n' });
    const shape = shapeOf(run.resource, run.scope);
    return [...exportsOfReplaced(run, writes, shape)].map(([name, value]) => [
      name,
      value instanceof Unknown ? `<${value.name}>` : value,
    ]);
  };

  it('is what the stack gives, and unknown for the rest', () => {
    expect(said([replacing])).to.deep.equal([
      ['vpc_id', '<thing.vpc_id>'],
      ['cidr_block', '10.0.0.0/16'],
    ]);
  });

  it('is unknown for several, and for a type that is not known', () => {
    const unknown = [
      ['vpc_id', '<thing.vpc_id>'],
      ['cidr_block', '<thing.cidr_block>'],
    ];
    expect(said([replacing, replacing])).to.deep.equal(unknown);
    expect(said([{ ...replacing, typeName: undefined }])).to.deep.equal(unknown);
    expect(said([replacing], exists + plain)).to.deep.equal(unknown);
  });

  it('goes with a write that replaces what is there', () => {
    expect(isReplacing(replacing)).to.equal(true);
    expect(isReplacing({ ...replacing, identifier: undefined })).to.equal(false);
    expect(isReplacing({ ...replacing, action: { kind: 'unchanged' } as never })).to.equal(false);
  });
});
