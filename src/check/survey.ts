import type { RandomSource } from '../base/random.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Auth } from '../manifest/auth.ts';
import type { SqlParser } from '../query/load-sql-parser.ts';
import type { Statement } from '../query/statement.ts';
import type { Registry } from '../resource-types/resource-type.ts';
import { composeStatements, type Composed } from '../stack/compose-statement.ts';
import { noExports, withExports, withScoped, withSkipped, type ExportTable } from '../stack/export-table.ts';
import { isSeveral } from '../stack/is-several.ts';
import { renderResourceScope, renderStackScope } from '../stack/render-scope.ts';
import { contextOf, type Scope } from '../stack/scope.ts';
import type { Stack, StackQuery, StackResource } from '../stack/stack.ts';
import type { Variables } from '../stack/variables.ts';
import { renderTemplate } from '../template/render-template.ts';
import type { Rendered, Rendering } from '../template/template.ts';
import { isValueMap, Unknown, type Value, type ValueMap } from '../values/value.ts';

export interface SurveyTools {
  readonly parser: SqlParser;
  readonly random: RandomSource;
  readonly registry: Registry;
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
  readonly queries: readonly { readonly query: StackQuery; readonly composed: Composed }[];
  /** Its `if` is false: nothing of it is looked at. */
  readonly isSkipped: boolean;
  /** The shell text of a script. */
  readonly script: Rendering<Rendered> | undefined;
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
    const surveyed = { ...surveyResource(resource, scope, tools), auth };
    resources.push(surveyed);
    exports = withExports(exports, resource.name, unknownExports(resource));
    exports = withScoped(exports, resource.name, unknownReturns(surveyed));
  }
  return { resources, diagnostics };
}

function surveyResource(resource: StackResource, scope: Scope, tools: SurveyTools): Omit<SurveyedResource, 'auth'> {
  const composeIn = (query: StackQuery, within: Scope): Composed =>
    composeStatements(query, within, { ...tools, several: isSeveral(resource, query.query.anchor) });
  const exists = resource.queries.get('exists');
  const found = exists === undefined ? undefined : composeIn(exists, scope);
  const returning = [...resource.queries].flatMap(([anchor, query]) =>
    anchor === 'create' || anchor === 'update' || anchor === 'createorupdate' || anchor === 'command'
      ? returningOf(composeIn(query, scope))
      : [],
  );
  const captured = withReturned(capturedBy(found, returning), resource);
  const known = scope.resource === undefined ? scope : withCaptured(scope, captured, returning);
  const queries = [...resource.queries.values()].map((query) => {
    if (query === exists && found !== undefined) return { query, composed: found };
    const { anchor } = query.query;
    if (anchor === 'delete' || anchor.endsWith(':delete'))
      return { query, composed: composeIn(query, forDelete(known)) };
    // A create runs where nothing was found: nothing is captured by then.
    return { query, composed: composeIn(query, anchor === 'create' ? scope : known) };
  });
  const script =
    resource.script === undefined ? undefined : renderTemplate(resource.script, contextOf(scope, tools.random));
  return { resource, scope, queries, isSkipped: false, script };

  /** A delete knows what its own resource exports, and what a RETURNING of its own gives. */
  function forDelete(within: Scope): Scope {
    const own = new Map([
      ...resource.manifest.exports.map((name): [string, Value] => [name.column, new Unknown(name.column)]),
      ...unknownExports(resource),
    ]);
    const deleting = resource.queries.get('delete');
    const returned = deleting === undefined ? [] : returningOf(composeIn(deleting, within));
    const scoped = { ...within, exports: withExports(within.exports, resource.name, own) };
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
    [...create, ...update].map(({ name }): [string, Value] => [name, new Unknown(`${resource.name}.${name}`)]),
  );
}

/** What later resources may take from a write of this one, under its name alone. */
function unknownReturns({ resource, queries }: Omit<SurveyedResource, 'auth'>): ValueMap {
  const returning = queries.some(({ composed }) => returningOf(composed).length > 0);
  return {
    ...returnedNames(resource),
    ...(returning ? { callback: new Unknown(`${resource.name}.callback`) } : {}),
  };
}

function withCaptured(scope: Scope, captured: Value, returning: readonly string[]): Scope {
  if (scope.resource === undefined) return scope;
  const callback = returning.length > 0 ? new Unknown('callback') : undefined;
  return { ...scope, resource: { ...scope.resource, captured, callback } };
}

/** `this`: what `exists` selects, and the identifier that a RETURNING gives; anything at all where that cannot be said. */
function capturedBy(found: Composed | undefined, returning: readonly string[]): Value {
  const identifier: [string, Value][] = returning.some((column) => column === '*' || column === 'Identifier')
    ? [['identifier', new Unknown('this.identifier')]]
    : [];
  if (found?.kind !== 'composed') return found === undefined ? Object.fromEntries(identifier) : new Unknown('this');
  const outputs = outputsOf(found.statements[0]);
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

function returningOf(composed: Composed): readonly string[] {
  if (composed.kind !== 'composed') return [];
  return composed.statements.flatMap((statement) =>
    statement.kind === 'insert' || statement.kind === 'update' || statement.kind === 'delete'
      ? (statement.returning?.columns ?? [])
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
      }),
    ]),
  );
}
