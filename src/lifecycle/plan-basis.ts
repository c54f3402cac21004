import type { JsonObject } from '../base/json.ts';
import { withSecrets } from '../plan/changes-between.ts';
import { comparedProperties } from '../plan/compared-properties.ts';
import { declaredStateOf } from '../plan/declared-state.ts';
import type { PlanBasis } from '../plan/plan-basis.ts';
import { isKnown, plainText, reveal } from '../values/reading.ts';
import { isValueMap, type ValueMap } from '../values/value.ts';
import { addressedResourceOf, onlyResourceOf } from './addressed-resource.ts';
import { foundByExists } from './found-resource.ts';
import { declaredResourceOf, namedBy } from './inspect-declared.ts';
import type { PlannedWrite } from './plan-write.ts';
import type { ResourceRun } from './resource-run.ts';

/** What each planned write rests on, in their order. */
export async function basesOf(run: ResourceRun, writes: readonly PlannedWrite[]): Promise<readonly PlanBasis[]> {
  const bases: PlanBasis[] = [];
  for (const write of writes) bases.push(await basisOf(run, write));
  return bases;
}

/** What a planned write, or the leaving alone of a resource, rests on. Mostly nothing is sent: the resource was read before. */
async function basisOf(run: ResourceRun, write: PlannedWrite): Promise<PlanBasis> {
  const { action, typeName, identifier } = write;
  switch (action.kind) {
    case 'create':
      return action.needs.length === 0 && !action.mayExist ? { kind: 'absent' } : { kind: 'unseen' };
    case 'absent':
      return { kind: 'absent' };
    case 'update':
    case 'mark':
    case 'replace':
    case 'unchanged':
    case 'unknown':
    case 'delete':
      break;
    default:
      return { kind: 'unseen' };
  }
  const region = regionOf(run, write);
  const type = typeName === undefined ? undefined : run.session.registry.find(typeName);
  if (type === undefined || identifier === undefined || region === undefined) return { kind: 'unseen' };
  const target = { typeName: type.typeName, region, identifier };
  // Whatever it is like by then, it goes.
  if (action.kind === 'delete') return { kind: 'present', ...target, properties: {} };
  const live = await run.engine.observe(target);
  if (!live.ok || live.value === undefined) return { kind: 'unseen' };
  const { checked, updated } = namedBy(run);
  const compared = comparedProperties(type, live.value, {
    declared: write.declared ?? declaredBy(run),
    named: new Set([...checked, ...updated]),
    ignored: run.resource.manifest.ignoreChanges.map(({ name }) => name),
  });
  return { kind: 'present', ...target, properties: marked(withSecrets(type, [], compared), compared) };
}

/** Everything that the entry says of its one resource. */
function declaredBy(run: ResourceRun): ValueMap {
  const created = run.onlyOperation('create') ?? run.onlyOperation('createorupdate');
  const state = created?.kind === 'create' ? onlyResourceOf(created)?.desiredState : undefined;
  return declaredStateOf(state, addressedResourceOf(run)?.patch);
}

function regionOf(run: ResourceRun, { requests }: PlannedWrite): string | undefined {
  const [request] = requests;
  if (request !== undefined && request.kind !== 'undecided')
    return isKnown(request.region) ? plainText(reveal(request.region)) : undefined;
  return (declaredResourceOf(run) ?? addressedResourceOf(run) ?? foundByExists(run))?.region;
}

/** Marking keeps a map a map, unless all of it is secret. */
function marked(value: ReturnType<typeof withSecrets>, plain: JsonObject): ValueMap {
  return isValueMap(value) ? value : plain;
}
