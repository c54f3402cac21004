import type { JsonObject } from '../base/json.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import type { Value } from '../values/value.ts';
import { markTags } from '../stack/mark-tags.ts';
import { readableTags, tagIn, type Mark } from './own-tags.ts';

/** Who a resource in the cloud belongs to, as its tags say. */
export type Owner =
  | {
      readonly kind: 'stack';
      readonly stack: string;
      /** Undefined where the mark is not whole. */
      readonly environment: string | undefined;
      /** The entry of that stack; undefined where the mark is not whole. */
      readonly resource: string | undefined;
    }
  | { readonly kind: 'cloudformation'; readonly stack: string };

/** A resource without a mark, of a type that can carry one. */
export type NoOwner = { readonly kind: 'nobody' };

/** CloudFormation puts it on everything that it makes, and nobody can take it off. */
const cloudFormationTag = 'aws:cloudformation:stack-name';

/** Whom a live resource belongs to; undefined where no tag says so, and where no read returns the tags of its type. */
export function ownerOf(type: ResourceType, live: JsonObject): Owner | undefined {
  const name = readableTags(type);
  return name === undefined ? undefined : ownerIn(live[name]);
}

/**
 * Whom tags name as the owner. The mark of a stack goes before CloudFormation's, which stays where a stack has taken the resource over.
 */
export function ownerIn(tags: Value | undefined): Owner | undefined {
  const stack = tagIn(tags, markTags.stack);
  if (stack !== undefined) {
    const environment = tagIn(tags, markTags.environment);
    return { kind: 'stack', stack, environment, resource: tagIn(tags, markTags.resource) };
  }
  const template = tagIn(tags, cloudFormationTag);
  return template === undefined ? undefined : { kind: 'cloudformation', stack: template };
}

/** Whether an owner is another than a stack in an environment. A mark that leaves the environment out names no other. */
export function isAnother(owner: Owner, { stack, environment }: Pick<Mark, 'stack' | 'environment'>): boolean {
  if (owner.kind === 'cloudformation' || owner.stack !== stack) return true;
  return owner.environment !== undefined && owner.environment !== environment;
}

/** Whether a person means this owner: the name of a stack, or `NAME/ENVIRONMENT` for a stack of this tool. */
export function isNamedBy(owner: Owner, name: string): boolean {
  if (owner.stack === name) return true;
  return owner.kind === 'stack' && owner.environment !== undefined && `${owner.stack}/${owner.environment}` === name;
}

/** How a person names an owner: `shop/prd`, or the name of a CloudFormation stack. */
export function nameOf(owner: Owner): string {
  if (owner.kind === 'cloudformation' || owner.environment === undefined) return owner.stack;
  return `${owner.stack}/${owner.environment}`;
}
