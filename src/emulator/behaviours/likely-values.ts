import type { Json, JsonObject } from '../../base/json.ts';
import { domainOf } from '../arn.ts';
import { identifierOf } from '../identifiers.ts';
import { inArns, typeArn } from '../../resource-types/arns/type-arn.ts';
import type { Surroundings } from './behaviour.ts';
import { likelyIdentifier } from './identifier-shapes.ts';
import { alphanumerics, digits, hexadecimals, lowerCaseAlphanumerics, randomText } from './random-text.ts';
import { textAt } from './reading.ts';

/** Values that a service may give a property of a resource in this state, the likeliest first. The property's schema has the last word. */
export function likelyValues(
  property: string,
  schema: JsonObject,
  model: JsonObject,
  around: Surroundings,
): readonly Json[] {
  const { enum: allowed, minimum } = schema;
  return [
    ...(Array.isArray(allowed) ? (allowed as readonly Json[]) : []),
    ...valuesByName(property, model, around),
    ...valuesOfAnyShape(typeof minimum === 'number' ? minimum : 0, model, around),
  ];
}

/** What a property's name tells of its value. */
function valuesByName(property: string, model: JsonObject, around: Surroundings): readonly Json[] {
  const { type, place, random, nowMs } = around;
  const service = (type.typeName.split('::')[1] ?? 'service').toLowerCase();
  const host = `${labelOf(model, around)}.${service}.${place.region}.${domainOf(place)}`;
  const rules: readonly (readonly [RegExp, () => readonly (Json | undefined)[]])[] = [
    [/(?:account|owner)(?:id)?$/i, () => [place.accountId]],
    [/arn$/i, () => [ownArn(model, around)]],
    // Most services of today name their things by GUIDs.
    [
      /id$/i,
      () => [arnIdentifier(property, model, around), likelyIdentifier(type.typeName, property, random), random.uuid()],
    ],
    // Addresses that are set aside for documentation, and private ones.
    [
      /ip(?:v4)?(?:address)?$/i,
      () => [`${/public/i.test(property) ? '203.0.113' : '10.0.0'}.${random.bytes(1)[0] ?? 1}`],
    ],
    [/dnsname$|domainname$|hostname$|^address$/i, () => [host]],
    [/(?:url|uri|endpoint)$/i, () => [`https://${host}`]],
    [/port$/i, () => [443, '443']],
    [/(?:Time|Date|At)$/, () => [new Date(nowMs).toISOString(), Math.floor(nowMs / 1000)]],
    [/(?:status|state)$/i, () => ['ACTIVE']],
    [/version$/i, () => [1, '1']],
  ];
  return rules
    .filter(([name]) => name.test(property))
    .flatMap(([, values]) => values())
    .filter((value) => value !== undefined);
}

/** One of them fits nearly every schema. */
function valuesOfAnyShape(minimum: number, model: JsonObject, around: Surroundings): readonly Json[] {
  const { type, random, nowMs } = around;
  const word = (type.typeName.split('::')[2] ?? 'resource').toLowerCase();
  return [
    `${word}-${randomText(random, hexadecimals, 17)}`,
    random.uuid(),
    `${word.slice(0, 3)}-${randomText(random, hexadecimals, 17)}`,
    randomText(random, lowerCaseAlphanumerics, 10),
    randomText(random, alphanumerics, 26),
    randomText(random, digits, 12),
    ownArn(model, around),
    new Date(nowMs).toISOString(),
    minimum,
    1,
    false,
    [],
    {},
  ];
}

/** An identifier that is an ARN although its name does not say so. */
function arnIdentifier(property: string, model: JsonObject, around: Surroundings): string | undefined {
  const isOne = property === 'Id' && inArns(around.type.typeName).isIdentifier;
  return isOne ? ownArn(model, around) : undefined;
}

/** The ARN of the resource itself. Services mostly put a name into it; where another resource has that one, it is random. */
function ownArn(model: JsonObject, around: Surroundings): string {
  const { type, place, random } = around;
  const named = typeArn(type.typeName, labelOf(model, around), place);
  const isTaken = [...around.resources(type.typeName)].some(({ identifier }) => identifier === named);
  return isTaken ? typeArn(type.typeName, randomText(random, hexadecimals, 17), place) : named;
}

/** What the resource is called: by its identifier, its name, or at random. */
function labelOf(model: JsonObject, { type, random }: Surroundings): string {
  const resource = type.typeName.split('::')[2] ?? '';
  const identifier = identifierOf(type, model)?.split('|').at(-1);
  // Of an ARN the name at its end.
  const last = identifier?.startsWith('arn:') === true ? identifier.split(/[:/]/).at(-1) : identifier;
  return last ?? textAt(model, 'Name') ?? textAt(model, `${resource}Name`) ?? randomText(random, hexadecimals, 17);
}
