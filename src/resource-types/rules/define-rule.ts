import { plainText } from '../../values/reading.ts';
import type { PlainValue, ValueMap } from '../../values/value.ts';
import { readAt } from './reading-model.ts';
import type { Refusal, RuleContext, ServiceRule } from './service-rule.ts';
import type { RuleSource } from './sources.ts';

type Check = ServiceRule['check'];
export type RuleMaker = (
  name: string,
  check: Check,
  more?: Pick<ServiceRule, 'severity' | 'words' | 'on' | 'looksAround'>,
) => ServiceRule;

/** Makes the rules of one type that are known from one source. */
export function rulesFor(typeName: string, source: RuleSource): RuleMaker {
  return (name, check, more = {}) => ({ typeName, name, source, check, ...more });
}

/** A text that stands in a model, and how a message quotes it. */
export interface GivenText {
  readonly text: string;
  readonly shown: string;
}

/** The text at a path; undefined where there is none or it is not known. */
export function textAt(model: ValueMap, ...path: readonly string[]): GivenText | undefined {
  const reading = readAt(model, ...path);
  return reading.kind === 'known' && typeof reading.value === 'string'
    ? { text: reading.value, shown: reading.shown }
    : undefined;
}

export function isGiven(model: ValueMap, ...path: readonly string[]): boolean {
  return readAt(model, ...path).kind === 'known';
}

export function isAbsent(model: ValueMap, ...path: readonly string[]): boolean {
  return readAt(model, ...path).kind === 'absent';
}

/** The keys of the map at a path, in their order; none where it is not known. */
export function keysAt(model: ValueMap, ...path: readonly string[]): readonly string[] {
  const reading = readAt(model, ...path);
  const value: PlainValue = reading.kind === 'known' ? reading.value : null;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}

/** A text of a number, as the constraints of attributes have them. */
export function numericAt(model: ValueMap, ...path: readonly string[]): number | undefined {
  const reading = readAt(model, ...path);
  if (reading.kind !== 'known') return undefined;
  const text = plainText(reading.value);
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

export type { Refusal, RuleContext };
