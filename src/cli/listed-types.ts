import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { matchTypes } from '../resource-types/match-types.ts';
import type { FileRegistry } from '../resource-types/create-registry.ts';
import type { Registry, ResourceType } from '../resource-types/resource-type.ts';
import type { PreparedStack } from './prepare-stack.ts';
import { nearType } from './type-named.ts';

export interface ChosenTypes {
  readonly types: readonly ResourceType[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The types that patterns mean. One that names a single type must be listable; from a glob what is not is left out. */
export function chooseTypes(patterns: readonly string[], registry: FileRegistry): ChosenTypes {
  const typeNames = registry.typeNames();
  const types = new Map<string, ResourceType>();
  const diagnostics: Diagnostic[] = [];
  for (const pattern of patterns) {
    const isGlob = /[*?]/.test(pattern);
    const matched = matchTypes(pattern, typeNames);
    if (matched.length === 0) diagnostics.push(unknownType(pattern, isGlob, registry));
    for (const typeName of matched) {
      const type = registry.find(typeName);
      if (type === undefined) continue;
      if (type.handlers.list !== undefined) types.set(typeName, type);
      else if (!isGlob) {
        diagnostics.push(
          mistake('resource/unsupported-action', `${typeName} cannot be listed: it has no list handler`),
        );
      }
    }
  }
  return { types: [...types.values()], diagnostics };
}

function unknownType(pattern: string, isGlob: boolean, registry: FileRegistry): Diagnostic {
  if (isGlob) return mistake('resource/unknown', `no resource type matches ${pattern}`);
  const help = nearType(registry, pattern);
  return mistake('resource/unknown', `there is no resource type ${pattern}`, help === undefined ? {} : { help });
}

/** The types that the statements of a stack create, change or delete, in its order. */
export function typesOfStack({ survey, registry }: PreparedStack): readonly ResourceType[] {
  const types = new Map<string, ResourceType>();
  for (const { queries } of survey.resources) {
    for (const { composed } of queries) {
      if (composed.kind !== 'composed') continue;
      for (const statement of composed.statements) {
        const name =
          statement.kind === 'insert'
            ? statement.into
            : statement.kind === 'update' || statement.kind === 'delete'
              ? statement.resource
              : undefined;
        const type = name === undefined ? undefined : registry.find(name.text);
        if (type?.handlers.list !== undefined) types.set(type.typeName, type);
      }
    }
  }
  return [...types.values()];
}

/** Types in whose lists others are listed come first; those that nobody asked for are only looked at. */
export function withParents(
  types: readonly ResourceType[],
  registry: Registry,
): readonly { readonly type: ResourceType; readonly wanted: boolean }[] {
  const steps = new Map<string, { type: ResourceType; wanted: boolean }>();
  const add = (type: ResourceType, wanted: boolean, above: readonly string[]): void => {
    for (const property of type.listRequires) {
      const name = Object.hasOwn(type.parents, property) ? type.parents[property]?.typeName : undefined;
      const parent = name === undefined || above.includes(name) ? undefined : registry.find(name);
      if (parent !== undefined) add(parent, false, [...above, type.typeName]);
    }
    const known = steps.get(type.typeName);
    if (known === undefined) steps.set(type.typeName, { type, wanted });
    else if (wanted) known.wanted = true;
  };
  for (const type of types) add(type, true, []);
  return [...steps.values()];
}
