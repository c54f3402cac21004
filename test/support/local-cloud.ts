import { join } from 'node:path';
import type { Json, JsonObject } from '../../src/base/json.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { openFileStore } from '../../src/emulator/store/file-store.ts';
import { createRegistry, shippedSchemas } from '../../src/resource-types/create-registry.ts';
import type { Rig } from './rig.ts';

/** The embedded Cloud Control that `--local` keeps in a rig's folder, opened from outside while no command runs. */
export async function withLocalCloud<T>(
  rig: Rig,
  use: (cloud: LocalCloud) => Promise<T>,
  folder = '.stack-deploy/local',
): Promise<T> {
  const store = await openFileStore(join(rig.folder, folder), { clock: rig.clock, pid: 1, isAlive: () => true });
  if (!store.ok) throw new Error(store.error.message);
  const emulator = createEmulator({
    registry: createRegistry({ schemaFolders: [shippedSchemas] }),
    clock: rig.clock,
    random: rig.random,
    store: store.value,
  });
  try {
    return await use(new LocalCloud(emulator));
  } finally {
    await emulator.close();
  }
}

export class LocalCloud {
  readonly emulator: Emulator;
  constructor(emulator: Emulator) {
    this.emulator = emulator;
  }

  async call(operation: string, body: JsonObject, region = 'us-east-1'): Promise<JsonObject> {
    const answer = await this.emulator.handle({
      target: `CloudApiService.${operation}`,
      body: JSON.stringify(body),
      region,
      accountId: '000000000000',
    });
    return JSON.parse(answer.body) as JsonObject;
  }

  /** Carries a mutation out to its end. */
  async change(operation: string, body: JsonObject): Promise<JsonObject> {
    const started = await this.call(operation, body);
    const event = started['ProgressEvent'] as JsonObject | undefined;
    if (event === undefined) throw new Error(JSON.stringify(started));
    const status = await this.call('GetResourceRequestStatus', { RequestToken: event['RequestToken'] ?? null });
    return status['ProgressEvent'] as JsonObject;
  }

  async properties(typeName: string, identifier: string): Promise<JsonObject> {
    const answer = await this.call('GetResource', { TypeName: typeName, Identifier: identifier });
    const description = answer['ResourceDescription'] as JsonObject | undefined;
    if (description === undefined) throw new Error(JSON.stringify(answer));
    return JSON.parse(textOf(description['Properties'])) as JsonObject;
  }

  /** Identifiers of a type, oldest first. */
  async list(typeName: string, model: JsonObject = {}): Promise<readonly string[]> {
    const answer = await this.call('ListResources', { TypeName: typeName, ResourceModel: JSON.stringify(model) });
    const descriptions = answer['ResourceDescriptions'] as readonly JsonObject[] | undefined;
    if (descriptions === undefined) throw new Error(JSON.stringify(answer));
    return descriptions.map((description) => textOf(description['Identifier']));
  }

  /** Every mutation that was ever accepted, as `CREATE AWS::…`, newest first. */
  async mutations(): Promise<readonly string[]> {
    const answer = await this.call('ListResourceRequests', { MaxResults: 100 });
    const events = answer['ResourceRequestStatusSummaries'] as readonly JsonObject[];
    return events.map((event) => `${textOf(event['Operation'])} ${textOf(event['TypeName'])}`);
  }
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
