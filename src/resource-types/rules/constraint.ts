import type { ValueMap } from '../../values/value.ts';
import { itemsAt, readAt, showItems } from './reading-model.ts';
import type { Refusal, ServiceRule } from './service-rule.ts';
import type { RuleSource } from './sources.ts';

/** Where a rule looks: the properties, and the name that the service has for the place. */
export interface ConstrainedPlace {
  readonly typeName: string;
  readonly name: string;
  readonly path: readonly string[];
  /** `tokenValidityUnits.accessToken` */
  readonly member: string;
  readonly source: RuleSource;
}

/** The text must be one of a set. */
export function oneOfValues(place: ConstrainedPlace, allowed: readonly string[]): ServiceRule {
  return textRule(
    place,
    (text) => allowed.includes(text),
    `Member must satisfy enum value set: [${allowed.join(', ')}]`,
  );
}

/** The whole text must match; `pattern` is quoted as it is, `means` is what is looked for where that is not the same in JavaScript. */
export function matchesPattern(place: ConstrainedPlace, pattern: string, means = pattern): ServiceRule {
  const whole = new RegExp(`^(?:${means})$`, 'u');
  return textRule(place, (text) => whole.test(text), `Member must satisfy regular expression pattern: ${pattern}`);
}

function textRule(place: ConstrainedPlace, isKept: (text: string) => boolean, constraint: string): ServiceRule {
  return rule(place, (model) => {
    const reading = readAt(model, ...place.path);
    if (reading.kind !== 'known' || typeof reading.value !== 'string' || isKept(reading.value)) return undefined;
    return violation(place, place.path, reading.shown, constraint);
  });
}

/** Every item of the list must be one of a set. */
export function itemsOneOf(place: ConstrainedPlace, allowed: readonly string[]): ServiceRule {
  return rule(place, (model) => {
    const { items } = itemsAt(model, ...place.path);
    const wrong = items.find((item) => !allowed.includes(item.text));
    if (wrong === undefined) return undefined;
    const constraint = `Member must satisfy constraint: [Member must satisfy enum value set: [${allowed.join(', ')}]]`;
    return violation(place, [...place.path, wrong.index], showItems(items), constraint);
  });
}

/** The list may have so many items. */
export function itemsAtMost(place: ConstrainedPlace, most: number): ServiceRule {
  return rule(place, (model) => {
    const { items, length } = itemsAt(model, ...place.path);
    if (length === undefined || length <= most) return undefined;
    return violation(place, place.path, showItems(items), `Member must have length less than or equal to ${most}`);
  });
}

/** Every item of the list must have a text of such a length. */
export function itemLengths(place: ConstrainedPlace, least: number, most: number): ServiceRule {
  return rule(place, (model) => {
    const { items } = itemsAt(model, ...place.path);
    const wrong = items.find((item) => item.text.length < least || item.text.length > most);
    if (wrong === undefined) return undefined;
    const constraint = `Member must satisfy constraint: [Member must have length less than or equal to ${most}, Member must have length greater than or equal to ${least}]`;
    return violation(place, [...place.path, wrong.index], showItems(items), constraint);
  });
}

/** The text must have so many characters. */
export function textLength(place: ConstrainedPlace, least: number, most: number): ServiceRule {
  return rule(place, (model) => {
    const reading = readAt(model, ...place.path);
    if (reading.kind !== 'known' || typeof reading.value !== 'string') return undefined;
    const { length } = reading.value;
    if (length > most) {
      return violation(place, place.path, reading.shown, `Member must have length less than or equal to ${most}`);
    }
    return length < least
      ? violation(place, place.path, reading.shown, `Member must have length greater than or equal to ${least}`)
      : undefined;
  });
}

/** The number must lie between two, both included. */
export function numberBetween(place: ConstrainedPlace, least: number, most: number): ServiceRule {
  return rule(place, (model) => {
    const reading = readAt(model, ...place.path);
    if (reading.kind !== 'known' || typeof reading.value !== 'number') return undefined;
    if (reading.value < least) {
      return violation(place, place.path, reading.shown, `Member must have value greater than or equal to ${least}`);
    }
    if (reading.value > most) {
      return violation(place, place.path, reading.shown, `Member must have value less than or equal to ${most}`);
    }
    return undefined;
  });
}

function rule(place: ConstrainedPlace, check: (model: ValueMap) => Refusal | undefined): ServiceRule {
  return { typeName: place.typeName, name: place.name, source: place.source, check };
}

/** How the service tells that a request breaks a constraint of its own model. */
export function violation(
  place: Pick<ConstrainedPlace, 'member'>,
  path: Refusal['path'],
  shown: string,
  constraint: string,
): Refusal {
  const message = `1 validation error detected: Value '${shown}' at '${place.member}' failed to satisfy constraint: ${constraint}`;
  return { path, message };
}
