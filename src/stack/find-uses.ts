import type { Reference } from '../template/template.ts';
import { referencesIn } from './compiled-value.ts';
import { isPerResource } from './per-resource-global.ts';
import type { Use, UsePlace } from './reference-graph.ts';
import { namesOfTheTool } from './scope.ts';
import type { StackGlobal, StackResource } from './stack.ts';

/** A use, and the resource that is used. */
export interface FoundUse {
  readonly of: string;
  readonly use: Use;
}

/**
 * Finds whose values resources take. Resources are given to it in the order of the manifest: a name means what an earlier one gives, as
 * `namesOf` a scope has it. Variables are not known here: a resource that shares its name with a variable counts as used.
 */
export class UseFinder {
  readonly #globals: ReadonlyMap<string, StackGlobal>;
  readonly #ofResource: ReadonlySet<string>;
  readonly #earlier = new Set<string>();
  /** By the name of an export, who gives it; the last one first. */
  readonly #givers = new Map<string, StackResource[]>();

  constructor(globals: readonly StackGlobal[]) {
    this.#globals = new Map(globals.map((global) => [global.name, global]));
    this.#ofResource = new Set(globals.filter((global) => isPerResource(globals, global)).map((global) => global.name));
  }

  /** What the resource takes of those before it, each use once; from then on it is one of them. */
  add(resource: StackResource): readonly FoundUse[] {
    const found = partsOf(resource).flatMap(({ where, references, hidden }) =>
      references.flatMap((reference) =>
        hidden.has(reference.name) ? [] : this.#usesBy(reference, where, this.#earlier),
      ),
    );
    this.#earlier.add(resource.name);
    for (const { name } of resource.manifest.exports) {
      const givers = this.#givers.get(name) ?? [];
      givers.unshift(resource);
      this.#givers.set(name, givers);
    }
    return found;
  }

  /** The resources that may give what the stack exports under a name: `name`, or `resource.name`. */
  giversOf(name: string): readonly string[] {
    const dot = name.lastIndexOf('.');
    const resource = name.slice(0, Math.max(dot, 0));
    if (this.#earlier.has(resource)) return [resource];
    return this.#giversOfBare(name).names;
  }

  #usesBy(reference: Reference, where: UsePlace, seen: ReadonlySet<string>, through?: string): readonly FoundUse[] {
    const { name, members, at } = reference;
    const use = (of: string, path: readonly string[]): FoundUse => ({
      of,
      use: { path, where, at, ...(through === undefined ? {} : { through }) },
    });
    if (name === 'globals') return this.#usesThrough(members[0] ?? '', where, seen, through);
    if (namesOfTheTool.has(name)) return [];
    const givers = this.#giversOfBare(name);
    const bare = givers.names.map((giver) => use(giver, [name, ...members]));
    if (givers.isCertain) return bare;
    if (this.#globals.has(name)) return [...bare, ...this.#usesThrough(name, where, seen, through)];
    return this.#earlier.has(name) ? [...bare, use(name, [name, ...members])] : bare;
  }

  /** A global that speaks of `resource_name` is worked out for each resource, with what those before it gave. */
  #usesThrough(
    name: string,
    where: UsePlace,
    seen: ReadonlySet<string>,
    through: string | undefined,
  ): readonly FoundUse[] {
    const global = this.#globals.get(name);
    const key = `globals.${name}`;
    if (global === undefined || !this.#ofResource.has(name) || seen.has(key)) return [];
    const inside = new Set(seen).add(key);
    return referencesIn(global.value).flatMap((reference) => this.#usesBy(reference, where, inside, through ?? name));
  }

  /** The last earlier resource that exports the name; where that one may be skipped, also the one before it. */
  #giversOfBare(name: string): { readonly names: readonly string[]; readonly isCertain: boolean } {
    const givers = this.#givers.get(name) ?? [];
    const certain = givers.findIndex((giver) => giver.condition === undefined);
    const possible = certain < 0 ? givers : givers.slice(0, certain + 1);
    return { names: possible.map((giver) => giver.name), isCertain: certain >= 0 };
  }
}

interface Part {
  readonly where: UsePlace;
  readonly references: readonly Reference[];
  /** Names that mean something of the resource itself here. */
  readonly hidden: ReadonlySet<string>;
}

function partsOf(resource: StackResource): readonly Part[] {
  const parts: Part[] = [];
  // It is worked out before the props, where it can be.
  parts.push({ where: { kind: 'if' }, references: resource.condition?.references ?? [], hidden: new Set() });
  const props = new Set<string>();
  for (const prop of resource.props) {
    const references = [
      ...(prop.value === undefined ? [] : referencesIn(prop.value)),
      ...prop.merge.flatMap(({ template }) => template.references),
    ];
    parts.push({ where: { kind: 'prop', name: prop.name }, references, hidden: new Set(props) });
    props.add(prop.name);
  }
  for (const { key, value } of resource.auth)
    parts.push({ where: { kind: 'auth', key }, references: referencesIn(value), hidden: props });
  const own = new Set([
    ...props,
    resource.name,
    ...resource.manifest.exports.flatMap(({ name, column }) => [name, column]),
  ]);
  for (const [anchor, { template }] of resource.queries) {
    const isOfDelete = anchor === 'delete' || anchor.endsWith(':delete');
    parts.push({
      where: { kind: 'query', anchor },
      references: template.references,
      hidden: isOfDelete ? own : props,
    });
  }
  parts.push({ where: { kind: 'script' }, references: resource.script?.references ?? [], hidden: props });
  return parts;
}
