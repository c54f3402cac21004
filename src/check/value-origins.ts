import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Location } from '../diagnostics/source.ts';
import type { CompiledValue } from '../stack/compiled-value.ts';
import type { Scope } from '../stack/scope.ts';
import type { StackGlobal, StackQuery, StackResource } from '../stack/stack.ts';
import type { Reference } from '../template/template.ts';

/** What the names of a query stand for in the manifest. */
export interface OriginContext {
  readonly resource: StackResource;
  readonly query: StackQuery;
  readonly globals: readonly StackGlobal[];
  readonly scope: Scope;
  /** The query file is that of several resources. */
  readonly isShared: boolean;
}

/** The diagnostic of a query with the places of the manifest that its value comes from, and of a shared file with its resource. */
export function withOrigins(diagnostic: Diagnostic, context: OriginContext): Diagnostic {
  // A broken schema file is about no query, and is told once, however many name its type.
  if (diagnostic.code === 'resource/schema') return diagnostic;
  const { resource, isShared } = context;
  const related = originsOf(diagnostic, context);
  return {
    ...diagnostic,
    ...(related.length === 0 ? {} : { related: [...(diagnostic.related ?? []), ...related] }),
    ...(isShared ? { resources: [resource.name] } : {}),
  };
}

function originsOf({ at }: Diagnostic, context: OriginContext): NonNullable<Diagnostic['related']> {
  const { resource, query, isShared } = context;
  if (at?.source !== query.template.excerpt.source) return [];
  const used = query.template.references.filter((reference) => overlaps(reference.at, at));
  if (used.length === 0 || !isValue(at, used)) return [];
  const found = new Map<string, Location>();
  for (const reference of used) {
    const origin = originOf(reference, context, new Set());
    const name = [reference.name, ...reference.members].join('.');
    if (origin !== undefined) found.set(name, origin);
  }
  return [...found].map(([name, place]) => ({
    message: `the value of "${name}"${isShared && isOwn(place, resource) ? ` for resource "${resource.name}"` : ''}`,
    at: place,
  }));
}

/** Whether a place is in the resource's own props; a global's is that of all resources. */
function isOwn({ start, end }: Location, { props }: StackResource): boolean {
  return props.some(({ value }) => value !== undefined && value.at.start <= start && end <= value.at.end);
}

function overlaps(left: Location, right: Location): boolean {
  return left.source === right.source && left.start < right.end && right.start < left.end;
}

/** Whether a place is a literal or an expression, and not a statement that has values in it among other things. */
function isValue({ source, start, end }: Location, used: readonly Reference[]): boolean {
  const text = source.text.slice(start, end);
  return /^(?:['"]|\{\{)/u.test(text) || used.some(({ at }) => at.start <= start && end <= at.end);
}

/** Where in the manifest the value of a name stands: of a prop or global, and behind it of what it takes its value from. */
function originOf(
  { name, members }: Pick<Reference, 'name' | 'members'>,
  context: OriginContext,
  seen: ReadonlySet<CompiledValue>,
): Location | undefined {
  const [member, ...deeper] = members;
  if (name === 'globals' && member !== undefined)
    return placeOf(globalNamed(member, context, seen), deeper, context, seen);
  const prop = context.resource.props.findLast((one) => one.name === name && isNew(one.value, seen));
  if (prop?.value !== undefined) return placeOf(prop.value, members, context, seen);
  if (context.scope.exports.bare.has(name)) return undefined;
  return placeOf(globalNamed(name, context, seen), members, context, seen);
}

function globalNamed(
  name: string,
  { globals }: OriginContext,
  seen: ReadonlySet<CompiledValue>,
): CompiledValue | undefined {
  return globals.findLast((one) => one.name === name && isNew(one.value, seen))?.value;
}

function isNew(value: CompiledValue | undefined, seen: ReadonlySet<CompiledValue>): boolean {
  return value !== undefined && !seen.has(value);
}

function placeOf(
  value: CompiledValue | undefined,
  members: readonly string[],
  context: OriginContext,
  seen: ReadonlySet<CompiledValue>,
): Location | undefined {
  if (value === undefined) return undefined;
  const inner = memberOf(value, members);
  if (inner.kind !== 'template' || !inner.template.isSingleExpression) return inner.at;
  const [only, ...others] = inner.template.references;
  if (only === undefined || others.length > 0) return inner.at;
  return originOf(only, context, new Set([...seen, value])) ?? inner.at;
}

/** The member of a map, as far as the manifest writes it out. */
function memberOf(value: CompiledValue, members: readonly string[]): CompiledValue {
  const [member, ...deeper] = members;
  if (member === undefined || value.kind !== 'map') return value;
  const entry = value.entries.findLast(({ key }) => key === member);
  return entry === undefined ? value : memberOf(entry.value, deeper);
}
