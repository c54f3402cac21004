import { expect } from 'chai';
import type { JsonObject } from '../../../src/base/json.ts';
import {
  changesBetween,
  changesFrom,
  changesOfCreate,
  changesOfPatch,
  withSecrets,
} from '../../../src/plan/changes-between.ts';
import type { PropertyChange } from '../../../src/plan/property-change.ts';
import type { PatchOperation } from '../../../src/resource-types/check-patch.ts';
import { createRegistry, shippedSchemas } from '../../../src/resource-types/create-registry.ts';
import { omit, Secret, Unknown, type ValueMap } from '../../../src/values/value.ts';

const registry = createRegistry({ schemaFolders: [shippedSchemas] });
const typeNamed = (name: string) => registry.find(name)!;
const queue = typeNamed('AWS::SQS::Queue');
const user = typeNamed('AWS::IAM::User');
const pool = typeNamed('AWS::Cognito::UserPool');

/** `/VisibilityTimeout 30 → 60`, with what else is said of it. */
function lineOf({ pointer, before, after, secret, forcesReplacement, writeOnly }: PropertyChange): string {
  const words = [secret && 'secret', forcesReplacement && 'replaces', writeOnly && 'write-only'].filter(Boolean);
  const shown = [before, after].map((value) =>
    value === undefined
      ? 'nothing'
      : JSON.stringify(value, (_key, inner: unknown) => (inner instanceof Unknown ? `<${inner.name}>` : inner)),
  );
  return [pointer, shown.join(' → '), ...words].join(' ');
}

describe('changesOfCreate', () => {
  it('is each property in its order, without what is left out', () => {
    const desired: ValueMap = { VisibilityTimeout: 30, DelaySeconds: omit, QueueName: 'jobs', Tags: null };
    expect(changesOfCreate(queue, desired).map(lineOf)).to.deep.equal([
      '/VisibilityTimeout nothing → 30',
      '/QueueName nothing → "jobs" replaces',
    ]);
  });

  it('marks secrets inside of what is shown', () => {
    expect(changesOfCreate(user, { LoginProfile: { Password: 'p' }, UserName: 'a' })[0]).to.deep.equal({
      pointer: '/LoginProfile',
      before: undefined,
      after: { Password: new Secret('p') },
      secret: false,
      forcesReplacement: false,
      writeOnly: false,
    });
  });
});

describe('changesOfPatch', () => {
  const live: JsonObject = {
    QueueName: 'jobs',
    VisibilityTimeout: 30,
    Tags: [{ Key: 'a', Value: '1' }],
    RedrivePolicy: { maxReceiveCount: 3, deadLetterTargetArn: 'arn:1' },
  };
  const table: readonly [string, readonly PatchOperation[], readonly string[]][] = [
    ['is what it sets', [{ op: 'add', path: '/VisibilityTimeout', value: 60 }], ['/VisibilityTimeout 30 → 60']],
    ['is nothing where it sets what is there', [{ op: 'replace', path: '/VisibilityTimeout', value: 30 }], []],
    ['is what it removes', [{ op: 'remove', path: '/VisibilityTimeout' }], ['/VisibilityTimeout 30 → nothing']],
    [
      'is what it removes of a map',
      [{ op: 'remove', path: '/RedrivePolicy/maxReceiveCount' }],
      ['/RedrivePolicy/maxReceiveCount 3 → nothing'],
    ],
    ['is nothing for the removal of what is not there', [{ op: 'remove', path: '/DelaySeconds' }], []],
    [
      'is nothing for a removal after which it sets the same again',
      [
        { op: 'remove', path: '/VisibilityTimeout' },
        { op: 'add', path: '/VisibilityTimeout', value: 30 },
      ],
      [],
    ],
    [
      'is the list where it removes of a list',
      [{ op: 'remove', path: '/Tags/0' }],
      ['/Tags [{"Key":"a","Value":"1"}] → []'],
    ],
    [
      'is where it moves from, and where to',
      [{ op: 'move', from: '/VisibilityTimeout', path: '/DelaySeconds' }],
      ['/DelaySeconds nothing → 30', '/VisibilityTimeout 30 → nothing'],
    ],
    [
      'is only where it copies to',
      [{ op: 'copy', from: '/VisibilityTimeout', path: '/DelaySeconds' }],
      ['/DelaySeconds nothing → 30'],
    ],
    ['is nothing for a test', [{ op: 'test', path: '/VisibilityTimeout', value: 60 }], []],
    [
      'is what only the build will know beside what is known',
      [
        {
          op: 'add',
          path: '/RedrivePolicy',
          value: { maxReceiveCount: 5, deadLetterTargetArn: new Unknown('letters.arn') },
        },
      ],
      ['/RedrivePolicy/maxReceiveCount 3 → 5', '/RedrivePolicy/deadLetterTargetArn "arn:1" → "<letters.arn>"'],
    ],
    [
      'is what only the build will know',
      [{ op: 'add', path: '/KmsMasterKeyId', value: new Unknown('key.id') }],
      ['/KmsMasterKeyId nothing → "<key.id>"'],
    ],
  ];
  for (const [title, patch, expected] of table) {
    it(title, () => {
      expect(changesOfPatch(queue, live, patch).map(lineOf)).to.deep.equal(expected);
    });
  }
});

describe('changesBetween', () => {
  const letters = new Unknown('letters.arn');
  const unknownInside: readonly [string, JsonObject, ValueMap, readonly string[]][] = [
    [
      'a map that comes whole, once',
      {},
      { RedrivePolicy: { maxReceiveCount: 5, deadLetterTargetArn: letters } },
      ['/RedrivePolicy nothing → {"maxReceiveCount":5,"deadLetterTargetArn":"<letters.arn>"}'],
    ],
    [
      'the member of a map of which nothing else is known',
      {},
      { RedrivePolicy: { deadLetterTargetArn: letters } },
      ['/RedrivePolicy/deadLetterTargetArn nothing → "<letters.arn>"'],
    ],
    [
      'the list that it stands in',
      { Tags: [{ Key: 'a', Value: '1' }] },
      { Tags: [{ Key: 'a', Value: letters }] },
      ['/Tags [{"Key":"a","Value":"1"}] → [{"Key":"a","Value":"<letters.arn>"}]'],
    ],
    [
      'what goes beside it',
      { RedrivePolicy: { maxReceiveCount: 3, deadLetterTargetArn: 'arn:1', redriveAllow: 1 } },
      { RedrivePolicy: { maxReceiveCount: 3, deadLetterTargetArn: letters } },
      ['/RedrivePolicy/redriveAllow 1 → nothing', '/RedrivePolicy/deadLetterTargetArn "arn:1" → "<letters.arn>"'],
    ],
  ];
  for (const [title, live, desired, expected] of unknownInside) {
    it(`is, for what only the build will know, ${title}`, () => {
      expect(changesBetween(queue, live, desired).map(lineOf)).to.deep.equal(expected);
    });
  }

  it('is what differs by the rules of comparison, and says what replaces', () => {
    const desired = { QueueName: 'mails', VisibilityTimeout: 30, DelaySeconds: 5 };
    expect(changesBetween(queue, { QueueName: 'jobs', VisibilityTimeout: 30 }, desired).map(lineOf)).to.deep.equal([
      '/QueueName "jobs" → "mails" replaces',
      '/DelaySeconds nothing → 5',
    ]);
  });

  it('says of what no read returns that it is so', () => {
    const [change] = changesBetween(pool, {}, { UserPoolName: new Unknown('name') });
    expect(change?.pointer).to.equal('/UserPoolName');
    expect(change?.writeOnly).to.equal(false);
    const [password] = changesBetween(user, {}, { LoginProfile: { Password: new Unknown('password') } });
    expect(password && lineOf(password)).to.equal('/LoginProfile/Password nothing → "<password>" secret write-only');
  });

  it('hides both sides of a secret', () => {
    const desired = { QueueName: new Secret('new') };
    expect(changesBetween(queue, { QueueName: 'old' }, desired)).to.deep.equal([
      {
        pointer: '/QueueName',
        before: new Secret('old'),
        after: new Secret('new'),
        secret: true,
        forcesReplacement: true,
        writeOnly: false,
      },
    ]);
  });
});

describe('changesFrom', () => {
  it('takes the desired value as it is desired, marks included', () => {
    const unknown = new Unknown('key.id');
    const difference = { pointer: '/KmsMasterKeyId', desired: 'k', live: undefined, secret: false };
    expect(changesFrom(queue, [difference], { KmsMasterKeyId: unknown }).map(lineOf)).to.deep.equal([
      '/KmsMasterKeyId nothing → "<key.id>"',
    ]);
    expect(changesFrom(queue, [difference], {}).map(lineOf)).to.deep.equal(['/KmsMasterKeyId nothing → "k"']);
    expect(changesFrom(queue, [{ ...difference, desired: undefined, live: 'k' }], {}).map(lineOf)).to.deep.equal([
      '/KmsMasterKeyId "k" → nothing',
    ]);
  });

  it('hides what the comparison takes for secret', () => {
    const difference = { pointer: '/KmsMasterKeyId', desired: 'k', live: 'j', secret: true };
    expect(changesFrom(queue, [difference], {})).to.deep.equal([
      {
        pointer: '/KmsMasterKeyId',
        before: new Secret('j'),
        after: new Secret('k'),
        secret: true,
        forcesReplacement: false,
        writeOnly: false,
      },
    ]);
  });
});

describe('withSecrets', () => {
  it('marks what stands at secret places, also in lists', () => {
    const type = { ...queue, secret: [['Users', '*', 'Password'], ['Token']] };
    expect(
      withSecrets(type, [], { Users: [{ Name: 'a', Password: 'p' }, 'b'], Token: new Unknown('t'), Size: 1 }),
    ).to.deep.equal({
      Users: [{ Name: 'a', Password: new Secret('p') }, 'b'],
      Token: new Unknown('t'),
      Size: 1,
    });
  });
});
