import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { isPolicy, policyMeaning } from '../../resource-types/comparison/rules/policy-meaning.ts';
import { jsonComparison } from './json-comparison.ts';
import { numbersEqual } from './json-equal.ts';

/** Keys under which AWS returns lists in an order of its own. */
const unorderedKeys: ReadonlySet<string> = new Set([
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'AWS',
  'Service',
  'Tags',
  'tags',
]);

/**
 * 1 where two policies or tag lists mean the same to AWS. Policies are compared by the rule of comparison. Of anything else lists of
 * actions, resources, principals and tags are without order, a list of one text is equal to the text, and keys are without case.
 */
export const awsPolicyEqual = jsonComparison('aws_policy_equal', (left, right) => {
  if (isJsonObject(left) && isJsonObject(right) && isPolicy(left) && isPolicy(right)) {
    return policyMeaning(left) === policyMeaning(right);
  }
  return equal(left, right, Array.isArray(left) && Array.isArray(right));
});

function equal(left: Json, right: Json, unordered: boolean): boolean {
  if (typeof left === 'number' && typeof right === 'number') return numbersEqual(left, right);
  if (typeof left === 'string' && typeof right === 'string') return textsEqual(left, right, unordered);
  if (Array.isArray(left) && Array.isArray(right)) return listsEqual(left, right, unordered);
  if (Array.isArray(left) && typeof right === 'string') {
    return left.length === 1 && typeof left[0] === 'string' && textsEqual(left[0], right, unordered);
  }
  if (typeof left === 'string' && Array.isArray(right)) {
    return right.length === 1 && typeof right[0] === 'string' && textsEqual(left, right[0], unordered);
  }
  if (isJsonObject(left) && isJsonObject(right)) return objectsEqual(left, right);
  return left === right;
}

function textsEqual(left: string, right: string, unordered: boolean): boolean {
  if (unordered && left.startsWith('arn:')) return asciiLower(left) === asciiLower(right);
  return left === right;
}

function asciiLower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function listsEqual(left: readonly Json[], right: readonly Json[], unordered: boolean): boolean {
  if (left.length !== right.length) return false;
  if (unordered) {
    const isIn = (item: Json, others: readonly Json[]): boolean => others.some((other) => equal(item, other, true));
    return left.every((item) => isIn(item, right)) && right.every((item) => isIn(item, left));
  }
  return left.every((item, index) => equal(item, right[index] as Json, false));
}

function objectsEqual(left: JsonObject, right: JsonObject): boolean {
  if (!Object.keys(right).every((key) => keyIn(left, key) !== undefined)) return false;
  return Object.entries(left).every(([key, item]) => {
    const other = keyIn(right, key);
    return other !== undefined && equal(item, right[other] as Json, unorderedKeys.has(key));
  });
}

/** The object's own spelling of a key; the exact one wins. */
function keyIn(object: JsonObject, key: string): string | undefined {
  if (Object.hasOwn(object, key)) return key;
  const wanted = key.toLowerCase();
  return Object.keys(object).find((candidate) => candidate.toLowerCase() === wanted);
}
