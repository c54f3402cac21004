import { expect } from 'chai';
import { Journal } from '../../../src/lifecycle/journal.ts';
import { writeQuery } from '../../../src/lifecycle/write-query.ts';
import type { FakeResource } from '../engine/fake-provider.ts';
import { createRunRig, type RunRig, type RunRigOptions } from './run-rig.ts';

const insertDomain = `/*+ create */
INSERT INTO awscc.cognito.user_pool_domains (UserPoolId, Domain, ManagedLoginVersion, region)
SELECT 'p1', 'shop', {{ vars.version | default(2) }}, 'us-east-1';
`;

function updateDomain(patch: string): string {
  return `${insertDomain}
/*+ update */
UPDATE awscc.cognito.user_pool_domains SET PatchDocument = '${patch}'
WHERE region = 'us-east-1' AND Identifier = 'p1|shop';
`;
}

function resourceOf(typeName: string, identifier: string, properties: FakeResource['properties']): FakeResource {
  return { region: 'us-east-1', typeName, identifier, properties };
}

const domain = resourceOf('AWS::Cognito::UserPoolDomain', 'p1|shop', { UserPoolId: 'p1', Domain: 'shop' });

function group(name: string, more: FakeResource['properties'] = {}): FakeResource {
  return resourceOf('AWS::Cognito::UserPoolGroup', `p1|${name}`, { UserPoolId: 'p1', GroupName: name, ...more });
}

/** The token that the create of a rig is sent with. */
async function tokenOf(options: Partial<RunRigOptions>, anchor: 'create' | 'createorupdate' = 'create') {
  const { run, provider } = createRunRig({ queries: insertDomain, ...options });
  await writeQuery(run, anchor, 'missing');
  return provider.calls.map((call) => /clientToken=([0-9a-f]{64})$/.exec(call)?.[1]);
}

describe('what is added to an update', () => {
  const table: readonly [string, string, Partial<RunRigOptions>, readonly string[], string][] = [
    [
      'is what create gives to write-only properties, which the service would lose',
      '[{"op":"add","path":"/CustomDomainConfig","value":{"CertificateArn":"a"}}]',
      {},
      ['added /ManagedLoginVersion (write-only)'],
      '[{"op":"add","path":"/CustomDomainConfig","value":{"CertificateArn":"a"}},{"op":"add","path":"/ManagedLoginVersion","value":2}]',
    ],
    [
      'is nothing that the patch sets itself',
      '[{"op":"add","path":"/ManagedLoginVersion","value":1}]',
      {},
      [],
      '[{"op":"add","path":"/ManagedLoginVersion","value":1}]',
    ],
    [
      'is nothing where the patch is to be sent as it is written',
      '[{"op":"add","path":"/CustomDomainConfig","value":{"CertificateArn":"a"}}]',
      { exactPatch: true },
      [],
      '[{"op":"add","path":"/CustomDomainConfig","value":{"CertificateArn":"a"}}]',
    ],
  ];
  for (const [title, patch, options, added, sent] of table) {
    it(title, async () => {
      const { run, provider, shown } = createRunRig({ queries: updateDomain(patch), cloud: [domain], ...options });
      expect(await writeQuery(run, 'update', 'drifted')).to.deep.equal({ ok: true, value: { changed: true } });
      expect(shown().slice(1)).to.deep.equal(added);
      expect(provider.calls).to.deep.equal([
        'get us-east-1 Cognito.UserPoolDomain p1|shop',
        `update us-east-1 Cognito.UserPoolDomain p1|shop ${sent}`,
      ]);
    });
  }

  const removals: readonly [string, string, readonly string[], string][] = [
    [
      'is the default in the place of a removal that the service ignores',
      '[{"op":"remove","path":"/AuthSessionValidity"}]',
      ['added /AuthSessionValidity (ignored-removal)'],
      '[{"op":"remove","path":"/AuthSessionValidity"},{"op":"add","path":"/AuthSessionValidity","value":3}]',
    ],
    [
      'is nothing for a removal that the service carries out',
      '[{"op":"remove","path":"/CallbackURLs"}]',
      [],
      '[{"op":"remove","path":"/CallbackURLs"}]',
    ],
    [
      'is nothing for a removal after which the patch sets the property itself',
      '[{"op":"remove","path":"/AuthSessionValidity"},{"op":"add","path":"/AuthSessionValidity","value":5}]',
      [],
      '[{"op":"remove","path":"/AuthSessionValidity"},{"op":"add","path":"/AuthSessionValidity","value":5}]',
    ],
    [
      'is the default where the patch sets the property first and then removes it',
      '[{"op":"add","path":"/AuthSessionValidity","value":5},{"op":"remove","path":"/AuthSessionValidity"}]',
      ['added /AuthSessionValidity (ignored-removal)'],
      '[{"op":"add","path":"/AuthSessionValidity","value":5},{"op":"remove","path":"/AuthSessionValidity"},{"op":"add","path":"/AuthSessionValidity","value":3}]',
    ],
  ];
  for (const [title, patch, added, sent] of removals) {
    it(title, async () => {
      const queries = `/*+ update */
UPDATE awscc.cognito.user_pool_clients SET PatchDocument = '${patch}'
WHERE region = 'us-east-1' AND Identifier = 'p1|c1';
/*+ exists */
SELECT client_id FROM awscc.cognito.user_pool_clients WHERE region = 'us-east-1' AND Identifier = 'p1|c1';
/*+ create */
INSERT INTO awscc.cognito.user_pool_clients (UserPoolId, ClientName, region) SELECT 'p1', 'web', 'us-east-1';
`;
      const { run, provider, shown } = createRunRig({ queries });
      expect(await writeQuery(run, 'update', 'drifted')).to.deep.equal({ ok: true, value: { changed: true } });
      expect(shown().slice(1)).to.deep.equal(added);
      expect(provider.calls).to.deep.equal([
        'get us-east-1 Cognito.UserPoolClient p1|c1',
        `update us-east-1 Cognito.UserPoolClient p1|c1 ${sent}`,
      ]);
    });
  }
});

describe('the token of a create', () => {
  it('is the same in another run that wants the same', async () => {
    const first = await tokenOf({});
    expect(first).to.have.length(1);
    expect(first[0]).to.match(/^[0-9a-f]{64}$/);
    expect(await tokenOf({ seed: 'another run' })).to.deep.equal(first);
  });

  it('is another one for another desired state or another stack', async () => {
    const tokens = [
      await tokenOf({}),
      await tokenOf({ variables: { version: 1 } }),
      await tokenOf({ stackName: 'mall' }),
    ];
    expect(new Set(tokens.flat()).size).to.equal(3);
  });

  it('is another one in each run for createorupdate, which is meant anew in each', async () => {
    const queries = insertDomain.replace('create', 'createorupdate');
    const first = await tokenOf({ queries }, 'createorupdate');
    expect(await tokenOf({ queries }, 'createorupdate')).to.deep.equal(first);
    expect(await tokenOf({ queries, seed: 'another run' }, 'createorupdate')).to.not.deep.equal(first);
  });

  it('is another one for each of several statements that say the same', async () => {
    const queries = `/*+ create */
${"INSERT INTO awscc.cognito.user_pool_clients (UserPoolId, ClientName, region) SELECT 'p1', 'web', 'us-east-1';\n".repeat(2)}
/*+ exists */
SELECT 0 AS count;
`;
    const tokens = (await tokenOf({ queries, entry: '    type: multi\n' })).filter((token) => token !== undefined);
    expect(tokens).to.have.length(2);
    expect(new Set(tokens).size).to.equal(2);
  });
});

describe('an INSERT whose resource may be there already', () => {
  const upsert = `/*+ createorupdate */
INSERT INTO awscc.cognito.user_pool_groups (UserPoolId, GroupName, Precedence, region)
SELECT 'p1', 'editors', 3, 'us-east-1';
`;
  const withExists = `/*+ exists */
SELECT group_name, user_pool_id FROM awscc.cognito.user_pool_groups
WHERE region = 'us-east-1' AND Identifier = 'p1|editors';
${upsert}`;
  const refused = { kind: 'already-exists' } as const;
  const sentCalls = ({ provider }: RunRig): readonly string[] =>
    provider.calls.map((call) => call.replace(/ clientToken=.*/, ''));
  const created = 'create us-east-1 Cognito.UserPoolGroup {"UserPoolId":"p1","GroupName":"editors","Precedence":3}';
  const looked = 'get us-east-1 Cognito.UserPoolGroup p1|editors';
  const updated = 'update us-east-1 Cognito.UserPoolGroup p1|editors [{"op":"add","path":"/Precedence","value":3}]';

  it('is sent where it is missing', async () => {
    const rig = createRunRig({ queries: withExists });
    expect(await writeQuery(rig.run, 'createorupdate', 'missing')).to.deep.equal({
      ok: true,
      value: { changed: true },
    });
    expect(sentCalls(rig)).to.deep.equal([created]);
    expect([...rig.run.upserts]).to.deep.equal(['created']);
  });

  it('sets what differs on what exists found', async () => {
    const rig = createRunRig({ queries: withExists, cloud: [group('editors', { Precedence: 1 })] });
    expect(await writeQuery(rig.run, 'createorupdate', 'present')).to.deep.equal({
      ok: true,
      value: { changed: true },
    });
    expect(sentCalls(rig)).to.deep.equal([looked, updated]);
    expect([...rig.run.upserts]).to.deep.equal(['updated']);
    expect(rig.run.comparison.differences.map(({ pointer }) => pointer)).to.deep.equal(['/Precedence']);
    expect(rig.run.identifier).to.equal('p1|editors');
    expect(rig.run.hasWritten).to.equal(true);
  });

  it('writes nothing where nothing differs', async () => {
    const rig = createRunRig({ queries: withExists, cloud: [group('editors', { Precedence: 3 })] });
    expect(await writeQuery(rig.run, 'createorupdate', 'present')).to.deep.equal({
      ok: true,
      value: { changed: false },
    });
    expect(sentCalls(rig)).to.deep.equal([looked]);
    expect(rig.shown()).to.deep.equal([]);
    expect([...rig.run.upserts]).to.deep.equal(['unchanged']);
    expect(rig.run.identifier).to.equal('p1|editors');
    expect(rig.run.hasWritten).to.equal(false);
  });

  it('is not looked for where nothing said that it may be there, until the service refuses it', async () => {
    const rig = createRunRig({ queries: upsert, cloud: [group('editors', { Precedence: 1 })] });
    rig.provider.failOn('create', refused);
    expect((await writeQuery(rig.run, 'createorupdate', 'unconditional')).ok).to.equal(true);
    expect(sentCalls(rig)).to.deep.equal([created, looked, updated]);
    expect([...rig.run.upserts]).to.deep.equal(['updated']);
  });

  it('is taken for refused because it is there also where the handler says so later', async () => {
    const rig = createRunRig({ queries: upsert, cloud: [group('editors', { Precedence: 3 })] });
    rig.provider.failOn('create', { kind: 'request-failed', handlerErrorCode: 'AlreadyExists' });
    expect(await writeQuery(rig.run, 'createorupdate', 'unconditional')).to.deep.equal({
      ok: true,
      value: { changed: false },
    });
  });

  it('fails with what the service says where that is something else', async () => {
    for (const failure of [{ kind: 'denied' }, { kind: 'request-failed', handlerErrorCode: 'Throttling' }] as const) {
      const rig = createRunRig({ queries: upsert, cloud: [group('editors', { Precedence: 1 })] });
      rig.provider.failOn('create', failure);
      const end = await writeQuery(rig.run, 'createorupdate', 'unconditional');
      expect(end).to.have.nested.property('reason.trouble.failure.kind', failure.kind);
      expect(sentCalls(rig)).to.deep.equal([created]);
    }
  });

  it('is looked for by what it names where the statecheck does not hold', async () => {
    const queries = `/*+ statecheck */\nSELECT 0 AS count;\n${upsert}`;
    const rig = createRunRig({ queries, cloud: [group('editors', { Precedence: 1 })] });
    expect((await writeQuery(rig.run, 'createorupdate', 'unconditional')).ok).to.equal(true);
    expect(sentCalls(rig)).to.deep.equal([looked, updated]);
  });

  it('is sent where what it names is not there', async () => {
    const rig = createRunRig({ queries: `/*+ statecheck */\nSELECT 0 AS count;\n${upsert}` });
    expect((await writeQuery(rig.run, 'createorupdate', 'unconditional')).ok).to.equal(true);
    expect(sentCalls(rig)).to.deep.equal([looked, created]);
  });

  it('fails where it could not be looked for, and is not sent', async () => {
    const rig = createRunRig({ queries: withExists });
    rig.provider.failOn('get', { kind: 'unreachable' });
    const end = await writeQuery(rig.run, 'createorupdate', 'present');
    expect(end).to.have.nested.property('reason.trouble.failure.kind', 'unreachable');
    expect(sentCalls(rig)).to.deep.equal([looked]);
  });

  it('fails, naming what differs, where that is fixed at creation', async () => {
    const queries = `/*+ exists */
SELECT client_id, user_pool_id FROM awscc.cognito.user_pool_clients WHERE region = 'us-east-1' AND Identifier = 'p1|c1';
/*+ createorupdate */
INSERT INTO awscc.cognito.user_pool_clients (UserPoolId, ClientName, region)
SELECT 'p2', 'app', 'us-east-1';
`;
    const properties = { UserPoolId: 'p1', ClientId: 'c1', ClientName: 'app' };
    const rig = createRunRig({ queries, cloud: [resourceOf('AWS::Cognito::UserPoolClient', 'p1|c1', properties)] });
    rig.run.takeAnswer(
      'exists',
      'presence',
      new Map([
        ['client_id', 'c1'],
        ['user_pool_id', 'p1'],
      ]),
    );
    const end = await writeQuery(rig.run, 'createorupdate', 'present');
    expect(end).to.have.nested.property('reason.kind', 'needs-replacement');
    expect(end).to.have.nested.property('reason.identifier', 'p1|c1');
    expect(end).to.have.nested.property('reason.changes[0].pointer', '/UserPoolId');
    expect(end).to.have.nested.property('reason.changes.length', 1);
    expect(rig.provider.calls.filter((call) => !call.startsWith('get'))).to.deep.equal([]);
  });
});

describe('several statements', () => {
  const rename = (names: readonly string[]): string => `/*+ exists */
SELECT 0 AS count;
/*+ create */
${names.map((name) => `INSERT INTO awscc.cognito.user_pool_clients (UserPoolId, ClientName, region) SELECT 'p1', '${name}', 'us-east-1';`).join('\n')}
`;
  const client = (id: string, name: string): FakeResource => ({
    ...resourceOf('AWS::Cognito::UserPoolClient', `p1|${id}`, { UserPoolId: 'p1', ClientId: id, ClientName: name }),
  });
  const entry = '    type: multi\n';
  const creates = ({ provider }: RunRig): readonly (string | undefined)[] =>
    provider.calls.filter((call) => call.startsWith('create')).map((call) => /"ClientName":"(\w+)"/.exec(call)?.[1]);

  it('create what nobody refuses to make twice only where it is missing', async () => {
    const rig = createRunRig({ queries: rename(['web', 'app']), entry, cloud: [client('c1', 'web')] });
    expect(await writeQuery(rig.run, 'create', 'missing')).to.deep.equal({ ok: true, value: { changed: true } });
    expect(creates(rig)).to.deep.equal(['app']);
    expect([...rig.run.upserts].sort()).to.deep.equal(['created', 'unchanged']);
  });

  it('change nothing where all of it is there', async () => {
    const cloud = [client('c1', 'web'), client('c2', 'app')];
    const rig = createRunRig({ queries: rename(['web', 'app']), entry, cloud });
    expect(await writeQuery(rig.run, 'create', 'missing')).to.deep.equal({ ok: true, value: { changed: false } });
    expect(creates(rig)).to.deep.equal([]);
  });

  it('are not sent where it is not plain which of two is meant; the others are', async () => {
    const cloud = [client('c1', 'web'), client('c2', 'web')];
    const rig = createRunRig({ queries: rename(['web', 'app']), entry, cloud });
    const end = await writeQuery(rig.run, 'create', 'missing');
    expect(creates(rig)).to.deep.equal(['app']);
    expect(end).to.deep.equal({
      ok: false,
      reason: {
        kind: 'several',
        anchor: 'create',
        of: 2,
        failures: [
          {
            index: 0,
            reason: { kind: 'ambiguous', anchor: 'create', columns: ['Identifier'], rows: [['p1|c1'], ['p1|c2']] },
          },
        ],
      },
    });
  });

  it('are looked for before they are sent: a look that fails is told', async () => {
    for (const call of ['list', 'get']) {
      const rig = createRunRig({ queries: rename(['web', 'app']), entry, cloud: [client('c1', 'web')] });
      rig.provider.failOn(call, { kind: 'unreachable' });
      const end = await writeQuery(rig.run, 'create', 'missing');
      expect(creates(rig)).to.deep.equal([]);
      expect(end).to.have.nested.property('reason.failures.length', 2);
      expect(end).to.have.nested.property('reason.failures[1].reason.trouble.failure.kind', 'unreachable');
    }
  });

  it('are not begun after an interruption', async () => {
    const rig = createRunRig({ queries: rename(['web', 'app']), entry });
    rig.abort();
    expect(await writeQuery(rig.run, 'create', 'missing')).to.deep.equal({
      ok: false,
      reason: { kind: 'interrupted' },
    });
    expect(rig.provider.calls).to.deep.equal([]);
  });
});

describe('a delete', () => {
  const queries = `/*+ exists */
SELECT group_name, user_pool_id FROM awscc.cognito.user_pool_groups
WHERE region = 'us-east-1' AND UserPoolId = 'p1' AND description = 'mine';
/*+ delete */
DELETE FROM awscc.cognito.user_pool_groups WHERE region = 'us-east-1' AND Identifier = 'p1|editors';
`;
  const found = (rig: RunRig, name: string): void => {
    const row = new Map([
      ['group_name', name],
      ['user_pool_id', 'p1'],
    ]);
    rig.run.takeAnswer('exists', 'presence', row);
  };
  const ends: readonly [string, readonly FakeResource[], string | undefined, boolean, boolean][] = [
    ['changes something where it was there', [group('editors')], 'editors', true, true],
    ['has nothing to do where it was not there', [], undefined, true, false],
    ['has nothing to do where it was gone before', [], 'editors', true, false],
    ['misses where exists has found another one', [], 'readers', false, false],
    ['does not miss where it was there, whatever exists has found', [group('editors')], 'readers', true, true],
  ];
  for (const [title, cloud, name, changed, hasWritten] of ends) {
    it(title, async () => {
      const rig = createRunRig({ queries, cloud });
      if (name !== undefined) found(rig, name);
      const journal = new Journal();
      expect(await writeQuery(rig.run, 'delete', 'present', journal)).to.deep.equal({
        ok: true,
        value: { changed },
      });
      expect(rig.run.hasWritten).to.equal(hasWritten);
      expect(journal.changes.map(({ kind }) => kind)).to.deep.equal(hasWritten ? ['deleted'] : []);
    });
  }
});

describe('what is known after a write', () => {
  const insertClient = `/*+ create */
INSERT INTO awscc.cognito.user_pool_clients (UserPoolId, ClientName, region) SELECT 'p1', 'web', 'us-east-1'
RETURNING Identifier, ResourceModel;
`;

  it('is what no read returns, as it was sent', async () => {
    const created = createRunRig({ queries: insertDomain });
    await writeQuery(created.run, 'create', 'missing');
    const patch = '[{"op":"add","path":"/CustomDomainConfig","value":{"CertificateArn":"a"}}]';
    const updated = createRunRig({ queries: updateDomain(patch), cloud: [domain] });
    expect(updated.run.sent).to.equal(undefined);
    await writeQuery(updated.run, 'update', 'drifted');
    expect(updated.run.sent).to.match(/^\S+$/);
    expect(updated.run.sent).to.equal(created.run.sent);
    const refused = createRunRig({ queries: insertDomain });
    refused.provider.failOn('create');
    await writeQuery(refused.run, 'create', 'missing');
    expect(refused.run.sent).to.equal(undefined);
  });

  it('is which secrets it has returned', async () => {
    const { run, secrets } = createRunRig({
      queries: insertClient,
      provider: (fake) => ({
        ...fake,
        create: async (request) => {
          const made = await fake.create(request);
          if (!made.ok) return made;
          const fields = { ...made.value.fields, ResourceModel: '{"ClientSecret":"very-secret"}' };
          return { ok: true, value: { ...made.value, fields } };
        },
      }),
    });
    expect((await writeQuery(run, 'create', 'missing')).ok).to.equal(true);
    expect(secrets).to.deep.equal(['{"ClientSecret":"very-secret"}']);
  });

  it('is that something was written, though not all of it', async () => {
    const queries = `/*+ create */
INSERT INTO awscc.cognito.user_pool_groups (UserPoolId, GroupName, region) VALUES ('p1', 'a', 'us-east-1'), ('p1', 'b', 'us-east-1');
`;
    const half = createRunRig({ queries });
    half.provider.failOn('create us-east-1 Cognito.UserPoolGroup {"UserPoolId":"p1","GroupName":"b"');
    expect((await writeQuery(half.run, 'create', 'missing')).ok).to.equal(false);
    expect(half.run.hasWritten).to.equal(true);
    const none = createRunRig({ queries });
    none.provider.failOn('create');
    await writeQuery(none.run, 'create', 'missing');
    expect(none.run.hasWritten).to.equal(false);
  });

  it('is that a request was given up', async () => {
    const queries = `${insertDomain}/*+ delete */
DELETE FROM awscc.cloud_control.resource_requests WHERE region = 'us-east-1' AND RequestToken = 't1';
`;
    const { run, provider, shown } = createRunRig({ queries });
    expect(await writeQuery(run, 'delete', 'present')).to.deep.equal({ ok: true, value: { changed: true } });
    expect(provider.calls).to.deep.equal(['cancel us-east-1 t1']);
    expect(shown()[0]).to.match(/^delete: DELETE FROM awscc.cloud_control.resource_requests/);
  });

  it('is why a statement is refused whose values only the run knows, and its text', async () => {
    const queries = insertDomain.replace("'p1'", "'{{ vars.pool }}'");
    const { run, provider, shown } = createRunRig({ queries, variables: { pool: ['x'] } });
    expect(await writeQuery(run, 'create', 'missing')).to.have.nested.property('reason.trouble.kind', 'refused');
    expect([provider.calls.length, shown().length]).to.deep.equal([0, 1]);
  });
});
