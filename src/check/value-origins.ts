import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Location } from '../diagnostics/source.ts';
import type { StackQuery, StackResource } from '../stack/stack.ts';
import type { Reference } from '../template/template.ts';
import { originOfName, type NamesOfManifest } from './origin-of-name.ts';

/** What the names of a query stand for in the manifest. */
export interface OriginContext extends NamesOfManifest {
  readonly query: StackQuery;
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
    const origin = originOfName(reference, context);
    const name = [reference.name, ...reference.members].join('.');
    if (origin !== undefined) found.set(name, origin.at);
  }
  // In the short form the place is in the manifest already, and so is a part of it.
  const others = [...found].filter(([, place]) => resource.derivedText === undefined || !overlaps(place, at));
  return others.map(([name, place]) => ({
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
