import { expect } from 'chai';
import { createInterruption } from '../../../../src/provider/cloud-control/interruption.ts';
import { createPace, type PacedRequest, type PaceOptions } from '../../../../src/provider/cloud-control/pace.ts';
import type { SlowedRate } from '../../../../src/provider/cloud-control/pace-bucket.ts';
import type { Quota } from '../../../../src/resource-types/quotas/quota.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

function createRig(options: PaceOptions = {}) {
  const clock = createFakeClock();
  const controller = new AbortController();
  const interruption = createInterruption(clock, controller.signal);
  const pace = createPace(clock, options);
  const throttle = (request: PacedRequest, { agoMs = 0, isByService = false } = {}): SlowedRate | undefined =>
    pace.slowDown(request, { sentAtMs: clock.now() - agoMs, isByService });
  return { clock, controller, interruption, pace, throttle };
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

  it('allows no burst after the service has throttled, and lets its bucket fill a little', async () => {
    const { clock, interruption, pace, throttle } = createRig();
    throttle(create);
    await Promise.all(Array.from({ length: 2 }, () => pace.wait(create, interruption)));
    // Half of five a second, and one left out.
    expect(clock.sleeps).to.deep.equal([800, 1200]);
  });

  it('holds those who wait already, too, when the rate is lowered, and lets nobody pass them', async () => {
    const { clock, interruption, pace, throttle } = createRig();
    const startedMs = clock.now();
    const ends: number[] = [];
    const ask = async (): Promise<void> => {
      await pace.wait(create, interruption);
      ends.push(Math.round(clock.now() - startedMs));
    };
    const waiting = Array.from({ length: 8 }, ask);
    throttle(create);
    await Promise.all([...waiting, ask()]);
    // Five went at once, before it was lowered.
    expect(ends).to.deep.equal([0, 0, 0, 0, 0, 800, 1200, 1600, 2000]);
  });

  it('calls back who has leave and has not gone when the rate is lowered', async () => {
    const { interruption, pace, throttle } = createRig();
    const leave = await pace.wait(create, interruption);
    const other = await pace.wait({ ...create, operation: 'UpdateResource' }, interruption);
    expect([leave.holds(), other.holds()]).to.deep.equal([true, true]);
    throttle(create);
    expect([leave.holds(), other.holds()]).to.deep.equal([false, true]);
  });

  it('keeps a lowered rate for a hundred requests, then lets it rise, and does not go back further than to what went well', () => {
    const { clock, throttle } = createRig({
      rates: { reads: { perSecond: 5, burst: 100 }, mutations: { perSecond: 20, burst: 20 } },
    });
    const lowered = (): number | undefined => throttle(create)?.perSecond;
    expect(lowered()).to.equal(10);
    clock.advance(9_000);
    // It was too fast still.
    expect(lowered()).to.equal(5);
    clock.advance(20_000 + 6_000);
    // It has risen for six seconds, by a thirtieth of the whole in each.
    expect(lowered()).to.equal(5);
    clock.advance(20_000 + 30_000);
    // All of it is too fast again.
    expect(lowered()).to.equal(10);
  });

  it('waits as long as a rate that rises meanwhile makes it', async () => {
    const { clock, interruption, pace, throttle } = createRig({
      rates: { reads: { perSecond: 5, burst: 1 }, mutations: { perSecond: 100, burst: 1 } },
    });
    throttle(create);
    const startedMs = clock.now();
    await Promise.all(Array.from({ length: 3000 }, () => pace.wait(create, interruption)));
    // 50 a second for two seconds, then 15 s to 100 a second, in which 1125 go; the rest at that rate. One is left out.
    expect(clock.now() - startedMs).to.be.closeTo(2000 + 15_000 + (3001 - 100 - 1125) * 10, 1);
  });

  it('takes what was sent before the rate was lowered for no reason to lower it again', () => {
    const { clock, throttle } = createRig();
    expect(throttle(create)?.perSecond).to.equal(2.5);
    clock.advance(500);
    expect(throttle(create, { agoMs: 500 })).to.equal(undefined);
    expect(throttle(create, { agoMs: 499 })?.perSecond).to.equal(1.25);
  });

  it('holds nobody up when the clock is set back, and hears of throttling all the same', async () => {
    const { clock, interruption } = createRig();
    let setBackMs = 0;
    const now = (): number => clock.now() - setBackMs;
    const pace = createPace({ now, sleep: (ms) => clock.sleep(ms) });
    pace.slowDown(create, { sentAtMs: now(), isByService: false });
    setBackMs = 3_600_000;
    await pace.wait(create, interruption);
    expect(clock.sleeps).to.deep.equal([800]);
    expect(pace.slowDown(create, { sentAtMs: now(), isByService: false })?.perSecond).to.equal(1.25);
  });

  it('holds no one up after an interruption', async () => {
    const { clock, controller, interruption, pace, throttle } = createRig();
    throttle(create);
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

    it('halves the rate that is throttled, down to a tenth', () => {
      const { clock, throttle } = createRig({ quotas });
      const client = read('AWS::Cognito::UserPoolClient');
      const rates = Array.from({ length: 5 }, () => {
        clock.advance(1000);
        return throttle(client);
      });
      expect(rates.map((slowed) => slowed?.perSecond.toFixed(2))).to.deep.equal([
        '4.75',
        '2.38',
        '1.19',
        '0.95',
        '0.95',
      ]);
      expect(rates[0]?.quota).to.equal('ClientRead');
    });

    it('lowers only the rate of the service where the service throttles, and that of Cloud Control too where nobody says', async () => {
      const { clock, interruption, pace, throttle } = createRig({ quotas });
      const client = read('AWS::Cognito::UserPoolClient');
      expect(throttle(client, { isByService: true })?.quota).to.equal('ClientRead');
      await pace.wait(read('AWS::SQS::Queue'), interruption);
      expect(clock.sleeps).to.deep.equal([]);
      clock.advance(1);
      expect(throttle(client)?.quota).to.equal('ClientRead');
      await pace.wait(read('AWS::SQS::Queue'), interruption);
      expect(clock.sleeps).to.deep.equal([160]);
    });

    it('lowers what a service is asked whose quotas nobody knows, its reads and its writes apart', async () => {
      const { clock, interruption, pace, throttle } = createRig({ quotas });
      expect(throttle(read('AWS::SQS::Queue'), { isByService: true })).to.deep.equal({
        quota: 'AWS::SQS reads',
        perSecond: 12.5,
      });
      const write = { ...read('AWS::SQS::Queue'), operation: 'DeleteResource' } as const;
      expect(throttle(write, { isByService: true })).to.deep.equal({ quota: 'AWS::SQS writes', perSecond: 2.5 });
      await pace.wait(read('AWS::SNS::Topic'), interruption);
      await pace.wait({ ...read('AWS::SQS::Queue'), operation: 'GetResourceRequestStatus' }, interruption);
      expect(clock.sleeps).to.deep.equal([]);
      await pace.wait(read('AWS::SQS::Policy'), interruption);
      await pace.wait({ ...write, operation: 'CreateResource' }, interruption);
      expect(clock.sleeps).to.deep.equal([160, 640]);
    });

    it('lowers the rate of Cloud Control itself where no service is behind a request', () => {
      const { throttle } = createRig({ quotas });
      const status = { ...read('AWS::SQS::Queue'), operation: 'GetResourceRequestStatus' } as const;
      expect(throttle(status, { isByService: true })).to.deep.equal({ quota: 'reads', perSecond: 12.5 });
    });

    it('keeps nothing back before the service throttles, where it is open', async () => {
      const { clock, interruption, pace, throttle } = createRig({ quotas, isOpen: true });
      const client = read('AWS::Cognito::UserPoolClient');
      const leaves = await Promise.all(Array.from({ length: 100 }, () => pace.wait(client, interruption)));
      expect(clock.sleeps).to.deep.equal([]);
      // What is known comes before less than that.
      expect(throttle(client)).to.deep.equal({ quota: 'ClientRead', perSecond: 9.5 });
      expect(leaves.some((leave) => leave.holds())).to.equal(false);
      await pace.wait(client, interruption);
      expect(clock.sleeps.map(Math.round)).to.deep.equal([211]);
      await pace.wait(read('AWS::SQS::Queue', 'other'), interruption);
      expect(clock.sleeps).to.have.length(1);
    });
  });
});
