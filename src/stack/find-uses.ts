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
  /** By the name of an entry, its resources: several where it has `for_each`. */
  readonly #entries = new Map<string, StackResource[]>();
  /** By the name of an export, who gives it; the last one first. */
  readonly #givers = new Map<string, StackResource[]>();

  constructor(globals: readonly StackGlobal[], resources: readonly StackResource[]) {
    for (const resource of resources) {
      const { entry } = resource.address;
      this.#entries.set(entry, [...(this.#entries.get(entry) ?? []), resource]);
    }
    this.#globals = new Map(globals.map((global) => [global.name, global]));
    this.#ofResource = new Set(globals.filter((global) => isPerResource(globals, global)).map((global) => global.name));
  }

  /** What the resource takes of those before it, each use once; from then on it is one of them. */
  add(resource: StackResource): readonly FoundUse[] {
    const found = partsOf(resource).flatMap(({ where, references, hidden }) =>
      references.flatMap((reference) =>
        hidden.has(reference.name) ? [] : this.#usesBy(reference, where, { user: resource, globals: new Set() }),
      ),
    );
    this.#earlier.add(resource.name);
    for (const { name } of resource.manifest.exports) {
      if (resource.scopedExports?.has(name) === true) continue;
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
    const [entry = '', ...members] = name.split('.');
    const named = this.#entries.has(entry) ? this.namesOfEntry(entry, members) : [];
    return named.length > 0 ? named : this.#giversOfBare(name).names;
  }

  /** The resources of an entry that a name with these members means: of an entry with `for_each` one instance, or any. */
  namesOfEntry(entry: string, members: readonly string[] = []): readonly string[] {
    const resources = this.#entries.get(entry) ?? [];
    const one = resources.filter(({ address }) => address.instance !== undefined && address.instance === members[0]);
    return (one.length > 0 ? one : resources).map(({ name }) => name);
  }

  #usesBy(reference: Reference, where: UsePlace, context: UseContext): readonly FoundUse[] {
    const { name, members, at } = reference;
    const { through, user } = context;
    const use = (of: string, path: readonly string[]): FoundUse => ({
      of,
      use: { path, where, at, ...(through === undefined ? {} : { through }) },
    });
    if (name === 'globals') return this.#usesThrough(members[0] ?? '', where, context);
    if (namesOfTheTool.has(name)) return [];
    const [first, ...others] = members;
    if (name === 'resources' && first !== undefined && !this.#globals.has(name) && !this.#entries.has(name))
      return this.#usesBy({ ...reference, name: first, members: others }, where, context);
    const givers = this.#giversOfBare(name);
    const bare = givers.names.map((giver) => use(giver, [name, ...members]));
    if (givers.isCertain) return bare;
    if (this.#globals.has(name)) return [...bare, ...this.#usesThrough(name, where, context)];
    // The short form may use what comes later, too.
    const scoped = this.namesOfEntry(name, members).filter(
      (one) => user.manifest.shortForm !== undefined || this.#earlier.has(one),
    );
    return [...bare, ...scoped.map((one) => use(one, [name, ...members]))];
  }

  /** A global that speaks of `resource_name` is worked out for each resource, with what those before it gave. */
  #usesThrough(name: string, where: UsePlace, context: UseContext): readonly FoundUse[] {
    const global = this.#globals.get(name);
    if (global === undefined || !this.#ofResource.has(name) || context.globals.has(name)) return [];
    const inside = {
      ...context,
      globals: new Set(context.globals).add(name),
      through: context.through ?? name,
    };
    return referencesIn(global.value).flatMap((reference) => this.#usesBy(reference, where, inside));
  }

  /** The last earlier resource that exports the name; where that one may be skipped, also the one before it. */
  #giversOfBare(name: string): { readonly names: readonly string[]; readonly isCertain: boolean } {
    const givers = this.#givers.get(name) ?? [];
    const certain = givers.findIndex((giver) => giver.condition === undefined);
    const possible = certain < 0 ? givers : givers.slice(0, certain + 1);
    return { names: possible.map((giver) => giver.name), isCertain: certain >= 0 };
  }
}

export interface Part {
  readonly where: UsePlace;
  readonly references: readonly Reference[];
  /** Names that mean something of the resource itself here. */
  readonly hidden: ReadonlySet<string>;
}

/** Whose uses are looked for, and by way of what. */
interface UseContext {
  readonly user: StackResource;
  /** The globals that were gone through, so that one that speaks of itself ends. */
  readonly globals: ReadonlySet<string>;
  /** The first of them. */
  readonly through?: string;
}

/** The parts of a resource that take values, with the names that they take. */
export function partsOf(resource: StackResource): readonly Part[] {
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
