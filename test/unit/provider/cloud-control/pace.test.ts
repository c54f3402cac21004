import { expect } from 'chai';
import { createInterruption } from '../../../../src/provider/cloud-control/interruption.ts';
import { createPace, type PacedRequest, type PaceOptions } from '../../../../src/provider/cloud-control/pace.ts';
import type { Quota } from '../../../../src/resource-types/quotas/quota.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

function createRig(options: PaceOptions = {}) {
  const clock = createFakeClock();
  const controller = new AbortController();
  const interruption = createInterruption(clock, controller.signal);
  return { clock, controller, interruption, pace: createPace(clock, options) };
}

const create: PacedRequest = { region: 'r', operation: 'CreateResource' };

describe('createPace', () => {
  it('lets 25 reads of all kinds through at once, then 25 a second', async () => {
    const { clock, interruption, pace } = createRig();
    const operations = ['GetResource', 'ListResources', 'GetResourceRequestStatus', 'ListResourceRequests'] as const;
    await Promise.all(
      Array.from({ length: 28 }, (_, index) =>
        pace.wait({ region: 'r', operation: operations[index % 4] ?? 'GetResource' }, interruption),
      ),
    );
    expect(clock.sleeps).to.deep.equal([40, 80, 120]);
  });

  it('lets five of each mutation through at once, then five a second', async () => {
    const { clock, interruption, pace } = createRig();
    for (const operation of ['CreateResource', 'DeleteResource'] as const) {
      await Promise.all(Array.from({ length: 7 }, () => pace.wait({ region: 'r', operation }, interruption)));
    }
    expect(clock.sleeps).to.deep.equal([200, 400, 200, 400]);
  });

  it('counts each region for itself', async () => {
    const { clock, interruption, pace } = createRig();
    await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        pace.wait({ region: `r${i % 2}`, operation: 'CreateResource' }, interruption),
      ),
    );
    expect(clock.sleeps).to.deep.equal([]);
  });

  it('fills up again with time, but not over the brim', async () => {
    const { clock, interruption, pace } = createRig();
    const five = () => Promise.all(Array.from({ length: 5 }, () => pace.wait(create, interruption)));
    await five();
    clock.advance(3_600_000);
    await five();
    expect(clock.sleeps).to.deep.equal([]);
    await pace.wait(create, interruption);
    expect(clock.sleeps).to.deep.equal([200]);
  });

  it('allows no burst after the service has throttled', async () => {
    const { clock, interruption, pace } = createRig();
    pace.slowDown(create);
    await Promise.all(Array.from({ length: 2 }, () => pace.wait(create, interruption)));
    // Half of five a second.
    expect(clock.sleeps).to.deep.equal([400, 800]);
  });

  it('lets nobody pass those who wait already, when the rate is lowered', async () => {
    const { clock, interruption, pace } = createRig();
    const waiting = Array.from({ length: 15 }, () => pace.wait(create, interruption));
    pace.slowDown(create);
    await Promise.all([...waiting, pace.wait(create, interruption)]);
    // The last of the ten in front goes after 2000.
    expect(clock.sleeps.slice(-2)).to.deep.equal([2000, 4400]);
  });

  it('counts what comes while a lowered rate rises', async () => {
    const { clock, interruption, pace } = createRig({
      rates: { reads: { perSecond: 5, burst: 100 }, mutations: { perSecond: 5, burst: 100 } },
    });
    pace.slowDown(create);
    clock.advance(5000);
    // At half the rate and more it is 14 by then.
    await Promise.all(Array.from({ length: 14 }, () => pace.wait(create, interruption)));
    expect(clock.sleeps).to.deep.equal([]);
  });

  it('holds nobody up when the clock is set back', async () => {
    const { clock, interruption } = createRig();
    let setBackMs = 0;
    const pace = createPace({ now: () => clock.now() - setBackMs, sleep: () => Promise.resolve() });
    pace.slowDown(create);
    setBackMs = 3_600_000;
    await pace.wait(create, interruption);
    expect(clock.sleeps).to.deep.equal([400]);
  });

  it('holds no one up after an interruption', async () => {
    const { clock, controller, interruption, pace } = createRig();
    pace.slowDown(create);
    controller.abort();
    await pace.wait(create, interruption);
    expect(clock.sleeps).to.deep.equal([]);
  });

  describe('with the quotas of a service', () => {
    const quotas: readonly Quota[] = [
      { name: 'ClientRead', typeNames: ['AWS::Cognito::UserPoolClient'], operations: ['GetResource'], perSecond: 10 },
      { name: 'Ec2', typeNames: ['AWS::EC2::*'], operations: ['GetResource'], perSecond: 2, burst: 4, separate: true },
      { name: 'Reads', operations: ['GetResource'], perSecond: 1 },
    ];
    const read = (typeName: string, region = 'r'): PacedRequest => ({ region, operation: 'GetResource', typeName });

    it('stays a little under the one that a request counts for', async () => {
      const { clock, interruption, pace } = createRig({ quotas });
      const startedMs = clock.now();
      const client = read('AWS::Cognito::UserPoolClient');
      await Promise.all(Array.from({ length: 29 }, () => pace.wait(client, interruption)));
      // 9.5 at once, and 9.5 a second.
      expect(clock.now() - startedMs).to.be.closeTo(((29 - 9.5) / 9.5) * 1000, 1);
    });

    it('keeps apart what is counted apart: types, regions, and other operations', async () => {
      const { clock, interruption, pace } = createRig({ quotas });
      for (let time = 0; time < 3; time += 1) {
        await pace.wait(read('AWS::EC2::VPC'), interruption);
        await pace.wait(read('AWS::EC2::Subnet'), interruption);
        await pace.wait(read('AWS::EC2::Subnet', 'other'), interruption);
        await pace.wait({ ...read('AWS::EC2::Subnet'), operation: 'ListResources' }, interruption);
        await pace.wait(read('AWS::SQS::Queue'), interruption);
      }
      expect(clock.sleeps).to.deep.equal([]);
    });

    it('halves the rate that is throttled, once for what was sent in the same moment, and lets it rise again', async () => {
      const { clock, interruption, pace } = createRig({ quotas });
      const client = read('AWS::Cognito::UserPoolClient');
      expect(pace.slowDown(client)).to.deep.equal({ quota: 'ClientRead', perSecond: 4.75 });
      expect(pace.slowDown(client)).to.equal(undefined);
      await pace.wait(client, interruption);
      expect(clock.sleeps.map(Math.round)).to.deep.equal([211]);
      clock.advance(2000);
      expect(pace.slowDown(client)?.perSecond).to.be.closeTo(2.7, 0.1);
      clock.advance(60_000);
      await Promise.all(Array.from({ length: 9 }, () => pace.wait(client, interruption)));
      expect(clock.sleeps).to.have.length(1);
      for (let time = 0; time < 20; time += 1) {
        clock.advance(1000);
        pace.slowDown(client);
      }
      clock.advance(1000);
      expect(pace.slowDown(client)?.perSecond).to.be.within(0.95, 1.2);
    });

    it('keeps nothing back before the service throttles, where it is open', async () => {
      const { clock, interruption, pace } = createRig({ quotas, isOpen: true });
      const client = read('AWS::Cognito::UserPoolClient');
      await Promise.all(Array.from({ length: 100 }, () => pace.wait(client, interruption)));
      expect(clock.sleeps).to.deep.equal([]);
      expect(pace.slowDown(client)).to.deep.equal({ quota: 'ClientRead', perSecond: 9.5 });
      await pace.wait(client, interruption);
      expect(clock.sleeps.map(Math.round)).to.deep.equal([105]);
      await pace.wait(read('AWS::SQS::Queue', 'other'), interruption);
      expect(clock.sleeps).to.have.length(1);
    });
  });
});
