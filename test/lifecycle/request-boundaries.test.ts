import { join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';
import type { FaultEffect } from '../../src/emulator/faults/fault.ts';
import type { BeforeRequest } from '../../src/emulator/request-boundary.ts';
import {
  createTestCloud,
  formatDiagnostics,
  openStack,
  type OpenedStack,
  type RunResult,
  type TestCloud,
} from '../../src/testing.ts';

const pool = 'AWS::Cognito::UserPool';
const client = 'AWS::Cognito::UserPoolClient';

/** The example, opened as each run opens it. */
async function open(): Promise<OpenedStack> {
  const { value, diagnostics } = await openStack({
    folder: join(packageRoot, 'examples/cognito-user-pool'),
    environment: 'dev',
  });
  if (value === undefined) throw new Error(formatDiagnostics(diagnostics));
  return value;
}

/** A build by a client of its own. */
async function build(cloud: TestCloud, beforeRequest?: BeforeRequest): Promise<RunResult> {
  const stack = await open();
  const provider = cloud.connect({ beforeRequest });
  return stack.build({ provider, clock: cloud.clock });
}

/** What there is at the end, and how many changes were accepted on the way. */
async function stateOf(cloud: TestCloud): Promise<object> {
  const pools = await cloud.resources(pool);
  const clients = await cloud.resources(client, { UserPoolId: pools[0]?.identifier ?? '' });
  const names = clients.map(({ properties }) => properties['ClientName']);
  return { pools: pools.length, clients: names.sort(), changes: cloud.mutations.length };
}

/** Strikes the request with this number. */
function strikeAt(number: number, effect: FaultEffect): BeforeRequest {
  return (boundary) => (boundary.number === number ? { kind: 'send', effects: [effect] } : undefined);
}

describe('Before each request of a build, a driver', () => {
  let undisturbed: object;
  let requests: number;
  before(async () => {
    const cloud = createTestCloud();
    const seen: string[] = [];
    const built = await build(cloud, ({ number, operation, typeName }) => {
      seen.push(`${number} ${operation} ${typeName ?? ''}`);
    });
    expect(built.ok).to.equal(true);
    const asked = cloud.ledger.map(({ operation, typeName }, index) => `${index + 1} ${operation} ${typeName ?? ''}`);
    expect(seen).to.deep.equal(asked);
    requests = seen.length;
    undisturbed = await stateOf(cloud);
    expect(undisturbed).to.deep.include({ pools: 1, changes: 3 });
    await cloud.close();
  });

  /** Does something with a new cloud for each request, by its number. */
  const forEachRequest = async (use: (number: number, cloud: TestCloud) => Promise<void>): Promise<void> => {
    expect(requests).to.be.greaterThan(8);
    for (let number = 1; number <= requests; number += 1) {
      const cloud = createTestCloud();
      await use(number, cloud);
      await cloud.close();
    }
  };

  it('may kill the client: nothing more is sent, and the next run ends as if nothing had happened', async () => {
    await forEachRequest(async (killedAt, cloud) => {
      const killed = await build(cloud, ({ number }) => (number === killedAt ? { kind: 'kill' } : undefined));
      expect(killed.ok, `killed before request ${killedAt}`).to.equal(false);
      expect(cloud.ledger, `sent before request ${killedAt}`).to.have.length(killedAt - 1);
      expect((await build(cloud)).ok, `after a kill before request ${killedAt}`).to.equal(true);
      expect(await stateOf(cloud), `after a kill before request ${killedAt}`).to.deep.equal(undisturbed);
    });
  });

  it('may kill the client while an answer is on its way', async () => {
    await forEachRequest(async (lostAt, cloud) => {
      const lose = strikeAt(lostAt, { kind: 'lost-answer' });
      const killed = await build(cloud, (boundary) => (boundary.number > lostAt ? { kind: 'kill' } : lose(boundary)));
      expect(killed.ok, `killed after request ${lostAt}`).to.equal(false);
      expect((await build(cloud)).ok, `after a kill after request ${lostAt}`).to.equal(true);
      expect(await stateOf(cloud), `after a kill after request ${lostAt}`).to.deep.equal(undisturbed);
    });
  });

  for (const kind of ['service-error', 'no-answer', 'malformed', 'duplicate'] as const) {
    it(`may strike the request: ${kind}`, async () => {
      await forEachRequest(async (number, cloud) => {
        const built = await build(cloud, strikeAt(number, { kind }));
        expect(built.ok, `${kind} at request ${number}`).to.equal(true);
        expect(await stateOf(cloud), `${kind} at request ${number}`).to.deep.equal(undisturbed);
      });
    });
  }

  it('may run another build of the same stack to its end', async () => {
    await forEachRequest(async (number, cloud) => {
      let other: RunResult | undefined;
      const built = await build(cloud, async (boundary) => {
        if (boundary.number === number) other = await build(cloud);
      });
      expect([built.ok, other?.ok], `another run before request ${number}`).to.deep.equal([true, true]);
      expect(await stateOf(cloud), `another run before request ${number}`).to.deep.include({ pools: 1 });
      expect(cloud.mutations.filter((one) => one.startsWith('CreateResource'))).to.have.length(3);
    });
  });
});
