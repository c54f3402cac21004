import { expect } from 'chai';
import type { AskedAnchor, Repeat } from '../../../src/flow/flow.ts';
import { askQuery } from '../../../src/lifecycle/ask-query.ts';
import type { FakeResource } from '../engine/fake-provider.ts';
import { createRunRig, type RunRig } from './run-rig.ts';

const from = `FROM awscc.cognito.user_pool_groups WHERE region = 'us-east-1' AND Identifier = 'p1|editors'`;
const options = {
  exists: 'exists, retries=3, retry_delay=2, postdelete_retries=4, postdelete_retry_delay=1',
  statecheck: 'statecheck, retries=5, retry_delay=7',
  exports: 'exports',
};

function setup(more: Partial<typeof options> = {}, cloud: 'empty' | 'other' | 'as desired' = 'empty'): RunRig {
  const { exists, statecheck, exports } = { ...options, ...more };
  const Precedence = cloud === 'as desired' ? 2 : 1;
  const properties = { UserPoolId: 'p1', GroupName: 'editors', Precedence };
  return createRunRig({
    entry: '    exports: [group_name]\n',
    queries: `/*+ ${exists} */
SELECT group_name ${from};
/*+ ${statecheck} */
SELECT COUNT(*) AS count ${from} AND precedence = 2;
/*+ ${exports} */
SELECT group_name ${from};
`,
    cloud:
      cloud === 'empty'
        ? []
        : [{ region: 'us-east-1', typeName: 'AWS::Cognito::UserPoolGroup', identifier: 'p1|editors', properties }],
  });
}

const gets = ({ provider }: RunRig): number => provider.calls.filter((call) => call.startsWith('get')).length;

describe('askQuery', () => {
  const table: readonly [string, AskedAnchor, Repeat, Partial<typeof options>, readonly number[]][] = [
    ['never asks again', 'exists', 'never', {}, []],
    ['asks as often as the query says', 'exists', 'own', {}, [2000, 2000]],
    ['asks once where the query says nothing', 'exports', 'own', {}, []],
    ['asks as often as the statecheck says where that is more', 'exports', 'statecheck', {}, [7000, 7000, 7000, 7000]],
    [
      'asks as often as the query says where the statecheck says less',
      'exists',
      'statecheck',
      { statecheck: 'statecheck, retries=2, retry_delay=7' },
      [2000, 2000],
    ],
    [
      'asks as often as the query says where the statecheck says as much',
      'exists',
      'statecheck',
      { statecheck: 'statecheck, retries=3, retry_delay=7' },
      [2000, 2000],
    ],
    [
      'asks as often as the query says where the statecheck says nothing',
      'exists',
      'statecheck',
      { statecheck: 'statecheck' },
      [2000, 2000],
    ],
    ['asks eight times for what was made', 'exists', 'made-earlier', {}, Array.from({ length: 7 }, () => 2000)],
    [
      'asks longer for what was made where the query says so',
      'exists',
      'made-earlier',
      { exists: 'exists, retries=9, retry_delay=3' },
      Array.from({ length: 8 }, () => 3000),
    ],
    ['asks after a delete as often as the query says for that', 'exists', 'postdelete', {}, [1000, 1000, 1000]],
    [
      'asks after a delete by default ten times',
      'exists',
      'postdelete',
      { exists: 'exists' },
      Array.from({ length: 9 }, () => 5000),
    ],
  ];
  for (const [title, anchor, repeat, more, sleeps] of table) {
    it(title, async () => {
      const rig = setup(more);
      expect(await askQuery(rig.run, anchor, 'presence', true, repeat)).to.deep.equal({
        ok: true,
        value: { positive: false, attempts: sleeps.length + 1 },
      });
      expect(rig.clock.sleeps).to.deep.equal(sleeps);
      expect(gets(rig)).to.equal(sleeps.length + 1);
      expect(rig.events.filter(({ kind }) => kind === 'resource.waiting')).to.deep.equal(
        sleeps.map((delayMs, index) => ({
          kind: 'resource.waiting',
          resource: 'thing',
          anchor,
          attempt: index + 1,
          attempts: sleeps.length + 1,
          delayMs,
        })),
      );
    });
  }

  it('ends with the first answer that is wanted', async () => {
    for (const [cloud, wanted] of [
      ['as desired', true],
      ['empty', false],
    ] as const) {
      const rig = setup({}, cloud);
      expect(await askQuery(rig.run, 'statecheck', 'state', wanted, 'own')).to.deep.equal({
        ok: true,
        value: { positive: wanted, attempts: 1 },
      });
    }
  });

  it('explains a statecheck that says no, and nothing else', async () => {
    const no = setup({}, 'other');
    await askQuery(no.run, 'statecheck', 'state', true, 'never');
    expect(no.run.explanation).to.have.property('kind', 'false-terms');
    const yes = setup({}, 'as desired');
    await askQuery(yes.run, 'statecheck', 'state', true, 'never');
    expect(yes.run.explanation).to.equal(undefined);
    const exists = setup({}, 'other');
    exists.provider.failOn('get');
    await askQuery(exists.run, 'exists', 'presence', true, 'never');
    expect(exists.run.explanation).to.equal(undefined);
    const missing = setup();
    await askQuery(missing.run, 'exists', 'presence', true, 'never');
    expect(missing.run.explanation).to.equal(undefined);
  });

  it('captures what exists finds where it asks for presence alone', async () => {
    const asked = setup({}, 'other');
    await askQuery(asked.run, 'exists', 'presence', true, 'never');
    expect(asked.run.scope.resource?.captured).to.deep.equal({ group_name: 'editors' });
    const checked = setup({}, 'other');
    await askQuery(checked.run, 'exists', 'state', true, 'never');
    expect(checked.run.scope.resource?.captured).to.not.have.property('group_name');
  });

  it('takes the exports', async () => {
    const { run } = setup({}, 'other');
    await askQuery(run, 'exports', 'exports', true, 'never');
    expect(run.exported).to.deep.equal(new Map([['group_name', 'editors']]));
  });

  it('ends where the request fails', async () => {
    const rig = setup();
    rig.provider.failOn('get', { kind: 'unreachable' });
    const end = await askQuery(rig.run, 'exists', 'presence', true, 'own');
    expect(end).to.have.nested.property('reason.trouble.failure.kind', 'unreachable');
    expect(rig.clock.sleeps).to.deep.equal([]);
  });

  it('ends while it waits where the run is interrupted', async () => {
    const rig = setup();
    rig.abort();
    expect(await askQuery(rig.run, 'exists', 'presence', true, 'own')).to.deep.equal({
      ok: false,
      reason: { kind: 'interrupted' },
    });
    expect(gets(rig)).to.be.at.most(1);
  });

  const group = (name: string): FakeResource => ({
    region: 'us-east-1',
    typeName: 'AWS::Cognito::UserPoolGroup',
    identifier: `p1|${name}`,
    properties: { UserPoolId: 'p1', GroupName: name, Description: 'same' },
    listed: { UserPoolId: 'p1', GroupName: name },
  });
  const among = (columns: string, entry = ''): RunRig =>
    createRunRig({
      entry,
      queries: `/*+ exists */
SELECT ${columns} FROM awscc.cognito.user_pool_groups WHERE region = 'us-east-1' AND user_pool_id = 'p1' AND description = 'same';
/*+ create */
INSERT INTO awscc.cognito.user_pool_groups (UserPoolId, GroupName, region) SELECT 'p1', 'a', 'us-east-1';
`,
      cloud: [group('a'), group('b')],
    });
  const ambiguous: readonly [string, RunRig, readonly string[] | undefined][] = [
    ['with what tells them apart', among('group_name'), ['p1|a', 'p1|b']],
    ['of which it counts two', among('COUNT(*) AS count'), ['p1|a', 'p1|b']],
    ['of which an entry may stand for several', among('group_name', '    type: multi\n'), undefined],
  ];
  for (const [title, { run }, identifiers] of ambiguous)
    it(`fails at several ${title}`, async () => {
      const end = await askQuery(run, 'exists', 'presence', true, 'never');
      const reason = end.ok ? undefined : end.reason;
      expect(reason).to.include({ kind: 'ambiguous', anchor: 'exists' });
      const candidates = reason?.kind === 'ambiguous' ? reason.candidates : undefined;
      expect(candidates?.map(({ identifier }) => identifier)).to.deep.equal(identifiers);
    });

  it('fails where exists does not find the resource that a person has named, and nothing else does', async () => {
    const queries = `/*+ exists */\nSELECT group_name ${from};\n/*+ statecheck */\nSELECT COUNT(*) AS count ${from} AND precedence = 2;\n`;
    const named = () => createRunRig({ queries, session: { identifiers: new Map([['thing', 'p1|editors']]) } }).run;
    const ask = (anchor: AskedAnchor, purpose: 'presence' | 'state', wanted: boolean) =>
      askQuery(named(), anchor, purpose, wanted, 'never');
    expect(await ask('exists', 'presence', true)).to.deep.equal({
      ok: false,
      reason: { kind: 'not-identified', identifier: 'p1|editors' },
    });
    const absent = { ok: true, value: { positive: false, attempts: 1 } };
    expect(await ask('exists', 'presence', false)).to.deep.equal(absent);
    expect(await ask('exists', 'state', true)).to.deep.equal(absent);
    expect(await ask('statecheck', 'presence', true)).to.deep.equal(absent);
  });

  it('fails where the exports lack what the manifest promises', async () => {
    const { run } = createRunRig({
      entry: '    exports: [nosuch]\n',
      queries: `/*+ exists */\nSELECT group_name ${from};\n/*+ exports */\nSELECT group_name ${from};\n`,
      cloud: [group('editors')],
    });
    expect(await askQuery(run, 'exports', 'exports', true, 'never')).to.have.nested.property(
      'reason.kind',
      'export-missing',
    );
  });
});
