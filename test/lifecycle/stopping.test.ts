import { expect } from 'chai';
import { join } from 'node:path';
import { openStack } from '../../src/api/open-stack.ts';
import { StoppingController } from '../../src/base/stopping.ts';
import type { Event } from '../../src/events/event.ts';
import { createTestCloud } from '../../src/testing/test-cloud.ts';
import { createTestRandom } from '../../src/testing/test-random.ts';
import { queueUrl, writeQueues } from '../support/marked-stack.ts';
import { withRig } from '../support/rig.ts';

/** A build of two queues that is stopped while its first create is under way. */
async function stopped(act: (stopping: StoppingController) => void, stayMs: number | undefined) {
  return withRig(async (rig) => {
    writeQueues(rig, 'shop', [{ name: 'orders' }, { name: 'bills' }]);
    const cloud = createTestCloud({
      faults: [
        { kind: 'stay', operation: 'CreateResource', times: 'always', ...(stayMs === undefined ? {} : { ms: stayMs }) },
      ],
    });
    const { value } = await openStack({
      folder: join(rig.folder, 'shop'),
      environment: 'dev',
      workingDirectory: rig.folder,
      random: createTestRandom(),
    });
    if (value === undefined) throw new Error('The stack is wrong.');
    const controller = new StoppingController();
    const opened: string[] = [];
    let hasActed = false;
    const result = await value.build({
      provider: cloud.provider,
      clock: cloud.clock,
      signal: controller.stopping,
      reporter: {
        report: (event: Event) => {
          if (event.kind === 'request.open') opened.push(`${event.operation} ${event.typeName ?? ''}`);
          if (event.kind !== 'request.progress' || hasActed) return;
          hasActed = true;
          act(controller);
        },
        close: () => undefined,
      },
    });
    const operations = cloud.ledger.map(({ operation }) => operation);
    const queues = (await cloud.resources('AWS::SQS::Queue')).map(({ identifier }) => identifier);
    await cloud.close();
    return {
      outcomes: result.outcomes.map(({ resource, outcome }) =>
        outcome.kind === 'failed'
          ? `${resource} ${outcome.reason.kind} ${String(outcome.written)}`
          : `${resource} ${outcome.kind}`,
      ),
      opened,
      creates: operations.filter((one) => one === 'CreateResource').length,
      cancels: operations.filter((one) => one === 'CancelResourceRequest').length,
      queues,
    };
  });
}

describe('A build that is to stop', () => {
  it('says what is under way and follows it to its end, and starts nothing more', async () => {
    expect(await stopped((stopping) => stopping.stop(), 30_000)).to.deep.equal({
      outcomes: ['orders interrupted created', 'bills not-attempted'],
      opened: ['CreateResource AWS::SQS::Queue'],
      creates: 1,
      cancels: 0,
      queues: [queueUrl('orders')],
    });
  });

  it('cancels what is under way when it is asked to, and waits for the end of that', async () => {
    const { outcomes, ...rest } = await stopped((stopping) => {
      stopping.stop();
      stopping.cancel();
    }, undefined);
    expect(outcomes[1]).to.equal('bills not-attempted');
    expect(rest).to.deep.equal({
      opened: ['CreateResource AWS::SQS::Queue'],
      creates: 1,
      cancels: 1,
      queues: [],
    });
  });

  it('waits for nothing any more when it is abandoned', async () => {
    const { opened, creates, cancels } = await stopped((stopping) => stopping.abandon(), undefined);
    expect({ opened, creates, cancels }).to.deep.equal({
      opened: ['CreateResource AWS::SQS::Queue'],
      creates: 1,
      cancels: 0,
    });
  });
});
