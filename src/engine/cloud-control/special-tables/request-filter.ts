import { isJsonObject, parseJson, type Json } from '../../../base/json.ts';
import { enumerate } from '../../../base/text.ts';

/** A ResourceRequestStatusFilter: what is left out is everything. */
export interface RequestFilter {
  readonly operations?: readonly string[];
  readonly statuses?: readonly string[];
}

const members = {
  Operations: ['CREATE', 'UPDATE', 'DELETE'],
  OperationStatuses: ['PENDING', 'IN_PROGRESS', 'SUCCESS', 'FAILED', 'CANCEL_IN_PROGRESS', 'CANCEL_COMPLETE'],
} as const;

/** What is wrong with the JSON text of a filter. */
export function requestFilterMistake(text: string): string | undefined {
  const filter = parseJson(text);
  if (!isJsonObject(filter)) return `is not JSON like {"OperationStatuses": ["FAILED"], "Operations": ["CREATE"]}`;
  for (const [name, values] of Object.entries(filter)) {
    if (name !== 'Operations' && name !== 'OperationStatuses') {
      return `has no member "${name}", only Operations and OperationStatuses`;
    }
    const allowed: readonly string[] = members[name];
    if (!Array.isArray(values)) return `has ${name}, which is not a list`;
    const strange = (values as readonly Json[]).find((value) => typeof value !== 'string' || !allowed.includes(value));
    if (strange !== undefined) {
      return `has ${JSON.stringify(strange)} in ${name}, which knows ${enumerate(allowed)}`;
    }
  }
  return undefined;
}

/** The filter of JSON text that has no mistake. */
export function requestFilter(text: string | undefined): RequestFilter {
  const filter = text === undefined ? undefined : parseJson(text);
  if (!isJsonObject(filter)) return {};
  const operations = wordsOf(filter['Operations']);
  const statuses = wordsOf(filter['OperationStatuses']);
  return {
    ...(operations === undefined ? {} : { operations }),
    ...(statuses === undefined ? {} : { statuses }),
  };
}

function wordsOf(value: Json | undefined): readonly string[] | undefined {
  return Array.isArray(value) ? (value as readonly Json[]).filter((word) => typeof word === 'string') : undefined;
}
