import type { JsonObject } from '../../base/json.ts';
import type { ResourceType } from '../../resource-types/resource-type.ts';
import { typeArn } from '../../resource-types/arns/type-arn.ts';
import type { Place } from '../world.ts';

/** The ARN that a resource has among its properties, else one in the usual form. */
export function resourceArn(type: ResourceType, model: JsonObject, identifier: string, place: Place): string {
  const own = ownArn(type, model) ?? identifier;
  // A log group's own ARN ends with `:*`, which stands for its streams.
  return own.startsWith('arn:') ? own.replace(/:\*$/, '') : typeArn(type.typeName, identifier, place);
}

function ownArn(type: ResourceType, model: JsonObject): string | undefined {
  const resource = type.typeName.split('::')[2] ?? '';
  const likely = new Set(['arn', `${resource.toLowerCase()}arn`]);
  const readOnly = new Set(type.readOnly.filter((path) => path.length === 1).map((path) => path[0]));
  const arns = Object.entries(model).flatMap(([name, value]): { name: string; value: string }[] =>
    typeof value === 'string' && value.startsWith('arn:') ? [{ name, value }] : [],
  );
  const named = arns.find(({ name }) => likely.has(name.toLowerCase()));
  return (named ?? arns.find(({ name }) => readOnly.has(name) && /arn$/i.test(name)))?.value;
}
