import { expect } from 'chai';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { dedent } from '../support/dedent.ts';
import { callEmulator, runEmulator, withEmulator } from '../support/emulator-process.ts';
import { withCredentials } from '../support/served-cloud.ts';
import { withRig } from '../support/rig.ts';

const stack = 'examples/cognito-user-pool';

describe('stack-deploy emulator', () => {
  it('serves what --local made, and --local finds what was served', async () => {
    await withRig(async (rig) => {
      rig.copy(stack);
      const built = await rig.run('build', stack, 'dev', '--local');
      expect(built.code, built.errors).to.equal(0);
      const poolId = /user_pool_id +(\S+)/.exec(built.output)?.[1] ?? '';
      await withEmulator(rig.folder, ['--data', '.stack-deploy/local'], async (server) => {
        const found = await callEmulator(server.url, 'GetResource', {
          TypeName: 'AWS::Cognito::UserPool',
          Identifier: poolId,
        });
        expect(found.status, JSON.stringify(found.body)).to.equal(200);
        const made = await callEmulator(server.url, 'CreateResource', {
          TypeName: 'AWS::Cognito::UserPool',
          DesiredState: '{"UserPoolName":"over-the-wire"}',
        });
        expect(made.status, JSON.stringify(made.body)).to.equal(200);
        const listed = await callEmulator(server.url, 'ListResources', { TypeName: 'AWS::Cognito::UserPool' });
        expect(listed.body['ResourceDescriptions']).to.have.length(2);
        expect((await server.stop()).code).to.equal(0);
      });
      const again = await rig.run('build', stack, 'dev', '--local');
      expect(again.code, again.errors).to.equal(0);
      expect(again.errors).to.include('3 unchanged');
      expect(again.output).to.equal(built.output);
    });
  });

  it('keeps its folder to itself, tells who holds it, and stops cleanly', async () => {
    await withRig(async (rig) => {
      rig.copy(stack);
      await withEmulator(rig.folder, ['--data', 'kept'], async (server) => {
        const refusal = new RegExp(
          `^The emulator's folder ${join(rig.folder, 'kept')} is in use by process ${server.process.pid} \\(since 20\\S+Z\\)\n$`,
        );
        const second = await runEmulator(rig.folder, '--port', '0', '--data', 'kept');
        expect(second.code).to.equal(1);
        expect(second.errors).to.match(refusal);
        const build = await rig.run('build', stack, 'dev', '--local', '--local-dir', 'kept');
        expect(build.code).to.equal(1);
        expect(build.errors).to.include(`is in use by process ${server.process.pid} (since `);

        const stopped = await server.stop();
        expect(stopped.code).to.equal(0);
        expect(stopped.output).to.equal('');
        expect(stopped.errors.replace(server.url, 'URL').replace(server.url, 'URL')).to.equal(
          [
            'the embedded Cloud Control listens on URL',
            'resources are kept in kept; stop with Ctrl-C',
            'use it with:  export AWS_ENDPOINT_URL_CLOUDCONTROL=URL',
            'stopped',
            '',
          ].join('\n'),
        );
      });
    });
  });

  it('writes a line of JSON for each request, without what is in it', async () => {
    await withRig(async (rig) => {
      await withEmulator(rig.folder, ['--log-format', 'json'], async (server) => {
        await callEmulator(server.url, 'CreateResource', {
          TypeName: 'AWS::Cognito::UserPool',
          DesiredState: '{"UserPoolName":"hidden-name"}',
        });
        await callEmulator(server.url, 'GetResource', {
          TypeName: 'AWS::Cognito::UserPool',
          Identifier: 'us-east-1_none',
        });
        await fetch(server.url);
        const { code, output, errors } = await server.stop();
        expect(code).to.equal(0);
        expect(errors).to.equal('');
        const lines = output
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as Record<string, string | number | undefined>);
        const entries = lines.map(({ kind, entry, status, format }) => {
          // Where there is an entry, it is one of the ledger.
          const { operation, outcome } = (entry ?? {}) as { operation?: string; outcome?: string };
          return [format, kind, operation ?? status, outcome].filter((part) => part !== undefined).join(' ');
        });
        expect(entries).to.deep.equal([
          '1 emulator.listening',
          '1 emulator.request CreateResource ok',
          '1 emulator.request GetResource ResourceNotFoundException',
          '1 emulator.refused 404',
          '1 emulator.closed',
        ]);
        expect(output).not.to.include('hidden-name');
      });
    });
  });

  it('writes one line for each request, whatever names clients send', async () => {
    await withRig(async (rig) => {
      await withEmulator(rig.folder, [], async (server) => {
        await callEmulator(server.url, 'GetResource', {
          TypeName: 'AWS::Cognito::UserPool',
          Identifier: 'a\nstopped\u001b[31m',
        });
        await callEmulator(server.url, 'GetResource', {
          TypeName: 'AWS::Cognito::UserPool',
          Identifier: 'b'.repeat(5000),
        });
        const { errors } = await server.stop();
        const [, , , first, second, ...rest] = errors.split('\n');
        expect(first).to.match(
          /^GetResource AWS::Cognito::UserPool a␊stopped␛\[31m {2}us-east-1 000000000000 {2}ResourceNotFoundException {2}\d+ ms$/,
        );
        expect(second)
          .to.match(/^GetResource AWS::Cognito::UserPool b+…$/)
          .and.to.have.length(2000);
        expect(rest).to.deep.equal(['stopped', '']);
      });
    });
  });

  it('is reached from this machine alone', async function () {
    const others = Object.values(networkInterfaces()).flatMap((addresses) =>
      (addresses ?? []).filter(({ internal, family }) => !internal && family === 'IPv4').map(({ address }) => address),
    );
    await withRig(async (rig) => {
      await withEmulator(rig.folder, [], async (server) => {
        for (const address of others) {
          const refused = await fetch(server.url.replace('127.0.0.1', address)).then(
            () => 'answered',
            () => 'refused',
          );
          expect(refused, address).to.equal('refused');
        }
        expect((await fetch(server.url)).status).to.equal(404);
      });
    });
  });

  it('says why it cannot begin', async () => {
    await withRig(async (rig) => {
      const taken = createServer().listen(0, '127.0.0.1');
      await once(taken, 'listening');
      const { port } = taken.address() as { port: number };
      const run = await rig.run('emulator', '--port', String(port), '--data', 'kept');
      expect(run).to.deep.equal({
        code: 1,
        output: '',
        errors: `port ${port} is in use by another process; give another with --port (0 takes a free one)\n`,
      });
      taken.close();
      expect(await rig.run('emulator', '--port', '4566x')).to.deep.equal({
        code: 1,
        output: '',
        errors: '--port 4566x is no port: give a number from 0 (any free one) to 65535\n',
      });
      rig.write('file', '');
      const inFile = await rig.run('emulator', '--port', '0', '--data', 'file/data');
      expect(inFile).to.deep.equal({
        code: 1,
        output: '',
        errors: `The emulator's folder ${join(rig.folder, 'file/data')} cannot be used: a part of its path is a file\n`,
      });
    });
  });

  describe('that behaves as it is told', () => {
    const pool = 'AWS::Cognito::UserPool';
    const create = { TypeName: pool, DesiredState: '{"UserPoolName":"people"}', ClientToken: 'token' };
    /** The answer to a create, or the name of its error. */
    const begin = async (url: string): Promise<unknown> => {
      const { body } = await callEmulator(url, 'CreateResource', create);
      return body['ProgressEvent'] ?? String(body['__type']).replace(/^.*#/, '');
    };

    it('strikes by the file of faults, and says so in its lines', async () => {
      await withRig(async (rig) => {
        rig.write('faults.json', JSON.stringify({ faults: [{ kind: 'denied' }, { kind: 'cut', nth: 1 }] }));
        await withEmulator(rig.folder, ['--faults', 'faults.json', '--log-format', 'json'], async (server) => {
          const broken = await begin(server.url).catch((error: unknown) => error);
          expect(broken).to.be.instanceOf(TypeError);
          expect(await begin(server.url)).to.have.property('OperationStatus', 'IN_PROGRESS');
          const { output } = await server.stop();
          const lines = output.trimEnd().split('\n');
          const entries = lines.flatMap((line) => {
            const { entry } = JSON.parse(line) as { entry?: { outcome: string; faults?: readonly string[] } };
            return entry === undefined ? [] : [[entry.outcome, entry.faults?.join() ?? '']];
          });
          expect(entries).to.deep.equal([
            ['cut', 'denied,cut'],
            ['ok', ''],
          ]);
        });
      });
    });

    it('refuses a used token or replays its request, and keeps requests running', async () => {
      await withRig(async (rig) => {
        await withEmulator(rig.folder, [], async ({ url }) => {
          await begin(url);
          expect(await begin(url)).to.equal('ClientTokenConflictException');
        });
        const slow = ['--repeated-token', 'replay', '--request-time', '1h', '--retry-after', '2.5'];
        await withEmulator(rig.folder, slow, async ({ url }) => {
          const first = await begin(url);
          expect(await begin(url)).to.deep.equal(first);
          const { RequestToken = '' } = first as { RequestToken?: string };
          const { body } = await callEmulator(url, 'GetResourceRequestStatus', { RequestToken });
          expect(body['ProgressEvent'])
            .to.include({ OperationStatus: 'IN_PROGRESS' })
            .and.to.have.property('RetryAfter');
        });
        await withEmulator(rig.folder, ['--request-time', '1h', '--retry-after', 'none'], async ({ url }) => {
          const { RequestToken = '' } = (await begin(url)) as { RequestToken?: string };
          const { body } = await callEmulator(url, 'GetResourceRequestStatus', { RequestToken });
          expect(body['ProgressEvent']).not.to.have.property('RetryAfter');
        });
      });
    });

    it('throttles beyond quotas, and names them', async () => {
      await withRig(async (rig) => {
        const quota = { name: 'Looks', operations: ['ListResourceRequests'], perSecond: 0.001 };
        rig.write('quotas.json', JSON.stringify({ quotas: [quota] }));
        await withEmulator(rig.folder, ['--quotas', 'quotas.json'], async (server) => {
          const { url } = server;
          for (const status of [200, 400])
            expect((await callEmulator(url, 'ListResourceRequests', {})).status).to.equal(status);
          expect((await server.stop()).errors).to.match(/ThrottlingException {2}\d+ ms {2}beyond the quota Looks\n/);
        });
        const wrong = await rig.run('emulator', '--port', '0', '--quotas', 'aws.yml');
        expect(wrong.errors).to.equal('error[input/file-missing]: the file of quotas aws.yml does not exist\n');
      });
    });

    it('gives out keys for a role, and knows them by the account of the role', async () => {
      await withRig(async (rig) => {
        rig.write(
          'shop/stackql_manifest.yml',
          dedent`
            version: 1
            name: shop
            providers: [awscc]
            resources:
              - name: here
                file: pool.iql
              - name: there
                file: pool.iql
                auth:
                  awscc:
                    role_arn: arn:aws:iam::222222222222:role/deploy
          `,
        );
        rig.write(
          'shop/resources/pool.iql',
          dedent`
            /*+ exists */
            SELECT user_pool_id FROM awscc.cognito.user_pools WHERE region = 'us-east-1' AND user_pool_name = '{{ resource_name }}'
            /*+ create */
            INSERT INTO awscc.cognito.user_pools (UserPoolName, region) SELECT '{{ resource_name }}', 'us-east-1'
          `,
        );
        await withEmulator(rig.folder, [], async (server) => {
          rig.environment.set('AWS_ENDPOINT_URL_STS', server.url);
          const run = await withCredentials(() => rig.run('build', 'shop', 'dev', '--endpoint-url', server.url));
          expect(run.code, run.errors).to.equal(0);
          const { errors } = await server.stop();
          const accounts = [...errors.matchAll(/^CreateResource \S+ {2}\S+ (\d+) {2}ok/gm)].map((found) => found[1]);
          expect(accounts).to.deep.equal(['000000000000', '222222222222']);
        });
      });
    });

    it('does not begin with what it cannot understand', async () => {
      await withRig(async (rig) => {
        rig.write('faults.yml', 'faults:\n  - kind: delay\n');
        expect(await rig.run('emulator', '--port', '0', '--faults', 'faults.yml')).to.deep.equal({
          code: 1,
          output: '',
          errors: [
            'error[input/faults]: missing key "ms" in a fault',
            ' --> faults.yml:2:5',
            '  |',
            '1 | faults:',
            '2 |   - kind: delay',
            '  |     ^^^^',
            '',
          ].join('\n'),
        });
        const missing = await rig.run('emulator', '--port', '0', '--faults', 'none.yml');
        expect(missing.errors).to.equal('error[input/file-missing]: the file of faults none.yml does not exist\n');
        const unclear = await rig.run('emulator', '--port', '0', '--retry-after', 'soon');
        expect(unclear.errors).to.include("argument 'soon' is invalid. It is a number of seconds, or none.");
      });
    });
  });
});
