import { join } from 'node:path';
import { openStack } from '../../src/api/open-stack.ts';
import { formatDiagnostics } from '../../src/diagnostics/format-diagnostic.ts';
import type { LedgerEntry } from '../../src/emulator/emulator.ts';
import type { RunResult, Verb } from '../../src/lifecycle/outcome.ts';
import { createRegistry, shippedSchemas } from '../../src/resource-types/create-registry.ts';
import { createTestCloud, type TestCloud } from '../../src/testing/test-cloud.ts';
import { createTestRandom } from '../../src/testing/test-random.ts';
import type { Rig } from './rig.ts';

export interface StackRun {
  /** `vpc created`, one per resource, in the order of the run. */
  readonly outcomes: readonly string[];
  /** Every request, `Get VPC`, `Create VPC` …, but for those that ask how another one goes. */
  readonly requests: readonly string[];
}

/** A cloud in memory on which a folder of the rig is run, and what a run asked of it. */
export class StackRuns {
  readonly cloud: TestCloud;
  readonly #rig: Rig;
  readonly #registry = createRegistry({ schemaFolders: [shippedSchemas] });

  constructor(rig: Rig, region: string) {
    this.#rig = rig;
    this.cloud = createTestCloud({ region, registry: this.#registry });
  }

  async run(verb: Verb, folder: string, environment = 'dev'): Promise<StackRun> {
    const { cloud } = this;
    const opening = await openStack({
      folder: join(this.#rig.folder, folder),
      environment,
      workingDirectory: this.#rig.folder,
      registry: this.#registry,
      random: createTestRandom(),
    });
    if (opening.value === undefined) throw new Error(formatDiagnostics(opening.diagnostics));
    const before = cloud.ledger.length;
    const result = await opening.value[verb]({ provider: cloud.provider, clock: cloud.clock });
    return { outcomes: outcomesOf(result), requests: requestsOf(cloud.ledger.slice(before)) };
  }
}

function outcomesOf(result: RunResult): readonly string[] {
  return result.outcomes.map(({ resource, outcome }) => `${resource} ${outcome.kind}`);
}

function requestsOf(ledger: readonly LedgerEntry[]): readonly string[] {
  return ledger
    .filter(({ operation }) => operation !== 'GetResourceRequestStatus')
    .map(({ operation, typeName = '', outcome }) => {
      // The Tagging API's only operation here.
      const verb = operation === 'GetResources' ? 'Find tags' : operation.replace(/Resources?$/, '');
      const what = `${verb} ${typeName.split('::').at(-1) ?? ''}`.trim();
      return outcome === 'ok' ? what : `${what}: ${outcome}`;
    });
}
