import { randomAt, type RandomSource } from '../base/random.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Auth } from '../manifest/auth.ts';
import type { OperationSource, Prepared } from '../operations/operation-source.ts';
import type { Anchor } from '../query/anchored-query.ts';
import type { Statement } from '../query/statement.ts';
import {
  noExports,
  withExports,
  withOwnExports,
  withScoped,
  withSkipped,
  type ExportTable,
} from '../stack/export-table.ts';
import { formatAddress } from '../stack/address.ts';
import { renderResourceScope, renderStackScope } from '../stack/render-scope.ts';
import { contextOf, type Scope } from '../stack/scope.ts';
import type { Stack, StackQuery, StackResource } from '../stack/stack.ts';
import type { Variables } from '../stack/variables.ts';
import { renderTemplate } from '../template/render-template.ts';
import type { Rendered, Rendering } from '../template/template.ts';
import { isValueMap, Unknown, type UnknownSource, type Value, type ValueMap } from '../values/value.ts';

export interface SurveyTools {
  readonly operations: OperationSource;
  readonly random: RandomSource;
  /** The region of statements that name none; undefined where the person has none. */
  readonly defaultRegion: string | undefined;
}

/** What every query of a stack says, as far as it can be said before anything is asked. */
export interface Survey {
  readonly resources: readonly SurveyedResource[];
  /** Of scopes: globals and props. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface SurveyedResource {
  readonly resource: StackResource;
  /** What its names mean before anything of it was asked. */
  readonly scope: Scope;
  /** How its requests are signed and where they go, as far as it is known. */
  readonly auth: Auth;
  readonly queries: readonly SurveyedQuery[];
  /** Its `if` is false: nothing of it is looked at. */
  readonly isSkipped: boolean;
  /** The shell text of a script. */
  readonly script: Rendering<Rendered> | undefined;
}

export interface SurveyedQuery {
  readonly query: StackQuery;
  readonly prepared: Prepared;
}

/** Goes over the stack as a build would, with unknown values in the place of what the cloud would tell. */
export function surveyStack(stack: Stack, variables: Variables, tools: SurveyTools): Survey {
  const shared = renderStackScope(stack, variables, tools.random);
  const diagnostics: Diagnostic[] = [...shared.diagnostics];
  let exports: ExportTable = noExports;
  const resources: SurveyedResource[] = [];
  for (const resource of stack.resources) {
    const rendered = renderResourceScope({ stack, shared: shared.scope, resource, exports, random: tools.random });
    diagnostics.push(...rendered.diagnostics);
    const { scope, auth } = rendered;
    if (rendered.condition.kind === 'unwanted') {
      resources.push({ resource, scope, auth, queries: [], isSkipped: true, script: undefined });
      exports = withSkipped(exports, resource);
      continue;
    }
    const surveyed = surveyResource(resource, scope, auth, tools);
    resources.push(surveyed);
    exports = withExports(exports, resource, unknownExports(resource));
    exports = withScoped(exports, resource, unknownReturns(surveyed));
  }
  return { resources, diagnostics };
}

function surveyResource(resource: StackResource, scope: Scope, auth: Auth, tools: SurveyTools): SurveyedResource {
  const defaultRegion = auth.region ?? tools.defaultRegion;
  const prepareIn = (anchor: Anchor, within: Scope): Prepared =>
    tools.operations.operationsFor({ resource, anchor, scope: within, defaultRegion });
  const found = resource.queries.has('exists') ? prepareIn('exists', scope) : undefined;
  const returning = [...resource.queries.keys()].flatMap((anchor) =>
    anchor === 'create' || anchor === 'update' || anchor === 'createorupdate' || anchor === 'command'
      ? returningOf(prepareIn(anchor, scope))
      : [],
  );
  const captured = withReturned(capturedBy(found, returning), resource);
  const known = scope.resource === undefined ? scope : withCaptured(scope, captured, returning);
  const queries = [...resource.queries].map(([anchor, query]): SurveyedQuery => {
    if (anchor === 'exists' && found !== undefined) return { query, prepared: found };
    if (anchor === 'delete' || anchor.endsWith(':delete'))
      return { query, prepared: prepareIn(anchor, forDelete(known)) };
    // A create runs where nothing was found: nothing is captured by then.
    return { query, prepared: prepareIn(anchor, anchor === 'create' ? scope : known) };
  });
  const script =
    resource.script === undefined
      ? undefined
      : renderTemplate(
          resource.script,
          contextOf(scope, randomAt(tools.random, `script of ${formatAddress(resource.address)}`)),
        );
  return { resource, scope, auth, queries, isSkipped: false, script };

  /** A delete knows what its own resource exports, and what a RETURNING of its own gives. */
  function forDelete(within: Scope): Scope {
    const own = new Map([
      ...resource.manifest.exports.map((name): [string, Value] => [name.column, new Unknown(name.column)]),
      ...unknownExports(resource),
    ]);
    const returned = resource.queries.has('delete') ? returningOf(prepareIn('delete', within)) : [];
    const scoped = { ...within, exports: withOwnExports(within.exports, resource.address, own) };
    if (returned.length === 0 || scoped.resource === undefined) return scoped;
    return { ...scoped, resource: { ...scoped.resource, callback: new Unknown('callback') } };
  }
}

/** `this` with what `return_vals` keeps. */
function withReturned(captured: Value, resource: StackResource): Value {
  if (captured instanceof Unknown || !isValueMap(captured)) return captured;
  return { ...captured, ...returnedNames(resource) };
}

function returnedNames(resource: StackResource): ValueMap {
  const { create, update } = resource.manifest.returnValues;
  return Object.fromEntries(
    [...create, ...update].map(({ name }): [string, Value] => [
      name,
      new Unknown(`${resource.name}.${name}`, { from: givenBy(resource) }),
    ]),
  );
}

function givenBy({ address }: StackResource): UnknownSource {
  return { kind: 'entry', address };
}

/** What later resources may take from a write of this one, under its name alone. */
function unknownReturns({ resource, queries }: SurveyedResource): ValueMap {
  const returning = queries.some(({ prepared }) => returningOf(prepared).length > 0);
  return {
    ...returnedNames(resource),
    ...(returning ? { callback: new Unknown(`${resource.name}.callback`, { from: givenBy(resource) }) } : {}),
  };
}

function withCaptured(scope: Scope, captured: Value, returning: readonly string[]): Scope {
  if (scope.resource === undefined) return scope;
  const callback = returning.length > 0 ? new Unknown('callback') : undefined;
  return { ...scope, resource: { ...scope.resource, captured, callback } };
}

/** `this`: what `exists` selects, and the identifier that a RETURNING gives; anything at all where that cannot be said. */
function capturedBy(found: Prepared | undefined, returning: readonly string[]): Value {
  const identifier: [string, Value][] = returning.some((column) => column === '*' || column === 'Identifier')
    ? [['identifier', new Unknown('this.identifier')]]
    : [];
  if (found?.kind !== 'prepared') return found === undefined ? Object.fromEntries(identifier) : new Unknown('this');
  const outputs = outputsOf(found.statements[0]?.filled.model);
  if (outputs.some((name) => name === '*' || name.endsWith('.*'))) return new Unknown('this');
  return Object.fromEntries([
    ...outputs.map((name): [string, Value] => [name, new Unknown(`this.${name}`)]),
    ...identifier,
  ]);
}

/** The names of the columns that a SELECT yields. */
export function outputsOf(statement: Statement | undefined): readonly string[] {
  return statement?.kind === 'select' ? statement.outputs.map((output) => output.name) : [];
}

function returningOf(prepared: Prepared): readonly string[] {
  if (prepared.kind !== 'prepared') return [];
  return prepared.statements.flatMap(({ filled: { model } }) =>
    model.kind === 'insert' || model.kind === 'update' || model.kind === 'delete'
      ? (model.returning?.columns ?? [])
      : [],
  );
}

function unknownExports(resource: StackResource): ReadonlyMap<string, Value> {
  const isProtected = new Set(resource.manifest.protectedExports.map((name) => name.name));
  return new Map(
    resource.manifest.exports.map((name): [string, Value] => [
      name.name,
      new Unknown(`${resource.name}.${name.name}`, {
        secret: isProtected.has(name.name) || isProtected.has(name.column),
        from: givenBy(resource),
      }),
    ]),
  );
}
