import { expect } from 'chai';
import type { OpenedStack } from '../../src/api/opened-stack.ts';
import type { Purpose } from '../../src/check/purpose.ts';
import type { LedgerEntry } from '../../src/emulator/emulator.ts';
import type { HandlerName } from '../../src/resource-types/resource-type.ts';
import { createTestCloud } from '../../src/testing/test-cloud.ts';
import { openLife, type Life } from '../support/life.ts';

const lives: readonly Life[] = [
  { folder: 'examples/cognito-user-pool', environment: 'dev' },
  { folder: 'examples/vpc-network', environment: 'dev' },
  { folder: 'templates/cognito-machine-clients', environment: 'dev' },
  { folder: 'templates/cognito-user-pool', environment: 'dev' },
  { folder: 'test/fixtures/plans/stack', environment: 'dev' },
  { folder: 'test/fixtures/plans/write-only', environment: 'dev' },
  { folder: 'test/fixtures/stacks/bucket', environment: 'dev' },
  { folder: 'test/fixtures/stacks/role', environment: 'dev' },
];

const handlers: Readonly<Record<string, HandlerName>> = {
  CreateResource: 'create',
  GetResource: 'read',
  UpdateResource: 'update',
  DeleteResource: 'delete',
  ListResources: 'list',
};

/** The actions that requests take: those of Cloud Control, and those of the handlers that it puts to work. */
function actionsTaken(entries: readonly LedgerEntry[], { registry }: OpenedStack): ReadonlySet<string> {
  return new Set(
    entries.flatMap(({ operation, typeName }) => {
      const handler = handlers[operation];
      const type = typeName === undefined ? undefined : registry.find(typeName);
      return [
        `${operation === 'GetResources' ? 'tag' : 'cloudformation'}:${operation}`,
        ...(handler === undefined ? [] : (type?.handlers[handler]?.permissions ?? [])),
      ];
    }),
  );
}

function actionsNamed(stack: OpenedStack, purpose: Purpose): ReadonlySet<string> {
  return new Set(stack.permissions([purpose]).groups.flatMap(({ actions }) => actions));
}

/** What of the one set the other lacks. */
function missing(all: ReadonlySet<string>, others: ReadonlySet<string>): readonly string[] {
  return [...all].filter((action) => !others.has(action)).sort();
}

describe('the permissions that are named', () => {
  for (const life of lives) {
    it(`${life.folder}: are those that a look takes, absent and built, and hold those of build and teardown`, async () => {
      const stack = await openLife(life);
      const cloud = createTestCloud({ registry: stack.registry });
      const { provider, clock } = cloud;
      const options = { provider, clock };
      const taken = new Map<Purpose, Set<string>>();
      const acting = async (purpose: Purpose, act: (stack: OpenedStack) => Promise<{ readonly ok: boolean }>) => {
        const before = cloud.ledger.length;
        const { ok } = await act(await openLife(life));
        const actions = taken.get(purpose) ?? new Set<string>();
        taken.set(purpose, actions);
        for (const action of actionsTaken(cloud.ledger.slice(before), stack)) actions.add(action);
        return ok;
      };
      const look = async () => {
        await acting('plan', (one) => one.plan(options));
        await acting('drift', (one) => one.drift(options));
        await acting('test', (one) => one.test(options));
      };
      await look();
      expect(await acting('build', (one) => one.build(options))).to.equal(true);
      await look();
      await acting('build', (one) => one.build(options));
      expect(await acting('teardown', (one) => one.teardown(options))).to.equal(true);
      for (const [purpose, actions] of taken) {
        const named = actionsNamed(stack, purpose);
        expect(missing(actions, named), `taken by ${purpose} and not named`).to.deep.equal([]);
        if (purpose !== 'build' && purpose !== 'teardown')
          expect(missing(named, actions), `named for ${purpose} and not taken`).to.deep.equal([]);
      }
      await cloud.close();
    });
  }
});
