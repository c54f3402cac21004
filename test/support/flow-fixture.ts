import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStack } from '../../src/api/open-stack.ts';
import { jsonEquals, type JsonObject } from '../../src/base/json.ts';
import { packageRoot } from '../../src/base/package-root.ts';
import { createScriptRunner } from '../../src/api/shell-scripts.ts';
import { formatDiagnostics } from '../../src/diagnostics/format-diagnostic.ts';
import type { Fault } from '../../src/emulator/emulator.ts';
import type { Event } from '../../src/events/event.ts';
import type { Verb } from '../../src/lifecycle/outcome.ts';
import type { OnFailure } from '../../src/lifecycle/session.ts';
import { formatSql } from '../../src/query/format-statement.ts';
import { explanationLines } from '../../src/report/explanation-lines.ts';
import { failureLines } from '../../src/report/failure-lines.ts';
import { outcomeText } from '../../src/report/outcome-text.ts';
import { plainPalette } from '../../src/report/palette.ts';
import { createJsonReporter, rowsToJson } from '../../src/report/json.ts';
import type { Masker } from '../../src/report/masker.ts';
import { undoLines } from '../../src/report/undo-lines.ts';
import { createRegistry, shippedSchemas } from '../../src/resource-types/create-registry.ts';
import { createTestCloud, type TestCloud } from '../../src/testing/test-cloud.ts';
import { assertDescribedEvent } from './described-json.ts';
import { unprintedStatements } from './printed-statements.ts';
import type { PlainValue } from '../../src/values/value.ts';

/** Read once: it is the same for every fixture. */
const registry = createRegistry({ schemaFolders: [shippedSchemas] });

/** One step of a fixture's `steps.json`. */
export type FlowStep =
  | {
      readonly run: Verb;
      readonly variables?: Readonly<Record<string, PlainValue>>;
      readonly onFailure?: OnFailure;
      readonly environment?: string;
      /** Also the lines of the JSON report in which a resource ends. */
      readonly json?: true;
      readonly only?: readonly string[];
      readonly skip?: readonly string[];
    }
  /** Somebody changes the only resource of a type behind the stack's back. */
  | { readonly change: string; readonly properties: JsonObject }
  | { readonly inject: Fault }
  /** Remembers every property of every pool, client and group. */
  | { readonly remember: true }
  /** Tells what is not as it was remembered, hidden properties too. */
  | { readonly compare: true };

/** The folder of a fixture's stack, and what is done with it. */
export function readFixture(fixture: string): { readonly folder: string; readonly steps: readonly FlowStep[] } {
  const folder = join(packageRoot, 'test', 'fixtures', fixture);
  // The file is a list of such steps; it lies beside this test.
  return { folder, steps: JSON.parse(readFileSync(join(folder, 'steps.json'), 'utf8')) as readonly FlowStep[] };
}

/** Changes the only resource of a type behind the stack's back. */
export async function changeResource(
  { change, properties }: Extract<FlowStep, { change: string }>,
  cloud: TestCloud,
): Promise<void> {
  const resource = await firstOf(change, cloud);
  if (resource === undefined) throw new Error(`there is no ${change} to change`);
  await cloud.change(change, resource.identifier, properties);
}

/** The stack of a fixture, run step by step on a cloud of its own: each statement, each request and each outcome, in one text. */
export async function traceFixture(fixture: string): Promise<string> {
  const { folder, steps } = readFixture(fixture);
  const cloud = createTestCloud({ registry });
  const names = new StableNames();
  try {
    const parts: string[] = [];
    let remembered: ReadonlyMap<string, JsonObject> = new Map();
    for (const step of steps) {
      if ('remember' in step) {
        remembered = await everything(cloud);
        parts.push(`# remembered: ${[...remembered.keys()].join(', ')}\n`);
      } else if ('compare' in step) {
        parts.push(`# compared: ${compare(remembered, await everything(cloud))}\n`);
      } else parts.push(await trace(step, folder, cloud));
    }
    return names.replace(parts.join('\n'));
  } finally {
    await cloud.close();
  }
}

const types = ['AWS::Cognito::UserPool', 'AWS::Cognito::UserPoolClient', 'AWS::Cognito::UserPoolGroup'];

/** What lives in a pool is listed pool by pool. */
async function firstOf(typeName: string, cloud: TestCloud): Promise<{ readonly identifier: string } | undefined> {
  if (typeName !== 'AWS::Cognito::UserPoolClient') return (await cloud.resources(typeName))[0];
  for (const pool of await cloud.resources('AWS::Cognito::UserPool')) {
    const [first] = await cloud.resources(typeName, { UserPoolId: pool.identifier });
    if (first !== undefined) return first;
  }
  return undefined;
}

async function everything(cloud: TestCloud): Promise<ReadonlyMap<string, JsonObject>> {
  const found = new Map<string, JsonObject>();
  const pools = await cloud.resources('AWS::Cognito::UserPool');
  for (const typeName of types) {
    for (const model of typeName === 'AWS::Cognito::UserPool'
      ? [undefined]
      : pools.map((pool) => ({ UserPoolId: pool.identifier })))
      for (const { identifier, properties } of await cloud.resources(typeName, model))
        found.set(`${typeName} ${identifier}`, properties);
  }
  return found;
}

function compare(before: ReadonlyMap<string, JsonObject>, after: ReadonlyMap<string, JsonObject>): string {
  const differing = [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const earlier = before.get(key);
    const later = after.get(key);
    if (earlier === undefined || later === undefined) return [`${key} ${earlier === undefined ? 'is new' : 'is gone'}`];
    const names = new Set([...Object.keys(earlier), ...Object.keys(later)]);
    return [...names]
      .filter((name) => !jsonEquals(earlier[name], later[name]))
      .map((name) => `${name} of ${key} differs`);
  });
  return differing.length === 0 ? 'everything is as it was' : differing.join(', ');
}

async function trace(
  step: Exclude<FlowStep, { remember: true } | { compare: true }>,
  folder: string,
  cloud: TestCloud,
): Promise<string> {
  if ('inject' in step) {
    cloud.inject(step.inject);
    return `# trouble: ${JSON.stringify(step.inject)}\n`;
  }
  if ('change' in step) {
    await changeResource(step, cloud);
    return `# somebody changes ${JSON.stringify(step.properties)}\n`;
  }
  const { run: verb, variables = {}, onFailure, environment = 'dev', json = false, only = [], skip = [] } = step;
  const opened = await openStack({
    folder,
    environment,
    workingDirectory: folder,
    variables: { region: 'us-east-1', ...variables },
    random: cloud.random,
    registry,
  });
  if (opened.value === undefined) throw new Error(formatDiagnostics(opened.diagnostics, plainPalette));
  const lines: string[] = [];
  const events: Event[] = [];
  const described = createJsonReporter({
    write: assertDescribedEvent,
    masker: opened.value.masker,
    now: () => 0,
    everything: true,
    statements: true,
  });
  const isChosen = opened.value.select({ only, skip }).value !== undefined;
  const printed = isChosen ? opened.value.dryRun(verb, { only, skip }) : '';
  const { masker } = opened.value;
  const before = cloud.ledger.length;
  // Every run is another moment.
  cloud.clock.advance(1000);
  await opened.value[verb]({
    provider: cloud.provider,
    clock: cloud.clock,
    scripts: createScriptRunner(new Map([['PATH', '/usr/bin:/bin']])),
    ...(onFailure === undefined ? {} : { onFailure }),
    only,
    skip,
    reporter: {
      report: (event) => {
        events.push(event);
        described.report(event);
        lines.push(...linesOf(event));
      },
      close: () => undefined,
    },
  });
  const given = Object.keys(variables).length === 0 ? '' : ` with ${JSON.stringify(variables)}`;
  const how = onFailure === undefined ? '' : ` --on-failure ${onFailure}`;
  const which = [...only.map((one) => ` --only ${one}`), ...skip.map((one) => ` --skip ${one}`)].join('');
  return [
    `# ${verb}${environment === 'dev' ? '' : ` ${environment}`}${how}${which}${given}`,
    ...lines,
    // There are none, and no fixture expects one.
    ...unprintedStatements(printed, events, (text) => masker.mask(text)).map((one) => `not in the dry run: ${one}`),
    'requests:',
    ...cloud.ledger
      .slice(before)
      .map(({ operation, typeName, outcome }) =>
        `  ${operation} ${typeName ?? ''} ${outcome}`.replace(/ {2,}(?=\S+$)/, ' '),
      ),
    ...(json ? ['as JSON:', ...jsonLines(events, masker)] : []),
    '',
  ].join('\n');
}

function jsonLines(events: readonly Event[], masker: Masker): readonly string[] {
  const lines: string[] = [];
  const write = (line: string): void => void lines.push(`  ${line.trimEnd()}`);
  const reporter = createJsonReporter({ write, masker, now: () => 0, everything: false, statements: false });
  for (const event of events) if (event.kind === 'resource.finished') reporter.report(event);
  return lines;
}

function linesOf(event: Event): readonly string[] {
  switch (event.kind) {
    case 'resource.statement': {
      const text = formatSql(event.text, 'shown').replace(/\s+/g, ' ').trim();
      const added = event.added.map(({ pointer, why }) => `  added: ${pointer} (${why})`);
      return [`${event.resource}: ${event.anchor}: ${text}`, ...added];
    }
    case 'resource.waiting':
      return [`  wait ${event.delayMs} ms (${event.attempt} of ${event.attempts})`];
    case 'resource.script-line':
      return [`${event.resource} | ${event.line}`];
    case 'run.diagnostics': {
      const ofSelection = event.diagnostics.filter(({ code }) => code === 'input/selection');
      return ofSelection.length === 0 ? [] : formatDiagnostics(ofSelection, plainPalette).trimEnd().split('\n');
    }
    case 'resource.troubleshot':
      return [
        `${event.resource}: ${event.anchor} found ${event.found === undefined ? 'nothing' : JSON.stringify(rowsToJson(event.found))}`,
      ];
    case 'resource.finished': {
      const { word, detail } = outcomeText(event.outcome, plainPalette);
      const { outcome } = event;
      const why =
        outcome.kind === 'failed'
          ? failureLines(outcome.reason, plainPalette)
          : outcome.kind === 'updated'
            ? explanationLines(outcome.explanation, outcome.differences)
            : [];
      return [`${event.resource} => ${word} ${detail}`.trimEnd(), ...why.map((line) => `  ${line}`.trimEnd())];
    }
    case 'rollback.step':
      return undoLines(event.step, plainPalette, 0).map((line) => `undo: ${line.trim()}`);
    case 'run.finished': {
      const { result } = event;
      const left = result.outcomes
        .filter(({ outcome }) => outcome.kind === 'not-attempted')
        .map(({ resource }) => resource);
      const unconfirmed = result.unconfirmed === undefined ? '' : `, not confirmed: ${result.unconfirmed.join(', ')}`;
      const others = result.outcomes.filter(({ outcome }) => outcome.kind === 'not-selected');
      return [
        ...(others.length === 0 ? [] : [`not selected: ${others.map(({ resource }) => resource).join(', ')}`]),
        ...(left.length === 0 ? [] : [`not attempted: ${left.join(', ')}`]),
        `${result.ok ? 'ok' : 'not ok'}${unconfirmed}`,
      ];
    }
    default:
      return [];
  }
}

/** Gives what the cloud made up a name that is the same in every run: `POOL-1`. */
export class StableNames {
  readonly #known = new Map<string, string>();

  replace(text: string): string {
    return text
      .replace(/us-east-1_[A-Za-z0-9]{9}/g, (found) => this.#nameOf('POOL', found))
      .replace(/\b(vpc|subnet|igw)-[0-9a-f]{17}\b/g, (found, kind: string) => this.#nameOf(kind.toUpperCase(), found))
      .replace(/\bAROA[A-Z0-9]{17}\b/g, (found) => this.#nameOf('ROLE', found))
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, (found) => this.#nameOf('UUID', found))
      .replace(/\b[a-z0-9]{26}\b/g, (found) => this.#nameOf('CLIENT', found));
  }

  #nameOf(kind: string, found: string): string {
    const known = this.#known.get(found);
    if (known !== undefined) return known;
    const amount = [...this.#known.values()].filter((name) => name.startsWith(kind)).length;
    const name = `${kind}-${amount + 1}`;
    this.#known.set(found, name);
    return name;
  }
}
