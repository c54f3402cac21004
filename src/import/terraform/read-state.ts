import { isJsonObject, parseJson, type Json, type JsonObject } from '../../base/json.ts';

/** A resource of a Terraform state. */
export interface StateResource {
  /** `module.shop.aws_sqs_queue.jobs["eu"]`. */
  readonly address: string;
  /** `aws_sqs_queue`. */
  readonly type: string;
  /** `jobs`. */
  readonly name: string;
  /** Of `count` or `for_each`. */
  readonly key: string | number | undefined;
  /** `shop`; the innermost where modules are nested. */
  readonly module: string | undefined;
  readonly attributes: JsonObject;
}

/**
 * The managed resources of a state file of version 4, or of what `terraform show -json` prints of a state; undefined where the text is neither.
 */
export function readState(text: string): readonly StateResource[] | undefined {
  const json = parseJson(text);
  if (!isJsonObject(json)) return undefined;
  if (json['version'] === 4 && Array.isArray(json['resources'])) return objectsIn(json['resources']).flatMap(ofFile);
  const values = json['values'];
  if (json['format_version'] === undefined || !isJsonObject(values)) return undefined;
  return isJsonObject(values['root_module']) ? ofModule(values['root_module']) : [];
}

function ofFile(resource: JsonObject): readonly StateResource[] {
  if (resource['mode'] !== 'managed') return [];
  const module = textOf(resource['module']);
  return objectsIn(resource['instances']).flatMap((instance) =>
    instance['deposed'] === undefined
      ? stateResource(resource, module, instance['index_key'], instance['attributes'])
      : [],
  );
}

function ofModule(module: JsonObject): readonly StateResource[] {
  const own = objectsIn(module['resources']).flatMap((resource) =>
    resource['mode'] === 'managed'
      ? stateResource(resource, textOf(module['address']), resource['index'], resource['values'])
      : [],
  );
  return [...own, ...objectsIn(module['child_modules']).flatMap(ofModule)];
}

function stateResource(
  resource: JsonObject,
  module: string | undefined,
  index: Json | undefined,
  attributes: Json | undefined,
): readonly StateResource[] {
  const type = textOf(resource['type']);
  const name = textOf(resource['name']);
  if (type === undefined || name === undefined || !isJsonObject(attributes)) return [];
  const key = typeof index === 'string' || typeof index === 'number' ? index : undefined;
  const address = [...(module === undefined ? [] : [module]), type, name].join('.');
  const inner = module
    ?.replace(/\[[^\]]*\]/g, '')
    .split('.')
    .at(-1);
  return [
    {
      address: key === undefined ? address : `${address}[${JSON.stringify(key)}]`,
      type,
      name,
      key,
      module: inner,
      attributes,
    },
  ];
}

function objectsIn(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter(isJsonObject) : [];
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
