import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { createRequestHandler } from '../../src/emulator/request-handler.ts';
import { memoryStore } from '../../src/emulator/store/memory-store.ts';
import { createStatementEngine } from '../support/statement-engine.ts';
import { createCloudControlProvider } from '../../src/provider/cloud-control/create-cloud-control-provider.ts';
import { parseStatement } from '../../src/query/parse-statements.ts';
import { createRegistry, shippedSchemas } from '../../src/resource-types/create-registry.ts';
import { excerptOf } from '../../src/diagnostics/source.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createSeededRandom } from '../support/seeded-random.ts';

/**
 * Reads 10,000 emulated resources with a join and an aggregate, and tells time, memory and requests:
 * `node dist/test/bench/ten-thousand-resources.js [POOLS]`, with 99 clients in each pool.
 */
const pools = Number(process.argv[2] ?? 100);
const clientsPerPool = 99;
const region = 'eu-west-1';
const text = `SELECT p.user_pool_name, COUNT(*) AS clients, SUM(c.refresh_token_validity) AS days
FROM awscc.cognito.user_pools p JOIN awscc.cognito.user_pool_clients c ON c.user_pool_id = p.user_pool_id
WHERE p.region = '${region}' AND c.region = '${region}'
GROUP BY p.user_pool_name HAVING COUNT(*) > 0 ORDER BY p.user_pool_name`;

const registry = createRegistry({ schemaFolders: [shippedSchemas] });
const clock = createFakeClock();
const random = createSeededRandom('bench');
const emulator = createEmulator({ registry, clock, random, store: memoryStore() });
for (let pool = 0; pool < pools; pool += 1) {
  const poolId = `${region}_pool${String(pool).padStart(5, '0')}`;
  const put = (typeName: string, identifier: string, properties: Record<string, string | number>): Promise<void> =>
    emulator.mutate({ typeName, identifier, region }, () => properties);
  await put('AWS::Cognito::UserPool', poolId, { UserPoolId: poolId, UserPoolName: `pool ${pool}` });
  for (let client = 0; client < clientsPerPool; client += 1) {
    const clientId = `client${String(pool * clientsPerPool + client).padStart(20, '0')}`;
    await put('AWS::Cognito::UserPoolClient', `${poolId}|${clientId}`, {
      UserPoolId: poolId,
      ClientId: clientId,
      ClientName: `client ${client}`,
      RefreshTokenValidity: 30,
    });
  }
}

const asked = new Map<string, number>();
const handler = createRequestHandler(emulator);
const counting = {
  ...handler,
  handle: (request: Parameters<typeof handler.handle>[0]) => {
    const key = `${request.headers['x-amz-target'] ?? ''} ${new TextDecoder().decode(request.body as Uint8Array)}`;
    asked.set(key, (asked.get(key) ?? 0) + 1);
    return handler.handle(request);
  },
};
const provider = createCloudControlProvider({ clock, random, requestHandler: counting, pace: 'unpaced' });
const engine = createStatementEngine({ provider, registry, defaultRegion: region });
const source = { path: 'bench.iql', text };
const parsed = parseStatement({ pieces: [{ kind: 'text', text, excerpt: excerptOf(source), offset: 0 }] });
if (parsed.value?.kind !== 'select') throw new Error('The statement is no SELECT.');
const started = performance.now();
const cpuBefore = process.cpuUsage();
const answer = await engine.read(parsed.value);
const elapsedMs = performance.now() - started;
const { user, system } = process.cpuUsage(cpuBefore);
if (!answer.ok) throw new Error(JSON.stringify(answer.error));
const count = (operation: string): number => [...asked.keys()].filter((key) => key.includes(`.${operation} `)).length;
const twice = [...asked.values()].filter((times) => times > 1).length;
const clients = answer.value.rows.reduce((sum, row) => sum + Number(row[1]), 0);
process.stdout.write(
  [
    `${answer.value.rows.length} rows over ${pools} pools and ${clients} clients`,
    `${(elapsedMs / 1000).toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of processor time), ${Math.round(process.memoryUsage().rss / 1_048_576)} MB resident at the end`,
    `requests: ${count('ListResources')} ListResources, ${count('GetResource')} GetResource, ${twice} asked twice`,
    '',
  ].join('\n'),
);
