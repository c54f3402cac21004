import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { systemClock } from '../../src/base/clock.ts';
import { packageRoot } from '../../src/base/package-root.ts';
import { dedent } from '../support/dedent.ts';
import { withRig } from '../support/rig.ts';
import { withServedCloud } from '../support/served-cloud.ts';

const ctrlC = '\u0003';

/** Waits until something is so; for half a minute at most, since a program at a terminal may go on for ever. */
async function until(isSo: () => boolean, shown: () => string): Promise<void> {
  for (let waitedMs = 0; !isSo(); waitedMs += 20) {
    if (waitedMs > 20_000) throw new Error(`It has not come to that:\n${shown()}`);
    await systemClock.sleep(20);
  }
}

/** Runs the program at a terminal that `script` of util-linux makes, in a process group of its own as a shell would. */
async function atTerminal(
  argv: readonly string[],
  folder: string,
  environment: NodeJS.ProcessEnv,
  meanwhile: (press: (keys: string) => void, shown: () => string) => Promise<void>,
): Promise<{ readonly code: number; readonly shown: string }> {
  const words = [process.execPath, join(packageRoot, 'bin/stack-deploy.js'), ...argv];
  const line = words.map((word) => `'${word}'`).join(' ');
  const child = spawn('script', ['--quiet', '--return', '--command', line, '/dev/null'], {
    cwd: folder,
    env: { ...process.env, ...environment },
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = once(child, 'exit');
  try {
    await meanwhile(
      (keys) => void child.stdin.write(keys),
      () => text,
    );
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  const [code] = (await ended) as [number];
  return { code, shown: text.replaceAll('\r\n', '\n') };
}

describe('The second Ctrl-C at a terminal', () => {
  it('cancels the request under way, and the run says what became of it', () =>
    withRig(async (rig) => {
      rig.write(
        'shop/stackql_manifest.yml',
        dedent`
          version: 1
          name: shop
          resources:
            - name: jobs
              type: AWS::SQS::Queue
              properties: { QueueName: jobs }
        `,
      );
      await withServedCloud({ clock: systemClock, random: rig.random }, async ({ emulator, url }) => {
        emulator.inject({ kind: 'stay', operation: 'CreateResource', ms: 600_000 });
        const asked = (operation: string): boolean => emulator.ledger.some((one) => one.operation === operation);
        const argv = ['build', 'shop', 'dev', '--region', 'us-east-1', '--endpoint-url', url, '--no-color'];
        const environment = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
        const { code, shown } = await atTerminal(argv, rig.folder, environment, async (press, text) => {
          await until(() => asked('GetResourceRequestStatus'), text);
          press(ctrlC);
          await until(() => /interrupt|still going on/i.test(text()), text);
          expect(asked('CancelResourceRequest')).to.equal(false);
          press(ctrlC);
        });
        expect(code, shown).to.equal(130);
        expect(asked('CancelResourceRequest'), shown).to.equal(true);
        expect(shown).to.match(/jobs +failed/);
        expect(await emulator.inventory()).to.deep.equal([]);
      });
    })).timeout(60_000);
});
