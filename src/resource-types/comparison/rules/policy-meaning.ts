import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../../../base/json.ts';

/** Whether a map is a policy document: it has statements, each of which allows or denies. */
export function isPolicy(value: JsonObject): boolean {
  const statements = membersOf(value['Statement']);
  return statements.length > 0 && statements.every((one) => isJsonObject(one) && typeof one['Effect'] === 'string');
}

/**
 * A text that is the same for all policies that mean the same (IAM User Guide, "Grammar of the IAM JSON policy language" and the
 * pages of its elements): one statement is a list of one, and so is one action, resource, principal or value of a condition; the
 * order of any of them means nothing; `"*"` as a principal is `{"AWS": "*"}`; an account's number is the ARN of its root; capitals
 * mean nothing in actions and in keys of conditions; without `Version` it is 2008-10-17.
 */
export function policyMeaning(
  policy: JsonObject,
  shorten: (resource: string) => string = (resource) => resource,
): string {
  const { Statement: statements, Version: version, ...others } = policy;
  const meaning: JsonObject = {
    ...withoutEmptyText(others),
    Version: version ?? '2008-10-17',
    Statement: setOf(membersOf(statements).map((one) => (isJsonObject(one) ? statementMeaning(one, shorten) : one))),
  };
  return canonicalJson(meaning);
}

function statementMeaning(statement: JsonObject, shorten: (resource: string) => string): JsonObject {
  return Object.fromEntries(
    Object.entries(withoutEmptyText(statement)).map(([element, value]): [string, Json] => {
      switch (element) {
        case 'Action':
        case 'NotAction':
          return [element, setOf(textsOf(value, (action) => action.toLowerCase()))];
        case 'Resource':
        case 'NotResource':
          return [element, setOf(textsOf(value, shorten))];
        case 'Principal':
        case 'NotPrincipal':
          return [element, principalMeaning(value)];
        case 'Condition':
          return [element, conditionMeaning(value)];
        default:
          return [element, value];
      }
    }),
  );
}

function principalMeaning(value: Json): Json {
  if (!isJsonObject(value)) return principalMeaning({ AWS: value });
  return Object.fromEntries(
    Object.entries(value).map(([kind, members]) => [
      kind,
      setOf(textsOf(members, (member) => (kind === 'AWS' ? accountOfRoot(member) : member))),
    ]),
  );
}

function accountOfRoot(principal: string): string {
  return /^arn:aws[a-z-]*:iam::(\d{12}):root$/.exec(principal)?.[1] ?? principal;
}

/** Operator → key → values; booleans and numbers are their texts. */
function conditionMeaning(value: Json): Json {
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([operator, keys]) => [
      operator,
      isJsonObject(keys)
        ? Object.fromEntries(Object.entries(keys).map(([key, members]) => [key.toLowerCase(), setOf(textsOf(members))]))
        : keys,
    ]),
  );
}

/** `Sid` and `Id` may be empty, which says nothing. */
function withoutEmptyText(element: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(element).filter(([, value]) => value !== '' && value !== null));
}

function membersOf(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}

function textsOf(value: Json, change: (text: string) => string = (text) => text): readonly Json[] {
  return membersOf(value).map((one) => (typeof one === 'object' ? one : change(String(one))));
}

/** Each member once, in one order. */
function setOf(members: readonly Json[]): Json {
  const byText = new Map(members.map((member) => [canonicalJson(member), member]));
  return [...byText.keys()].sort().map((text) => byText.get(text) ?? null);
}
