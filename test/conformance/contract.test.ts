import { expect } from 'chai';
import { jsonEquals, type Json, type JsonObject } from '../../src/base/json.ts';
import { createRig, type Rig } from '../unit/emulator/emulator-rig.ts';

/** What a resource type promises, asked of every type here in the same way. */
interface Subject {
  readonly typeName: string;
  /** What has to be there first; its identifier goes into `desired`. */
  readonly parent?: { readonly typeName: string; readonly property: string };
  readonly desired: JsonObject;
  readonly change: JsonObject;
  /** Lists in which order means nothing. */
  readonly unordered: readonly string[];
  readonly tagProperty?: string;
  readonly listByParent?: true;
}

const subjects: readonly Subject[] = [
  {
    typeName: 'AWS::Cognito::UserPool',
    desired: {
      UserPoolName: 'people',
      AutoVerifiedAttributes: ['email'],
      UsernameAttributes: ['email'],
      UserPoolTags: { team: 'identity' },
      Policies: { PasswordPolicy: { MinimumLength: 12, RequireNumbers: true } },
    },
    change: { MfaConfiguration: 'OFF', UserPoolTags: { team: 'access', stage: 'dev' }, UserPoolName: 'persons' },
    unordered: ['AutoVerifiedAttributes', 'UsernameAttributes'],
    tagProperty: 'UserPoolTags',
  },
  {
    typeName: 'AWS::Cognito::UserPoolClient',
    parent: { typeName: 'AWS::Cognito::UserPool', property: 'UserPoolId' },
    desired: {
      ClientName: 'web',
      GenerateSecret: true,
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      CallbackURLs: ['https://example.com/b', 'https://example.com/a'],
      AccessTokenValidity: 60,
      TokenValidityUnits: { AccessToken: 'minutes' },
    },
    change: { ClientName: 'portal', RefreshTokenValidity: 7, CallbackURLs: ['https://example.com/c'] },
    unordered: ['ExplicitAuthFlows', 'CallbackURLs'],
    listByParent: true,
  },
  {
    typeName: 'AWS::Test::Bucket',
    desired: { BucketName: 'contract', Size: 3, Labels: { a: 'b' } },
    change: { Size: 4, Mode: 'ON' },
    unordered: [],
  },
];

for (const subject of subjects) {
  const { typeName, parent, change, unordered } = subject;
  describe(`The contract of ${typeName}`, () => {
    let rig: Rig;
    let desired: JsonObject;
    let model: JsonObject | undefined;
    beforeEach(async () => {
      rig = createRig();
      const holder = parent === undefined ? {} : { [parent.property]: await rig.create(parent.typeName, {}) };
      desired = { ...subject.desired, ...holder };
      model = subject.listByParent === true ? holder : undefined;
    });
    const patch = (steps: JsonObject): string =>
      JSON.stringify(Object.entries(steps).map(([name, value]) => ({ op: 'add', path: `/${name}`, value })));
    const update = (identifier: string, steps = change): Promise<JsonObject> =>
      rig.finish('UpdateResource', { TypeName: typeName, Identifier: identifier, PatchDocument: patch(steps) });
    const remove = (identifier: string): Promise<JsonObject> =>
      rig.finish('DeleteResource', { TypeName: typeName, Identifier: identifier });
    const expectSame = (input: Json, output: Json | undefined, name: string): void => {
      if (typeof input === 'object' && input !== null && !Array.isArray(input)) {
        expect(output, name).to.be.an('object');
        for (const [key, value] of Object.entries(input))
          expectSame(value, (output as JsonObject)[key], `${name}.${key}`);
      } else if (Array.isArray(input) && unordered.includes(name)) expect(output, name).to.have.members(input);
      else expect(jsonEquals(input, output), `${name}: ${JSON.stringify(output)}`).to.equal(true);
    };
    const expectHolds = (input: JsonObject, output: JsonObject): void => {
      for (const [name, value] of Object.entries(input)) expectSame(value, output[name], name);
    };
    const expectAbsent = async (identifier: string): Promise<void> => {
      const read = await rig.ask('GetResource', { TypeName: typeName, Identifier: identifier });
      expect(read.error).to.equal('ResourceNotFoundException');
    };

    it('create, then read: everything that was asked for is there', async () => {
      const identifier = await rig.create(typeName, desired);
      expectHolds(desired, await rig.read(typeName, identifier));
    });

    it('create, then list: it is listed and can be read', async () => {
      const identifier = await rig.create(typeName, desired);
      expect(await rig.list(typeName, model)).to.deep.equal([identifier]);
    });

    it('the events of a creation are sound', async () => {
      const first = await rig.begin('CreateResource', { TypeName: typeName, DesiredState: JSON.stringify(desired) });
      expect(first['OperationStatus']).to.equal('IN_PROGRESS');
      expect(first).to.not.have.any.keys('ErrorCode', 'ResourceModel', 'StatusMessage');
      const last = await rig.ask('GetResourceRequestStatus', { RequestToken: first['RequestToken'] ?? '' });
      expect(last.body['ProgressEvent']).to.include({ OperationStatus: 'SUCCESS' });
      expect(last.body['ProgressEvent']).to.have.property('Identifier');
      expect(last.body['ProgressEvent']).to.not.have.any.keys('ErrorCode', 'RetryAfter');
    });

    it('create, then delete: success without a model', async () => {
      const event = await remove(await rig.create(typeName, desired));
      expect(event).to.include({ OperationStatus: 'SUCCESS' }).and.not.have.property('ResourceModel');
    });

    it('update, then read: the identifier stays and every change is there', async () => {
      const identifier = await rig.create(typeName, desired);
      const before = await rig.read(typeName, identifier);
      expect(await update(identifier)).to.include({ OperationStatus: 'SUCCESS', Identifier: identifier });
      const after = await rig.read(typeName, identifier);
      expectHolds(change, after);
      for (const [name, value] of Object.entries(before)) {
        if (!(name in change) && name !== 'Name') expect(after[name], name).to.deep.equal(value);
      }
    });

    it('update, then list: it is still listed', async () => {
      const identifier = await rig.create(typeName, desired);
      await update(identifier);
      expect(await rig.list(typeName, model)).to.deep.equal([identifier]);
    });

    it('update without create: not found, with words', async () => {
      const identifier = await rig.create(typeName, desired);
      await remove(identifier);
      const answer = await rig.ask('UpdateResource', {
        TypeName: typeName,
        Identifier: identifier,
        PatchDocument: patch(change),
      });
      expect(answer.error).to.equal('ResourceNotFoundException');
      expect(answer.message).to.be.a('string').and.not.equal('');
    });

    it('after a deletion it cannot be read, listed or deleted', async () => {
      const identifier = await rig.create(typeName, desired);
      await remove(identifier);
      await expectAbsent(identifier);
      expect(await rig.list(typeName, model)).to.deep.equal([]);
      expect(await remove(identifier)).to.include({ OperationStatus: 'FAILED', ErrorCode: 'NotFound' });
    });

    it('after a deletion it can be created again', async () => {
      await remove(await rig.create(typeName, desired));
      await rig.create(typeName, desired);
    });

    if (subject.tagProperty !== undefined) {
      const { tagProperty } = subject;
      it('tags come back on read, those of an update too', async () => {
        const identifier = await rig.create(typeName, desired);
        expect((await rig.read(typeName, identifier))[tagProperty]).to.deep.equal(desired[tagProperty]);
        await update(identifier);
        expect((await rig.read(typeName, identifier))[tagProperty]).to.deep.equal(change[tagProperty]);
      });
    }
  });
}

describe('The contract of a type that its owner names', () => {
  it('create twice: the second fails as already there', async () => {
    const rig = createRig();
    await rig.create('AWS::Test::Bucket', { BucketName: 'contract' });
    const event = await rig.finish('CreateResource', {
      TypeName: 'AWS::Test::Bucket',
      DesiredState: '{"BucketName":"contract"}',
    });
    expect(event).to.include({ OperationStatus: 'FAILED', ErrorCode: 'AlreadyExists', Identifier: 'contract' });
  });
});
