import { hasErrors, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { noExports, withExports, type ExportTable } from '../stack/export-table.ts';
import { renderResourceScope, renderStackScope } from '../stack/render-scope.ts';
import type { Scope } from '../stack/scope.ts';
import type { StackResource } from '../stack/stack.ts';
import { markSecret } from '../stack/variables.ts';
import { Unknown, type Value } from '../values/value.ts';
import type { FailureReason } from './outcome.ts';
import { ResourceRun } from './resource-run.ts';
import type { Session } from './session.ts';

/** The scopes of a run in the making: what is shared, and what resources have exported so far. */
export class Scopes {
  readonly #session: Session;
  readonly #shared: Scope;
  #exports: ExportTable = noExports;

  constructor(session: Session) {
    this.#session = session;
    this.#shared = renderStackScope(session.stack, session.variables, session.random).scope;
  }

  /** The run of one resource over what is exported by now; a reason where its props cannot be rendered. */
  runOf(resource: StackResource): { readonly run: ResourceRun; readonly refused: FailureReason | undefined } {
    const session = this.#session;
    const rendered = renderResourceScope({
      stack: session.stack,
      shared: this.#shared,
      resource,
      exports: this.#exports,
      random: session.random,
    });
    const run = new ResourceRun(session, resource, rendered.scope);
    return { run, refused: hasErrors(rendered.diagnostics) ? refusal(rendered.diagnostics) : undefined };
  }

  /** Adds what a resource exports; protected exports are marked secret. */
  add(resource: StackResource, exported: ReadonlyMap<string, Value>): void {
    const isProtected = new Set(resource.manifest.protectedExports.map((name) => name.name));
    const columns = new Map(resource.manifest.exports.map((name) => [name.name, name.column]));
    const marked = [...exported].map(([name, value]): [string, Value] => [
      name,
      isProtected.has(name) || isProtected.has(columns.get(name) ?? '') ? markSecret(value) : value,
    ]);
    this.#exports = withExports(this.#exports, resource.name, new Map(marked));
  }

  /** Gives the exports of a resource that is not there as unknowns: what needs them can be told, and is not sent. */
  addAbsent(resource: StackResource): void {
    const unknowns = resource.manifest.exports.map((name): [string, Value] => [
      name.name,
      new Unknown(`${resource.name}.${name.name}`),
    ]);
    this.#exports = withExports(this.#exports, resource.name, new Map(unknowns));
  }

  /** What a name of the manifest's exports means at the end of the run: `name`, `resource.name`, or a global. */
  lookup(name: string): Value | undefined {
    const dot = name.lastIndexOf('.');
    const scoped = dot < 0 ? undefined : this.#exports.scoped.get(name.slice(0, dot));
    const member = name.slice(dot + 1);
    if (scoped !== undefined && Object.hasOwn(scoped, member)) return scoped[member];
    return this.#exports.bare.get(name) ?? this.#shared.globals.get(name);
  }
}

function refusal(diagnostics: readonly Diagnostic[]): FailureReason {
  return { kind: 'trouble', anchor: undefined, trouble: { kind: 'refused', diagnostics } };
}
