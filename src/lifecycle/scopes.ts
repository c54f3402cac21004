import { randomAt } from '../base/random.ts';
import { hasErrors, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { formatAddress } from '../stack/address.ts';
import {
  allExports,
  noExports,
  withExports,
  withScoped,
  withSkipped,
  type ExportTable,
  type Lookup,
} from '../stack/export-table.ts';
import { renderResourceScope, renderStackScope } from '../stack/render-scope.ts';
import type { Scope } from '../stack/scope.ts';
import type { StackResource } from '../stack/stack.ts';
import { isValueMap, Unknown, type UnknownSource, type Value } from '../values/value.ts';
import type { FailureReason } from './outcome.ts';
import { ResourceRun } from './resource-run.ts';
import type { Session } from './session.ts';
import { tellWarnings } from './tell-warnings.ts';
import { needOf, type Need } from '../plan/need.ts';

/** What the turn of a resource comes to. */
export type Turn =
  | { readonly kind: 'run'; readonly run: ResourceRun }
  /** Its `if` is false. */
  | { readonly kind: 'skipped' }
  /** Its `if` or `auth` hangs on what an earlier resource did not give. */
  | { readonly kind: 'needs'; readonly needs: readonly Need[] }
  /** Its props cannot be rendered. */
  | { readonly kind: 'refused'; readonly reason: FailureReason };

/** The scopes of a run in the making: what is shared, and what resources have exported so far. */
export class Scopes {
  readonly #session: Session;
  readonly #shared: Scope;
  #exports: ExportTable = noExports;
  #absent = new Set<string>();
  #tokens = new Map<string, string>();

  /** `shared`: the scope of the stack, where it is rendered already. */
  constructor(session: Session, shared?: Scope) {
    this.#session = session;
    this.#shared = shared ?? renderStackScope(session.stack, session.variables, session.random).scope;
  }

  /** The same scopes for another session: what is added to either is not in the other. */
  copyFor(session: Session): Scopes {
    const copy = new Scopes(session, this.#shared);
    copy.#exports = this.#exports;
    copy.#absent = new Set(this.#absent);
    copy.#tokens = new Map(this.#tokens);
    return copy;
  }

  /** The run of one resource over what is exported by now. */
  turnOf(resource: StackResource): Turn {
    const session = this.#session;
    const rendered = renderResourceScope({
      stack: session.stack,
      shared: this.#shared,
      resource,
      exports: this.#exports,
      random: session.random,
      idempotencyToken: this.#tokenOf(resource),
    });
    tellWarnings(session, rendered.diagnostics);
    if (rendered.condition.kind === 'unwanted') {
      this.#exports = withSkipped(this.#exports, resource);
      return { kind: 'skipped' };
    }
    if (hasErrors(rendered.diagnostics)) return { kind: 'refused', reason: refusal(rendered.diagnostics) };
    if (rendered.condition.kind === 'undecided') return { kind: 'needs', needs: [needOf(rendered.condition.unknown)] };
    if (rendered.authNeeds !== undefined) return { kind: 'needs', needs: [needOf(rendered.authNeeds)] };
    return { kind: 'run', run: new ResourceRun(session, resource, rendered.scope, rendered.auth) };
  }

  /** One per resource, however often its scope is made. */
  #tokenOf(resource: StackResource): string {
    const known =
      this.#tokens.get(formatAddress(resource.address)) ??
      randomAt(this.#session.random, `token of ${formatAddress(resource.address)}`).uuid();
    this.#tokens.set(formatAddress(resource.address), known);
    return known;
  }

  /** Adds what a resource exports, and what its writes returned. */
  add(run: ResourceRun): void {
    const { resource } = run;
    // A resource may have another turn.
    this.#absent.delete(resource.name);
    this.#exports = withExports(this.#exports, resource, run.exported ?? new Map<string, Value>());
    const callback = run.scope.resource?.callback;
    this.#exports = withScoped(this.#exports, resource, {
      ...run.returned,
      ...(callback === undefined ? {} : { callback }),
    });
  }

  /** Gives the exports of a resource that is not there as unknowns: what needs them can be told, and is not sent. */
  addAbsent(resource: StackResource): void {
    this.#absent.add(resource.name);
    this.addUnknown(resource);
  }

  /** Gives what a resource will export that the run is yet to make. */
  addMade(resource: StackResource, exported: ReadonlyMap<string, Value>): void {
    this.addAbsent(resource);
    this.addExports(resource, exported);
  }

  /** Gives what a resource exports, in the place of what was known of it. */
  addExports(resource: StackResource, exported: ReadonlyMap<string, Value>): void {
    this.#exports = withExports(this.#exports, resource, exported);
  }

  /** Whether a resource is not there, as far as this run knows. */
  isAbsent(name: string): boolean {
    return this.#absent.has(name);
  }

  /** Gives the exports of a resource as unknowns that was not looked for. */
  addUnknown(resource: StackResource): void {
    const from: UnknownSource = { kind: 'entry', address: resource.address };
    const unknowns = resource.manifest.exports.map((name): [string, Value] => [
      name.name,
      new Unknown(`${resource.name}.${name.name}`, { from }),
    ]);
    const returned = [...resource.manifest.returnValues.create, ...resource.manifest.returnValues.update];
    this.#exports = withExports(this.#exports, resource, new Map(unknowns));
    this.#exports = withScoped(
      this.#exports,
      resource,
      Object.fromEntries(
        ['callback', ...returned.map(({ name }) => name)].map((name): [string, Value] => [
          name,
          new Unknown(`${resource.name}.${name}`, { from }),
        ]),
      ),
    );
  }

  /** What a name of the manifest's exports means at the end of the run: `name`, `resource.name`, or a global. */
  lookup(name: string): Value | undefined {
    const dot = name.lastIndexOf('.');
    const visible = allExports(this.#exports);
    const scoped = dot < 0 ? undefined : visible.scoped.get(name.slice(0, dot));
    const member = name.slice(dot + 1);
    if (scoped !== undefined && Object.hasOwn(scoped, member)) return scoped[member];
    const inside = memberAt(visible.scoped, name);
    if (inside !== undefined) return inside;
    // An export may be null.
    return visible.bare.has(name) ? visible.bare.get(name) : this.#shared.globals.get(name);
  }
}

/** `client.web.ClientId`, `pool.Policies.PasswordPolicy`: what an instance gives, or a part of what a resource gives. */
function memberAt(scoped: Lookup<Value>, name: string): Value | undefined {
  const [entry = '', ...members] = name.split('.');
  let value = scoped.get(entry);
  for (const member of members) {
    if (value === undefined || !isValueMap(value) || !Object.hasOwn(value, member)) return undefined;
    value = value[member];
  }
  return members.length === 0 ? undefined : value;
}

function refusal(diagnostics: readonly Diagnostic[]): FailureReason {
  return { kind: 'trouble', anchor: undefined, trouble: { kind: 'refused', diagnostics } };
}
