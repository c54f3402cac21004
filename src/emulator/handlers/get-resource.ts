import { ok } from '../../base/result.ts';
import { behaviourOf } from '../behaviours/index.ts';
import { locateResource } from '../locate-resource.ts';
import { knownType } from '../known-type.ts';
import { surroundingsOf, type OperationHandler } from '../operation-context.ts';
import { viewOf } from '../resource-view.ts';

export const getResource: OperationHandler = (context) => {
  const type = knownType('GetResource', 'read', context);
  if (!type.ok) return Promise.resolve(type);
  const resource = locateResource(type.value, context);
  if (!resource.ok) return Promise.resolve(resource);
  const { typeName, identifier, model } = resource.value;
  const properties = viewOf(behaviourOf(typeName), model, surroundingsOf(type.value, context));
  return Promise.resolve(
    ok({
      TypeName: typeName,
      ResourceDescription: { Identifier: identifier, Properties: JSON.stringify(properties) },
    }),
  );
};
