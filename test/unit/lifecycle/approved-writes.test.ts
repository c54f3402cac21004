import { expect } from 'chai';
import type { Engine } from '../../../src/engine/engine.ts';
import type { CreateOperation, WriteOperation } from '../../../src/engine/operation.ts';
import { approvedEngine } from '../../../src/lifecycle/approved-writes.ts';
import { deleteOperation, updateOperation, type MadeTarget } from '../../../src/lifecycle/made-operations.ts';
import { requestsOf } from '../../../src/plan/planned-request.ts';
import { saveRequest } from '../../../src/plan/saved/save-resource.ts';
import type { SavedResource } from '../../../src/plan/saved/saved-plan.ts';
import type { Sealing } from '../../../src/plan/saved/saved-value.ts';
import type { PatchOperation } from '../../../src/resource-types/check-patch.ts';
import { createRegistry, shippedSchemas } from '../../../src/resource-types/create-registry.ts';
import { Composite, Secret, Unknown, type Value, type ValueMap } from '../../../src/values/value.ts';

const type = createRegistry({ schemaFolders: [shippedSchemas] }).find('AWS::SQS::Queue');
if (type === undefined) throw new Error('The schema of queues is missing.');

const target: MadeTarget = {
  type,
  region: 'us-east-1',
  identifier: 'one',
  at: { source: { path: 'queue.iql', text: '' }, start: 0, end: 0 },
};

function patch(value: Value, path = '/VisibilityTimeout'): readonly PatchOperation[] {
  return [{ op: 'add', path, value }];
}

function create(desiredState: ValueMap): CreateOperation {
  const { text } = updateOperation(target, []);
  const noParameters = { clientToken: undefined, roleArn: undefined, typeVersionId: undefined };
  return {
    kind: 'create',
    text,
    at: target.at,
    resource: target.type.statementName,
    returning: undefined,
    type: target.type,
    resources: [{ ...noParameters, region: 'us-east-1', desiredState, places: new Map() }],
    pending: undefined,
  };
}

/** With a key: each secret is its own seal. */
const sealed: Sealing = { seal: (secret) => JSON.stringify(secret), holdsSecret: () => false };
const unsealed: Sealing = { ...sealed, seal: () => undefined };

/** What comes of a write beside a plan that names another one: `sent`, or the words of the refusal. */
async function write(
  operation: WriteOperation,
  planned: WriteOperation | undefined,
  { sealing = unsealed, action = 'update' }: { readonly sealing?: Sealing; readonly action?: string } = {},
): Promise<string> {
  const sent: WriteOperation[] = [];
  // Nothing else of it is asked.
  const engine = {
    write: (one: WriteOperation) => {
      sent.push(one);
      return Promise.resolve({ ok: true, value: { resources: [], returned: undefined } });
    },
  } as unknown as Engine;
  const requests = planned === undefined ? [] : requestsOf(planned).map((one) => saveRequest('queue', one, sealing));
  const resource: SavedResource = { resource: 'queue', action, basis: { kind: 'unseen' }, requests };
  const written = await approvedEngine(engine, 'queue', { resources: [resource], sealing }).write(operation);
  expect(sent.length).to.equal(written.ok ? 1 : 0);
  if (written.ok) return 'sent';
  return written.error.kind === 'refused' ? written.error.diagnostics.map(({ message }) => message).join() : 'failed';
}

const refused = 'the saved plan does not name this write, so it was not sent';

describe('the writes of a saved plan', () => {
  it('are sent as the plan names them', async () => {
    expect(await write(updateOperation(target, patch(60)), updateOperation(target, patch(60)))).to.equal('sent');
    expect(
      await write(updateOperation(target, patch(60)), updateOperation(target, patch(60, 'VisibilityTimeout'))),
    ).to.equal('sent');
    expect(
      await write(create({ QueueName: 'a', DelaySeconds: 1 }), create({ DelaySeconds: 1, QueueName: 'a' })),
    ).to.equal('sent');
    expect(await write(deleteOperation(target), deleteOperation(target))).to.equal('sent');
  });

  it('are not sent where they are others, and the refusal says where', async () => {
    const update = updateOperation(target, patch(60));
    expect([
      await write(updateOperation(target, patch(61)), update),
      await write(updateOperation(target, [...patch(60), ...patch(1, '/DelaySeconds')]), update),
      await write(updateOperation({ ...target, identifier: 'two' }, patch(60)), update),
      await write(updateOperation({ ...target, region: 'eu-west-1' }, patch(60)), update),
      await write(deleteOperation(target), update),
      await write(create({ QueueName: 'a' }), update),
      await write(create({ QueueName: 'a', DelaySeconds: 2 }), create({ QueueName: 'a' })),
      await write(update, undefined),
    ]).to.deep.equal([
      `${refused} (update AWS::SQS::Queue one): it differs in /VisibilityTimeout`,
      `${refused} (update AWS::SQS::Queue one): it differs in /patch`,
      `${refused} (update AWS::SQS::Queue two): it differs in /identifier`,
      `${refused} (update AWS::SQS::Queue one): it differs in /region`,
      `${refused} (delete AWS::SQS::Queue one)`,
      `${refused} (create AWS::SQS::Queue)`,
      `${refused} (create AWS::SQS::Queue): it differs in /DelaySeconds`,
      `${refused} (update AWS::SQS::Queue one)`,
    ]);
  });

  it('may say anything where the plan did not know it, and must fit the parts that it knew', async () => {
    const anything = create({ QueueName: new Unknown('pool.id') });
    const part = create({ QueueName: new Composite(['shop-', new Unknown('pool.id'), '.fifo']) });
    expect([
      await write(create({ QueueName: 'a' }), anything),
      await write(create({ QueueName: 'shop-1.fifo' }), part),
      await write(create({ QueueName: 'shop-1xfifo' }), part),
      await write(create({ QueueName: 'my-shop-1.fifo' }), part),
    ]).to.deep.equal([
      'sent',
      'sent',
      `${refused} (create AWS::SQS::Queue): it differs in /QueueName`,
      `${refused} (create AWS::SQS::Queue): it differs in /QueueName`,
    ]);
  });

  it('are told by the seals of their secrets, where there are any', async () => {
    const secret = (text: string) => create({ QueueName: new Secret(text) });
    expect([
      await write(secret('a'), secret('a'), { sealing: sealed }),
      await write(secret('b'), secret('a'), { sealing: sealed }),
      await write(secret('b'), secret('a')),
      await write(create({}), secret('a')),
    ]).to.deep.equal([
      'sent',
      `${refused} (create AWS::SQS::Queue): it differs in /QueueName`,
      'sent',
      `${refused} (create AWS::SQS::Queue): it differs in /QueueName`,
    ]);
  });

  it('of a command or script are what it does', async () => {
    expect(await write(deleteOperation(target), undefined, { action: 'run' })).to.equal('sent');
  });
});
