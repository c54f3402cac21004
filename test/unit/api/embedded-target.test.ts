import { expect } from 'chai';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTarget, type EmbeddedTarget } from '../../../src/api/open-target.ts';
import { createRegistry, shippedSchemas } from '../../../src/resource-types/create-registry.ts';
import { createTestClock } from '../../../src/testing/test-clock.ts';
import { createTestRandom } from '../../../src/testing/test-random.ts';

describe('An embedded target', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stack-deploy-target-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** How lists end, one after another, on a target of its own. */
  async function outcomes(settings: Partial<EmbeddedTarget>, count: number): Promise<readonly string[]> {
    const target = await openTarget(
      { kind: 'embedded', folder, ...settings },
      {
        registry: createRegistry({ schemaFolders: [shippedSchemas] }),
        clock: createTestClock(),
        random: createTestRandom(),
      },
    );
    if (!target.ok) throw new Error(target.error.message);
    const seen: string[] = [];
    for (let index = 0; index < count; index += 1) {
      const listed = await target.value.provider.list({ region: 'us-east-1', typeName: 'AWS::Cognito::UserPool' });
      seen.push(listed.ok ? 'ok' : listed.error.kind);
    }
    await target.value.close();
    return seen;
  }

  it('has the faults that it is given', async () => {
    expect(await outcomes({ faults: [{ kind: 'denied', nth: 2 }] }, 3)).to.deep.equal(['ok', 'denied', 'ok']);
    expect(await outcomes({}, 2)).to.deep.equal(['ok', 'ok']);
  });

  it('draws from its seed', async () => {
    const faults = [{ kind: 'denied', probability: 0.5 }] as const;
    const first = await outcomes({ faults, seed: '1' }, 20);
    expect(first).to.include('ok').and.to.include('denied');
    expect(await outcomes({ faults, seed: '1' }, 20)).to.deep.equal(first);
    expect(await outcomes({ faults, seed: '2' }, 20)).not.to.deep.equal(first);
  });

  it('throttles beyond its quotas', async () => {
    const quotas = [{ name: 'Lists', operations: ['ListResources'], perSecond: 1e-6 }] as const;
    expect(await outcomes({ quotas }, 2)).to.deep.equal(['ok', 'throttled']);
  });
});
