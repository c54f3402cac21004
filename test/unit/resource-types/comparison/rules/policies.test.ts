import type { Json } from '../../../../../src/base/json.ts';
import { compareRows, thing, typeNamed } from '../judge.ts';

const read = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::shop/*' };
const list = { Effect: 'Allow', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::shop' };
const policy = (...statements: readonly Json[]): Json => ({ Version: '2012-10-17', Statement: statements });
const of = (parts: Readonly<Record<string, Json>>): Json => policy({ ...read, ...parts });

describe('comparison, rule policies', () => {
  compareRows(thing, [
    ['Document', { Version: '2012-10-17', Statement: read }, policy(read), ['policy']],
    ['Document', policy(read, list), policy(list, read), ['policy']],
    ['Document', policy(read), JSON.stringify(policy(read)), ['policy']],
    ['Document', of({ Action: ['s3:GetObject'] }), policy(read), ['policy']],
    ['Document', of({ Action: ['a:B', 'a:C'] }), of({ Action: ['a:c', 'A:B'] }), ['policy']],
    ['Document', of({ Principal: '*' }), of({ Principal: { AWS: '*' } }), ['policy']],
    ['Document', of({ Principal: '*' }), of({ Principal: { AWS: ['*'] } }), ['policy']],
    [
      'Document',
      of({ Principal: { AWS: '123456789012' } }),
      of({ Principal: { AWS: 'arn:aws:iam::123456789012:root' } }),
      ['policy'],
    ],
    [
      'Document',
      of({ Principal: { Service: ['a.amazonaws.com', 'b.amazonaws.com'] } }),
      of({ Principal: { Service: ['b.amazonaws.com', 'a.amazonaws.com'] } }),
      ['policy'],
    ],
    [
      'Document',
      of({ Condition: { Bool: { 'aws:SecureTransport': false } } }),
      of({ Condition: { Bool: { 'AWS:SecureTransport': ['false'] } } }),
      ['policy'],
    ],
    ['Document', of({ Sid: '' }), policy(read), ['policy']],
    ['Document', { Statement: [read] }, { Version: '2008-10-17', Statement: [read] }, ['policy']],
    ['Document', policy(read), { Version: '2008-10-17', Statement: [read] }, 'different'],
    ['Document', policy(read), policy(list), 'different'],
    ['Document', policy(read), policy(read, list), 'different'],
    ['Document', policy(read, list), policy(read), 'different'],
    ['Document', policy(read), of({ Effect: 'Deny' }), 'different'],
    ['Document', policy(read), of({ Action: ['s3:GetObject', 's3:PutObject'] }), 'different'],
    ['Document', policy(read), of({ Resource: 'arn:aws:s3:::Shop/*' }), 'different'],
    ['Document', policy(read), of({ Sid: 'x' }), 'different'],
    ['Document', policy(read), of({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }), 'different'],
    [
      'Document',
      of({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
      of({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      'different',
    ],
    ['Document', of({ Principal: '*' }), of({ Principal: { Service: '*' } }), 'different'],
    [
      'Document',
      of({ Principal: { AWS: '123456789012' } }),
      of({ Principal: { AWS: 'arn:aws:iam::123456789012:role/a' } }),
      'different',
    ],
    [
      'Document',
      of({ Principal: { AWS: '123456789012' } }),
      of({ Principal: { AWS: 'arn:aws:iam::123456789013:root' } }),
      'different',
    ],
    ['Document', of({ NotAction: 'a:B' }), of({ NotResource: 'a:B' }), 'different'],
  ]);
});

describe('comparison, rule policies, of an API', () => {
  const invoke = (resource: string): Json =>
    policy({ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: resource });
  compareRows(typeNamed('AWS::ApiGateway::RestApi'), [
    ['Policy', invoke('execute-api:/*'), invoke('arn:aws:execute-api:eu-west-1:123456789012:a1b2c3/*'), ['policy']],
    ['Policy', invoke('execute-api:/*'), invoke('arn:aws:execute-api:eu-west-1:999999999999:a1b2c3/*'), 'different'],
    [
      'Policy',
      invoke('execute-api:/*'),
      invoke('arn:aws:execute-api:eu-west-1:123456789012:a1b2c3/prod/*'),
      'different',
    ],
  ]);
});
