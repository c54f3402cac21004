import type { Json } from '../../base/json.ts';
import type { ResourceToCreate } from '../../engine/operation.ts';
import { findProperty } from '../../resource-types/find-property.ts';
import { refPropertyOf } from '../../resource-types/ref-property.ts';
import type { ResourceType } from '../../resource-types/resource-type.ts';
import { formatAddress } from '../../stack/address.ts';
import type { StackResource } from '../../stack/stack.ts';
import type { Unknown, Value } from '../../values/value.ts';

/** What a value that the build would know is in a template. */
export type TemplateReference =
  | { readonly kind: 'ref'; readonly id: string }
  | { readonly kind: 'attribute'; readonly id: string; readonly path: string }
  /** What the resource was declared with, which has no attribute of its own. */
  | { readonly kind: 'value'; readonly value: Value }
  /** CloudFormation asks for it: `{{resolve:ssm:/network/vpc}}`. */
  | { readonly kind: 'text'; readonly text: string }
  /** Nothing in the template says it. */
  | { readonly kind: 'unknown' };

/** A resource of the stack that the template has. */
export interface TemplateResource {
  readonly id: string;
  readonly resource: StackResource;
  readonly type: ResourceType;
  readonly toCreate: ResourceToCreate;
}

/** What a value means that an export of a resource, or a question outside of the stack, would give. */
export function referenceOf(unknown: Unknown, resources: readonly TemplateResource[]): TemplateReference {
  const { from, name } = unknown;
  if (from?.kind === 'lookup') return lookedUp(from.function, from.argument, name);
  const giver = resources.find(
    (one) => from !== undefined && formatAddress(one.resource.address) === formatAddress(from.address),
  );
  const prefix = giver === undefined ? '' : `${giver.resource.name}.`;
  if (giver === undefined || !name.startsWith(prefix)) return { kind: 'unknown' };
  const [first = '', ...inner] = name.slice(prefix.length).split('.');
  return propertyReference(giver, first, inner);
}

/** What an export of a resource is. */
export function propertyReference(
  { id, type, resource, toCreate }: TemplateResource,
  exported: string,
  inner: readonly string[] = [],
): TemplateReference {
  const column = resource.manifest.exports.find((one) => one.name === exported)?.column ?? exported;
  const isIdentifier = column.toLowerCase() === 'identifier' && type.identifier.length === 1;
  const property = findProperty(type, isIdentifier ? (type.identifier[0]?.[0] ?? '') : column);
  if (property === undefined) return { kind: 'unknown' };
  if (inner.length === 0 && refPropertyOf(type) === property.name) return { kind: 'ref', id };
  const path = [property.name, ...inner];
  if (type.readOnly.some((one) => one.every((part, index) => part === path[index])))
    return { kind: 'attribute', id, path: path.join('.') };
  const value = toCreate.desiredState[property.name];
  return value === undefined || inner.length > 0 ? { kind: 'unknown' } : { kind: 'value', value };
}

function lookedUp(asked: string, argument: string, name: string): TemplateReference {
  if (asked === 'ssm') return { kind: 'text', text: `{{resolve:ssm:${argument}}}` };
  if (asked !== 'secret') return { kind: 'unknown' };
  const key = /^secret\("[^"]*", "([^"]*)"\)$/.exec(name)?.[1];
  return {
    kind: 'text',
    text: `{{resolve:secretsmanager:${argument}:SecretString${key === undefined ? '' : `:${key}`}}}`,
  };
}

/** A reference as a value of a template; undefined where it is not one of CloudFormation's own. */
export function writeReference(reference: TemplateReference): Json | undefined {
  switch (reference.kind) {
    case 'ref':
      return { Ref: reference.id };
    case 'attribute':
      return { 'Fn::GetAtt': [reference.id, reference.path] };
    case 'text':
      return reference.text;
    case 'value':
    case 'unknown':
      return undefined;
  }
}
