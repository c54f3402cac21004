import { expect } from 'chai';
import { checkPatch } from '../../../src/resource-types/check-patch.ts';
import { readSchema } from '../../../src/resource-types/read-schema.ts';
import { Composite, omit, Secret, Unknown, type Value } from '../../../src/values/value.ts';
import { userPool, userPoolClient } from './shipped-types.ts';

describe('checkPatch', () => {
  const told = (...operations: readonly Value[]): readonly string[] =>
    checkPatch(userPoolClient, operations).problems.map(({ code, message, help }) =>
      [code, message, help].filter((part) => part !== undefined).join(' — '),
    );
  const sent = (...operations: readonly Value[]): unknown => checkPatch(userPoolClient, operations).operations;

  it('gives paths and values in the schema’s spelling and types', () => {
    const document =
      '[{"op":"replace","path":"client_name","value":5},{"op":"add","path":"/token_validity_units/access_token","value":"hours"},' +
      '{"op":"replace","path":"/AuthSessionValidity","value":"5"},{"op":"add","path":"/CallbackURLs/-","value":"https://a"},' +
      '{"op":"remove","path":"/LogoutURLs/0"},{"op":"add","path":"/CallbackURLs","value":"[\\"https://b\\"]"}]';
    expect(checkPatch(userPoolClient, document)).to.deep.equal({
      operations: [
        { op: 'replace', path: '/ClientName', value: '5' },
        { op: 'add', path: '/TokenValidityUnits/AccessToken', value: 'hours' },
        { op: 'replace', path: '/AuthSessionValidity', value: 5 },
        { op: 'add', path: '/CallbackURLs/-', value: 'https://a' },
        { op: 'remove', path: '/LogoutURLs/0' },
        { op: 'add', path: '/CallbackURLs', value: ['https://b'] },
      ],
      problems: [],
    });
  });

  it('keeps the keys of maps, slashes in them too', () => {
    expect(checkPatch(userPool, [{ op: 'add', path: '/user_pool_tags/a~1b', value: 1 }])).to.deep.equal({
      operations: [{ op: 'add', path: '/UserPoolTags/a~1b', value: '1' }],
      problems: [],
    });
  });

  it('leaves out operations that have nothing to say', () => {
    expect(
      sent({ op: 'add', path: '/ClientName', value: null }, { op: 'replace', path: '/LogoutURLs', value: omit }),
    ).to.deep.equal([]);
    expect(told({ op: 'add', path: '/ClientName', value: null })).to.deep.equal([]);
  });

  it('still finds what is wrong with the path of an operation that says nothing', () => {
    expect(told({ op: 'add', path: '/Nme', value: null })).to.deep.equal([
      'resource/unknown-column — unknown property "Nme" — did you mean "Name"?',
    ]);
  });

  it('refuses to replace or remove what reads do not return', () => {
    const hidden = { path: '/EnabledMfas', value: ['EMAIL_OTP'] };
    const problems = (op: string): readonly string[] =>
      checkPatch(userPool, [{ op, ...hidden }]).problems.map(({ message }) => message);
    expect(problems('add')).to.deep.equal([]);
    expect(problems('replace')).to.deep.equal(['EnabledMfas is write-only and cannot take replace']);
    expect(problems('remove')).to.deep.equal(['EnabledMfas is write-only and cannot take remove']);
  });

  it('warns where a map is written whole in which something cannot change', () => {
    const type = readSchema(
      {
        typeName: 'AWS::Test::Service',
        properties: {
          Network: { type: 'object', properties: { Vpc: { type: 'string' }, IsPublic: { type: 'boolean' } } },
        },
        primaryIdentifier: ['/properties/Network'],
        createOnlyProperties: ['/properties/Network/Vpc'],
      },
      'stack',
    );
    if (type === undefined) throw new Error('The schema cannot be read.');
    const checked = checkPatch(type, [{ op: 'replace', path: '/Network', value: { IsPublic: true } }]);
    expect(checked).to.deep.equal({
      operations: [{ op: 'replace', path: '/Network', value: { IsPublic: true } }],
      problems: [
        {
          path: ['Network'],
          code: 'resource/create-only',
          severity: 'warning',
          message: 'Network is written whole, and Network.Vpc in it cannot change after creation',
          help: 'give it the value that it has, or change single properties inside',
        },
      ],
    });
    expect(checkPatch(type, [{ op: 'replace', path: '/Network/IsPublic', value: true }]).problems).to.deep.equal([]);
  });

  it('refuses what cannot change', () => {
    expect(
      told(
        { op: 'replace', path: '/UserPoolId', value: 'a' },
        { op: 'add', path: '/GenerateSecret', value: true },
        { op: 'remove', path: '/ClientSecret' },
        { op: 'move', from: '/Name', path: '/ClientName' },
      ),
    ).to.deep.equal([
      'resource/create-only — UserPoolId cannot change after creation — leave it out of the patch; to change it the resource has to be replaced',
      'resource/create-only — GenerateSecret cannot change after creation — leave it out of the patch; to change it the resource has to be replaced',
      'resource/read-only — ClientSecret is set by the service and cannot be changed',
      'resource/read-only — Name is set by the service and cannot be changed',
    ]);
  });

  it('lets tests and copies look at what cannot change', () => {
    expect(
      told({ op: 'test', path: '/UserPoolId', value: 'a' }, { op: 'copy', from: '/Name', path: '/ClientName' }),
    ).to.deep.equal([]);
  });

  it('judges the value alone, at its place', () => {
    expect(
      checkPatch(userPoolClient, [
        { op: 'replace', path: '/AuthSessionValidity', value: '99' },
        { op: 'replace', path: '/refresh_token_rotation/feature', value: 'ON' },
        { op: 'replace', path: '/CallbackURLs/7', value: { a: 1 } },
        { op: 'add', path: '/TokenValidityUnits', value: { Acces: 1 } },
      ]).problems,
    ).to.deep.equal([
      {
        path: ['AuthSessionValidity'],
        code: 'resource/out-of-range',
        message: 'AuthSessionValidity is 99; it must be at most 15',
      },
      {
        path: ['RefreshTokenRotation', 'Feature'],
        code: 'resource/not-allowed',
        message: 'RefreshTokenRotation.Feature is "ON"; it must be ENABLED or DISABLED',
      },
      {
        path: ['CallbackURLs', 7],
        code: 'resource/wrong-type',
        message: 'CallbackURLs[7] is a map; it must be text',
        help: 'the filter to_json gives its JSON text',
      },
      {
        path: ['TokenValidityUnits', 'Acces'],
        code: 'resource/unknown-column',
        message: 'unknown property "Acces" in TokenValidityUnits',
      },
    ]);
    expect(
      checkPatch(userPool, [{ op: 'add', path: '/SmsConfiguration/EumsSms/Region', value: 'x' }]).problems,
    ).to.deep.equal([]);
  });

  it('tells the item that the operation names', () => {
    const problems = checkPatch(userPool, [
      { op: 'add', path: '/Schema/-', value: { Nme: 'a' } },
      { op: 'replace', path: '/Schema/3/Mutable', value: 'maybe' },
      { op: 'replace', path: '/UserPoolTags', value: [1] },
    ]).problems;
    expect(problems.map(({ path, message }) => ({ path, message }))).to.deep.equal([
      { path: ['Schema', '-', 'Nme'], message: 'unknown property "Nme" in Schema[-]' },
      { path: ['Schema', 3, 'Mutable'], message: 'Schema[3].Mutable is "maybe"; it must be true or false' },
      { path: ['UserPoolTags'], message: 'UserPoolTags is a list of 1 item; it must be a map' },
    ]);
  });

  it('refuses paths that lead nowhere', () => {
    expect(
      told(
        { op: 'remove', path: '/properties/ClientName' },
        { op: 'remove', path: '/ClientName/x' },
        { op: 'remove', path: '/CallbackURLs/first' },
        { op: 'remove', path: '' },
        { op: 'remove', path: 5 },
        { op: 'remove' },
        { op: 'copy', path: '/ClientName' },
      ),
    ).to.deep.equal([
      'resource/unknown-column — unknown property "properties" — paths begin at the properties: "/Name", not "/properties/Name"',
      'resource/patch — ClientName has nothing inside; the path goes on with "x"',
      'resource/patch — CallbackURLs is a list; "first" is no place in it — use the number of an item, or - for the end',
      'resource/patch — the path of operation 4 of the patch is empty — a patch changes one property at a time',
      'resource/patch — the path of operation 5 of the patch is not a text — it looks like [{"op": "replace", "path": "/Property", "value": 1}]',
      'resource/patch — the path of operation 6 of the patch is missing — it looks like [{"op": "replace", "path": "/Property", "value": 1}]',
      'resource/patch — the from of operation 7 of the patch is missing — it looks like [{"op": "replace", "path": "/Property", "value": 1}]',
    ]);
  });

  it('refuses what is no operation', () => {
    expect(
      told({ op: 'ad', path: '/ClientName', value: 1 }, {}, 'x', { op: 'add', path: '/ClientName' }),
    ).to.deep.equal([
      'resource/patch — operation 1 of the patch: the op is "ad" — did you mean "add"?',
      'resource/patch — operation 2 of the patch has no op — it looks like [{"op": "replace", "path": "/Property", "value": 1}]',
      'resource/patch — operation 3 of the patch is not a map — it looks like [{"op": "replace", "path": "/Property", "value": 1}]',
      'resource/patch — add /ClientName has no value',
    ]);
    for (const document of ['{', '{}', 5, true]) {
      expect(checkPatch(userPoolClient, document).problems.map((problem) => problem.message)).to.deep.equal([
        'the patch document is not a list of operations',
      ]);
    }
  });

  it('refuses to remove what must be there', () => {
    const problems = checkPatch(userPool, [
      { op: 'remove', path: '/SmsConfiguration/EumsSms/CallerArn' },
      { op: 'remove', path: '/SmsConfiguration/EumsSms/Region' },
    ]).problems;
    expect(problems.map((problem) => problem.message)).to.deep.equal([
      'SmsConfiguration.EumsSms.CallerArn must be given; it cannot be removed',
    ]);
  });

  it('sees through what is not known yet', () => {
    const unknown = new Unknown('client.name');
    expect(checkPatch(userPoolClient, unknown)).to.deep.equal({ operations: undefined, problems: [] });
    expect(
      checkPatch(userPoolClient, new Composite(['[{"op":"add","path":"/ClientNme","value":"', unknown, '"}]']))
        .problems[0]?.message,
    ).to.equal('unknown property "ClientNme"');
    expect(sent({ op: 'add', path: '/AuthSessionValidity', value: unknown })).to.deep.equal([
      { op: 'add', path: '/AuthSessionValidity', value: unknown },
    ]);
  });

  it('keeps secrets secret', () => {
    const secret = new Secret('hunter2"');
    const document = new Composite(['[{"op":"add","path":"/ClientName","value":"', secret, '"}]']);
    expect(checkPatch(userPoolClient, document)).to.deep.equal({
      operations: [{ op: 'add', path: '/ClientName', value: secret }],
      problems: [],
    });
    const whole = new Secret('[{"op":"add","path":"/AuthSessionValidity","value":"hunter2"}]');
    expect(checkPatch(userPoolClient, whole).problems.map((problem) => problem.message)).to.deep.equal([
      'AuthSessionValidity is ***; it must be a whole number',
    ]);
  });
});
