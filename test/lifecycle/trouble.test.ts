import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { Emulator, EmulatorOptions, Fault } from '../../src/emulator/emulator.ts';
import { dedent } from '../support/dedent.ts';
import { withRig, type Rig, type Run } from '../support/rig.ts';
import { withCredentials, withServedCloud, type ServedCloud } from '../support/served-cloud.ts';

const stack = 'examples/cognito-user-pool';
const pool = 'AWS::Cognito::UserPool';
const client = 'AWS::Cognito::UserPoolClient';

type Verb = 'build' | 'test' | 'teardown';

interface Served extends ServedCloud {
  readonly rig: Rig;
  readonly run: (verb: Verb, ...options: readonly string[]) => Promise<Run>;
}

/** The example against a Cloud Control over HTTP. */
async function withStack(
  use: (served: Served) => Promise<void>,
  options: Partial<EmulatorOptions> = {},
): Promise<void> {
  await withRig(async (rig) => {
    rig.copy(stack);
    await withServedCloud(
      rig,
      (served) =>
        use({
          ...served,
          rig,
          run: (verb, ...more) => rig.run(verb, stack, 'dev', '--endpoint-url', served.url, ...more),
        }),
      options,
    );
  });
}

/** What the person sees, without what differs from run to run: the port, the identifiers, the times. */
function seen({ errors }: Run): string {
  return errors
    .replace(/http:\/\/127\.0\.0\.1:\d{2,}/g, 'URL')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'UUID')
    .replace(/\b\d+(\.\d)? s\b/g, 'TIME');
}

const denied = {
  kind: 'error',
  name: 'AccessDeniedException',
  message: 'User: arn:aws:iam::000000000000:user/dev is not authorized to perform: cloudformation:ListResources',
} as const;

/** Names under which AWS says that requests come too fast, with the statuses that they come with. */
const throttles: readonly (readonly [name: string, status: number])[] = [
  ['ThrottlingException', 400],
  ['Throttling', 400],
  ['ThrottledException', 429],
  ['TooManyRequestsException', 429],
  ['RequestLimitExceeded', 503],
  ['RequestThrottled', 400],
  ['RequestThrottledException', 400],
  ['SlowDown', 503],
  ['PriorRequestNotComplete', 400],
  ['BandwidthLimitExceeded', 509],
  ['ProvisionedThroughputExceededException', 400],
];

describe('trouble with the cloud', () => {
  describe('is never taken for absence', () => {
    it('when nothing listens', async () => {
      await withRig(async (rig) => {
        rig.copy(stack);
        const run = await withCredentials(() => rig.run('build', stack, 'dev', '--endpoint-url', 'http://127.0.0.1:1'));
        expect(run.code).to.equal(1);
        expect(seen(run)).to.equal(dedent`
          Building cognito-user-pool (dev) on http://127.0.0.1:1

            user_pool       failed     TIME
              the endpoint cannot be reached: ListResources of AWS::Cognito::UserPool in us-east-1
                ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:1
                tried 4 times

          1 failed, 2 not attempted in TIME
          not attempted: browser_client and machine_client
        `);
        expect(run.output).to.equal('');
      });
    });

    it('when the call is denied', async () => {
      await withStack(async ({ run, emulator, cloud }) => {
        emulator.inject({ ...denied, operation: 'ListResources' });
        const built = await run('build');
        expect(built.code).to.equal(1);
        expect(seen(built)).to.equal(dedent`
          Building cognito-user-pool (dev) on URL

            user_pool       failed     TIME
              access was denied: ListResources of AWS::Cognito::UserPool in us-east-1
                AccessDeniedException: User: arn:aws:iam::000000000000:user/dev is not authorized to perform: cloudformation:ListResources
                request id UUID

          1 failed, 2 not attempted in TIME
          not attempted: browser_client and machine_client
        `);
        expect(await cloud.mutations()).to.deep.equal([]);
      });
    });

    const refusals: readonly (readonly [title: string, fault: Fault, says: string])[] = [
      ['when a read is denied', { ...denied, operation: 'GetResource' }, 'access was denied: GetResource'],
      ['when the third page of a list is denied', { ...denied, operation: 'ListResources', after: 2 }, 'ListResources'],
      [
        'when a denial comes under the name of another error',
        {
          kind: 'error',
          operation: 'GetResource',
          name: 'ResourceNotFoundException',
          message:
            'Resource handler returned message: "User is not authorized" (RequestToken: 1, HandlerErrorCode: AccessDenied)',
        },
        'access was denied: GetResource',
      ],
      [
        'when the type is not known there',
        { kind: 'error', operation: 'ListResources', name: 'TypeNotFoundException', message: 'no such type' },
        'the resource type is not known',
      ],
      [
        'when the credentials have expired',
        { kind: 'error', operation: 'ListResources', name: 'ExpiredTokenException', message: 'The token has expired.' },
        'the session has expired',
      ],
      [
        'when a handler fails with a status of 404',
        {
          kind: 'error',
          operation: 'GetResource',
          name: 'HandlerFailureException',
          message: 'broken',
          status: 404,
          times: 1000,
        },
        'the service failed',
      ],
      [
        'when requests stay throttled',
        { kind: 'error', name: 'ThrottlingException', message: 'Rate exceeded', times: 1000 },
        'requests are throttled',
      ],
    ];
    for (const [title, fault, says] of refusals) {
      it(title, async () => {
        await withStack(
          async ({ run, emulator, cloud }) => {
            for (const name of ['a', 'b', 'c', 'd']) await cloud.change('CreateResource', desired(name));
            const before = changes(emulator);
            for (const verb of ['build', 'test', 'teardown'] as const) {
              emulator.inject(fault);
              const { code, errors } = await run(verb);
              expect(code, errors).to.equal(1);
              expect(errors).to.include(says);
              expect(errors).not.to.match(/does not exist|absent|not looked for|deleted/);
            }
            expect(changes(emulator)).to.equal(before);
          },
          { pageSize: 1 },
        );
      });
    }

    it('nor is what a teardown cannot look for because of it', async () => {
      await withStack(async ({ run, emulator }) => {
        expect((await run('build')).code).to.equal(0);
        emulator.inject({ ...denied, operation: 'ListResources' });
        const removed = await run('teardown');
        expect(removed.code).to.equal(1);
        expect(seen(removed)).to.equal(dedent`
          Tearing down cognito-user-pool (dev) on URL

            machine_client  not attempted  it needs user_pool.user_pool_id  TIME
            browser_client  not attempted  it needs user_pool.user_pool_id  TIME
            user_pool       failed     TIME
              access was denied: ListResources of AWS::Cognito::UserPool in us-east-1
                AccessDeniedException: User: arn:aws:iam::000000000000:user/dev is not authorized to perform: cloudformation:ListResources
                request id UUID

          2 not attempted, 1 failed in TIME
          not attempted: machine_client and browser_client
        `);
        const again = await run('teardown');
        expect(again.code).to.equal(0);
        expect(again.errors).to.include('3 deleted');
      });
    });

    const answers: readonly (readonly [title: string, status: number, body: string, says: string])[] = [
      ['a page of a proxy', 200, '<html>Sign in</html>', 'the answer could not be understood'],
      ['a cut answer', 200, '{"ResourceDescriptions": [{"Identi', 'the answer could not be understood'],
      ['an answer without its list', 200, '{}', 'the answer could not be understood'],
      ['a page that says 404', 404, '<html>Not Found</html>', 'the answer could not be understood'],
      ['an empty 404', 404, '', 'the answer could not be understood'],
      ['a page that says 503', 503, '<html>Service Unavailable</html>', 'the service failed'],
    ];
    for (const [title, status, body, says] of answers) {
      it(`when ${title} is the answer`, async () => {
        const { run, requests } = await askMute(status, body);
        expect(run.code).to.equal(1);
        expect(run.errors).to.include(says);
        expect(run.errors).to.include('1 failed, 2 not attempted');
        expect(new Set(requests)).to.deep.equal(new Set(['CloudApiService.ListResources']));
      });
    }
  });

  it('is waited for and forgotten when it passes, whatever its name', async () => {
    await withStack(async ({ run, emulator, cloud }) => {
      for (const [index, [name, status]] of throttles.entries()) {
        emulator.inject({ kind: 'error', name, message: 'Rate exceeded', status, after: index * 2 });
      }
      for (const name of ['InternalFailure', 'ServiceUnavailable', 'InternalServerError']) {
        emulator.inject({ kind: 'error', name, message: 'later', status: 500, after: 24 });
      }
      const built = await run('build');
      expect(built.code, built.errors).to.equal(0);
      expect(built.errors).to.include('3 created');
      expect(await cloud.mutations()).to.have.length(3);
      expect(emulator.ledger.filter(({ outcome }) => outcome !== 'ok').length).to.be.greaterThan(8);
    });
  });

  it('shows what a request that failed says: resource, operation, code, words and token', async () => {
    await withStack(async ({ run, emulator }) => {
      emulator.inject({
        kind: 'fail',
        operation: 'CreateResource',
        typeName: pool,
        code: 'AccessDenied',
        message: 'User is not authorized to perform: cognito-idp:CreateUserPool (Status Code: 400)',
      });
      const built = await run('build');
      const token = emulator.ledger.findLast(({ operation }) => operation === 'CreateResource')?.requestToken;
      expect(built.code).to.equal(1);
      expect(built.errors).to.include(`request token ${String(token)}`);
      expect(seen(built)).to.equal(dedent`
        Building cognito-user-pool (dev) on URL

          user_pool       failed     TIME
            the request failed: CreateResource of AWS::Cognito::UserPool in us-east-1
              AccessDenied, FAILED: User is not authorized to perform: cognito-idp:CreateUserPool (Status Code: 400)
              request token UUID

        1 failed, 2 not attempted in TIME
        not attempted: browser_client and machine_client
      `);
      // The same desired state has the same token: the failure of a moment ago is not told again.
      const again = await run('build');
      expect(again.code, again.errors).to.equal(0);
    });
  });

  it('shows the same of an update and of a delete', async () => {
    await withStack(async ({ run, emulator, rig }) => {
      expect((await run('build')).code).to.equal(0);
      rig.edit(`${stack}/stackql_manifest.yml`, 'value: 15', 'value: 30');
      const fault = {
        kind: 'fail',
        typeName: client,
        code: 'ServiceLimitExceeded',
        message: 'Too many of them.',
      } as const;
      emulator.inject({ ...fault, operation: 'UpdateResource' });
      expect(seen(await run('build'))).to.match(
        /machine_client {2}failed {5}TIME\n {4}the request failed: UpdateResource of AWS::Cognito::UserPoolClient \S+ in us-east-1\n {6}ServiceLimitExceeded, FAILED: Too many of them\.\n {6}request token UUID\n/,
      );
      emulator.inject({ ...fault, operation: 'DeleteResource' });
      expect(seen(await run('teardown'))).to.match(
        /machine_client {2}failed {5}TIME\n {4}the request failed: DeleteResource of AWS::Cognito::UserPoolClient \S+ in us-east-1\n {6}ServiceLimitExceeded, FAILED: Too many of them\.\n {6}request token UUID\n/,
      );
    });
  });

  for (const onRepeatedToken of ['replay', 'conflict'] as const) {
    describe(`creates once where a repeated token means ${onRepeatedToken}`, () => {
      it('though the answer to the create is lost', async () => {
        await withStack(
          async ({ run, emulator, cloud }) => {
            emulator.inject({ kind: 'lost-answer', operation: 'CreateResource', times: 2 });
            const built = await run('build');
            expect(built.code, built.errors).to.equal(0);
            expect(await cloud.list(pool)).to.have.length(1);
            expect(await cloud.mutations()).to.have.length(3);
          },
          { onRepeatedToken },
        );
      });

      it('though the run ends after the request was accepted', async () => {
        await withStack(
          async ({ run, emulator, cloud }) => {
            // Nothing can be learned of the request any more: the run gives up on it.
            emulator.inject({ ...denied, operation: 'GetResourceRequestStatus' });
            const died = await run('build');
            expect(died.code).to.equal(1);
            expect(died.errors).to.include('request token');
            const built = await run('build');
            expect(built.code, built.errors).to.equal(0);
            expect(await cloud.list(pool)).to.have.length(1);
            expect(await cloud.mutations()).to.have.length(3);
          },
          { onRepeatedToken },
        );
      });

      it('and again after a teardown a moment later', async () => {
        await withStack(
          async ({ run, cloud }) => {
            for (let round = 1; round <= 2; round += 1) {
              const built = await run('build');
              expect(built.code, built.errors).to.equal(0);
              expect(built.errors).to.include('3 created');
              expect(await cloud.list(pool)).to.have.length(1);
              expect((await run('teardown')).code).to.equal(0);
              expect(await cloud.list(pool)).to.have.length(0);
            }
          },
          { onRepeatedToken },
        );
      });
    });
  }
});

/** Mutations that were accepted. */
function changes({ ledger }: Emulator): number {
  return ledger.filter(({ operation, outcome }) => /^(?:Create|Update|Delete)/.test(operation) && outcome === 'ok')
    .length;
}

function desired(name: string) {
  return { TypeName: pool, DesiredState: JSON.stringify({ UserPoolName: name }) };
}

/** A build against a server that gives the same answer to everything. */
async function askMute(status: number, body: string): Promise<{ run: Run; requests: readonly string[] }> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(String(request.headers['x-amz-target']));
    request.resume().on('end', () => response.writeHead(status, { connection: 'close' }).end(body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  try {
    // A server that listens on a port has such an address.
    const { port } = server.address() as AddressInfo;
    const run = await withRig((rig) => {
      rig.copy(stack);
      return withCredentials(() => rig.run('build', stack, 'dev', '--endpoint-url', `http://127.0.0.1:${port}`));
    });
    return { run, requests };
  } finally {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
}
