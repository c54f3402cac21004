import { isJsonObject, jsonEquals, parseJson, type Json, type JsonObject } from '../../base/json.ts';
import { ok, type Result } from '../../base/result.ts';
import type { ResourceType } from '../../resource-types/resource-type.ts';
import { behaviourOf } from '../behaviours/index.ts';
import { findParent, namesOfParent } from '../behaviours/parents.ts';
import { notFoundWords } from '../presence-words.ts';
import { textOf } from '../input.ts';
import { knownType } from '../known-type.ts';
import { handlerNotFound } from '../locate-resource.ts';
import { surroundingsOf, type OperationContext, type OperationHandler } from '../operation-context.ts';
import { formatPageToken, parsePageToken } from '../page-token.ts';
import { listViewOf, viewOf } from '../resource-view.ts';
import { wireError, type WireError } from '../wire-error.ts';
import { plainText } from '../../values/reading.ts';

/** Lists in the order of creation. MaxResults is checked and, as on AWS, not heeded: the handler decides on the size of pages. */
export const listResources: OperationHandler = (context) => Promise.resolve(list(context));

function list(context: OperationContext): Result<JsonObject, WireError> {
  const found = knownType('ListResources', 'list', context);
  if (!found.ok) return found;
  const type = found.value;
  const model = resourceModelOf(type, context);
  if (!model.ok) return model;
  const after = parsePageToken(textOf(context.body, 'NextToken'));
  if (!after.ok) return after;
  const behaviour = behaviourOf(type.typeName);
  const around = surroundingsOf(type, context);
  const wanted = Object.entries(model.value).map(([name, value]) => ({
    name,
    values: typeof value === 'string' ? namesOfParent(name, value, around) : [value],
  }));
  // What is in the identifier shows as it is stored: a large account need not be worked out whole for each parent.
  const isFixed = ({ name }: { readonly name: string }): boolean =>
    type.identifier.some((path) => path.length === 1 && path[0] === name);
  const fixed = wanted.filter(isFixed);
  const shown = wanted.filter((one) => !isFixed(one));
  const matching = [...around.resources(type.typeName)].filter((resource) => {
    if (!fixed.every(({ name, values }) => isOneOf(values, resource.model[name]))) return false;
    if (shown.length === 0) return true;
    const view = viewOf(behaviour, resource.model, around);
    // What a read does not return may still be what a list is asked by: parents are often write-only.
    return shown.every(({ name, values }) => isOneOf(values, view[name] ?? resource.model[name]));
  });
  if (matching.length === 0) {
    const absent = absentParent(type, model.value, context);
    if (absent !== undefined) return absent;
  }
  const pageSize = context.options.pageSize ?? 100;
  const left = matching
    .filter(({ sequence }) => sequence > Number(after.value ?? 0))
    .sort((first, second) => first.sequence - second.sequence);
  const page = left.slice(0, pageSize);
  const last = page.at(-1);
  return ok({
    TypeName: type.typeName,
    ResourceDescriptions: page.map((resource) => ({
      Identifier: resource.identifier,
      Properties: JSON.stringify(listViewOf(behaviour, resource.model, around)),
    })),
    ...(left.length > page.length && last !== undefined ? { NextToken: formatPageToken(String(last.sequence)) } : {}),
  });
}

function isOneOf(values: readonly Json[], value: Json | undefined): boolean {
  return values.some((one) => jsonEquals(value, one));
}

/** The ResourceModel with all that the type's list handler needs. */
function resourceModelOf(type: ResourceType, context: OperationContext): Result<JsonObject, WireError> {
  const text = textOf(context.body, 'ResourceModel');
  const model = text === undefined ? {} : parseJson(text);
  const missing = type.listRequires.filter((name) => {
    const value = isJsonObject(model) && Object.hasOwn(model, name) ? model[name] : undefined;
    return value === undefined || value === null || value === '';
  });
  if (!isJsonObject(model) || missing.length > 0) {
    const required = `Required property: [${(missing.length > 0 ? missing : type.listRequires).join(', ')}]`;
    return wireError(
      'InvalidRequestException',
      `Missing Or Invalid ResourceModel property in ${type.typeName} list handler request input. ${required}`,
    );
  }
  return ok(model);
}

/** A list under a parent that is not there is no empty list. */
function absentParent(
  type: ResourceType,
  model: JsonObject,
  context: OperationContext,
): Result<never, WireError> | undefined {
  const around = surroundingsOf(type, context);
  for (const [name, parent] of Object.entries(type.parents)) {
    const value = Object.hasOwn(model, name) ? model[name] : undefined;
    const parentType = context.options.registry.find(parent.typeName);
    if (value === undefined || parentType === undefined) continue;
    if (findParent(parent, plainText(value), around) !== undefined) continue;
    const words = notFoundWords(behaviourOf(parent.typeName), plainText(value), surroundingsOf(parentType, context));
    return handlerNotFound(type, words, context);
  }
  return undefined;
}
