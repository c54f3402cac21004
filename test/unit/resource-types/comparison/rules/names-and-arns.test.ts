import { compareRows, thing } from '../judge.ts';

describe('comparison, rule names-and-arns', () => {
  compareRows(thing, [
    ['RoleArn', 'web', 'arn:aws:lambda:eu-west-1:123456789012:function:web', ['arn']],
    ['RoleArn', 'arn:aws:lambda:eu-west-1:123456789012:function:web', 'web', ['arn']],
    ['RoleArn', 'web:live', 'arn:aws:lambda:eu-west-1:123456789012:function:web:live', ['arn']],
    ['RoleArn', '123456789012:function:web', 'arn:aws:lambda:eu-west-1:123456789012:function:web', ['arn']],
    ['RoleArn', 'web', 'arn:aws:lambda:eu-west-1:123456789012:function:web:live', 'different'],
    ['RoleArn', 'web', 'arn:aws:lambda:eu-west-1:999999999999:function:web', 'different'],
    ['RoleArn', 'web', 'arn:aws:lambda:us-east-1:123456789012:function:web', 'different'],
    ['RoleArn', 'web', 'arn:aws-cn:lambda:eu-west-1:123456789012:function:web', 'different'],
    ['RoleArn', 'arn:aws:lambda:eu-west-1:999999999999:function:web', 'web', 'different'],
    ['RoleArn', 'eb', 'arn:aws:lambda:eu-west-1:123456789012:function:web', 'different'],
    ['RoleArn', 'crawler', 'arn:aws:iam::123456789012:role/crawler', ['arn']],
    ['RoleArn', 'crawler', 'arn:aws:iam::123456789012:role/service/crawler', ['arn']],
    ['RoleArn', 'service/crawler', 'arn:aws:iam::123456789012:role/service/crawler', ['arn']],
    ['RoleArn', 'other/crawler', 'arn:aws:iam::123456789012:role/service/crawler', 'different'],
    ['RoleArn', 'awler', 'arn:aws:iam::123456789012:role/crawler', 'different'],
    ['RoleArn', 'alias/main', 'arn:aws:kms:eu-west-1:123456789012:alias/main', ['arn']],
    ['RoleArn', 'key', 'arn:aws:s3:::bucket/key', 'different'],
    ['RoleArn', 'bucket', 'arn:aws:s3:::bucket', ['arn']],
    ['RoleArn', '', 'arn:aws:iam::123456789012:role/crawler', 'different'],
    [
      'RoleArn',
      'arn:aws:logs:eu-west-1:123456789012:log-group:a',
      'arn:aws:logs:eu-west-1:123456789012:log-group:a:*',
      ['arn'],
    ],
    ['RoleArn', 'arn:aws:iam::123456789012:role/a', 'arn:aws:iam::123456789012:role/b', 'different'],
  ]);
});
