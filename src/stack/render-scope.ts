import { randomAt, type RandomSource } from '../base/random.ts';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { isValueList, isValueMap, Unknown, type Value } from '../values/value.ts';
import { jsonEquals } from '../base/json.ts';
import { isKnown, reveal } from '../values/reading.ts';
import { markByName, markSecret } from '../values/secret-names.ts';
import { evaluateCondition, evaluateTemplate } from '../template/render-template.ts';
import type { RenderContext, Rendering } from '../template/template.ts';
import { renderMembers, renderParts, renderValue, type CompiledValue } from './compiled-value.ts';
import type { Auth } from '../manifest/auth.ts';
import { markNameOf } from './address.ts';
import { authOfEnvironment } from './environment.ts';
import { exportsFor, nothingVisible, type ExportTable } from './export-table.ts';
import { isPerResource } from './per-resource-global.ts';
import { renderAuth } from './render-auth.ts';
import { contextOf, type Scope } from './scope.ts';
import { shortFormProps } from './short-form-source.ts';
import type { Stack, StackGlobal, StackProp, StackResource } from './stack.ts';
import type { Variables } from './variables.ts';

/** A scope in the making, and what is wrong with it. */
export interface RenderedScope {
  readonly scope: Scope;
  readonly diagnostics: readonly Diagnostic[];
}

/** The scope that all resources share: variables, and the globals that do not speak of `resource_name`. */
export function renderStackScope(
  stack: Pick<Stack, 'manifest' | 'environment' | 'globals'>,
  variables: Variables,
  random: RandomSource,
): RenderedScope {
  const scope: Scope = {
    stackName: stack.manifest.name,
    environment: stack.environment,
    variables,
    globals: new Map(),
    exports: nothingVisible,
  };
  return renderGlobals(
    scope,
    stack.globals.filter((global) => !isPerResource(stack.globals, global)),
    random,
  );
}

/** The scope of a resource, and whether the resource is wanted at all. */
export interface RenderedResource extends RenderedScope {
  /** What its `if` says: `undecided` where that hangs on what only the build will know. Without `if` it is `wanted`. */
  readonly condition:
    | { readonly kind: 'wanted' }
    | { readonly kind: 'unwanted' }
    | { readonly kind: 'undecided'; readonly unknown: Unknown };
  readonly auth: Auth;
  /** What `auth` waits for: an export that is not known. */
  readonly authNeeds: Unknown | undefined;
}

/**
 * The scope of one resource: its own globals and props over what came before it. The `if` comes before the props, which need not even
 * make sense for a resource that is not wanted; it may use them all the same.
 */
export function renderResourceScope(options: {
  readonly stack: Stack;
  readonly shared: Scope;
  readonly resource: StackResource;
  /** What was exported so far; the resource sees what those before it in the manifest gave. */
  readonly exports: ExportTable;
  readonly random: RandomSource;
  /** Default: a new one. */
  readonly idempotencyToken?: string;
}): RenderedResource {
  const { stack, shared, resource, exports, random } = options;
  const usual = authOfEnvironment(stack);
  const start: Scope = {
    ...shared,
    exports: exportsFor(exports, resource),
    laterGiver: (name) => laterGiver(stack, resource, name),
    resource: {
      name: markNameOf(resource.address),
      each: resource.each,
      props: new Map(),
      captured: {},
      callback: undefined,
      idempotencyToken: options.idempotencyToken ?? random.uuid(),
    },
  };
  const own = stack.globals.filter((global) => isPerResource(stack.globals, global));
  const withGlobals = renderGlobals(start, own, random);
  const diagnostics = [...withGlobals.diagnostics];
  let scope = withGlobals.scope;
  const warnings: Diagnostic[] = [];
  const early = conditionIn(resource, scope, random, warnings);
  if (early.kind === 'unwanted')
    return { scope, diagnostics: [...diagnostics, ...warnings], condition: early, auth: usual, authNeeds: undefined };
  // A prop of the name of a protected export is what that export will be.
  const isProtected = new Set(resource.manifest.protectedExports.map((name) => name.name));
  for (const prop of resource.props) {
    const value = valueOf(
      prop.name,
      renderProp(prop, scope, randomAt(random, `prop ${prop.name} of ${resource.name}`), diagnostics),
    );
    if (scope.resource === undefined) continue;
    const isHidden = prop.isProtected || isProtected.has(prop.name);
    const marked = isHidden ? markSecret(value) : markByName(prop.name, value);
    scope = { ...scope, resource: { ...scope.resource, props: new Map(scope.resource.props).set(prop.name, marked) } };
  }
  const condition = early.kind === 'refused' ? conditionIn(resource, scope, random, warnings) : early;
  if (condition.kind === 'unwanted')
    return { scope, diagnostics: warnings, condition, auth: usual, authNeeds: undefined };
  const {
    auth,
    unknown: authNeeds,
    diagnostics: ofAuth,
  } = renderAuth(resource, scope, { usual, random: randomAt(random, `auth of ${resource.name}`) });
  diagnostics.push(...ofAuth, ...warnings);
  if (condition.kind !== 'refused') return { scope, diagnostics, condition, auth, authNeeds };
  const told = [...condition.diagnostics, ...diagnostics];
  return { scope, diagnostics: told, condition: { kind: 'wanted' }, auth, authNeeds };
}

function laterGiver({ resources }: Stack, { position }: StackResource, name: string): string | undefined {
  const gives = (one: StackResource): boolean =>
    one.name === name || one.manifest.exports.some((exported) => exported.name === name);
  return resources.find((one) => one.position > position && gives(one))?.name;
}

function conditionIn(
  resource: StackResource,
  scope: Scope,
  random: RandomSource,
  warnings: Diagnostic[],
): RenderedResource['condition'] | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] } {
  if (resource.condition === undefined) return { kind: 'wanted' };
  const rendering = evaluateCondition(resource.condition, contextOf(scope, randomAt(random, `if of ${resource.name}`)));
  if (rendering.kind !== 'rendered') return rendering;
  warnings.push(...rendering.warnings);
  return { kind: rendering.value ? 'wanted' : 'unwanted' };
}

function renderGlobals(scope: Scope, globals: readonly StackGlobal[], random: RandomSource): RenderedScope {
  const diagnostics: Diagnostic[] = [];
  let current = scope;
  for (const global of globals) {
    const place = `global ${global.name} ${current.resource?.name ?? ''}`;
    const rendering = renderValue(global.value, contextOf(current, randomAt(random, place)));
    const value = valueOf(global.name, settle(rendering, diagnostics));
    if (value === null || value === '') {
      diagnostics.push(
        mistake('manifest/empty-value', `global "${global.name}" is empty`, {
          at: global.value.at,
          help: 'give it a value, or set the variable that it takes',
        }),
      );
    }
    const marked = global.isProtected ? markSecret(value) : markByName(global.name, value);
    current = { ...current, globals: new Map(current.globals).set(global.name, marked) };
  }
  return { scope: current, diagnostics };
}

function renderProp(prop: StackProp, scope: Scope, random: RandomSource, diagnostics: Diagnostic[]): Value | undefined {
  const context = contextOf(scope, random);
  let value =
    prop.value === undefined
      ? undefined
      : prop.isInParts === true
        ? renderInParts(prop.name, prop.value, context, diagnostics)
        : settle(renderValue(prop.value, context), diagnostics);
  if (prop.value !== undefined && value === undefined) return undefined;
  for (const { name, template } of prop.merge) {
    const other = settle(evaluateTemplate(template, context), diagnostics);
    if (other === undefined) return undefined;
    const merged = value === undefined ? other : mergeValues(value, other);
    if (merged === undefined) {
      diagnostics.push(
        mistake(
          'manifest/wrong-type',
          `prop "${prop.name}" cannot merge "${name}": one is a list and the other a map, or neither`,
          {
            at: {
              source: template.excerpt.source,
              start: template.excerpt.offsetAt(0),
              end: template.excerpt.offsetAt(0) + name.length,
            },
          },
        ),
      );
      return undefined;
    }
    value = merged;
  }
  return value;
}

/** The properties of the short form are columns of a statement, each of which is there whatever its value is. */
function renderInParts(name: string, value: CompiledValue, context: RenderContext, diagnostics: Diagnostic[]): Value {
  const render = name === shortFormProps.properties ? renderMembers : renderParts;
  return render(value, context, (part) => settle(part, diagnostics), name);
}

/** Lists append what is not there yet, maps overwrite; undefined where the two do not fit. */
function mergeValues(left: Value, right: Value): Value | undefined {
  if (left instanceof Unknown || right instanceof Unknown) return left instanceof Unknown ? left : right;
  if (isValueList(left) && isValueList(right)) {
    const result = [...left];
    for (const item of right) {
      if (!result.some((present) => isKnown(present) && isKnown(item) && jsonEquals(reveal(present), reveal(item))))
        result.push(item);
    }
    return result;
  }
  if (isValueMap(left) && isValueMap(right)) return { ...left, ...right };
  return undefined;
}

/** The value of a rendering; an undecided one is an unknown as a whole. */
function settle(rendering: Rendering<Value>, diagnostics: Diagnostic[]): Value | undefined {
  switch (rendering.kind) {
    case 'rendered':
      diagnostics.push(...rendering.warnings);
      return rendering.value;
    case 'undecided':
      return rendering.unknown;
    case 'refused':
      diagnostics.push(...rendering.diagnostics);
      return undefined;
  }
}

/** The value under a name. What is wrong with one is told once: whatever takes it is not wrong as well. */
function valueOf(name: string, value: Value | undefined): Value {
  return value === undefined ? new Unknown(name) : value;
}
