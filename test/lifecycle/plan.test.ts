import { expect } from 'chai';
import { createScriptRunner } from '../../src/api/shell-scripts.ts';
import type { LedgerEntry } from '../../src/emulator/emulator.ts';
import type { StackPlan } from '../../src/lifecycle/plan.ts';
import { plainPalette } from '../../src/report/palette.ts';
import { formatPlan } from '../../src/report/plan/plan-text.ts';
import { createTestCloud, type TestCloud } from '../../src/testing/test-cloud.ts';
import { openLife, type Life } from '../support/life.ts';

const lives: readonly Life[] = [
  { folder: 'examples/cognito-user-pool', environment: 'dev' },
  { folder: 'examples/vpc-network', environment: 'dev' },
  { folder: 'templates/cognito-machine-clients', environment: 'dev' },
  { folder: 'templates/cognito-user-pool', environment: 'dev' },
  { folder: 'templates/empty', environment: 'dev' },
  { folder: 'test/fixtures/stacks/bucket', environment: 'dev' },
  { folder: 'test/fixtures/stacks/role', environment: 'dev' },
  {
    folder: 'test/fixtures/stacks/staff-directory',
    environment: 'prd',
    assignments: ['AWS_REGION=us-east-1', 'PRD_LENGTH=14', 'PRECEDENCE=3'],
  },
];

interface Asked<T> {
  readonly result: T;
  readonly requests: readonly string[];
}

async function asking<T>(cloud: TestCloud, work: () => Promise<T>): Promise<Asked<T>> {
  const before = cloud.ledger.length;
  const result = await work();
  return { result, requests: cloud.ledger.slice(before).map(requestText) };
}

function requestText({ operation, typeName = '', identifier = '' }: LedgerEntry): string {
  return [operation, typeName, identifier].filter((part) => part !== '').join(' ');
}

const isMutation = (request: string): boolean => /^(?:Create|Update|Delete)Resource /.test(request);

/** The writes that a plan names: `CreateResource AWS::SQS::Queue`. */
function writesOf({ resources }: StackPlan): readonly string[] {
  const operations: Readonly<Record<string, string>> = {
    create: 'CreateResource',
    update: 'UpdateResource',
    delete: 'DeleteResource',
  };
  return resources.flatMap(({ action, typeName, identifier }) => {
    const operation = operations[action.kind];
    if (operation === undefined) return [];
    return [[operation, typeName, action.kind === 'create' ? undefined : identifier].filter(Boolean).join(' ')];
  });
}

describe('plan', () => {
  for (const life of lives) {
    it(`${life.folder} in ${life.environment}: names what a build and a teardown then send, and nothing after them`, async () => {
      const cloud = createTestCloud({ registry: (await openLife(life)).registry });
      const { provider, clock } = cloud;
      const options = { provider, clock, scripts: createScriptRunner(new Map()) };
      const runs = async () => {
        const planned = await asking(cloud, async () => (await openLife(life)).plan(options));
        const tested = await asking(cloud, async () => (await openLife(life)).test(options));
        expect(planned.requests.filter(isMutation)).to.deep.equal([]);
        // A plan looks for what carries the mark of the stack, too.
        const more = planned.requests.filter((request) => request !== 'GetResources');
        expect(more.filter((request) => !tested.requests.includes(request))).to.deep.equal([]);
        return planned.result;
      };

      const before = await runs();
      expect(before.ok).to.equal(true);
      expect(writesOf(before).length > 0).to.equal(life.folder !== 'templates/empty');
      const built = await asking(cloud, async () => (await openLife(life)).build(options));
      expect(built.result.ok).to.equal(true);
      expect(withoutIdentifiersOfCreates(built.requests.filter(isMutation))).to.deep.equal(writesOf(before));

      const afterwards = await runs();
      expect(writesOf(afterwards)).to.deep.equal([]);
      expect(formatPlan(afterwards, { palette: plainPalette })).to.match(/\n\nNo changes\.\n$/);

      const removal = await asking(cloud, async () => (await openLife(life)).plan({ ...options, destroy: true }));
      expect(removal.requests.filter(isMutation)).to.deep.equal([]);
      const removed = await asking(cloud, async () => (await openLife(life)).teardown(options));
      expect(removed.requests.filter(isMutation)).to.deep.equal(writesOf(removal.result));
      const nothing = await (await openLife(life)).plan({ ...options, destroy: true });
      expect(writesOf(nothing)).to.deep.equal([]);
      await cloud.close();
    });
  }
});

function withoutIdentifiersOfCreates(requests: readonly string[]): readonly string[] {
  return requests.map((request) =>
    request.startsWith('CreateResource') ? request.split(' ').slice(0, 2).join(' ') : request,
  );
}
