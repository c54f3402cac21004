import { expect } from 'chai';
import type { Json } from '../../../src/base/json.ts';
import { claimResource } from '../../../src/lifecycle/claim-resource.ts';
import { Claims, type Claim } from '../../../src/lifecycle/claims.ts';
import type { Value } from '../../../src/values/value.ts';
import { createRunRig } from './run-rig.ts';

/** Remembers what was claimed. */
class WrittenDownClaims extends Claims {
  readonly taken: Claim[] = [];

  override take(claim: Claim): ReturnType<Claims['take']> {
    this.taken.push(claim);
    return super.take(claim);
  }
}

/** `AWS::Cognito::UserPoolGroup p1|editors in us-east-1`, with what is set, and who only sets. */
function claimText({ by, resource, isOwner, settings }: Claim): string {
  const { type, identifier, region, account } = resource;
  const set = settings.map(({ path, value }) => ` /${path.join('/')}=${JSON.stringify(value)}`).join('');
  const whose = account === '' ? '' : ` of ${account}`;
  return `${by} ${isOwner ? 'has' : 'sets'} ${type.typeName} ${identifier} in ${region}${whose}${set}`;
}

const patch = (name: string, value: Json): string => JSON.stringify([{ op: 'add', path: `/${name}`, value }]);

function insert(anchor: string, region = 'us-east-1'): string {
  return `/*+ ${anchor} */
INSERT INTO awscc.cognito.user_pool_groups (UserPoolId, GroupName, region) SELECT 'p1', 'editors', '${region}';
`;
}

function update(anchor: string, identifier: string, region = 'us-east-1'): string {
  return `/*+ ${anchor} */
UPDATE awscc.cognito.user_pool_groups SET PatchDocument = '${patch('Precedence', 2)}'
WHERE region = '${region}' AND Identifier = '${identifier}';
`;
}

function deletion(table: string, identifier: string): string {
  return `/*+ delete */
DELETE FROM awscc.${table} WHERE region = 'us-east-1' AND Identifier = '${identifier}';
`;
}

const vpc = `/*+ create */
INSERT INTO awscc.ec2.vpcs (CidrBlock, region) SELECT '10.0.0.0/16', 'us-east-1';
`;
const vpcExists = `/*+ exists */
SELECT vpc_id FROM awscc.ec2.vpcs WHERE region = 'us-east-1';
`;
const groupExists = `/*+ exists */
SELECT user_pool_id, group_name FROM awscc.cognito.user_pool_groups WHERE region = 'us-east-1' AND UserPoolId = 'p1';
`;
interface Case {
  readonly queries: string;
  readonly entry?: string;
  /** What `exists` answered. */
  readonly found?: Readonly<Record<string, Value>>;
  /** What the entry's last write was told. */
  readonly written?: string;
  readonly claim: string | undefined;
}

const group = 'AWS::Cognito::UserPoolGroup';

const cases: Readonly<Record<string, Case>> = {
  'an INSERT that names the resource': {
    queries: insert('create'),
    claim: `thing has ${group} p1|editors in us-east-1`,
  },
  'the region of the INSERT': {
    queries: insert('create', 'eu-west-1'),
    claim: `thing has ${group} p1|editors in eu-west-1`,
  },
  'an INSERT that is repeated with what it sets': {
    queries: insert('createorupdate'),
    claim: `thing has ${group} p1|editors in us-east-1 /UserPoolId="p1" /GroupName="editors"`,
  },
  'an update alone': {
    queries: update('update', 'p1|editors'),
    claim: `thing sets ${group} p1|editors in us-east-1 /Precedence=2`,
  },
  'an UPDATE of createorupdate': {
    queries: update('createorupdate', 'p1|editors', 'eu-west-1'),
    claim: `thing sets ${group} p1|editors in eu-west-1 /Precedence=2`,
  },
  'an INSERT and the update of the same resource': {
    queries: insert('create') + update('update', 'p1|editors'),
    claim: `thing has ${group} p1|editors in us-east-1 /Precedence=2`,
  },
  'what exists found, before what the update names': {
    queries: groupExists + insert('create') + update('update', 'p1|writers'),
    found: { user_pool_id: 'p1', group_name: 'readers' },
    claim: `thing has ${group} p1|readers in us-east-1`,
  },
  'what the update names, before what the INSERT names': {
    queries: insert('create') + update('update', 'p1|writers', 'eu-west-1'),
    claim: `thing has ${group} p1|writers in eu-west-1 /Precedence=2`,
  },
  'what exists found of another type': {
    queries: vpcExists + insert('create'),
    found: { vpc_id: 'vpc-1' },
    claim: `thing has ${group} p1|editors in us-east-1`,
  },
  'what the delete names where the service gives the name': {
    queries: vpc + deletion('ec2.vpcs', 'vpc-2'),
    claim: 'thing has AWS::EC2::VPC vpc-2 in us-east-1',
  },
  'a delete of another type': {
    queries: vpc + deletion('cognito.user_pool_groups', 'p1|editors'),
    claim: undefined,
  },
  'what was just created': {
    queries: vpc,
    written: 'vpc-3',
    claim: 'thing has AWS::EC2::VPC vpc-3 in us-east-1',
  },
  'what nobody knows before it is created': {
    queries: vpc,
    claim: undefined,
  },
  'the account of a role': {
    queries: insert('create'),
    entry: '    auth: {awscc: {role_arn: arn:aws:iam::222222222222:role/deployer, profile: other}}\n',
    claim: `thing has ${group} p1|editors in us-east-1 of 222222222222`,
  },
  'the profile': {
    queries: insert('create'),
    entry: '    auth: {awscc: {profile: other}}\n',
    claim: `thing has ${group} p1|editors in us-east-1 of profile other`,
  },
};

describe('the claim of a resource', () => {
  for (const [title, { queries, entry, found, written, claim }] of Object.entries(cases)) {
    it(`by ${title}: ${claim ?? 'none'}`, () => {
      const claims = new WrittenDownClaims();
      const { run } = createRunRig({ queries, claims, ...(entry === undefined ? {} : { entry }) });
      if (found !== undefined) run.takeAnswer('exists', 'presence', new Map(Object.entries(found)));
      run.identifier = written;
      expect(claimResource(run)).to.equal(undefined);
      expect(claims.taken.map(claimText)).to.deep.equal(claim === undefined ? [] : [claim]);
    });
  }

  it('by one of several INSERTs tells which statement it is', () => {
    const claims = new WrittenDownClaims();
    const { run } = createRunRig({ queries: insert('create'), claims });
    const operation = run.onlyOperation('create');
    if (operation?.kind !== 'create') throw new Error('the query creates nothing');
    for (const index of [0, 1, 2])
      expect(claimResource(run, { operation, identifier: `p1|${index}`, index })).to.equal(undefined);
    expect(claims.taken.map(claimText)).to.deep.equal([
      `thing has ${group} p1|0 in us-east-1`,
      `thing (statement 2) has ${group} p1|1 in us-east-1`,
      `thing (statement 3) has ${group} p1|2 in us-east-1`,
    ]);
  });

  it('is refused where another entry has the resource', () => {
    const claims = new Claims();
    const { run } = createRunRig({ queries: insert('create'), claims });
    const operation = run.onlyOperation('create');
    if (operation?.kind !== 'create') throw new Error('the query creates nothing');
    claimResource(run, { operation, identifier: 'p1|editors', index: 1 });
    expect(claimResource(run)).to.deep.equal({
      kind: 'claimed-twice',
      typeName: group,
      identifier: 'p1|editors',
      claimedBy: 'thing (statement 2)',
    });
  });

  it('is not asked for where nothing is claimed', () => {
    expect(claimResource(createRunRig({ queries: insert('create') }).run)).to.equal(undefined);
  });
});
