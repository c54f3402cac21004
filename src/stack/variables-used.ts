import type { Reference, Template } from '../template/template.ts';
import { isMarked, isValueMap, type Value } from '../values/value.ts';
import { referencesIn, type CompiledValue } from './compiled-value.ts';
import { namesOfTheTool } from './scope.ts';
import type { Stack, StackResource } from './stack.ts';
import type { Variables } from './variables.ts';

/**
 * The variables that a stack takes by name, marks kept. Where a template takes `vars` whole, all that were given for the run count, and
 * none of the environment of the process.
 */
export function variablesUsed(stack: Stack, { all, bare, given }: Variables): ReadonlyMap<string, Value> {
  const references = [
    ...stack.globals.flatMap(({ value }) => referencesIn(value)),
    ...stack.resources.flatMap(takenBy),
  ];
  const used = new Map<string, Value>();
  const take = (name: string, from: ReadonlyMap<string, Value>): void => {
    const value = from.get(name);
    if (value !== undefined) used.set(name, value);
  };
  const every = new Map(Object.entries(isValueMap(all) && !isMarked(all) ? all : {}));
  for (const { name, members } of references) {
    const [member] = members;
    if (name !== 'vars') {
      if (!namesOfTheTool.has(name)) take(name, bare);
    } else if (member !== undefined) take(member, every);
    else for (const [one, value] of given) used.set(one, value);
  }
  for (const name of [...stack.globals.flatMap(({ value }) => askedBy(value)), ...stack.resources.flatMap(askedOf)])
    take(name, every);
  return new Map([...used].sort(([left], [right]) => (left < right ? -1 : 1)));
}

function takenBy(resource: StackResource): readonly Reference[] {
  return [
    ...compiledOf(resource).flatMap(referencesIn),
    ...templatesOf(resource).flatMap(({ references }) => references),
  ];
}

/** Names that `get_env('NAME')` asks for, and those under which `auth` finds its values. */
function askedOf(resource: StackResource): readonly string[] {
  const named = resource.auth.flatMap(({ value, isVariable }) =>
    isVariable && value.kind === 'template' ? [value.template.excerpt.text.trim()] : [],
  );
  return [...named, ...compiledOf(resource).flatMap(askedBy), ...templatesOf(resource).flatMap(askedIn)];
}

function compiledOf({ props, auth }: StackResource): readonly CompiledValue[] {
  return [...props.flatMap(({ value }) => (value === undefined ? [] : [value])), ...auth.map(({ value }) => value)];
}

function templatesOf({ props, queries, condition, script }: StackResource): readonly Template[] {
  return [
    ...props.flatMap(({ merge }) => merge.map(({ template }) => template)),
    ...[...queries.values()].map(({ template }) => template),
    ...[condition, script].filter((template) => template !== undefined),
  ];
}

function askedBy(value: CompiledValue): readonly string[] {
  switch (value.kind) {
    case 'scalar':
      return [];
    case 'template':
      return askedIn(value.template);
    case 'list':
      return value.items.flatMap(askedBy);
    case 'map':
      return value.entries.flatMap((entry) => askedBy(entry.value));
  }
}

function askedIn({ excerpt }: Template): readonly string[] {
  return [...excerpt.text.matchAll(/\bget_env\(\s*(?:name\s*=\s*)?(['"])(\w+)\1/g)].map(([, , name = '']) => name);
}
