import type { Value, ValueMap } from '../values/value.ts';
import { isValueList, isValueMap, Unknown } from '../values/value.ts';
import { checkModel } from './check-model.ts';
import type { Problem } from './problem.ts';
import type { ResourceType } from './resource-type.ts';
import { checkServiceRules } from './rules/check-service-rules.ts';
import type { RuleContext } from './rules/service-rule.ts';

type Path = Problem['path'];

/** A part of a model that was refused while the model was written. */
export interface Flaw {
  readonly path: Path;
  /** The name is unknown and may be any of those that are missing beside it. */
  readonly isUnknownName: boolean;
}

/**
 * Everything that the schema and the service refuse in a model with which a resource is to be created. One cause is told once: what
 * is refused already counts as unknown, for the schema as well as for the rules of the service.
 */
export function judgeModel(
  type: ResourceType,
  model: ValueMap,
  flaws: readonly Flaw[],
  context: RuleContext,
): readonly Problem[] {
  const broken = flaws.map(({ path }) => path);
  const bySchema = checkModel(type, withoutParts(model, broken)).filter(
    (problem) => !flaws.some((flaw) => explains(flaw, problem)),
  );
  const trusted = withoutParts(model, [...broken, ...bySchema.map(({ path }) => path)]);
  return [...bySchema, ...checkServiceRules(type.typeName, trusted, context)];
}

/** Whether a problem is only another side of a flaw. */
function explains({ path, isUnknownName }: Flaw, problem: Problem): boolean {
  if (path.length <= problem.path.length && path.every((part, index) => part === problem.path[index])) return true;
  if (!isUnknownName || problem.code !== 'resource/missing-property') return false;
  return problem.path.length === path.length && path.slice(0, -1).every((part, index) => part === problem.path[index]);
}

/** The model with these parts unknown; a part of what is not there is unknown, too. */
export function withoutParts(model: ValueMap, paths: readonly Path[]): ValueMap {
  return paths.reduce<ValueMap>((map, path) => {
    const next = without(map, path);
    return isValueMap(next) ? next : map;
  }, model);
}

function without(value: Value, [part, ...rest]: Path): Value {
  if (part === undefined) return new Unknown('refused');
  if (isValueList(value))
    return value.map((item, index) => (String(index) === String(part) ? without(item, rest) : item));
  if (!isValueMap(value)) return new Unknown('refused');
  const inner = Object.hasOwn(value, part) ? (value[part] ?? null) : undefined;
  // What is missing inside of what is missing does not make the latter a map.
  const refused = inner === undefined ? new Unknown('refused') : without(inner, rest);
  return Object.fromEntries([...Object.entries(value).filter(([key]) => key !== String(part)), [part, refused]]);
}
