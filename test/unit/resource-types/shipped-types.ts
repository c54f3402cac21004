import { createRegistry, shippedSchemas } from '../../../src/resource-types/create-registry.ts';
import type { ResourceType } from '../../../src/resource-types/resource-type.ts';
import { readSchema } from '../../../src/resource-types/read-schema.ts';
import type { JsonObject } from '../../../src/base/json.ts';

export const registry = createRegistry({ schemaFolders: [shippedSchemas] });

function shipped(typeName: string): ResourceType {
  const type = registry.find(typeName);
  if (type === undefined) throw new Error(`${typeName} is not shipped`);
  return type;
}

export const userPool = shipped('AWS::Cognito::UserPool');
export const userPoolClient = shipped('AWS::Cognito::UserPoolClient');

/** A made-up type with the given parts of a schema. */
export function makeType(schema: JsonObject): ResourceType {
  const type = readSchema({ typeName: 'Test::Made::Up', additionalProperties: false, ...schema }, 'stack');
  if (type === undefined) throw new Error('the schema is none');
  return type;
}
