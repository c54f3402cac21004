import { expect } from 'chai';
import { collect, type Collected } from '../../../src/lifecycle/collect.ts';
import { Scopes } from '../../../src/lifecycle/scopes.ts';
import type { ScriptEnd } from '../../../src/lifecycle/script-runner.ts';
import { Unknown } from '../../../src/values/value.ts';
import type { FakeResource } from '../engine/fake-provider.ts';
import { createSessionRig, type SessionRigOptions } from './session-rig.ts';

const vpc: FakeResource = {
  region: 'us-east-1',
  typeName: 'AWS::EC2::VPC',
  identifier: 'v1',
  properties: { VpcId: 'v1', CidrBlock: '10.0.0.0/16' },
  listed: { VpcId: 'v1' },
};
const at = "region = 'us-east-1' AND Identifier = 'v1'";
const exists = `/*+ exists */\nSELECT COUNT(*) AS count FROM awscc.ec2.vpcs WHERE ${at};\n`;
const create = "/*+ create */\nINSERT INTO awscc.ec2.vpcs (CidrBlock, region) SELECT '10.0.0.0/16', 'us-east-1';\n";
const exportsQuery = `/*+ exports */\nSELECT vpc_id FROM awscc.ec2.vpcs WHERE ${at};\n`;

interface Setting {
  /** Lines of the entry. */
  readonly entry?: readonly string[];
  readonly queries?: string;
  readonly cloud?: readonly FakeResource[];
  readonly verb?: 'teardown' | 'build or test';
  readonly failing?: string;
  readonly script?: Partial<ScriptEnd>;
  readonly more?: Partial<SessionRigOptions>;
}

/** What was collected, whether the resource counts as absent, and what it is known to export. */
async function collected({
  entry = [],
  queries = '',
  cloud = [vpc],
  verb = 'teardown',
  failing,
  script = {},
  more,
}: Setting) {
  const { session, provider } = createSessionRig({
    manifest: `resources:\n  - name: net\n${entry.map((line) => `    ${line}\n`).join('')}`,
    files: queries === '' ? {} : { 'resources/net.iql': queries },
    cloud,
    script: () => script,
    ...more,
  });
  if (failing !== undefined) provider.failOn(failing);
  const scopes = new Scopes(session);
  const [resource] = session.stack.resources;
  const known: Collected = await collect(resource!, scopes, verb);
  const told = scopes.lookup('net.vpc_id');
  const exported = told instanceof Unknown ? `<${told.name}>` : told;
  return [known.kind, detailOf(known), scopes.isAbsent('net') ? 'absent' : 'there', exported];
}

function detailOf(known: Collected): string {
  switch (known.kind) {
    case 'skipped':
      return `${known.reason}${known.isSilent ? ', silent' : ''}`;
    case 'failed':
      return known.reason.kind;
    case 'not-looked-for':
      return known.needs.map(({ name }) => name).join(' ');
    default:
      return '';
  }
}

describe('looking at a resource without changing anything', () => {
  const exporting = ['exports: [vpc_id]'];
  const later = { variables: { later: new Unknown('pool.id') } };
  const waiting = exists.replace("'v1'", "'{{ vars.later }}'");
  const script = ['type: script', 'run: "true"', ...exporting];
  const query = ['type: query', ...exporting];
  const unknown = '<net.vpc_id>';
  const table: readonly [string, Setting, readonly unknown[]][] = [
    ['finds what is there', { queries: exists + create }, ['present', '', 'absent', undefined]],
    [
      'finds what it exports',
      { queries: exists + create + exportsQuery, entry: exporting },
      ['present', '', 'there', 'v1'],
    ],
    [
      'finds what is not there',
      { queries: exists + create + exportsQuery, entry: exporting, cloud: [] },
      ['absent', '', 'absent', unknown],
    ],
    [
      'finds that some of several may be there',
      { queries: exists + create + exportsQuery, entry: ['type: multi', ...exporting], cloud: [] },
      ['not-whole', '', 'absent', unknown],
    ],
    [
      'does not look for what needs another',
      { queries: waiting + create + exportsQuery, entry: exporting, more: later },
      ['not-looked-for', 'pool.id', 'absent', unknown],
    ],
    [
      'does not look at the exports of what needs another',
      {
        queries: exists + create + exportsQuery.replace("'v1'", "'{{ vars.later }}'"),
        entry: exporting,
        more: later,
      },
      ['not-looked-for', 'pool.id', 'absent', unknown],
    ],
    [
      'fails where it cannot be asked',
      { queries: exists + create + exportsQuery, entry: exporting, failing: 'get' },
      ['failed', 'trouble', 'absent', unknown],
    ],
    [
      'passes over what its "if" excludes',
      { queries: exists + create, entry: ['if: "1 == 2"'] },
      ['skipped', 'its "if" is false', 'there', undefined],
    ],
    [
      'does not look at what its "if" leaves open',
      { queries: exists + create, entry: ['if: "vars.later == \'x\'"'], more: later },
      ['not-looked-for', 'pool.id', 'absent', undefined],
    ],
    [
      'asks a query for what it exports',
      { queries: exportsQuery, entry: query },
      ['skipped', 'a query leaves nothing to remove', 'there', 'v1'],
    ],
    [
      'knows nothing of a query that finds nothing',
      { queries: exportsQuery, entry: query, cloud: [] },
      ['skipped', 'a query leaves nothing to remove', 'absent', unknown],
    ],
    [
      'does not ask a query that is kept',
      { queries: exportsQuery, entry: [...query, 'skip_on_delete: true'] },
      ['skipped', 'it says skip_on_delete, silent', 'absent', unknown],
    ],
    [
      'fails where a query cannot be asked',
      { queries: exportsQuery, entry: query, failing: 'get' },
      ['failed', 'trouble', 'absent', unknown],
    ],
    [
      'does not run a script that may change something',
      { entry: script, script: { output: '{"vpc_id":"v9"}' } },
      ['skipped', 'a script leaves nothing to remove, silent', 'absent', unknown],
    ],
    [
      'runs a script that only reads',
      { entry: [...script, 'read_only: true'], script: { output: '{"vpc_id":"v9"}' } },
      ['skipped', 'a script leaves nothing to remove', 'there', 'v9'],
    ],
    [
      'does not mind a script that fails',
      { entry: [...script, 'read_only: true'], script: { how: { kind: 'exited', code: 1 } } },
      ['skipped', 'a script leaves nothing to remove, silent', 'absent', unknown],
    ],
    [
      'fails where a script was interrupted',
      { entry: [...script, 'read_only: true'], script: { how: { kind: 'interrupted' } } },
      ['failed', 'interrupted', 'absent', unknown],
    ],
  ];
  for (const [title, setting, expected] of table) {
    it(title, async () => {
      expect(await collected(setting)).to.deep.equal(expected);
    });
  }
});

describe('whose it is', () => {
  const remove = `/*+ delete */\nDELETE FROM awscc.ec2.vpcs WHERE ${at};\n`;

  it('is noted in a teardown, and in nothing else', async () => {
    for (const verb of ['teardown', 'build or test'] as const) {
      const { session } = createSessionRig({
        manifest: 'resources:\n  - name: net\n',
        files: { 'resources/net.iql': exists + create + remove },
        cloud: [vpc],
      });
      const known = await collect(session.stack.resources[0]!, new Scopes(session), verb);
      const noted = known.kind === 'present' ? known.run.unmarked.size : undefined;
      expect(noted, verb).to.equal(verb === 'teardown' ? 1 : 0);
    }
  });
});
