import type { Json } from '../../base/json.ts';
import { withoutMark } from '../../plan/mark-change.ts';
import { markTags } from '../../stack/mark-tags.ts';
import type { Value } from '../../values/value.ts';
import type { TemplateResource } from './template-reference.ts';
import { writeValue, type ValueTools } from './write-value.ts';

/**
 * Types that CloudFormation must be told to make first, though nothing of them is used: a stack makes them in the order of its manifest.
 * Source: the CloudFormation reference of DependsOn, "When a DependsOn attribute is required" (2026-11).
 */
const needed: Readonly<Record<string, string>> = {
  'AWS::EC2::EIP': 'AWS::EC2::VPCGatewayAttachment',
  'AWS::EC2::Instance': 'AWS::EC2::VPCGatewayAttachment',
  'AWS::EC2::NatGateway': 'AWS::EC2::VPCGatewayAttachment',
  'AWS::EC2::Route': 'AWS::EC2::VPCGatewayAttachment',
};

/** A resource as a template has it; `all` are those of the template. */
export function writeResource(
  one: TemplateResource,
  all: readonly TemplateResource[],
  toolsOf: (of: TemplateResource, property: string) => ValueTools,
): Json {
  const { type, resource, toCreate } = one;
  const { dependsOn, onDelete } = resource.manifest;
  const properties = Object.entries(toCreate.desiredState).flatMap(([name, value]): [string, Json][] => {
    const own = name === type.tagProperty ? withoutOwnTags(value) : value;
    const json = own === undefined ? undefined : writeValue(own, [name], toolsOf(one, name));
    return json === undefined ? [] : [[name, json]];
  });
  const isBefore = (other: TemplateResource): boolean =>
    dependsOn.some(({ name }) => other.resource.address.entry === name) ||
    (other.type.typeName === needed[type.typeName] && other.resource.position < resource.position);
  const before = all.filter(isBefore);
  const isKept = onDelete === 'retain' || onDelete === 'protect' || resource.manifest.skipOnDelete;
  return {
    Type: type.typeName,
    ...(before.length === 0 ? {} : { DependsOn: before.map(({ id }) => id) }),
    ...(isKept ? { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' } : {}),
    ...(properties.length === 0 ? {} : { Properties: Object.fromEntries(properties) }),
  };
}

/** Who carries the mark of this stack is no matter of CloudFormation's. */
function withoutOwnTags(value: Value): Value | undefined {
  const left = withoutMark(value);
  const isEmpty = typeof left === 'object' && left !== null && Object.keys(left).length === 0;
  return isEmpty && JSON.stringify(value).includes(markTags.stack) ? undefined : left;
}
