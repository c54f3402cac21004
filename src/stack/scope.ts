import type { RandomSource } from '../base/random.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import type { Names, RenderContext } from '../template/template.ts';
import { isValueMap, Unknown, type Value, type ValueMap } from '../values/value.ts';
import type { Each } from './each.ts';
import type { Lookup, VisibleExports } from './export-table.ts';
import type { Variables } from './variables.ts';

/** Everything that a name can mean in the templates of one resource; immutable. */
export interface Scope {
  readonly stackName: string;
  readonly environment: string;
  readonly variables: Variables;
  readonly globals: ReadonlyMap<string, Value>;
  readonly exports: VisibleExports;
  /** The resource that gives a name, but comes after this one in the manifest. Default: none does. */
  readonly laterGiver?: (name: string) => string | undefined;
  /** Absent while globals are rendered. */
  readonly resource?: ResourceScope;
}

export interface ResourceScope {
  /** `resource_name`: the name of the entry, and of an instance its key behind a dot. */
  readonly name: string;
  /** The item of `for_each` that the resource stands for; undefined where its entry has none. */
  readonly each?: Each | undefined;
  readonly props: ReadonlyMap<string, Value>;
  /** What `exists` and RETURNING have told: `this.x`. An Unknown where any column may come. */
  readonly captured: Value;
  /** The RETURNING row of the last write, where there was one. */
  readonly callback: Value | undefined;
  readonly idempotencyToken: string;
}

/**
 * The names of a scope. Names of the tool come first, then the nearest: the resource's props, bare exports, globals, variables,
 * resources by name, what `exists` captured, and last `resources`, for names that a template cannot spell: `resources["my-pool"]`.
 */
export function namesOf(scope: Scope): Names {
  if (last?.scope !== scope) last = { scope, names: makeNames(scope) };
  return last.names;
}

/** Names that mean something, and what. */
type Layer = Pick<Lookup<Value>, 'get' | 'keys'>;

/**
 * The queries of a resource are rendered in the same scope one after the other, and a scope is not looked at again after that: to keep the
 * names of each would take more memory than to make them again takes time.
 */
let last: { readonly scope: Scope; readonly names: Names } | undefined;

function makeNames(scope: Scope): Names {
  const own = ownNames(scope);
  const captured = capturedNames(scope.resource?.captured);
  // What `exists` will give is not known even by name: then every name may be one of its columns.
  const anything = scope.resource?.captured;
  const layers: readonly Layer[] = [
    own,
    ...(scope.resource === undefined ? [] : [scope.resource.props]),
    scope.exports.bare,
    scope.globals,
    scope.variables.bare,
    scope.exports.scoped,
    captured,
    resourcesByName(scope.exports.scoped),
  ];
  return {
    lookup: (name) => {
      for (const layer of layers) {
        const value = layer.get(name);
        if (value !== undefined) return value;
      }
      return anything instanceof Unknown ? new Unknown(`${anything.name}.${name}`, { from: anything.from }) : undefined;
    },
    // What else the environment of the process has is no name that a person has misspelt.
    all: () => layers.flatMap((layer) => [...(layer === scope.variables.bare ? scope.variables.given : layer).keys()]),
    howToSet: (name) => howToSet(name, scope.variables),
    whyMissing: (name) => {
      const resource = scope.exports.skipped.get(name);
      if (resource === undefined) return whyTooEarly(name, scope);
      const giver =
        resource === name ? 'that resource is skipped' : `resource "${resource}" exports it, and is skipped`;
      return `${giver}: its "if" is false`;
    },
  };
}

function howToSet(name: string, { given }: Variables): string {
  const set = `set the variable with -e ${name}=VALUE, in .env or with --vars-file`;
  const near = didYouMean(name, given.keys());
  return near === undefined ? set : `${near} Otherwise ${set}`;
}

/** `resources`, put together when it is asked for: a stack has many. */
function resourcesByName(scoped: VisibleExports['scoped']): Layer {
  return {
    get: (name) => (name === 'resources' ? Object.fromEntries(scoped) : undefined),
    keys: () => ['resources'],
  };
}

function whyTooEarly(name: string, { laterGiver, resource }: Scope): string | undefined {
  const later = laterGiver?.(name);
  if (later === undefined || resource === undefined) return undefined;
  const giver = later === name ? `resource "${later}"` : `resource "${later}" exports it, but`;
  return `${giver} comes later in the manifest: move it before "${resource.name}"`;
}

export function contextOf(scope: Scope, random: RandomSource): RenderContext {
  const { startedAtMs, lookups } = scope.variables;
  return { names: namesOf(scope), random, startedAtMs, lookups };
}

/** Names that always mean what the tool gives: no export, prop or variable takes their place. */
export const namesOfTheTool: ReadonlySet<string> = new Set([
  'stack_name',
  'stack_env',
  'vars',
  'globals',
  'resource_name',
  'idempotency_token',
  'this',
  'callback',
]);

/** What the tool gives names to; put together when it is asked for. */
function ownNames({ stackName, environment, variables, globals, resource }: Scope): Layer {
  let allGlobals: ValueMap | undefined;
  return {
    get: (name) => {
      switch (name) {
        case 'stack_name':
          return stackName;
        case 'stack_env':
          return environment;
        case 'vars':
          return variables.all;
        case 'globals':
          return (allGlobals ??= Object.fromEntries(globals));
        case 'resource_name':
          return resource?.name;
        case 'idempotency_token':
          return resource?.idempotencyToken;
        case 'this':
          return resource?.captured;
        case 'each':
          return resource?.each && { key: resource.each.key, value: resource.each.value };
        case 'callback':
          return resource?.callback;
        default:
          return undefined;
      }
    },
    keys: () => [
      'stack_name',
      'stack_env',
      'vars',
      'globals',
      ...(resource === undefined ? [] : ['resource_name', 'idempotency_token', 'this']),
      ...(resource?.each === undefined ? [] : ['each']),
      ...(resource?.callback === undefined ? [] : ['callback']),
    ],
  };
}

function capturedNames(captured: Value | undefined): Layer {
  if (captured === undefined || !isValueMap(captured)) return nothing;
  return {
    get: (name) => (Object.hasOwn(captured, name) ? captured[name] : undefined),
    keys: () => Object.keys(captured),
  };
}

const nothing: Layer = new Map();
