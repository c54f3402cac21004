import { isJsonObject, parseJson, type Json, type JsonObject } from '../../base/json.ts';

/** A policy as services give it back: an object, also where it was given as text. Other text stays what it is. */
export function readPolicy(value: Json): Json {
  const parsed = typeof value === 'string' ? parseJson(value) : value;
  return isJsonObject(parsed) ? parsed : value;
}

/** The model with the policy in a property read. */
export function withReadPolicy(model: JsonObject, name: string): JsonObject {
  const value = Object.hasOwn(model, name) ? model[name] : undefined;
  return value === undefined ? model : { ...model, [name]: readPolicy(value) };
}

/** The statements of a policy; a lone one need not stand in a list. */
export function statementsOf(policy: Json | undefined): readonly JsonObject[] {
  const read = policy === undefined ? undefined : readPolicy(policy);
  const statements = isJsonObject(read) ? read['Statement'] : undefined;
  const list = Array.isArray(statements) ? (statements as readonly Json[]) : [statements];
  return list.filter((statement) => isJsonObject(statement));
}

/** What a member says, be it one text or a list of them. */
export function textsOf(value: Json | undefined): readonly string[] {
  const list = Array.isArray(value) ? (value as readonly Json[]) : [value];
  return list.filter((item) => typeof item === 'string');
}

/** Text that is no JSON at all cannot be a policy. */
export function isBrokenPolicy(value: Json | undefined): boolean {
  return typeof value === 'string' && !isJsonObject(parseJson(value));
}
