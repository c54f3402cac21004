import { expect } from 'chai';
import type { Json } from '../../../src/base/json.ts';
import { Claims, settingsOf, type Claim } from '../../../src/lifecycle/claims.ts';
import type { PatchOperation } from '../../../src/resource-types/check-patch.ts';
import { createRegistry, shippedSchemas } from '../../../src/resource-types/create-registry.ts';

const registry = createRegistry({ schemaFolders: [shippedSchemas] });

function claim(by: string, changes: Partial<Claim & Claim['resource']> = {}): Claim {
  const type = registry.find('AWS::Cognito::UserPool');
  if (type === undefined) throw new Error('the type is not in the catalogue');
  const { isOwner = true, settings = [], region = 'us-east-1', account = '', identifier = 'us-east-1_abc' } = changes;
  return { by, isOwner, settings, resource: { type, region, account, identifier } };
}

const add = (path: string, value: Json): PatchOperation => ({ op: 'add', path, value });

describe('claims of one resource', () => {
  it('are refused to the second entry, and not to the same entry again', () => {
    const claims = new Claims();
    expect(claims.take(claim('web'))).to.equal(undefined);
    expect(claims.take(claim('web'))).to.equal(undefined);
    expect(claims.take(claim('mobile'))).to.deep.equal({
      kind: 'claimed-twice',
      typeName: 'AWS::Cognito::UserPool',
      identifier: 'us-east-1_abc',
      claimedBy: 'web',
    });
    // What was refused claims nothing.
    expect(claims.take(claim('web'))).to.equal(undefined);
  });

  it('are of an account, a region and an identifier', () => {
    const claims = new Claims();
    for (const other of [{}, { region: 'eu-west-1' }, { account: '222222222222' }, { identifier: 'us-east-1_abd' }])
      expect(claims.take(claim(JSON.stringify(other), other))).to.equal(undefined);
  });

  it('are not made by an entry that only updates', () => {
    const claims = new Claims();
    for (const by of ['one', 'other']) expect(claims.take(claim(by, { isOwner: false }))).to.equal(undefined);
    expect(claims.take(claim('owner'))).to.equal(undefined);
  });

  const cases: readonly (readonly [
    title: string,
    one: readonly PatchOperation[],
    other: readonly PatchOperation[],
    pointer: string | undefined,
  ])[] = [
    ['the same value', [add('/MfaConfiguration', 'ON')], [add('/MfaConfiguration', 'ON')], undefined],
    ['another value', [add('/MfaConfiguration', 'ON')], [add('/MfaConfiguration', 'OFF')], '/MfaConfiguration'],
    ['another property', [add('/MfaConfiguration', 'ON')], [add('/DeletionProtection', 'ACTIVE')], undefined],
    ['an earlier value of one patch', [add('/Name', 'a'), add('/Name', 'b')], [add('/Name', 'b')], undefined],
    [
      'a list in another order',
      [add('/AutoVerifiedAttributes', ['email', 'phone_number'])],
      [add('/AutoVerifiedAttributes', ['phone_number', 'email'])],
      undefined,
    ],
    ['other members', [add('/UserPoolTags', { a: '1' })], [add('/UserPoolTags', { b: '1' })], '/UserPoolTags'],
    ['a part of a whole', [add('/UserPoolTags', { a: '1' })], [add('/UserPoolTags/a', '2')], '/UserPoolTags/a'],
    ['the whole of a part', [add('/UserPoolTags/a', '2')], [add('/UserPoolTags', { a: '1' })], '/UserPoolTags'],
    ['a part that the whole leaves out', [add('/UserPoolTags', { a: '1' })], [add('/UserPoolTags/b', '2')], undefined],
    ['a removal', [add('/UserPoolTags', { a: '1' })], [{ op: 'remove', path: '/UserPoolTags' }], '/UserPoolTags'],
    [
      'a removal on both sides',
      [{ op: 'remove', path: '/UserPoolTags' }],
      [{ op: 'remove', path: '/UserPoolTags' }],
      undefined,
    ],
    [
      'the removal of a whole',
      [{ op: 'remove', path: '/UserPoolTags' }],
      [add('/UserPoolTags/a', '1')],
      '/UserPoolTags/a',
    ],
    ['a name that begins alike', [add('/UserPoolTags/a', '1')], [add('/UserPoolTags/ab', '2')], undefined],
  ];
  for (const [title, one, other, pointer] of cases) {
    it(`${pointer === undefined ? 'let two entries set' : 'refuse'} ${title}`, () => {
      const claims = new Claims();
      expect(claims.take(claim('one', { isOwner: false, settings: settingsOf(one) }))).to.equal(undefined);
      const refusal = claims.take(claim('other', { settings: settingsOf(other) }));
      expect(refusal).to.deep.equal(
        pointer === undefined
          ? undefined
          : {
              kind: 'set-twice',
              typeName: 'AWS::Cognito::UserPool',
              identifier: 'us-east-1_abc',
              pointer,
              setBy: 'one',
            },
      );
    });
  }
});
