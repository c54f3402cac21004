import type { CompiledValue } from '../stack/compiled-value.ts';
import type { Scope } from '../stack/scope.ts';
import type { StackGlobal, StackResource } from '../stack/stack.ts';
import type { Reference } from '../template/template.ts';

/** Where the names of a resource's templates are looked for. */
export interface NamesOfManifest {
  readonly resource: StackResource;
  readonly globals: readonly StackGlobal[];
  readonly scope: Scope;
}

type Named = Pick<Reference, 'name' | 'members'>;

/**
 * What the manifest writes for a name: the value of a prop or global, and behind it what it takes its value from; the innermost value
 * where that is worked out. Undefined where the manifest does not say it.
 */
export function originOfName(name: Named, context: NamesOfManifest): CompiledValue | undefined {
  return originOf(name, context, new Set());
}

function originOf(
  { name, members }: Named,
  context: NamesOfManifest,
  seen: ReadonlySet<CompiledValue>,
): CompiledValue | undefined {
  const [member, ...deeper] = members;
  if (name === 'globals' && member !== undefined)
    return innermost(globalNamed(member, context, seen), deeper, context, seen);
  const prop = context.resource.props.findLast((one) => one.name === name && isNew(one.value, seen));
  if (prop?.value !== undefined) return innermost(prop.value, members, context, seen);
  if (context.scope.exports.bare.has(name)) return undefined;
  return innermost(globalNamed(name, context, seen), members, context, seen);
}

function globalNamed(
  name: string,
  { globals }: NamesOfManifest,
  seen: ReadonlySet<CompiledValue>,
): CompiledValue | undefined {
  return globals.findLast((one) => one.name === name && isNew(one.value, seen))?.value;
}

function isNew(value: CompiledValue | undefined, seen: ReadonlySet<CompiledValue>): boolean {
  return value !== undefined && !seen.has(value);
}

function innermost(
  value: CompiledValue | undefined,
  members: readonly string[],
  context: NamesOfManifest,
  seen: ReadonlySet<CompiledValue>,
): CompiledValue | undefined {
  if (value === undefined) return undefined;
  const inner = memberOf(value, members);
  if (inner.kind !== 'template' || !inner.template.isSingleExpression) return inner;
  const [only, ...others] = inner.template.references;
  if (only === undefined || others.length > 0) return inner;
  return originOf(only, context, new Set([...seen, value])) ?? inner;
}

/** The member of a map, as far as the manifest writes it out. */
function memberOf(value: CompiledValue, members: readonly string[]): CompiledValue {
  const [member, ...deeper] = members;
  if (member === undefined || value.kind !== 'map') return value;
  const entry = value.entries.findLast(({ key }) => key === member);
  return entry === undefined ? value : memberOf(entry.value, deeper);
}
