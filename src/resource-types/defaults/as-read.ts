import { isJsonObject, parseJson, type Json, type JsonObject } from '../../base/json.ts';
import { unreachable } from '../../base/unreachable.ts';
import type { ResourceType } from '../resource-type.ts';
import { nodeAt, rootNode, typesOf } from '../schema-node.ts';
import { holds } from './condition.ts';
import { fillText, type ReadPlace } from './fill-text.ts';
import type { NormalForm, PathStep, ReadRule, WholeType } from './read-rule.ts';
import { readRulesOf } from './read-rules.ts';

/**
 * A model as AWS returns it from a read: with defaults for what was not given, normal forms for what was, and without what is never
 * returned. Values that a service generates (identifiers, times) are not added.
 */
export function asRead(type: ResourceType, model: JsonObject, place?: ReadPlace): JsonObject {
  const rules = readRulesOf(type.typeName);
  if (rules.length === 0) return model;
  let result = model;
  // Twice: some conditions and values rest on what other rules fill in.
  for (const rule of [...rules, ...rules]) {
    const changed = changeAt(result, rule.path, rule, { given: model, model: result, place });
    if (isJsonObject(changed)) result = changed;
  }
  return withWholes(type, rules, result);
}

/**
 * The value that AWS gives a property of this path in a model that lacks it; undefined where none is known, or where the container of the
 * property is missing.
 */
export function defaultAt(
  type: ResourceType,
  model: JsonObject,
  path: readonly string[],
  place?: ReadPlace,
): Json | undefined {
  let value: Json | undefined = asRead(type, model, place);
  for (const name of path) {
    if (Array.isArray(value)) value = (value as readonly Json[])[Number(name)];
    else value = isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return value;
}

/** Whether AWS returns nothing at a path, whatever the service has there. */
export function isNeverRead(type: ResourceType, model: JsonObject, path: readonly string[]): boolean {
  return readRulesOf(type.typeName).some(
    (rule) =>
      rule.effect.kind === 'absent' &&
      rule.path.length === path.length &&
      rule.path.every((step, index) => step.kind === 'name' && step.name === path[index]) &&
      applies(rule, model, { given: model, model, place: undefined }),
  );
}

interface Context {
  /** What `given` in a condition asks: the model before any rule. */
  readonly given: JsonObject;
  readonly model: JsonObject;
  readonly place: ReadPlace | undefined;
}

/** The container with the rule carried out at a path in it. */
function changeAt(container: Json, path: readonly PathStep[], rule: ReadRule, context: Context): Json {
  const [step, ...rest] = path;
  if (step === undefined) return container;
  switch (step.kind) {
    case 'each':
      return rest.length === 0 ? container : changeEach(container, rest, rule, context);
    case 'entry':
      return changeEntry(container, step, rest, rule, context);
    case 'name':
      return changeName(container, step.name, rest, rule, context);
    default:
      return unreachable(step);
  }
}

function changeEach(container: Json, rest: readonly PathStep[], rule: ReadRule, context: Context): Json {
  if (Array.isArray(container)) {
    return (container as readonly Json[]).map((item) => changeAt(item, rest, rule, context));
  }
  if (!isJsonObject(container)) return container;
  return Object.fromEntries(Object.entries(container).map(([key, item]) => [key, changeAt(item, rest, rule, context)]));
}

function changeEntry(
  container: Json,
  { members }: Extract<PathStep, { kind: 'entry' }>,
  rest: readonly PathStep[],
  rule: ReadRule,
  context: Context,
): Json {
  if (!Array.isArray(container)) return container;
  const items = container as readonly Json[];
  const isEntry = (item: Json): boolean =>
    isJsonObject(item) && Object.entries(members).every(([name, value]) => item[name] === value);
  const change = (item: Json): Json =>
    rest.length === 0 ? withMembers(item, rule, context) : changeAt(item, rest, rule, context);
  if (items.some(isEntry)) return items.map((item) => (isEntry(item) ? change(item) : item));
  if (!applies(rule, container, context)) return items;
  const made = change(members);
  return isJsonObject(made) && Object.keys(made).length > Object.keys(members).length ? [...items, made] : items;
}

/** An entry with what the rule has of its other members. */
function withMembers(item: Json, { effect }: ReadRule, { model, place }: Context): Json {
  if (effect.kind !== 'default' || !isJsonObject(item)) return item;
  const others = fillText(effect.value, { model, container: item, place });
  return isJsonObject(others) ? { ...others, ...item } : item;
}

function changeName(container: Json, name: string, rest: readonly PathStep[], rule: ReadRule, context: Context): Json {
  if (!isJsonObject(container)) return container;
  const value = Object.hasOwn(container, name) ? container[name] : undefined;
  if (rest.length > 0) {
    // A settings list is there from the start: its entries are what every resource of the type has.
    const inner = value ?? (rest[0]?.kind === 'entry' ? [] : undefined);
    if (inner === undefined) return container;
    const changed = changeAt(inner, rest, rule, context);
    return value === undefined && Array.isArray(changed) && changed.length === 0
      ? container
      : { ...container, [name]: changed };
  }
  if (!applies(rule, container, context)) return container;
  return withEffect(container, name, value, rule, context);
}

function applies(rule: ReadRule, container: Json, { given, model }: Context): boolean {
  return rule.conditions.every((condition) => {
    const asksGiven = condition.test === 'given' || condition.test === 'not-given';
    return holds(condition, asksGiven ? given : model, container);
  });
}

function withEffect(
  container: JsonObject,
  name: string,
  value: Json | undefined,
  { effect }: ReadRule,
  { model, place }: Context,
): JsonObject {
  switch (effect.kind) {
    case 'default':
    case 'sample': {
      if (value !== undefined) return container;
      const filled = fillText(effect.value, { model, container, place });
      return filled === undefined ? container : { ...container, [name]: filled };
    }
    case 'normal-form':
      return value === undefined ? container : { ...container, [name]: inForm(value, effect.form) };
    case 'absent':
      return Object.fromEntries(Object.entries(container).filter(([key]) => key !== name));
    case 'whole':
      return container;
    default:
      return unreachable(effect);
  }
}

function inForm(value: Json, form: NormalForm): Json {
  switch (form) {
    case 'sorted':
      return isTextList(value) ? [...value].sort() : value;
    case 'lower-case':
      return mapText(value, (text) => text.toLowerCase());
    case 'upper-case':
      return mapText(value, (text) => text.toUpperCase());
    case 'json-text':
      return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
    case 'json-value':
      return typeof value === 'string' ? (parseJson(value) ?? value) : value;
    case 'text':
      return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    default:
      return unreachable(form);
  }
}

function mapText(value: Json, change: (text: string) => string): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => mapText(item, change));
  return typeof value === 'string' ? change(value) : value;
}

function isTextList(value: Json): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

const emptyOf: Readonly<Record<WholeType, Json>> = { list: [], map: {}, boolean: false };

/** Of types that are always returned whole: what no rule names and nobody gave. */
function withWholes(type: ResourceType, rules: readonly ReadRule[], model: JsonObject): JsonObject {
  const whole = rules.flatMap(({ effect }) => (effect.kind === 'whole' ? effect.types : []));
  if (whole.length === 0) return model;
  const named = new Set(rules.flatMap(({ path: [first] }) => (first?.kind === 'name' ? [first.name] : [])));
  const root = rootNode(type.schema);
  const added = type.properties.flatMap(({ name, readOnly, writeOnly }): readonly (readonly [string, Json])[] => {
    if (readOnly || writeOnly || named.has(name) || name === type.tagProperty || Object.hasOwn(model, name)) return [];
    const node = nodeAt(root, [name]);
    const types = node === undefined ? [] : typesOf(node);
    if (types.length !== 1) return [];
    const kind = whole.find((one) => types[0] === { list: 'array', map: 'object', boolean: 'boolean' }[one]);
    return kind === undefined ? [] : [[name, emptyOf[kind]]];
  });
  return added.length === 0 ? model : { ...model, ...Object.fromEntries(added) };
}
