import type { OpenedStack } from '../api/opened-stack.ts';
import type { LiveResource } from '../emulator/emulator.ts';
import { canonicalJson, type JsonObject } from '../base/json.ts';
import { tagIn } from '../plan/own-tags.ts';
import { markTags } from '../stack/mark-tags.ts';
import type { RunResult } from '../lifecycle/outcome.ts';
import { differencesBetween, type EndState } from './end-state.ts';
import { reasonsOf } from './findings.ts';
import { phaseNames, type AskedRequest, type Phase, type PhaseName } from './phase.ts';
import { upsetProperties, type UpsetProperty } from './upset-property.ts';
import type { Task, Workbench } from './workbench.ts';
import type { WorldImage } from './world-image.ts';

/** The phases of a stack, with why others cannot be tried. */
export interface FoundPhases {
  readonly phases: readonly Phase[];
  readonly leftOut: readonly { readonly name: PhaseName; readonly why: string }[];
}

/** The stack cannot be soaked: undisturbed, it does not come to what it says. */
export class UndisturbedFailure extends Error {
  readonly result: RunResult;
  constructor(phase: PhaseName, result: RunResult) {
    super(phase === 'unchanged' ? 'a second build fails, or changes something' : `an undisturbed ${phase} fails`);
    this.result = result;
  }
}

interface Undisturbed extends Phase {
  readonly result: RunResult;
  readonly end: WorldImage;
}

/** Runs each phase once without a disturbance; build, unchanged and teardown always, the others where they are wanted. */
export async function findPhases(bench: Workbench, wanted: readonly PhaseName[] = phaseNames): Promise<FoundPhases> {
  const leftOut: { name: PhaseName; why: string }[] = [];
  const replace = namesOf(await bench.open('this'));
  const built = await undisturbed(bench, 'build', undefined, { verb: 'build', revision: 'this' });
  if (!built.result.ok) throw new UndisturbedFailure('build', built.result);
  const unchanged = await undisturbed(bench, 'unchanged', built.end, { verb: 'build', revision: 'this' });
  if (!unchanged.result.ok || !isSame(unchanged.after, built.after))
    throw new UndisturbedFailure('unchanged', unchanged.result);
  const found: (Phase | undefined)[] = [built, unchanged];
  const task: Task = { verb: 'build', revision: 'this', options: { replace } };
  const isWanted = (name: PhaseName): boolean => wanted.includes(name);
  const changed = isWanted('change') ? await changeOf(bench, built, replace) : undefined;
  if (isWanted('repair')) found.push(await repairOf(bench, built, 'repair', task));
  found.push(changed?.result.ok === true ? changed : undefined);
  if (isWanted('replace')) found.push(await repairOf(bench, built, 'replace', task));
  if (isWanted('prune')) found.push(await pruneOf(bench, built));
  const removed = await undisturbed(bench, 'teardown', built.end, { verb: 'teardown', revision: 'this' });
  if (!removed.result.ok) throw new UndisturbedFailure('teardown', removed.result);
  found.push(removed);
  const phases = found.filter((phase) => phase !== undefined);
  const why: Readonly<Record<PhaseName, string>> = {
    build: '',
    unchanged: '',
    teardown: '',
    repair: 'no property was found that a build sets again after somebody has changed it',
    change:
      changed === undefined
        ? 'it needs other values: --other KEY=VALUE or --other-values ENV'
        : `undisturbed, it fails: ${reasonsOf(changed.result)}`,
    replace: 'no property was found for which a build replaces its resource',
    prune: 'no resource carries the mark of the stack in its tags',
  };
  for (const name of ['repair', 'change', 'replace', 'prune'] as const)
    if (isWanted(name) && !phases.some((phase) => phase.name === name)) leftOut.push({ name, why: why[name] });
  return { phases, leftOut };
}

async function undisturbed(
  bench: Workbench,
  name: PhaseName,
  image: WorldImage | undefined,
  task: Task,
): Promise<Undisturbed> {
  const cloud = await bench.begin(`undisturbed ${name}`, image);
  const before = await bench.look(cloud);
  const requests: AskedRequest[] = [];
  const result = await bench.run(cloud, task, ({ operation, typeName, identifier }) => {
    requests.push({ operation, typeName, identifier });
  });
  const after = await bench.look(cloud);
  return { name, image, before, task, after, requests, result, end: await bench.image(cloud) };
}

async function changeOf(
  bench: Workbench,
  built: Undisturbed,
  replace: readonly string[],
): Promise<Undisturbed | undefined> {
  if (!bench.hasOther) return undefined;
  // Where one of the two has fewer resources, such as fewer items of a for_each, what it no longer has is to go.
  const [these, others] = [namesOf(await bench.open('this')), namesOf(await bench.open('other'))];
  const hasSame = these.length === others.length && these.every((name) => others.includes(name));
  const options = hasSame ? { replace } : { replace, prune: { orphans: true, named: [] } };
  const task: Task = { verb: 'build', revision: 'other', options };
  const changed = await undisturbed(bench, 'change', built.end, task);
  const { result, after } = await undisturbed(bench, 'change', undefined, task);
  const most = hasSame
    ? undefined
    : (await undisturbed(bench, 'change', built.end, { ...task, options: { replace } })).after;
  return { ...changed, fromNothing: result.ok ? after : undefined, most };
}

function namesOf({ stack }: OpenedStack): readonly string[] {
  return stack.resources.map(({ name }) => name);
}

/** Upsets one property of each resource, as far as a build puts it right again: a few rounds show which those are. */
async function repairOf(
  bench: Workbench,
  built: Undisturbed,
  name: 'repair' | 'replace',
  task: Task,
): Promise<Phase | undefined> {
  const cloud = await bench.begin(`upset for ${name}`, built.end);
  const candidates = (await bench.inventory(cloud)).map((live) => {
    const type = bench.registry.find(live.typeName);
    const upsets = type === undefined ? [] : upsetProperties(live, type, name === 'replace' ? 'fixed' : 'updatable');
    return { live, upsets: upsets.slice(0, 6) };
  });
  const restored: { readonly live: LiveResource; readonly upset: UpsetProperty }[] = [];
  for (const { live, upsets } of candidates) {
    for (const upset of upsets) {
      if (!(await isRestored(bench, built, task, [{ live, upset }]))) continue;
      restored.push({ live, upset });
      break;
    }
  }
  // Each alone is restored; together they may be too much for one run.
  while (restored.length > 0) {
    const phase = await isRestored(bench, built, task, restored);
    if (phase !== undefined) return { ...phase, name };
    restored.pop();
  }
  return undefined;
}

async function isRestored(
  bench: Workbench,
  built: Undisturbed,
  task: Task,
  upsets: readonly { readonly live: LiveResource; readonly upset: UpsetProperty }[],
): Promise<Phase | undefined> {
  const cloud = await bench.begin('upset', built.end);
  for (const { live, upset } of upsets)
    await cloud.emulator.mutate(live, (before) => ({ ...before, [upset.name]: upset.value }));
  const image = await bench.image(cloud);
  const phase = await undisturbed(bench, 'repair', image, task);
  return phase.result.ok && isSame(phase.after, built.after) ? phase : undefined;
}

function isSame(actual: EndState, expected: EndState): boolean {
  return differencesBetween(actual, expected).length === 0;
}

/** Leaves behind what an entry that is gone would have made: a copy of a resource that carries the stack's mark. */
async function pruneOf(bench: Workbench, built: Undisturbed): Promise<Phase | undefined> {
  const cloud = await bench.begin('orphan', built.end);
  for (const live of await bench.inventory(cloud)) {
    const orphan = orphanLike(live, bench);
    if (orphan === undefined) continue;
    const again = await bench.begin('orphan', built.end);
    await again.emulator.mutate({ ...live, identifier: orphan.identifier }, () => orphan.model);
    const image = await bench.image(again);
    const task: Task = { verb: 'build', revision: 'this', options: { prune: { orphans: true, named: [] } } };
    const phase = await undisturbed(bench, 'prune', image, task);
    if (phase.result.ok && isSame(phase.after, built.after)) return phase;
  }
  return undefined;
}

function orphanLike(
  live: LiveResource,
  bench: Workbench,
): { readonly identifier: string; readonly model: JsonObject } | undefined {
  const property = bench.registry.find(live.typeName)?.tagProperty;
  const entry = property === undefined ? undefined : tagIn(live.stored[property], markTags.resource);
  const name = live.identifier.split(/[|/:]/).at(-1) ?? '';
  if (entry === undefined || name === '') return undefined;
  const renamed = canonicalJson(live.stored).replaceAll(name, `${name}-gone`).replaceAll(`"${entry}"`, '"soak_gone"');
  // What was a JSON object is one with other names in it.
  return { identifier: live.identifier.replaceAll(name, `${name}-gone`), model: JSON.parse(renamed) as JsonObject };
}
