import { expect } from 'chai';
import { withRig } from '../support/rig.ts';
import { StackRuns } from '../support/stack-run.ts';

interface Story {
  readonly folder: string;
  readonly region: string;
  /** An edit of the manifest, and the resource that it changes. */
  readonly edit: readonly [before: string, after: string];
  readonly changed: string;
  /** In the order of the manifest. */
  readonly resources: readonly string[];
  /** The requests of a run that finds everything as it should be. */
  readonly unchanged: readonly string[];
  /** The mutations of the first build and of the teardown. */
  readonly types: readonly string[];
  /** The requests of the build after the edit. */
  readonly update: readonly string[];
}

const associations = ['SubnetRouteTableAssociation', 'SubnetRouteTableAssociation'];
const findVpc = ['Find tags', 'List VPC', 'Get VPC'];
const afterVpc = [
  ...['Find tags', 'List InternetGateway', 'Get InternetGateway'],
  'Get VPCGatewayAttachment',
  // One list serves both subnets.
  ...['Find tags', 'List Subnet', 'Get Subnet', 'Find tags', 'Get Subnet'],
  ...['Find tags', 'List RouteTable', 'Get RouteTable'],
  'Get Route',
  // One list and one read of each serve both associations.
  ...['List SubnetRouteTableAssociation', ...associations.map((name) => `Get ${name}`)],
  ...['Find tags', 'List SecurityGroup', 'Get SecurityGroup'],
];

/** Before the first write: who owns what is still to come, and what may have to be replaced. What has which tags is known till then. */
const lookAhead = [
  ...['Find tags', 'Get InternetGateway', 'Find tags', 'List Subnet', 'Get Subnet', 'Find tags', 'Get Subnet'],
  ...['Find tags', 'List RouteTable', 'Get RouteTable', 'Find tags', 'List SecurityGroup', 'Get SecurityGroup'],
  ...['Get Route', ...associations.map((name) => `Get ${name}`)],
];

/** Reads run ahead, side by side: their order is nobody's promise. */
const sorted = (requests: readonly string[]): readonly string[] => requests.toSorted();

const sortedRun = <Run extends { readonly requests: readonly string[] }>(run: Run): Run => ({
  ...run,
  requests: sorted(run.requests),
});

const stories: readonly Story[] = [
  {
    folder: 'examples/vpc-network',
    region: 'us-east-1',
    edit: ['value: true', 'value: false'],
    changed: 'vpc',
    resources: [
      'vpc',
      'internet_gateway',
      'gateway_attachment',
      'subnet_a',
      'subnet_b',
      'route_table',
      'internet_route',
      'association_a',
      'association_b',
      'security_group',
    ],
    unchanged: [...findVpc, ...afterVpc],
    types: [
      'VPC',
      'InternetGateway',
      'VPCGatewayAttachment',
      'Subnet',
      'Subnet',
      'RouteTable',
      'Route',
      ...associations,
      'SecurityGroup',
    ],
    // An update changes no list.
    update: [...findVpc, ...lookAhead, 'Update VPC', 'Find tags', 'Get VPC', ...afterVpc],
  },
  {
    folder: 'test/fixtures/stacks/bucket',
    region: 'eu-west-1',
    edit: ['ExpirationInDays: 400', 'ExpirationInDays: 30'],
    changed: 'bucket',
    resources: ['bucket', 'bucket_policy'],
    unchanged: ['Get Bucket', 'Get BucketPolicy'],
    types: ['Bucket', 'BucketPolicy'],
    update: ['Get Bucket', 'Update Bucket', 'Get Bucket', 'Get BucketPolicy'],
  },
  {
    folder: 'test/fixtures/stacks/role',
    region: 'us-east-1',
    edit: ['sqs:DeleteMessage', 'sqs:ChangeMessageVisibility'],
    changed: 'role',
    resources: ['queue', 'role'],
    unchanged: ['List Queue', 'Get Queue', 'Get Role'],
    types: ['Queue', 'Role'],
    update: ['List Queue', 'Get Queue', 'Get Role', 'Update Role', 'Get Role'],
  },
];

for (const { folder, region, edit, changed, resources, unchanged, types, update } of stories) {
  describe(`the stack ${folder}`, () => {
    it('is built, found again, changed in one place and torn down, with no request too many', async () => {
      await withRig(async (rig) => {
        rig.copy(folder);
        const runs = new StackRuns(rig, region);
        const each = (kind: string, other = kind): readonly string[] =>
          resources.map((name) => `${name} ${name === changed ? other : kind}`);
        const mutations = (requests: readonly string[]): readonly string[] =>
          requests.filter((request) => /^(?:Create|Update|Delete) /.test(request));

        const built = await runs.run('build', folder);
        expect(built.outcomes).to.deep.equal(each('created'));
        expect(mutations(built.requests)).to.deep.equal(types.map((type) => `Create ${type}`));

        expect(sortedRun(await runs.run('build', folder))).to.deep.equal({
          outcomes: each('unchanged'),
          requests: sorted(unchanged),
        });

        rig.edit(`${folder}/stackql_manifest.yml`, ...edit);
        expect(sortedRun(await runs.run('test', folder))).to.deep.equal({
          outcomes: each('passed', 'failed'),
          requests: sorted(unchanged),
        });
        expect(sortedRun(await runs.run('build', folder))).to.deep.equal({
          outcomes: each('unchanged', 'updated'),
          requests: sorted(update),
        });

        const removed = await runs.run('teardown', folder);
        expect(removed.outcomes).to.deep.equal([...each('deleted')].reverse());
        expect(mutations(removed.requests)).to.deep.equal(types.map((type) => `Delete ${type}`).reverse());
        await runs.cloud.close();
      });
    });
  });
}

describe('a stack that the services refuse', () => {
  it('is told so in their own words: the block of a subnet that lies outside of its VPC', async () => {
    await withRig(async (rig) => {
      rig.copy('examples/vpc-network');
      rig.edit('examples/vpc-network/stackql_manifest.yml', '10.10.2.0/24', '10.99.2.0/24');
      const run = await rig.run('build', 'examples/vpc-network', 'dev', '--local');
      expect(run.code).to.equal(1);
      expect(run.errors).to.match(/subnet_a +created/);
      expect(run.errors).to.match(/subnet_b +failed/);
      expect(run.errors).to.include("The CIDR '10.99.2.0/24' is invalid. (Service: Ec2, Status Code: 400");
      expect(run.errors).to.include(
        'not attempted: route_table, internet_route, association_a, association_b and security_group',
      );
    });
  });
});
