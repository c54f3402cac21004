import type { Json, JsonObject } from '../../src/base/json.ts';
import type { JsonType, ResourceType } from '../../src/resource-types/resource-type.ts';

export interface SpoiledModel {
  readonly how: 'wrong type' | 'missing property' | 'extra key';
  readonly model: JsonObject;
}

const candidates: readonly { readonly value: Json; readonly types: readonly JsonType[] }[] = [
  { value: 7, types: ['integer', 'number'] },
  { value: 'text', types: ['string'] },
  { value: true, types: ['boolean'] },
  { value: ['item'], types: ['array'] },
  { value: { key: 'value' }, types: ['object'] },
];

/** A good model made bad in every way that can be known of any type; a way is left out where the type offers no place for it. */
export function spoiledModels(type: ResourceType, model: JsonObject): readonly SpoiledModel[] {
  const spoiled: SpoiledModel[] = [{ how: 'extra key', model: { ...model, NoSuchProperty: 'text' } }];
  const typed = type.properties.find((property) => !property.readOnly && property.types.length > 0);
  const wrong = candidates.find(({ types }) => types.every((one) => typed?.types.includes(one) !== true));
  if (typed !== undefined && wrong !== undefined) {
    spoiled.push({ how: 'wrong type', model: { ...model, [typed.name]: wrong.value } });
  }
  const needed = type.properties.find((property) => property.required && !property.readOnly);
  if (needed !== undefined) {
    const rest = Object.entries(model).filter(([name]) => name !== needed.name);
    spoiled.push({ how: 'missing property', model: Object.fromEntries(rest) });
  }
  return spoiled;
}
