import { mistake, type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { Location } from '../../../diagnostics/source.ts';
import { checkIdentifier } from '../../../resource-types/identifier.ts';
import type { ResourceType } from '../../../resource-types/resource-type.ts';
import { regionHelp } from '../../../diagnostics/region-help.ts';
import { isOmit, plainText, reveal } from '../../../values/reading.ts';
import { isValueList, isValueMap, Composite, isMarked, Secret, type Value } from '../../../values/value.ts';
import { problemAt } from '../../problem-at.ts';

/** What is wrong with a value as region, parent or other parameter of a request; what is not known yet is not wrong. */
export function parameterProblem(name: string, value: Value, at: Location): Diagnostic | undefined {
  const empty = emptyProblem(name, value, at);
  if (empty !== undefined) return empty;
  if (isValueList(value) || isValueMap(value)) {
    return mistake('resource/parameter', `${name} is not a text`, { at });
  }
  if (name !== 'region' || typeof value !== 'string') return undefined;
  const help = regionHelp(value);
  if (help !== undefined) return mistake('resource/parameter', `invalid region "${value}"`, { at, help });
  return undefined;
}

/** What is wrong with a value where any value will do but none. */
export function emptyProblem(name: string, value: Value, at: Location): Diagnostic | undefined {
  if (isNull(value)) return mistake('resource/parameter', `${name} is null`, { at });
  if (isEmpty(value)) return mistake('resource/parameter', `${name} is empty`, { at });
  return undefined;
}

/** What is wrong with a value as Identifier of a type, as far as it is known. */
export function identifierProblem(type: ResourceType, value: Value, at: Location): Diagnostic | undefined {
  const judged = isNull(value) ? null : isEmpty(value) ? '' : value;
  // A number is the text of it; which text was written is known here still.
  const text = typeof judged === 'number' ? String(judged) : judged;
  const problem = checkIdentifier(type, isMarked(text) && text.kind === 'number-as-written' ? text.text : text);
  return problem === undefined ? undefined : problemAt(problem, at);
}

/** The text of a value whose meaning is text, as it is sent: a region, an identifier; lists and maps are JSON. */
export function parameterText(value: Value): string {
  return isMarked(value) && value.kind === 'number-as-written' ? value.text : plainText(reveal(value));
}

function isNull(value: Value): boolean {
  return value === null || isOmit(value) || (value instanceof Secret && value.value === null);
}

function isEmpty(value: Value): boolean {
  if (value === '') return true;
  if (value instanceof Secret) return value.value === '';
  return value instanceof Composite && value.parts.every((part) => part === '');
}
