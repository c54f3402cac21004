import { expect } from 'chai';
import { withoutLooks } from '../../../../src/report/formats/look-of-secrets.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('what is a secret by its look', () => {
  const cases: readonly (readonly [text: string, shown: string])[] = [
    ['postgres://shop:of-the-root@db:5432/shop', 'postgres://shop:***@db:5432/shop'],
    ['redis://:p@ss@cache:6379 and more', 'redis://:***@cache:6379 and more'],
    ['jdbc:mysql://db/shop?user=a&password=b%21c', 'jdbc:mysql://db/shop?user=a&password=***'],
    ['Server=db;User=sa;Password=x y;', 'Server=db;User=sa;Password=*** y;'],
    [
      'https://b.s3.amazonaws.com/k?X-Amz-Date=1&X-Amz-Signature=ab12',
      'https://b.s3.amazonaws.com/k?X-Amz-Date=1&X-Amz-Signature=***',
    ],
    [
      '#!/bin/sh\nexport DB_PASSWORD="hunter"\nexport STAGE=dev',
      '#!/bin/sh\nexport DB_PASSWORD="***"\nexport STAGE=dev',
    ],
    ['{"user": "a", "client_secret": "x\\"y"}', '{"user": "a", "client_secret": "***"}'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n', '-----BEGIN RSA PRIVATE KEY----- ***\n'],
    [base64('#!/bin/sh\nexport DB_PASSWORD=hunter\n'), '***'],
    [base64('postgres://shop:of-the-root@db:5432/shop'), '***'],
    // What is no secret stays.
    [base64('#!/bin/sh\nexport STAGE=dev # of the shop\n'), base64('#!/bin/sh\nexport STAGE=dev # of the shop\n')],
    ['postgres://shop:${PASSWORD}@db/shop', 'postgres://shop:${PASSWORD}@db/shop'],
    [
      'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_abc',
      'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_abc',
    ],
    [
      'arn:aws:secretsmanager:us-east-1:123456789012:secret:db',
      'arn:aws:secretsmanager:us-east-1:123456789012:secret:db',
    ],
    ['DB_PASSWORD={{resolve:secretsmanager:db}}', 'DB_PASSWORD={{resolve:secretsmanager:db}}'],
    [
      '{"DB_PASSWORD": "arn:aws:secretsmanager:us-east-1:1:secret:db"}',
      '{"DB_PASSWORD": "arn:aws:secretsmanager:us-east-1:1:secret:db"}',
    ],
    ['git@github.com:shop/web.git, http://host:8080/a@b', 'git@github.com:shop/web.git, http://host:8080/a@b'],
    [
      '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----',
      '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----',
    ],
    ['The {{username}} and NextToken=abc', 'The {{username}} and NextToken=abc'],
  ];
  it('costs time by the length of a text alone', () => {
    for (const piece of ['a', 'a.', 'a://', '"a":', 'a=', '-----BEGIN PRIVATE KEY-----', '@:'])
      withoutLooks(piece.repeat(200_000 / piece.length));
  });

  for (const [text, shown] of cases) {
    it(JSON.stringify(text.slice(0, 60)), () => expect(withoutLooks(text)).to.equal(shown));
  }
});
