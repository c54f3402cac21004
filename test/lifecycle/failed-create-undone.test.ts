import { expect } from 'chai';
import { createTestStack } from 'stack-deploy/testing';
import type { Fault } from '../../src/emulator/faults/fault.ts';
import { dedent } from '../support/dedent.ts';
import { withRig } from '../support/rig.ts';

const manifest = (ownership: 'tags' | 'none'): string => dedent`
  version: 1
  name: s
  resources:
    - name: early
      type: AWS::Logs::LogGroup
      properties: { LogGroupName: early }
    - name: jobs
      type: AWS::SQS::Queue
      ownership: ${ownership}
      properties: { QueueName: jobs }
    - name: last
      type: AWS::SSM::Parameter
      properties: { Name: last, Type: String, Value: '{{ jobs.Arn }}' }
`;

const url = 'https://sqs.us-east-1.amazonaws.com/000000000000/jobs';

interface Undone {
  /** What the rollback did about the queue. */
  readonly step: string;
  readonly isLeft: boolean;
}

async function undone(ownership: 'tags' | 'none', faults: readonly Fault[], parallelism = 1): Promise<Undone> {
  const end = { step: 'none', isLeft: false };
  await withRig(async (rig) => {
    rig.write('stackql_manifest.yml', manifest(ownership));
    const stack = await createTestStack(rig.folder, 'dev', { region: 'us-east-1', faults });
    try {
      const { ok, rollback = [] } = await stack.build({ onFailure: 'rollback', parallelism });
      expect(ok).to.equal(false);
      expect(rollback.map((step) => `${step.resource} ${step.kind}`)).to.include('early deleted');
      const step = rollback.find(({ resource }) => resource === 'jobs');
      if (step !== undefined) expect(step).to.have.property('identifier', url);
      end.step = step?.kind === 'not-undone' ? step.done : (step?.kind ?? 'none');
      end.isLeft = stack.resources.some(({ typeName }) => typeName === 'AWS::SQS::Queue');
    } finally {
      await stack.close();
    }
  });
  return end;
}

/** The first create of the queue fails. */
function failing(code: (Fault & { readonly kind: 'fail' })['code'], remnant: boolean): Fault {
  return { kind: 'fail', code, remnant, operation: 'CreateResource', typeName: 'AWS::SQS::Queue', times: 1 };
}

describe('a create that has failed, in a rollback', () => {
  it('is undone where the service has made a resource with the mark of the stack', async () => {
    expect(await undone('tags', [failing('NotStabilized', true)])).to.deep.equal({ step: 'deleted', isLeft: false });
  });

  it('is told where what is there may be of others', async () => {
    const told = { step: 'half-created', isLeft: true };
    expect(await undone('none', [failing('NotStabilized', true)])).to.deep.equal(told);
    expect(await undone('tags', [failing('InvalidRequest', true)])).to.deep.equal(told);
  });

  it('is nothing where there is nothing, or where the service says that it was there before', async () => {
    expect(await undone('tags', [failing('AccessDenied', false)])).to.deep.equal({ step: 'none', isLeft: false });
    expect(await undone('tags', [failing('AlreadyExists', true)])).to.deep.equal({ step: 'none', isLeft: true });
  });

  it('is undone where the resource was found in another turn, and all was as it should be', async () => {
    const faults: readonly Fault[] = [
      { kind: 'stay', ms: 8000, operation: 'CreateResource', typeName: 'AWS::Logs::LogGroup' },
      failing('NotStabilized', true),
      { kind: 'fail', code: 'AccessDenied', operation: 'CreateResource', typeName: 'AWS::SSM::Parameter' },
    ];
    expect(await undone('tags', faults, 4)).to.deep.equal({ step: 'deleted', isLeft: false });
  });
});
