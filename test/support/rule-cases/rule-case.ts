import type { Neighbours, RuleContext } from '../../../src/resource-types/rules/service-rule.ts';
import { Unknown, type ValueMap } from '../../../src/values/value.ts';

/** A model that a rule refuses and one beside it that it accepts. */
export interface RuleCase {
  readonly rule: string;
  readonly refused: ValueMap;
  readonly kept: ValueMap;
  readonly message: string;
  readonly path: readonly (string | number)[];
  /** What the words mean, where they do not say it. */
  readonly because?: string;
  readonly context?: RuleContext;
  /** Where the model is accepted because of what else is there. */
  readonly keptContext?: RuleContext;
}

/** Other resources, as a rule would find them. */
export function neighbours(found: {
  readonly owner?: ValueMap;
  readonly siblings?: readonly ValueMap[];
  readonly others?: readonly ValueMap[];
  readonly isThere?: boolean;
}): RuleContext {
  const all: Neighbours = {
    owner: () => found.owner,
    siblings: () => found.siblings,
    others: () => found.others ?? [],
    isThere: () => found.isThere,
  };
  return { neighbours: all };
}

export const unknown = new Unknown('later');
export const manyUrls = Array.from({ length: 101 }, (_, index) => `https://a/${index}`);
export const enumError = (value: string, member: string, allowed: string): string =>
  `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must satisfy enum value set: [${allowed}]`;
export const listError = (value: string, member: string, allowed: string): string =>
  `1 validation error detected: Value '[${value}]' at '${member}' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [${allowed}]]`;
export const units = 'seconds, minutes, hours, days';
export const authFlows =
  'ADMIN_NO_SRP_AUTH, CUSTOM_AUTH_FLOW_ONLY, USER_PASSWORD_AUTH, ALLOW_ADMIN_USER_PASSWORD_AUTH, ALLOW_CUSTOM_AUTH, ' +
  'ALLOW_USER_PASSWORD_AUTH, ALLOW_USER_SRP_AUTH, ALLOW_REFRESH_TOKEN_AUTH, ALLOW_USER_AUTH';
export const range = 'Invalid range for token validity.';
export const noSecret = 'Client Secret is required to set EnablePropagateAdditionalUserContextData as true';
export const analytics =
  'Invalid analytics configuration given, either <application arn> or <application id, role arn, external id> are valid';
export const wholeList = (value: string, member: string, most: number): string =>
  `1 validation error detected: Value '[${value}]' at '${member}' failed to satisfy constraint: Member must have length less than or equal to ${most}`;
export const itemLength = (value: string, member: string, most: number): string =>
  `1 validation error detected: Value '[${value}]' at '${member}' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to ${most}, Member must have length greater than or equal to 1]`;

/** A refusal by the model of a service's API. */
export function broken(value: string, member: string, constraint: string): string {
  return `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${constraint}`;
}

export const tooLong = (most: number): string => `Member must have length less than or equal to ${most}`;
export const tooShort = (least: number): string => `Member must have length greater than or equal to ${least}`;
export const pattern = (text: string): string => `Member must satisfy regular expression pattern: ${text}`;
export const oneOf = (...values: readonly string[]): string =>
  `Member must satisfy enum value set: [${values.join(', ')}]`;
