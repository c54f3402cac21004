import type { ChildProcess } from 'node:child_process';
import { expect } from 'chai';
import { systemClock } from '../../src/base/clock.ts';
import { withRig, type Rig } from '../support/rig.ts';
import { withServedCloud, type ServedCloud } from '../support/served-cloud.ts';
import { spawnProgram, type Spawned } from '../support/spawn-program.ts';

const stack = 'examples/cognito-user-pool';
const credentials = { AWS_ACCESS_KEY_ID: '000000000000', AWS_SECRET_ACCESS_KEY: 'local' };

function build(
  rig: Rig,
  { url }: ServedCloud,
  meanwhile?: (child: ChildProcess) => Promise<void>,
  more: readonly string[] = [],
): Promise<Spawned> {
  return spawnProgram(['build', stack, 'dev', '--endpoint-url', url, ...more], {
    folder: rig.folder,
    environment: credentials,
    ...(meanwhile === undefined ? {} : { meanwhile }),
  });
}

/** The real command, with a create that stays IN_PROGRESS until it is let go. */
async function withStayingCreate(use: (rig: Rig, served: ServedCloud) => Promise<void>): Promise<void> {
  await withRig(async (rig) => {
    rig.copy(stack);
    await withServedCloud({ clock: systemClock, random: rig.random }, async (served) => {
      served.emulator.inject({ kind: 'stay', operation: 'CreateResource', ms: 4000 });
      await use(rig, served);
    });
  });
}

/** Waits until the create was accepted and asked after. */
async function accepted({ emulator }: ServedCloud): Promise<void> {
  while (!emulator.ledger.some(({ operation }) => operation === 'GetResourceRequestStatus'))
    await systemClock.sleep(20);
}

describe('interrupting a build', () => {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    it(`starts nothing more on ${signal}, says at once what goes on, follows it to its end, and ends with ${code}`, async () => {
      await withStayingCreate(async (rig, served) => {
        const ended = await build(
          rig,
          served,
          async (child) => {
            await accepted(served);
            child.kill(signal);
          },
          ['--grace', '1m'],
        );
        expect(ended, ended.errors).to.include({ code, signal: null });
        const token = String(
          served.emulator.ledger.find(({ operation }) => operation === 'CreateResource')?.requestToken,
        );
        expect(ended.errors).to.include(
          `  still going on: CreateResource AWS::Cognito::UserPool in us-east-1, request token ${token}\n    stack-deploy query "SELECT * FROM awscc.cloud_control.resource_request WHERE region = 'us-east-1' AND RequestToken = '${token}'"\n`,
        );
        expect(ended.errors).to.include('not attempted: browser_client and machine_client');
        expect(await served.cloud.list('AWS::Cognito::UserPool')).to.have.length(1);
        await pickUp(rig, served);
      });
    }).timeout(60_000);
  }

  it('waits no longer than --grace after SIGTERM', async () => {
    await withRig(async (rig) => {
      rig.copy(stack);
      await withServedCloud({ clock: systemClock, random: rig.random }, async (served) => {
        served.emulator.inject({ kind: 'stay', operation: 'CreateResource' });
        const ended = await build(
          rig,
          served,
          async (child) => {
            await accepted(served);
            child.kill('SIGTERM');
          },
          ['--grace', '1s'],
        );
        expect(ended, ended.errors).to.include({ code: 143, signal: null });
        expect(ended.errors).to.include('Interrupted while the request was IN_PROGRESS; it may go on.');
      });
    });
  }).timeout(60_000);

  it('ends at once on a second signal where there is no terminal, and cancels nothing', async () => {
    await withRig(async (rig) => {
      rig.copy(stack);
      await withServedCloud({ clock: systemClock, random: rig.random }, async (served) => {
        served.emulator.inject({ kind: 'stay', operation: 'CreateResource' });
        const ended = await build(rig, served, async (child) => {
          await accepted(served);
          child.stderr?.on('data', (chunk: Buffer) => {
            if (chunk.toString().includes('still going on')) child.kill('SIGINT');
          });
          child.kill('SIGINT');
        });
        expect(ended, ended.errors).to.include({ code: 130, signal: null });
        expect(served.emulator.ledger.map(({ operation }) => operation)).not.to.include('CancelResourceRequest');
      });
    });
  }).timeout(60_000);

  it('undoes what was done where --on-failure says so', async () => {
    await withRig(async (rig) => {
      rig.copy(stack);
      await withServedCloud({ clock: systemClock, random: rig.random }, async (served) => {
        const { emulator, url } = served;
        emulator.inject({
          kind: 'stay',
          operation: 'CreateResource',
          typeName: 'AWS::Cognito::UserPoolClient',
          ms: 4000,
        });
        const ended = await spawnProgram(
          ['build', stack, 'dev', '--endpoint-url', url, '--on-failure', 'rollback', '--no-color'],
          {
            folder: rig.folder,
            environment: credentials,
            meanwhile: async (child) => {
              // The second create has begun and is asked after.
              const accepted = (): boolean => {
                const operations = emulator.ledger.map(({ operation }) => operation);
                const second = operations.indexOf('CreateResource', operations.indexOf('CreateResource') + 1);
                return second > 0 && operations.includes('GetResourceRequestStatus', second);
              };
              while (!accepted()) await systemClock.sleep(20);
              child.kill('SIGINT');
            },
          },
        );
        expect(ended, ended.errors).to.include({ code: 130, signal: null });
        expect(ended.errors).to.match(
          /Rolling back 2 changes\n {2}browser_client +deleted .*\n {2}user_pool +deleted /,
        );
        expect(await served.cloud.list('AWS::Cognito::UserPool')).to.deep.equal([]);
      });
    });
  }).timeout(60_000);

  it('leaves what a killed run began to the next one', async () => {
    await withStayingCreate(async (rig, served) => {
      const ended = await build(rig, served, async (child) => {
        await accepted(served);
        child.kill('SIGKILL');
      });
      expect(ended).to.include({ code: null, signal: 'SIGKILL' });
      await pickUp(rig, served);
    });
  }).timeout(60_000);
});

describe('interrupting a query', () => {
  it('ends a statement that would never end', async () => {
    await withRig(async (rig) => {
      const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n';
      const ended = await spawnProgram(['query', `SELECT 1 AS one; ${endless}`, '--local'], {
        folder: rig.folder,
        // The first statement is told of, so the second one is under way.
        meanwhile: (child) =>
          new Promise((resolve) => {
            child.stderr?.once('data', () => {
              child.kill('SIGINT');
              resolve();
            });
          }),
      });
      expect(ended).to.deep.include({
        code: 130,
        signal: null,
        output: '┌─────┐\n│ one │\n├─────┤\n│   1 │\n└─────┘\n',
      });
      expect(ended.errors).to.equal('1 row\ninterrupted\nstatement 2 of 2 failed\n');
    });
  }).timeout(60_000);
});

async function pickUp(rig: Rig, served: ServedCloud): Promise<void> {
  const built = await build(rig, served);
  expect(built.code, built.errors).to.equal(0);
  expect(await served.cloud.list('AWS::Cognito::UserPool')).to.have.length(1);
  expect(await served.cloud.mutations()).to.have.length(3);
}
