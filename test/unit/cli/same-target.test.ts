import { expect } from 'chai';
import { sameTarget } from '../../../src/cli/same-target.ts';

describe('the options with which a proposed command reaches the same cloud', () => {
  const rows: readonly (readonly [given: Parameters<typeof sameTarget>[0], words: string])[] = [
    [{}, ''],
    [{ local: true, localDir: '.stack-deploy/local' }, ' --local'],
    [
      { local: true, localDir: 'my clouds/one', region: 'eu-west-1' },
      " --local --local-dir 'my clouds/one' --region eu-west-1",
    ],
    // Without --local, the folder of the local cloud is nobody's.
    [{ local: false, localDir: 'clouds', profile: 'work' }, ' --profile work'],
    [{ endpointUrl: 'http://127.0.0.1:4566/?a=b' }, " --endpoint-url 'http://127.0.0.1:4566/?a=b'"],
    [{ roleArn: 'arn:aws:iam::123456789012:role/ci' }, ' --role-arn arn:aws:iam::123456789012:role/ci'],
  ];
  for (const [given, words] of rows) {
    it(`is "${words}" for ${JSON.stringify(given)}`, () => {
      expect(sameTarget(given)).to.equal(words);
    });
  }
});
