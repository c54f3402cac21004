import { expect } from 'chai';
import { writeNetwork, type NetworkStack } from '../support/replaceable-stack.ts';
import { withLocalCloud } from '../support/local-cloud.ts';
import { withRig, type Rig } from '../support/rig.ts';

/** What a command says: its exit code, and its lines without the head, times and made-up identifiers. */
async function say(rig: Rig, line: string): Promise<readonly string[]> {
  const [verb = '', ...more] = line.split(' ');
  const { code, output, errors } = await rig.run(verb, 'net', 'dev', '--local', ...more);
  const known = new Map<string, string>();
  const text = (errors + output)
    .replaceAll(/ {2}\d+(\.\d+)? ?m?s$/gm, '')
    .replaceAll(/ in \d+\.\d+ s$/gm, '')
    .replaceAll(/\b(vpc|subnet)-[0-9a-f]{17}\b/g, (found, kind: string) => {
      const name = known.get(found) ?? `${kind}-${[...known.keys()].filter((one) => one.startsWith(kind)).length + 1}`;
      known.set(found, name);
      return name;
    })
    .replaceAll(/ +$/gm, '')
    .replace(/^.*\n\n/, '')
    .trimEnd();
  return [`exit ${code}`, ...text.split('\n')];
}

/** Builds the network, changes it, and does the rest. */
async function withChanged(
  change: NetworkStack,
  use: (rig: Rig, mutations: () => Promise<readonly string[]>) => Promise<void>,
): Promise<void> {
  await withRig(async (rig) => {
    writeNetwork(rig, {});
    expect((await say(rig, 'build'))[0]).to.equal('exit 0');
    const mutations = (): Promise<readonly string[]> => withLocalCloud(rig, (cloud) => cloud.mutations());
    const before = (await mutations()).length;
    writeNetwork(rig, change);
    await use(rig, async () => {
      const all = await mutations();
      return all
        .slice(0, all.length - before)
        .map((one) => one.replace('AWS::', ''))
        .reverse();
    });
  });
}

const change: NetworkStack = { cidr: '10.2', text: 'two' };

/** What is said of the network and the subnet, where neither may be replaced. */
const refused = [
  '  vpc         failed',
  '    vpc-1 must be replaced, and this run may not replace it:',
  '      ~ CidrBlock: "10.1.0.0/16" → "10.2.0.0/16"  # forces replacement',
  '    the run would replace:',
  '      vpc: AWS::EC2::VPC vpc-1',
  '      subnet: AWS::EC2::Subnet subnet-1, since it takes a value of vpc',
  '    to replace vpc: run it with --replace vpc, or write replace: allowed',
  '    to replace subnet: run it with --replace subnet, or write replace: allowed',
  '    to keep it as it is: ignore_changes: [/CidrBlock]',
  '  subnet      failed',
  '    subnet-1 must be replaced, and this run may not replace it:',
  '      ~ VpcId: "vpc-1" → (known after build)  # forces replacement',
  '      ~ CidrBlock: "10.1.1.0/24" → "10.2.1.0/24"  # forces replacement',
  '    see vpc, which lists all that would be replaced',
];

const replaced = [
  'UPDATE SSM::Parameter',
  'DELETE EC2::Subnet',
  'DELETE EC2::VPC',
  'CREATE EC2::VPC',
  'CREATE EC2::Subnet',
  'UPDATE SSM::Parameter',
];

describe('A resource that differs in what is fixed at creation', () => {
  it('is refused before any write, naming all that would be replaced and the ways out', () =>
    withChanged(change, async (rig, mutations) => {
      expect(await say(rig, 'build')).to.deep.equal([
        'exit 1',
        '  first_note  not attempted',
        ...refused,
        '',
        '2 not attempted, 2 failed',
        'not attempted: first_note and note',
      ]);
      expect(await mutations()).to.deep.equal([]);
    }));

  it('is refused where one of those that have to follow has no leave', () =>
    withChanged(change, async (rig, mutations) => {
      const told = await say(rig, 'build --replace vpc');
      expect(told.filter((line) => line.includes('to replace '))).to.deep.equal([
        '    to replace subnet: run it with --replace subnet, or write replace: allowed',
      ]);
      expect(await mutations()).to.deep.equal([]);
    }));

  it('is refused alone where a build goes on after failures', () =>
    withChanged(change, async (rig, mutations) => {
      expect(await say(rig, 'build --on-failure ignore')).to.deep.equal([
        'exit 1',
        '  first_note  updated    /net/first  Value: "one" → "two"',
        ...refused.slice(0, refused.indexOf('  subnet      failed')),
        '  subnet      not attempted  it needs vpc.vpc_id',
        '  note        not attempted  it needs vpc.vpc_id',
        '',
        '1 updated, 1 failed, 2 not attempted',
        'not attempted: subnet and note',
      ]);
      expect(await mutations()).to.deep.equal(['UPDATE SSM::Parameter']);
    }));

  it('is refused where one that has to follow is not selected', () =>
    withChanged(change, async (rig, mutations) => {
      const told = await say(rig, 'build --only vpc --replace vpc');
      expect(told[0]).to.equal('exit 1');
      expect(told.filter((line) => line.includes('to replace '))).to.deep.equal([
        '    to replace subnet: select it too',
      ]);
      expect(await mutations()).to.deep.equal([]);
    }));

  it('is replaced with leave: all that goes is deleted in reverse, then all is created in order', () =>
    withChanged(change, async (rig, mutations) => {
      expect(await say(rig, 'build --replace vpc --replace subnet')).to.deep.equal([
        'exit 0',
        '  first_note  updated    /net/first  Value: "one" → "two"',
        '  vpc         replaced   vpc-1 → vpc-2',
        '  subnet      replaced   subnet-1 → subnet-2',
        '  note        updated    /net/vpc  Value: "vpc-1" → "vpc-2"',
        '',
        '2 updated, 2 replaced',
        '',
        'vpc_id  vpc-2',
      ]);
      expect(await mutations()).to.deep.equal(replaced);
      expect(await say(rig, 'plan')).to.deep.equal(['exit 0', 'No changes.']);
    }));

  it('is refused before any write, and replaced with leave, where several are written at one time', () =>
    withChanged(change, async (rig, mutations) => {
      const told = await say(rig, 'build --parallelism 4');
      expect(told.filter((line) => /^(?:exit|  \w)/.test(line))).to.have.members([
        'exit 1',
        '  first_note  not attempted',
        '  vpc         failed',
        '  subnet      failed',
      ]);
      expect(await mutations()).to.deep.equal([]);
      const outcomes = (await say(rig, 'build --replace vpc --replace subnet --parallelism 4')).slice(1, 5);
      expect(outcomes).to.have.members([
        '  first_note  updated    /net/first  Value: "one" → "two"',
        '  vpc         replaced   vpc-1 → vpc-2',
        '  subnet      replaced   subnet-1 → subnet-2',
        '  note        updated    /net/vpc  Value: "vpc-1" → "vpc-2"',
      ]);
      expect((await mutations()).filter((one) => !one.includes('SSM'))).to.deep.equal(
        replaced.filter((one) => !one.includes('SSM')),
      );
      expect(await say(rig, 'plan')).to.deep.equal(['exit 0', 'No changes.']);
    }));

  it('is shown by plan with those that follow, and whether the build may', () =>
    withChanged({ ...change, vpc: 'replace: allowed' }, async (rig) => {
      expect(await say(rig, 'plan')).to.deep.equal([
        'exit 0',
        '  ~ first_note  AWS::SSM::Parameter  /net/first',
        '      ~ Value: "one" → "two"',
        '',
        '-/+ vpc  AWS::EC2::VPC  vpc-1',
        '        # deleted first, then created',
        '      ~ CidrBlock: "10.1.0.0/16" → "10.2.0.0/16"  # forces replacement',
        '',
        '-/+ subnet  AWS::EC2::Subnet  subnet-1',
        '        # follows vpc, which is replaced',
        '        # a build refuses this: run it with --replace subnet, or write replace: allowed',
        '      ~ VpcId: "vpc-1" → (known after build)  # forces replacement',
        '      ~ CidrBlock: "10.1.1.0/24" → "10.2.1.0/24"  # forces replacement',
        '',
        '  ~ note  AWS::SSM::Parameter  /net/vpc',
        '        # the "statecheck" query needs vpc.vpc_id: the build may find nothing to update',
        '      ~ Value: "vpc-1" → (known after build)',
        '',
        'Plan: 0 to create, 2 to update, 2 to replace, 0 to delete.',
      ]);
    }));

  it('is replaced by a saved plan that was made with leave', () =>
    withChanged(change, async (rig, mutations) => {
      const planned = await say(rig, 'plan --replace vpc --replace subnet --out plan.json');
      expect(planned[0]).to.equal('exit 0');
      const built = await say(rig, 'build --plan plan.json');
      expect(built[0], built.join('\n')).to.equal('exit 0');
      expect(await mutations()).to.deep.equal(replaced);
    }));

  it('is replaced where the manifest allows it', () =>
    withChanged({ ...change, vpc: 'replace: allowed', subnet: 'replace: allowed' }, async (rig, mutations) => {
      expect((await say(rig, 'build'))[0]).to.equal('exit 0');
      expect(await mutations()).to.deep.equal(replaced);
    }));

  it('is kept where its changes are ignored', () =>
    withChanged({ cidr: '10.2', vpc: 'ignore_changes: [/CidrBlock]' }, async (rig, mutations) => {
      expect((await say(rig, 'build')).join('\n')).not.to.include('must be replaced');
      expect(await mutations()).to.deep.equal([]);
    }));

  it('stays replaced where a failed build is rolled back, and what is gone is told', () =>
    withChanged(change, async (rig) => {
      rig.edit('net/resources/note.iql', "AND value = '{{ vpc_id }}';", "AND value = '{{ vpc_id }}' AND 1 = 0;");
      const told = await say(rig, 'build --replace vpc --replace subnet --on-failure rollback');
      expect(told.slice(told.indexOf('Rolling back 6 changes'))).to.deep.equal([
        'Rolling back 6 changes',
        '  note        not undone  /net/vpc  it stays as it was updated: vpc, which it uses, was replaced',
        '  subnet      not undone  subnet-2  it stays: what it replaced is deleted',
        '  vpc         not undone  vpc-2  it stays: what it replaced is deleted',
        '  vpc         not undone  vpc-1  it was deleted: what it was is not known',
        '  subnet      not undone  subnet-1  it was deleted: what it was is not known',
        '  first_note  restored    /net/first',
        '',
        '1 updated, 2 replaced, 1 failed',
        'rollback incomplete: see note, subnet and vpc above',
      ]);
    }));
});
