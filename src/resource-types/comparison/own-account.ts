import type { JsonObject } from '../../base/json.ts';
import type { ResourceType } from '../resource-type.ts';

/** The account in an ARN, `123456789012`; undefined where it names none, and for what is no ARN. */
export function accountInArn(text: string): string | undefined {
  return /^arn:[a-z-]+:[a-z0-9-]+:[a-z0-9-]*:(\d{12}):/.exec(text)?.[1];
}

/** Top-level properties in which a service tells the ARN that it gave the resource. */
export function arnProperties(type: ResourceType): readonly string[] {
  const readOnly = new Set(type.readOnly.filter(({ length }) => length === 1).map(([name]) => name));
  return type.properties.map(({ name }) => name).filter((name) => readOnly.has(name) && /A(rn|RN)$/.test(name));
}

/** The account that a live resource is in, by the ARN that its service gave it. */
export function ownAccount(type: ResourceType, live: JsonObject): string | undefined {
  for (const name of arnProperties(type)) {
    const value = Object.hasOwn(live, name) ? live[name] : undefined;
    const account = typeof value === 'string' ? accountInArn(value) : undefined;
    if (account !== undefined) return account;
  }
  return undefined;
}
