import { formatPointer, parsePointer } from '../../src/base/json-pointer.ts';
import { isJsonObject, parseJson, type Json, type JsonObject } from '../../src/base/json.ts';
import { newPlanning } from '../../src/api/planning.ts';
import { openStack, type OpenStackOptions } from '../../src/api/open-stack.ts';
import type { OpenedStack } from '../../src/api/opened-stack.ts';
import type { RunOptions } from '../../src/api/run-verb.ts';
import type { ShapingOptions } from '../../src/api/saved-plans.ts';
import { createScriptRunner } from '../../src/api/shell-scripts.ts';
import { formatDiagnostics } from '../../src/diagnostics/format-diagnostic.ts';
import type { WireRequest } from '../../src/emulator/emulator.ts';
import type { Event } from '../../src/events/event.ts';
import type { RunResult } from '../../src/lifecycle/outcome.ts';
import type { StackPlan } from '../../src/lifecycle/plan.ts';
import { differingPlaces } from '../../src/plan/saved/differing-places.ts';
import type { SavedPlan, SavedRequest, SavedResource } from '../../src/plan/saved/saved-plan.ts';
import { plainPalette } from '../../src/report/palette.ts';
import { createTestCloud, type TestCloud, type TestCloudOptions } from '../../src/testing/test-cloud.ts';
import { createTestRandom } from '../../src/testing/test-random.ts';

export type Opening = Omit<OpenStackOptions, 'planning' | 'random'>;

/** What a run came to that carried out a plan, and what reached the cloud meanwhile. */
export interface PlannedRun {
  readonly plan: StackPlan;
  readonly saved: SavedPlan;
  readonly result: RunResult;
  /** The creates, updates and deletes as they stood on the wire, each once however often it was repeated. */
  readonly sent: readonly SavedRequest[];
  readonly events: readonly Event[];
}

/** A cloud on which plans are made and carried out. */
export class PlannedRuns {
  readonly cloud: TestCloud;
  readonly #sent: { request: SavedRequest; token: Json | undefined }[] = [];
  #runs = 0;

  constructor(options: TestCloudOptions) {
    this.cloud = createTestCloud({ ...options, beforeRequest: ({ request }) => this.#note(request) });
  }

  /** The stack as it is opened for the plan and once more for the run. */
  async open(opening: Opening, run = this.#runs): Promise<OpenedStack> {
    const { value: planning } = newPlanning(createTestRandom(`plan ${run}`), this.cloud.clock, undefined);
    const { value, diagnostics } = await openStack({ ...opening, planning });
    if (value === undefined) throw new Error(formatDiagnostics(diagnostics, plainPalette));
    return value;
  }

  /** Plans what a verb would do. */
  async plan(
    verb: 'build' | 'teardown',
    opening: Opening,
    options: ShapingOptions = {},
  ): Promise<{ readonly plan: StackPlan; readonly saved: SavedPlan }> {
    this.#runs += 1;
    const stack = await this.open(opening);
    const plan = await stack.plan({
      ...this.#surroundings(),
      ...options,
      destroy: verb === 'teardown',
      withBasis: true,
    });
    const { value, diagnostics } = stack.savePlan(plan, options);
    if (value === undefined) throw new Error(formatDiagnostics(diagnostics, plainPalette));
    // What a file holds of it.
    return { plan, saved: JSON.parse(JSON.stringify(value)) as SavedPlan };
  }

  /** Carries out what was planned last. */
  async carryOut(
    saved: SavedPlan,
    opening: Opening,
    options: Pick<RunOptions, 'onFailure' | 'prune'> = {},
  ): Promise<Omit<PlannedRun, 'plan'>> {
    const stack = await this.open(opening);
    const before = this.#sent.length;
    const events: Event[] = [];
    const result = await stack.runVerb(saved.verb, {
      ...this.#surroundings(),
      ...options,
      approved: { plan: saved, account: undefined },
      reporter: { report: (event) => void events.push(event), close: () => undefined },
    });
    const sent = this.#sent.slice(before);
    const first = sent.filter(
      ({ token }, index) => token === undefined || sent.findIndex((other) => other.token === token) === index,
    );
    return { saved, result, sent: first.map(({ request }) => request), events };
  }

  #surroundings(): Pick<RunOptions, 'provider' | 'clock' | 'scripts'> {
    const { provider, clock } = this.cloud;
    return { provider, clock, scripts: createScriptRunner(new Map([['PATH', '/usr/bin:/bin']])) };
  }

  #note({ target = '', body, region }: WireRequest): void {
    const operation = /^CloudApiService\.(Create|Update|Delete)Resource$/.exec(target)?.[1];
    const fields = parseJson(body);
    if (operation === undefined || !isJsonObject(fields)) return;
    const value: JsonObject = {
      kind: operation.toLowerCase(),
      type: fields['TypeName'] ?? null,
      region,
      ...(operation === 'Create'
        ? { properties: parsed(fields['DesiredState']) }
        : { identifier: fields['Identifier'] ?? null }),
      ...(operation === 'Update' ? { patch: stepsIn(fields['PatchDocument']) } : {}),
    };
    this.#sent.push({ request: { value }, token: fields['ClientToken'] });
  }
}

function parsed(text: Json | undefined): Json {
  return (typeof text === 'string' ? parseJson(text) : undefined) ?? null;
}

function stepsIn(text: Json | undefined): Json {
  const steps = parsed(text);
  if (!Array.isArray(steps)) return null;
  return (steps as readonly JsonObject[]).map((step) => {
    const { path } = step;
    return { ...step, path: typeof path === 'string' ? formatPointer(parsePointer(path)) : null };
  });
}

/** Requests that were sent and that the plan does not name, and those that it names for certain and that were not sent. */
export function notAsPlanned({ saved, sent, plan }: PlannedRun): { readonly unnamed: Json; readonly unsent: Json } {
  const named = saved.resources.flatMap(({ requests }) => requests);
  const isOne = (request: SavedRequest, one: SavedRequest): boolean => differingPlaces(one, request).length === 0;
  const runs = plan.resources.some(({ action }) => action.kind === 'run' && action.what === 'command');
  const certain = saved.resources.filter((resource, index) => isCertain(resource, plan.resources[index]));
  return {
    unnamed: runs ? [] : sent.filter((request) => !named.some((one) => isOne(request, one))).map(({ value }) => value),
    unsent: certain
      .flatMap(({ requests }) => requests)
      // Of a write of which nothing is known it is not known either whether it is needed.
      .filter(({ unknown = [] }) => !unknown.includes('/type'))
      .filter((one) => !sent.some((request) => isOne(request, one)))
      .map(({ value }) => value),
  };
}

/** Why a run took what it had to do for something that its plan does not name: nothing, where the plan was exact. */
export function outdatedIn({ events, result }: Pick<PlannedRun, 'events' | 'result'>): readonly string[] {
  const told = events.flatMap((event) => (event.kind === 'run.diagnostics' ? event.diagnostics : []));
  const failed = result.outcomes.flatMap(({ outcome }) =>
    outcome.kind === 'failed' && outcome.reason.kind === 'trouble' && outcome.reason.trouble.kind === 'refused'
      ? outcome.reason.trouble.diagnostics
      : [],
  );
  return [...told, ...failed].filter(({ code }) => code === 'plan/outdated').map(({ message }) => message);
}

/** What hangs on values that only the run knows may turn out to be as it should be. */
function isCertain({ action }: SavedResource, planned: StackPlan['resources'][number] | undefined): boolean {
  if (planned?.action.kind === 'update') return planned.action.needs.length === 0;
  return ['create', 'update', 'replace', 'delete', 'prune', 'forget'].includes(action);
}
