import { join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';
import { createRegistry, shippedSchemas } from '../../src/resource-types/create-registry.ts';
import { outdatedIn, PlannedRuns, type Opening } from '../support/planned-run.ts';

const registry = createRegistry({ schemaFolders: [shippedSchemas] });

const opening: Opening = {
  folder: join(packageRoot, 'test/fixtures/plans/stack'),
  environment: 'dev',
  workingDirectory: packageRoot,
  registry,
};

const kinds = ({ sent }: { readonly sent: readonly { readonly value: unknown }[] }): readonly string[] =>
  sent.map(({ value }) => {
    const { kind, type } = value as { readonly kind: string; readonly type: string };
    return `${kind} ${type.split('::').at(-1) ?? ''}`;
  });

const creates = [
  'create Queue',
  'create Role',
  'create Parameter',
  'create UserPool',
  'create UserPoolClient',
  'create Parameter',
];

describe('a run of a saved plan that failed', () => {
  for (const [index, write] of creates.entries()) {
    it(`is repeated with the same plan after its request ${index + 1}, ${write}, has failed`, async () => {
      const runs = new PlannedRuns({ registry });
      try {
        const { saved } = await runs.plan('build', opening);
        runs.cloud.inject({
          kind: 'fail',
          operation: 'CreateResource',
          after: index,
          code: 'ServiceLimitExceeded',
          message: 'no more of them',
        });
        const first = await runs.carryOut(saved, opening);
        expect(first.result.ok).to.equal(false);
        expect(kinds(first)).to.deep.equal(creates.slice(0, index + 1));
        const second = await runs.carryOut(saved, opening);
        expect(outdatedIn(second)).to.deep.equal([]);
        expect(second.result.ok).to.equal(true);
        // The token of the create that failed is used up: the service refuses it once.
        expect(kinds(second)).to.deep.equal([write, ...creates.slice(index)]);
        const removal = await runs.plan('teardown', opening);
        runs.cloud.inject({
          kind: 'fail',
          operation: 'DeleteResource',
          after: index,
          code: 'ServiceLimitExceeded',
          message: 'not now',
        });
        expect((await runs.carryOut(removal.saved, opening)).result.ok).to.equal(false);
        const removed = await runs.carryOut(removal.saved, opening);
        expect(outdatedIn(removed)).to.deep.equal([]);
        expect(removed.result.ok).to.equal(true);
      } finally {
        await runs.cloud.close();
      }
    });
  }

  it('is refused where what it had made was changed before it is repeated', async () => {
    const runs = new PlannedRuns({ registry });
    try {
      await runs.carryOut((await runs.plan('build', opening, { only: ['queue'] })).saved, opening);
      const { saved } = await runs.plan('build', opening, { strict: true });
      await runs.cloud.change('AWS::SQS::Queue', 'https://sqs.us-east-1.amazonaws.com/000000000000/shop-queue', {
        VisibilityTimeout: 5,
      });
      const run = await runs.carryOut(saved, opening);
      expect(outdatedIn(run)).to.deep.equal(['queue: /VisibilityTimeout was 60 when the plan was made, and is 5']);
      expect(run.sent).to.deep.equal([]);
      expect(run.result).to.deep.include({ ok: false, outcomes: [] });
    } finally {
      await runs.cloud.close();
    }
  });
});
