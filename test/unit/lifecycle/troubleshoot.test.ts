import { expect } from 'chai';
import { troubleshoot } from '../../../src/lifecycle/troubleshoot.ts';
import type { FakeResource } from '../engine/fake-provider.ts';
import { createRunRig, type RunRig } from './run-rig.ts';

const vpc: FakeResource = {
  region: 'us-east-1',
  typeName: 'AWS::EC2::VPC',
  identifier: 'v1',
  properties: { VpcId: 'v1', CidrBlock: '10.0.0.0/16' },
};
const from = "FROM awscc.ec2.vpcs WHERE region = 'us-east-1' AND Identifier = 'v1'";
const queries = `/*+ exists */
SELECT vpc_id ${from};
/*+ create */
INSERT INTO awscc.ec2.vpcs (CidrBlock, region) SELECT '10.0.0.0/16', 'us-east-1';
/*+ troubleshoot:create, retries=3, retry_delay=2 */
SELECT cidr_block ${from};
`;

describe('what may explain a failure', () => {
  const told = ({ events }: RunRig) =>
    events.flatMap((event) =>
      event.kind !== 'resource.troubleshot'
        ? []
        : [event.found?.rows ?? (event.reason === undefined ? 'nothing' : event.reason.kind)],
    );
  const asked = async (cloud: readonly FakeResource[], prepare: (rig: RunRig) => void = () => undefined) => {
    const rig = createRunRig({ queries, cloud });
    prepare(rig);
    await troubleshoot(rig.run, 'troubleshoot:create');
    return [told(rig), rig.provider.calls.length, rig.clock.sleeps];
  };

  it('is told once it is found', async () => {
    expect(await asked([vpc])).to.deep.equal([[[['10.0.0.0/16']]], 1, []]);
  });

  it('is asked for anew as often as the query says', async () => {
    expect(await asked([])).to.deep.equal([[[]], 3, [2000, 2000]]);
  });

  it('is told to be unknown where it cannot be asked for', async () => {
    expect(await asked([vpc], (rig) => rig.provider.failOn('get'))).to.deep.equal([['trouble'], 1, []]);
  });

  it('is not waited for where the run is interrupted', async () => {
    const [, requests, sleeps] = await asked([], (rig) => rig.abort());
    expect([requests, sleeps]).to.deep.equal([1, []]);
  });
});
