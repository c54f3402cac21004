import { expect } from 'chai';
import { importType } from '../support/import-type.ts';
import { registry } from '../unit/resource-types/shipped-types.ts';

/** A fixed sample over all services, and types whose tags or write-only parts are special; `npm run test:types` takes all of them. */
const sample = [
  ...registry.typeNames().filter((_name, index) => index % 60 === 7),
  'AWS::AutoScaling::AutoScalingGroup',
  'AWS::CloudFront::AnycastIpList',
  'AWS::CloudWatch::OTelEnrichment',
  'AWS::EC2::EC2Fleet',
  'AWS::Lambda::Function',
  'AWS::Logs::Integration',
  'AWS::MediaConnect::Flow',
]
  .map((name) => registry.find(name))
  .filter((type) => type?.handlers.create !== undefined && type.handlers.read !== undefined)
  .filter((type) => type !== undefined);

describe('A sample of all types', () => {
  it('is imported, and planned with nothing but what is adopted', async () => {
    const misses: string[] = [];
    for (const type of sample) {
      const said = await importType(type, registry);
      if (said !== undefined) misses.push(`${type.typeName} ${said}`);
    }
    expect(sample.length).to.be.greaterThan(25);
    expect(misses).to.deep.equal([]);
  }).timeout(60_000);
});
