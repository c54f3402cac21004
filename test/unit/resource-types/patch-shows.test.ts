import { expect } from 'chai';
import type { JsonObject } from '../../../src/base/json.ts';
import type { PatchOperation } from '../../../src/resource-types/check-patch.ts';
import { patchShows } from '../../../src/resource-types/patch-shows.ts';
import { registry } from './shipped-types.ts';

describe('patchShows', () => {
  const queue = { QueueName: 'q', DelaySeconds: 5, Tags: [{ Key: 'a', Value: '1' }] };
  const pool = { UserPoolId: 'p', ClientId: 'c', CallbackURLs: ['https://a.example', 'https://b.example'] };
  const rows: readonly (readonly [typeName: string, before: JsonObject, operation: PatchOperation, shows: boolean])[] =
    [
      ['AWS::SQS::Queue', queue, { op: 'add', path: '/DelaySeconds', value: 7 }, true],
      ['AWS::SQS::Queue', queue, { op: 'add', path: '/DelaySeconds', value: 5 }, false],
      ['AWS::SQS::Queue', queue, { op: 'add', path: '/VisibilityTimeout', value: 60 }, true],
      ['AWS::SQS::Queue', queue, { op: 'remove', path: '/DelaySeconds' }, true],
      ['AWS::SQS::Queue', queue, { op: 'remove', path: '/VisibilityTimeout' }, false],
      ['AWS::SQS::Queue', queue, { op: 'test', path: '/DelaySeconds', value: 7 }, false],
      ['AWS::SQS::Queue', queue, { op: 'add', path: '/Tags', value: [] }, true],
      [
        'AWS::Cognito::UserPoolClient',
        pool,
        { op: 'replace', path: '/CallbackURLs', value: ['https://b.example', 'https://a.example'] },
        false,
      ],
      ['AWS::SSM::Parameter', {}, { op: 'add', path: '/Tier', value: 'Advanced' }, false],
      ['AWS::SSM::Parameter', {}, { op: 'add', path: '/Value', value: 'v' }, true],
      ['AWS::Lambda::Function', {}, { op: 'add', path: '/Code', value: { ZipFile: 'exports = 1' } }, false],
      ['AWS::Lambda::Function', {}, { op: 'replace', path: '/Code/ZipFile', value: 'exports = 1' }, false],
      ['AWS::Lambda::Function', {}, { op: 'remove', path: '/Code/ZipFile' }, false],
      ['AWS::IAM::User', {}, { op: 'add', path: '/LoginProfile', value: { Password: 'p' } }, false],
    ];
  for (const [typeName, before, operation, shows] of rows)
    it(`${typeName}: ${JSON.stringify(operation)} ${shows ? 'shows' : 'does not show'}`, () => {
      const type = registry.find(typeName);
      expect(type && patchShows(type, [operation], before, 'eu-west-1')).to.equal(shows);
    });
});
