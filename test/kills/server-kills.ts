import { setTimeout as wait } from 'node:timers/promises';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../../src/base/clock.ts';
import { isJsonObject, type Json, type JsonObject } from '../../src/base/json.ts';
import { systemRandom } from '../../src/base/random.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { openFileStore } from '../../src/emulator/store/file-store.ts';
import { parseRecords } from '../../src/emulator/store/log-records.ts';
import { createRegistry, shippedSchemas } from '../../src/resource-types/create-registry.ts';
import { callEmulator, runEmulator, withEmulator } from '../support/emulator-process.ts';

const typeName = 'AWS::Cognito::UserPool';
const registry = createRegistry({ schemaFolders: [shippedSchemas] });

/** A write that was under way when the server died: the number that it would have set, and the request where it was accepted. */
interface UnderWay {
  readonly identifier: string | undefined;
  readonly number: number | 'gone';
  requestToken: string | undefined;
}

export interface KillReport {
  readonly kills: number;
  readonly acknowledged: number;
  /** Everything that is not as it must be; none of it may be. */
  readonly troubles: readonly string[];
}

/**
 * Kills the server again and again while resources are made, changed and deleted, and looks after each kill whether it starts, has all
 * that was acknowledged, and nothing by halves: each resource carries its number in two places.
 */
export async function killServers(folder: string, kills: number, pick: (below: number) => number): Promise<KillReport> {
  const expected = new Map<string, number>();
  const troubles: string[] = [];
  let numbers = 0;
  let acknowledged = 0;
  let underWay: UnderWay[] = [];

  const write = async (url: string): Promise<void> => {
    const mine = [...expected.keys()].find(() => pick(3) === 0);
    const number = (numbers += 1);
    const verb = mine === undefined || expected.size < 5 ? 'Create' : pick(4) === 0 ? 'Delete' : 'Update';
    const target = verb === 'Create' ? undefined : mine;
    if (target !== undefined && underWay.some(({ identifier }) => identifier === target)) return;
    const entry: UnderWay = {
      identifier: target,
      number: verb === 'Delete' ? 'gone' : number,
      requestToken: undefined,
    };
    underWay.push(entry);
    const given = {
      Create: { DesiredState: JSON.stringify(model(number)) },
      Update: {
        Identifier: target,
        PatchDocument: JSON.stringify([
          { op: 'replace', path: '/UserPoolName', value: model(number).UserPoolName },
          { op: 'replace', path: '/UserPoolTags', value: model(number).UserPoolTags },
        ]),
      },
      Delete: { Identifier: target },
    }[verb];
    const accepted = await callEmulator(url, `${verb}Resource`, { TypeName: typeName, ...given });
    entry.requestToken = progress(accepted.body).requestToken;
    if (entry.requestToken === undefined) throw new Error(JSON.stringify(accepted.body));
    const ended = progress((await status(url, entry.requestToken)).body);
    underWay = underWay.filter((other) => other !== entry);
    if (ended.status !== 'SUCCESS' || ended.identifier === undefined) {
      troubles.push(`${verb} ${target ?? ''} ended ${ended.status}`);
      return;
    }
    acknowledged += 1;
    if (entry.number === 'gone') expected.delete(ended.identifier);
    else expected.set(ended.identifier, number);
  };

  /** Compares what the server has with what it said, and takes over what was under way. */
  const compare = async (url: string, kill: number): Promise<void> => {
    for (const entry of underWay.filter(({ requestToken }) => requestToken !== undefined)) {
      const ended = progress((await status(url, entry.requestToken ?? '')).body);
      if (ended.status !== 'SUCCESS' || ended.identifier === undefined) {
        troubles.push(`after kill ${kill}: an accepted request is ${ended.status}`);
      } else if (entry.number === 'gone') expected.delete(ended.identifier);
      else expected.set(ended.identifier, entry.number);
    }
    const unanswered = underWay.filter(({ requestToken }) => requestToken === undefined);
    underWay = [];
    const found = await everything(async (operation, body) => (await callEmulator(url, operation, body)).body);
    for (const [identifier, number] of new Set(
      [...expected.keys(), ...found.keys()].map((key) => [key, found.get(key)] as const),
    )) {
      if (number === 'half') troubles.push(`after kill ${kill}: ${identifier} is half written`);
      const may = unanswered.find(
        (entry) => (entry.identifier ?? identifier) === identifier && entry.number === (number ?? 'gone'),
      );
      if (number !== expected.get(identifier) && may === undefined) {
        troubles.push(
          `after kill ${kill}: ${identifier} is ${number ?? 'gone'}, not ${expected.get(identifier) ?? 'gone'}`,
        );
      }
      if (typeof number === 'number') expected.set(identifier, number);
      else expected.delete(identifier);
    }
  };

  for (let kill = 0; kill <= kills; kill += 1) {
    await withEmulator(folder, ['--data', 'kept', '--log-format', 'json'], async (server) => {
      await compare(server.url, kill);
      if (kill % 25 === 0) {
        const second = await runEmulator(folder, '--port', '0', '--data', 'kept');
        const isRefused = second.code === 1 && second.errors.includes(`is in use by process ${server.process.pid} `);
        if (!isRefused) troubles.push(`before kill ${kill}: a second process was not refused: ${second.errors}`);
      }
      const until = acknowledged + 1 + pick(12);
      const end = new AbortController();
      const isAlive = (): boolean => !end.signal.aborted;
      let reached = (): void => undefined;
      const enough = new Promise<void>((resolve) => (reached = resolve));
      const writers = [0, 1, 2].map(async () => {
        while (isAlive()) {
          try {
            await write(server.url);
            if (acknowledged >= until) reached();
          } catch (error) {
            if (isAlive()) troubles.push(`before kill ${kill}: ${String(error)}`);
            reached();
          }
        }
      });
      await enough;
      // Somewhere in the middle of what is being done by then.
      await wait(pick(4));
      end.abort();
      await server.stop('SIGKILL');
      await Promise.all(writers);
    });
  }
  return { kills, acknowledged, troubles };
}

/**
 * Tears the last record of a log at its bytes (every `step`th) and opens it: everything before it is there, and nothing of
 * itself.
 */
export async function tearLastRecord(
  from: string,
  to: string,
  step: number,
): Promise<{ readonly tears: number; readonly troubles: readonly string[] }> {
  const troubles: string[] = [];
  const whole = await readFile(join(from, 'log'));
  const { texts } = parseRecords(whole);
  const start = whole.length - Buffer.byteLength(texts.at(-1) ?? '') - 19;
  const before = await numbersIn(to, whole.subarray(0, start));
  let tears = 0;
  for (let length = start; length < whole.length; length += step) {
    tears += 1;
    const found = await numbersIn(to, whole.subarray(0, length));
    if (found !== before) troubles.push(`torn at byte ${length} there is ${found}, not ${before}`);
  }
  return { tears, troubles };
}

/** Identifiers are made when a request is carried out, which may be after the opening. */
async function numbersIn(folder: string, log: Buffer): Promise<string> {
  return [...(await contents(folder, log)).values()].sort().join(' ');
}

/** What an emulator over this log has. */
async function contents(folder: string, log: Buffer): Promise<ReadonlyMap<string, number | 'half'>> {
  await writeFile(join(folder, 'log'), log);
  const store = await openFileStore(folder, { clock: systemClock, pid: process.pid, isAlive: () => true });
  if (!store.ok) throw new Error(store.error.message);
  const emulator = createEmulator({ registry, clock: systemClock, random: systemRandom, store: store.value });
  try {
    return await everything(async (operation, body) => {
      const answer = await emulator.handle({
        target: `CloudApiService.${operation}`,
        body: JSON.stringify(body),
        region: 'us-east-1',
        accountId: '000000000000',
      });
      return JSON.parse(answer.body) as JsonObject;
    });
  } finally {
    await emulator.close();
  }
}

type Call = (operation: string, body: JsonObject) => Promise<Readonly<Record<string, unknown>>>;

/** The number of every pool, which it has in its name and in its tag; `half` where the two differ. */
async function everything(call: Call): Promise<ReadonlyMap<string, number | 'half'>> {
  const found = new Map<string, number | 'half'>();
  let next: string | undefined;
  do {
    const page = await call('ListResources', {
      TypeName: typeName,
      ...(next === undefined ? {} : { NextToken: next }),
    });
    for (const { Identifier } of page['ResourceDescriptions'] as readonly { readonly Identifier: string }[]) {
      const answer = await call('GetResource', { TypeName: typeName, Identifier });
      const { Properties } = answer['ResourceDescription'] as { readonly Properties: string };
      const { UserPoolName, UserPoolTags } = JSON.parse(Properties) as JsonObject;
      const number = Number(text(UserPoolName).slice('pool-'.length));
      const tag = isJsonObject(UserPoolTags) ? UserPoolTags['number'] : undefined;
      found.set(Identifier, text(tag) === String(number) ? number : 'half');
    }
    next = page['NextToken'] as string | undefined;
  } while (next !== undefined);
  return found;
}

function model(number: number) {
  return { UserPoolName: `pool-${number}`, UserPoolTags: { number: String(number), filling: 'x'.repeat(number % 90) } };
}

function status(url: string, requestToken: string) {
  return callEmulator(url, 'GetResourceRequestStatus', { RequestToken: requestToken });
}

function progress(body: Readonly<Record<string, unknown>>) {
  const event = (body['ProgressEvent'] ?? {}) as JsonObject;
  return {
    requestToken: event['RequestToken'] as string | undefined,
    status: text(event['OperationStatus']),
    identifier: event['Identifier'] as string | undefined,
  };
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
