import type { OpenedStack } from '../../api/opened-stack.ts';
import { enumerate } from '../../base/text.ts';
import { mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { listObstacle, type ListObstacle } from '../../engine/list-obstacle.ts';
import type { LeftOut } from '../../report/listing/listing.ts';
import type { FileRegistry } from '../../resource-types/create-registry.ts';
import { matchTypes } from '../../resource-types/match-types.ts';
import type { Registry, ResourceType } from '../../resource-types/resource-type.ts';
import { nearType } from '../type-named.ts';

/** A type of which resources are shown. */
export interface ChosenType {
  readonly type: ResourceType;
  /** All of them; or those that a stack manages, where the type cannot be listed. */
  readonly shown: 'all' | 'managed';
  /** Whether only a glob meant it: it need not be there in every region. */
  readonly isByGlob: boolean;
}

export interface ChosenTypes {
  readonly types: readonly ChosenType[];
  readonly leftOut: readonly LeftOut[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The types that patterns mean. One that names a single type must be listable, unless a stack knows which resources to look at. */
export function chooseTypes(patterns: readonly string[], registry: FileRegistry, hasStack: boolean): ChosenTypes {
  const typeNames = registry.typeNames();
  const types = new Map<string, ChosenType>();
  const leftOut = new Map<string, LeftOut>();
  const diagnostics: Diagnostic[] = [];
  for (const pattern of patterns) {
    const isByGlob = /[*?]/.test(pattern);
    const matched = matchTypes(pattern, typeNames);
    if (matched.length === 0) diagnostics.push(unknownType(pattern, isByGlob, registry));
    for (const typeName of matched) {
      const type = registry.find(typeName);
      if (type === undefined) continue;
      const obstacle = listObstacle(type, registry);
      const known = types.get(typeName);
      if (obstacle === undefined || hasStack) {
        const shown = obstacle === undefined ? 'all' : 'managed';
        types.set(typeName, { type, shown, isByGlob: isByGlob && known?.isByGlob !== false });
      }
      if (obstacle === undefined) continue;
      if (hasStack || isByGlob) leftOut.set(typeName, { typeName, why: obstacle.kind });
      else diagnostics.push(cannotBeListed(typeName, obstacle));
    }
  }
  return { types: [...types.values()], leftOut: [...leftOut.values()], diagnostics };
}

function cannotBeListed(typeName: string, obstacle: ListObstacle): Diagnostic {
  if (obstacle.kind === 'no-handler') {
    return mistake('resource/unsupported-action', `${typeName} cannot be listed: it has no list handler`);
  }
  return mistake('resource/parameter', `${typeName} can be listed only with ${enumerate(obstacle.properties)}`, {
    help: 'ask for it with stack-deploy query, and give what is missing in WHERE',
  });
}

function unknownType(pattern: string, isGlob: boolean, registry: FileRegistry): Diagnostic {
  if (isGlob) return mistake('resource/unknown', `no resource type matches "${pattern}"`);
  const help = nearType(registry, pattern);
  return mistake('resource/unknown', `there is no resource type "${pattern}"`, help === undefined ? {} : { help });
}

/** The types that the statements of a stack create, change or delete, in its order. */
export function typesOfStack({ writtenTypes, registry }: OpenedStack): ChosenTypes {
  const types = new Map<string, ChosenType>();
  const leftOut = new Map<string, LeftOut>();
  for (const type of writtenTypes) {
    const obstacle = listObstacle(type, registry);
    types.set(type.typeName, { type, shown: obstacle === undefined ? 'all' : 'managed', isByGlob: false });
    if (obstacle !== undefined) leftOut.set(type.typeName, { typeName: type.typeName, why: obstacle.kind });
  }
  return { types: [...types.values()], leftOut: [...leftOut.values()], diagnostics: [] };
}

/** A step of a listing: a type to be listed, or a parent that nobody asked for and that is only looked at. */
export interface ListingStep {
  readonly type: ResourceType;
  readonly chosen: ChosenType | undefined;
}

/** Types in whose lists others are listed come first. */
export function withParents(types: readonly ChosenType[], registry: Registry): readonly ListingStep[] {
  const steps = new Map<string, { type: ResourceType; chosen: ChosenType | undefined }>();
  const add = (type: ResourceType, chosen: ChosenType | undefined, above: readonly string[]): void => {
    for (const property of chosen?.shown === 'managed' ? [] : type.listRequires) {
      const name = Object.hasOwn(type.parents, property) ? type.parents[property]?.typeName : undefined;
      const parent = name === undefined || above.includes(name) ? undefined : registry.find(name);
      if (parent !== undefined) add(parent, undefined, [...above, type.typeName]);
    }
    const known = steps.get(type.typeName);
    if (known === undefined) steps.set(type.typeName, { type, chosen });
    else known.chosen ??= chosen;
  };
  for (const chosen of types) add(chosen.type, chosen, []);
  return [...steps.values()];
}
