import { parsePointer } from '../base/json-pointer.ts';
import type { JsonObject } from '../base/json.ts';
import { withSecrets } from '../plan/changes-between.ts';
import { comparedProperties } from '../plan/compared-properties.ts';
import { withDeclaredSecrets } from '../plan/declared-secrets.ts';
import { declaredStateOf } from '../plan/declared-state.ts';
import type { PlanBasis } from '../plan/plan-basis.ts';
import type { PatchOperation } from '../resource-types/check-patch.ts';
import { isKnown, plainText, reveal } from '../values/reading.ts';
import { isValueMap, type Value, type ValueMap } from '../values/value.ts';
import { addressedResourceOf } from './addressed-resource.ts';
import { foundByExists } from './found-resource.ts';
import { declaredResourceOf } from './inspect-declared.ts';
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
  const declared = write.declared ?? declaredBy(run);
  const compared = comparedProperties(type, live.value, {
    declared,
    named: new Set([...checkedBy(run), ...patchOf(run).map(({ path }) => parsePointer(path)[0] ?? '')]),
    ignored: run.resource.manifest.ignoreChanges.map(({ name }) => name),
  });
  const secret = withDeclaredSecrets(withSecrets(type, [], compared), declared);
  return { kind: 'present', ...target, properties: marked(secret, compared) };
}

/**
 * Everything that the entry says of its one resource, with unknowns in it: what is compared must not hang on how much is known, since the
 * run that carries a plan out may know more than the plan, and after a replacement half-way less.
 */
function declaredBy(run: ResourceRun): ValueMap {
  const created = run.outlinedOperation('create') ?? run.outlinedOperation('createorupdate');
  const [only, ...others] = created?.kind === 'create' ? created.resources : [];
  return declaredStateOf(others.length > 0 ? undefined : only?.desiredState, patchOf(run));
}

function patchOf(run: ResourceRun): readonly PatchOperation[] {
  const updating = run.outlinedOperation('update');
  return updating?.kind === 'update' ? (updating.patch ?? []) : [];
}

function checkedBy(run: ResourceRun): readonly string[] {
  const checking = run.outlinedOperation('statecheck');
  return checking?.kind === 'read' ? checking.sources.flatMap(({ properties }) => [...properties]) : [];
}

function regionOf(run: ResourceRun, { requests }: PlannedWrite): string | undefined {
  const [request] = requests;
  if (request !== undefined && request.kind !== 'undecided')
    return isKnown(request.region) ? plainText(reveal(request.region)) : undefined;
  return (declaredResourceOf(run) ?? addressedResourceOf(run) ?? foundByExists(run))?.region;
}

/** Marking keeps a map a map, unless all of it is secret. */
function marked(value: Value, plain: JsonObject): ValueMap {
  return isValueMap(value) ? value : plain;
}
