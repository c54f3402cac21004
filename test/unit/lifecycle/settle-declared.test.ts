import { expect } from 'chai';
import type { Json, JsonObject } from '../../../src/base/json.ts';
import { Journal } from '../../../src/lifecycle/journal.ts';
import { prepareSettling } from '../../../src/lifecycle/prepare-settling.ts';
import { settleDeclared } from '../../../src/lifecycle/settle-declared.ts';
import type { FakeProvider, FakeResource } from '../engine/fake-provider.ts';
import { createRunRig, type RunRig } from './run-rig.ts';

const tag = (Key: string, Value: string) => ({ Key, Value });
const mark = [
  tag('stackql:stack-name', 'shop'),
  tag('stackql:stack-env', 'dev'),
  tag('stackql:resource-name', 'thing'),
];
const theirs = [tag('stackql:stack-name', 'mall'), tag('stackql:stack-env', 'dev'), tag('stackql:resource-name', 'x')];
const at = "region = 'us-east-1' AND Identifier = 'v1'";
const queries = (tags: readonly object[] = mark, more = '') => `/*+ exists */
SELECT COUNT(*) AS count FROM awscc.ec2.vpcs WHERE ${at};
/*+ create */
INSERT INTO awscc.ec2.vpcs (CidrBlock, EnableDnsSupport, Tags, region)
SELECT '10.0.0.0/16', true, '${JSON.stringify(tags)}', 'us-east-1';
/*+ delete */
DELETE FROM awscc.ec2.vpcs WHERE ${at};
${more}`;

interface Setting {
  readonly live: JsonObject;
  readonly entry?: readonly string[];
  readonly text?: string;
  readonly replace?: boolean;
  /** Whether what is written can be read then. Default: it can. */
  readonly isKept?: boolean;
}

/** A network that is there, and is as it is written from then on. */
function setup({ live, entry = ['strict: true'], text = queries(), replace = false, isKept = true }: Setting): RunRig {
  const properties = { VpcId: 'v1', CidrBlock: '10.0.0.0/16', EnableDnsSupport: true, Tags: mark, ...live };
  const cloud: FakeResource[] = [{ region: 'us-east-1', typeName: 'AWS::EC2::VPC', identifier: 'v1', properties }];
  return createRunRig({
    queries: text,
    entry: entry.map((line) => `    ${line}\n`).join(''),
    cloud,
    session: replace ? { replace: new Set(['thing']) } : {},
    provider: (fake: FakeProvider) => ({
      ...fake,
      update: (request) => {
        // They add, and nothing else.
        const patch = request.patch as readonly { readonly path: string; readonly value: Json }[];
        const changes = patch.map(({ path, value }) => [path.slice(1), value] as const);
        if (isKept) cloud[0] = { ...cloud[0]!, properties: { ...properties, ...Object.fromEntries(changes) } };
        return fake.update(request);
      },
    }),
  });
}

const sent = ({ provider }: RunRig): readonly string[] =>
  provider.calls.filter((call) => call.startsWith('update')).map((call) => call.replace(/^\S+ \S+ \S+ \S+ /, ''));

describe('what is to be done about what is declared', () => {
  const prepared = async (setting: Setting, failing?: string) => {
    const rig = setup(setting);
    if (failing !== undefined) rig.provider.failOn(failing);
    const { run } = rig;
    const end = await prepareSettling(run);
    if (!end.ok) return end.reason.kind;
    const { value } = end;
    const patch = 'operation' in value ? value.operation.patch?.map(({ op, path }) => `${op} ${path}`) : undefined;
    const change = 'change' in value ? value.change.kind : 'mark' in value ? value.mark?.kind : undefined;
    return [value.kind, ...(patch ?? []), ...(change === undefined ? [] : [change])];
  };
  const table: readonly [string, Setting, unknown][] = [
    ['is nothing where nothing differs', { live: {} }, ['left']],
    ['is nothing without a strict build', { live: { EnableDnsSupport: false }, entry: [] }, ['left']],
    ['is an update', { live: { EnableDnsSupport: false } }, ['update', 'add /EnableDnsSupport']],
    [
      'is an update that sets the tags with those that others keep there',
      { live: { Tags: [...mark, tag('a', 'b'), tag('aws:x', 'y')] } },
      ['update', 'add /Tags'],
    ],
    ['is a replacement', { live: { CidrBlock: '10.9.0.0/16', EnableDnsSupport: false } }, ['replace']],
    [
      'is a replacement where that is what a person wants, in any build',
      { live: { CidrBlock: '10.9.0.0/16' }, entry: [], replace: true },
      ['replace'],
    ],
    ['is the mark alone', { live: { Tags: [] }, entry: [] }, ['mark', 'add /Tags', 'adopt']],
    [
      'is the mark besides',
      { live: { Tags: theirs, EnableDnsSupport: false }, entry: ['strict: true', 'take_over: mall'] },
      ['update', 'add /EnableDnsSupport', 'add /Tags', 'take-over'],
    ],
    [
      'is no mark in a stack that declares no tags',
      { live: { Tags: [] }, entry: [], text: queries().replace(/, Tags|, '\[.*?\]'/g, '') },
      ['left'],
    ],
  ];
  for (const [title, setting, expected] of table)
    it(title, async () => {
      expect(await prepared(setting)).to.deep.equal(expected);
    });

  it('is nothing where it cannot be read', async () => {
    expect(await prepared({ live: {} }, 'get')).to.deep.equal(['left']);
  });

  it('is not known where it cannot be read a second time', async () => {
    const { run } = setup({ live: { EnableDnsSupport: false } });
    let reads = 0;
    const end = await prepareSettling(run, async (target) => {
      reads += 1;
      if (reads > 1) return { ok: false, error: { kind: 'refused', diagnostics: [] } };
      return run.engine.observe(target);
    });
    expect(end).to.have.nested.property('reason.kind', 'trouble');
  });
});

describe('settling what is declared', () => {
  const always = () => Promise.resolve(true);
  const settle = async (setting: Setting, prepare: (rig: RunRig) => void = () => undefined) => {
    const rig = setup(setting);
    prepare(rig);
    const journal = new Journal();
    const end = await settleDeclared(rig.run, journal, always);
    const said = end.ok ? end.value.set.map(({ pointer }) => pointer) : end.reason.kind;
    return [said, ...sent(rig), ...(rig.run.mark === undefined ? [] : [rig.run.mark.kind])];
  };
  const dns = '[{"op":"add","path":"/EnableDnsSupport","value":true}]';

  it('writes nothing where nothing differs', async () => {
    expect(await settle({ live: {} })).to.deep.equal([[]]);
  });

  it('sets what differs, and looks again', async () => {
    expect(await settle({ live: { EnableDnsSupport: false } })).to.deep.equal([['/EnableDnsSupport'], dns]);
  });

  it('fails where the service keeps what was there', async () => {
    expect(await settle({ live: { EnableDnsSupport: false }, isKept: false })).to.deep.equal(['unmanaged', dns]);
  });

  it('fails where the update is refused', async () => {
    const end = await settle({ live: { EnableDnsSupport: false } }, ({ provider }) => provider.failOn('update'));
    expect(end).to.deep.equal(['trouble', dns]);
  });

  it('fails where only another resource is as declared', async () => {
    expect(await settle({ live: { CidrBlock: '10.9.0.0/16' } })).to.deep.equal(['needs-replacement']);
  });

  it('changes the mark, and says so', async () => {
    const [set, patch, change] = await settle({ live: { Tags: [] }, entry: [] });
    expect([set, change]).to.deep.equal([[], 'adopt']);
    expect(patch).to.equal(`[{"op":"add","path":"/Tags","value":${JSON.stringify(mark)}}]`);
  });

  it('asks for the exports again where something was set', async () => {
    const text = queries(mark, `/*+ exports */\nSELECT vpc_id FROM awscc.ec2.vpcs WHERE ${at};\n`);
    const entry = ['strict: true', 'exports: [vpc_id]'];
    const rig = setup({ live: { EnableDnsSupport: false }, text, entry });
    expect((await settleDeclared(rig.run, undefined, always)).ok).to.equal(true);
    expect(rig.run.exported).to.deep.equal(new Map([['vpc_id', 'v1']]));
    const lost = setup({
      live: { EnableDnsSupport: false },
      text: text.replace('vpc_id FROM', "'' || 1 AS x FROM"),
      entry,
    });
    expect(await settleDeclared(lost.run, undefined, always)).to.have.nested.property('reason.kind', 'export-missing');
  });

  it('is held back where the run may not write', async () => {
    const rig = setup({ live: { EnableDnsSupport: false } });
    const end = await settleDeclared(rig.run, undefined, () => Promise.resolve(false));
    expect(end).to.have.nested.property('value.isHeldBack', true);
    expect(sent(rig)).to.deep.equal([]);
  });
});
