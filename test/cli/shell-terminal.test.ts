import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { dedent } from '../support/dedent.ts';
import { withRig, type Rig } from '../support/rig.ts';
import { withServedCloud } from '../support/served-cloud.ts';
import { TypedShell } from '../support/typed-shell.ts';

const prompt = 'us-east-1 local> ';
const runaway = 'with n(x) as (select 1 union all select x + 1 from n) select count(*) from n;';

async function withShell(use: (shell: TypedShell, rig: Rig) => Promise<void>): Promise<void> {
  await withRig(async (rig) => {
    rig.environment.set('AWS_REGION', 'us-east-1');
    rig.environment.set('XDG_STATE_HOME', rig.folder);
    const shell = new TypedShell(rig, '--local', '--write');
    expect(await shell.until(prompt)).to.equal(
      `Asking the embedded Cloud Control in .stack-deploy/local. \\? helps, \\q leaves.\n${prompt}`,
    );
    await use(shell, rig);
    shell.type('\u0004');
    expect(await shell.ended).to.equal(0);
  });
}

describe('the shell before a terminal', () => {
  it('keeps what is typed ahead for the prompt that it belongs to', async () => {
    await withShell(async (shell) => {
      shell.type('select 1 as one;\rselect 2\r as two;\rselect 3');
      expect(await shell.until(`${prompt}select 3`)).to.equal(
        dedent`
          select 1 as one;
          ┌─────┐
          │ one │
          ├─────┤
          │   1 │
          └─────┘
          1 row
          us-east-1 local> select 2
                        ->  as two;
          ┌─────┐
          │ two │
          ├─────┤
          │   2 │
          └─────┘
          1 row
        ` + `${prompt}select 3`,
      );
      shell.type('\u0003');
      expect(await shell.until(prompt)).to.match(/^\^C\n/);
    });
  });

  it('ends a statement that would run for ever with Ctrl-C, and forgets what was typed ahead of it', async () => {
    await withShell(async (shell) => {
      shell.type(`${runaway}\rselect 7;\rselect 8`);
      await shell.until(`${runaway}\n`);
      shell.type('\u0003');
      expect(await shell.until(prompt)).to.equal(`^C\ninterrupted\n${prompt}`);
      shell.type(`${runaway}\r\u0003`);
      expect(await shell.until(prompt)).to.equal(`${runaway}\n^C\ninterrupted\n${prompt}`);
      shell.type('select 9 as nine;\r');
      expect(await shell.until(prompt)).to.include('│    9 │');
    });
  });

  it('throws away a statement that is half typed with Ctrl-C', async () => {
    await withShell(async (shell) => {
      shell.type("select 'half\r");
      await shell.until('-> ');
      shell.type('more\u0003');
      expect(await shell.until(prompt)).to.include('^C\n');
      shell.type('\r\\region\r');
      expect(await shell.until(`us-east-1\n${prompt}`)).to.equal(`\n${prompt}\\region\nus-east-1\n${prompt}`);
    });
  });

  it('does not carry out what stands behind a mistake in the line', async () => {
    await withShell(async (shell) => {
      shell.type('select 1 from x; select 2;\r');
      expect(await shell.until(prompt)).to.include(
        `\nwhat stands behind it in the line was not carried out\n${prompt}`,
      );
    });
  });

  it('completes names with Tab', async () => {
    await withShell(async (shell) => {
      shell.type('select count(*) as n from awscc.cognito.user_pool_doma');
      await shell.until('doma');
      shell.type('\t');
      expect(await shell.until('ns')).to.equal('ins');
      shell.type(' where user_pool_i');
      await shell.until('user_pool_i');
      shell.type('\t');
      expect(await shell.until('d')).to.equal('d');
      shell.type('\u0003');
      await shell.until(prompt);
    });
  });

  it('keeps a statement of several lines as one entry, for itself and the next shell, and no secret', async () => {
    await withShell(async (shell, rig) => {
      shell.type('select 1\ras one;\r');
      await shell.until(prompt);
      shell.type("select 'hunter2' as api_token where 'hunter2' = api_token;\r");
      await shell.until(prompt);
      shell.type('\u001b[A\u001b[A');
      await shell.until('select 1 as one;');
      const path = join(rig.folder, 'stack-deploy', 'history');
      expect(readFileSync(path, 'utf8')).to.equal('select 1 as one;\n');
      expect(statSync(path).mode & 0o777).to.equal(0o600);
      const next = new TypedShell(rig, '--local', '--local-dir', 'other');
      await next.until(prompt);
      next.type('\u001b[A');
      await next.until('select 1 as one;');
      next.type('\u0003\u0004');
      expect(await next.ended).to.equal(0);
      shell.type('\u0003');
      await shell.until(prompt);
    });
  });

  it('says of a write that is interrupted where it stands', async () => {
    await withRig(async (rig) => {
      rig.environment.set('AWS_REGION', 'us-east-1');
      const shells: TypedShell[] = [];
      const clock = { now: () => shells[0]?.clock.now() ?? 0, sleep: () => Promise.resolve() };
      await withServedCloud({ clock, random: rig.random }, async ({ url, emulator }) => {
        emulator.inject({ kind: 'stay', operation: 'CreateResource', ms: 1000 });
        const shell = new TypedShell(rig, '--endpoint-url', url, '--write');
        shells.push(shell);
        const served = `us-east-1 ${new URL(url).host}> `;
        await shell.until(served);
        shell.type("insert into awscc.cognito.user_pools (UserPoolName) values ('a'), ('b');\r");
        while (shell.clock.sleeping === 0) await new Promise(setImmediate);
        shell.type('\u0003');
        const told = await shell.until(served);
        const token = emulator.ledger.find(({ operation }) => operation === 'CreateResource')?.requestToken ?? '';
        const request = `FROM awscc.cloud_control.resource_request WHERE region = 'us-east-1' AND RequestToken = '${token}';`;
        const look = `SELECT OperationStatus, StatusMessage, Identifier ${request}`;
        expect(told.slice(told.indexOf('^C'))).to.equal(
          dedent`
            ^C
            error: interrupted: CreateResource of AWS::Cognito::UserPool in us-east-1
              Interrupted while the request was IN_PROGRESS; it may go on.
              request token ${token}
              how it stands: ${look}
              to cancel it: DELETE ${request}
          ` + served,
        );
        shell.type(`${look}\r`);
        expect(await shell.until(served)).to.include('│ IN_PROGRESS     │');
        expect(emulator.ledger.filter(({ operation }) => operation === 'CreateResource')).to.have.length(1);
        shell.type('\u0004');
        expect(await shell.ended).to.equal(0);
      });
    });
  });

  it('fails where the process is told to end', async () => {
    await withRig(async (rig) => {
      const shell = new TypedShell(rig, '--local', '--region', 'us-east-1');
      await shell.until(prompt);
      shell.type(`${runaway}\r`);
      await shell.until(`${runaway}\n`);
      shell.interrupt();
      expect(await shell.ended).to.equal(1);
    });
  });
});
