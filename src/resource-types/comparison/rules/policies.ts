import { isJsonObject, parseJson, type Json, type JsonObject } from '../../../base/json.ts';
import type { Comparison } from '../comparison.ts';
import { policyMeaning, isPolicy } from './policy-meaning.ts';
import { differentAt, equalBy, type Place } from '../place.ts';
import { partitionOf } from '../facts/partitions.ts';

/** Policies by what IAM takes them for, as a map or as its text, at any property. */
export function comparePolicies(place: Place, desired: Json, live: Json): Comparison | undefined {
  const wanted = policyIn(desired);
  const actual = policyIn(live);
  if (wanted === undefined || actual === undefined) return undefined;
  const shorten = (resource: string): string => withoutOwnApi(place, resource);
  return policyMeaning(wanted, shorten) === policyMeaning(actual, shorten)
    ? equalBy(place, 'policy')
    : differentAt(place, desired, live);
}

function policyIn(value: Json): JsonObject | undefined {
  const content = typeof value === 'string' && /^\s*\{/.test(value) ? parseJson(value) : value;
  return isJsonObject(content) && isPolicy(content) ? content : undefined;
}

/**
 * In the policy of an API `execute-api:/stage/GET/path` stands for the ARN of that API, and a read returns the ARN (API Gateway
 * Developer Guide, "API Gateway resource policy examples"; recorded reads of 2026).
 */
function withoutOwnApi({ facts, context }: Place, resource: string): string {
  if (facts.typeName !== 'AWS::ApiGateway::RestApi') return resource;
  const match = /^arn:([^:]+):execute-api:([^:]+):(\d{12}):[^/]+(\/.*)$/.exec(resource);
  if (match === null) return resource;
  const [, partition, region = '', account, rest = ''] = match;
  const isOwn =
    (context.region === undefined || context.region === region) &&
    (context.account === undefined || context.account === account) &&
    partition === partitionOf(region);
  return isOwn ? `execute-api:${rest}` : resource;
}
