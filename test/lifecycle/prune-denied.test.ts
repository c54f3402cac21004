import { expect } from 'chai';
import { join } from 'node:path';
import { openStack } from '../../src/api/open-stack.ts';
import { formatDiagnostics } from '../../src/diagnostics/format-diagnostic.ts';
import type { RunOptions } from '../../src/api/run-verb.ts';
import { failureLines } from '../../src/report/failure-lines.ts';
import { plainPalette } from '../../src/report/palette.ts';
import { createTestCloud } from '../../src/testing/test-cloud.ts';
import { queueUrl, writeQueues } from '../support/marked-stack.ts';
import { withRig } from '../support/rig.ts';

/**
 * A stack of two queues is built, loses the entry of one, and is built again by somebody who may not read that queue. What is said of
 * resources without an entry, and which queues are left with the mark of the stack.
 */
async function builtAgain(
  top: readonly string[],
  more: Pick<RunOptions, 'prune'>,
): Promise<{ readonly told: readonly string[]; readonly marked: readonly string[] }> {
  const end = { told: [] as readonly string[], marked: [] as readonly string[] };
  await withRig(async (rig) => {
    const cloud = createTestCloud();
    const build = async (provider = cloud.provider, given: Pick<RunOptions, 'prune'> = {}) => {
      const { value, diagnostics } = await openStack({ folder: join(rig.folder, 'shop'), environment: 'dev' });
      if (value === undefined) throw new Error(formatDiagnostics(diagnostics, plainPalette));
      return value.build({ provider, clock: cloud.clock, ...given });
    };
    writeQueues(rig, 'shop', [{ name: 'stays' }, { name: 'gone' }]);
    expect((await build()).ok).to.equal(true);
    writeQueues(rig, 'shop', [{ name: 'stays' }], { top });
    const denied = cloud.connect({
      beforeRequest: ({ operation, identifier }) =>
        operation === 'GetResource' && identifier === queueUrl('gone')
          ? { kind: 'send', effects: [{ kind: 'denied' }] }
          : undefined,
    });
    const { ok, outcomes } = await build(denied, more);
    expect(ok).to.equal(false);
    end.told = outcomes.map(({ resource, outcome }) =>
      outcome.kind === 'failed'
        ? `${resource} failed: ${failureLines(outcome.reason, plainPalette)[0] ?? ''}`
        : `${resource} ${outcome.kind}`,
    );
    end.marked = (await cloud.resources('AWS::SQS::Queue'))
      .filter(({ properties }) => JSON.stringify(properties['Tags']).includes('"shop"'))
      .map(({ identifier }) => identifier.split('/').at(-1) ?? '');
    await cloud.close();
  });
  return end;
}

const denial = `failed: access was denied: GetResource of AWS::SQS::Queue ${queueUrl('gone')} in us-east-1`;

describe('What may not be read', () => {
  it('is not pruned, and the build says so', async () => {
    const { told, marked } = await builtAgain([], { prune: { orphans: true, named: [] } });
    expect(told).to.deep.equal(['stays unchanged', `orphans ${denial}`]);
    expect(marked).to.deep.equal(['stays', 'gone']);
  });

  it('is not pruned by its name', async () => {
    const named = [{ typeName: 'AWS::SQS::Queue', identifier: queueUrl('gone') }];
    const { told, marked } = await builtAgain([], { prune: { orphans: false, named } });
    expect(told).to.deep.equal(['stays unchanged', `AWS::SQS::Queue=${queueUrl('gone')} ${denial}`]);
    expect(marked).to.deep.equal(['stays', 'gone']);
  });

  it('is not forgotten', async () => {
    const { told, marked } = await builtAgain(['forget: [gone]'], {});
    expect(told).to.deep.equal(['stays unchanged', `orphans ${denial}`]);
    expect(marked).to.deep.equal(['stays', 'gone']);
  });
});
