import type { Json } from '../../../base/json.ts';

/**
 * A number or a boolean and its text: CloudFormation takes either for a property and services return either (its user guide,
 * "Template anatomy": values of parameters are strings; recorded reads of 2026: ports of load balancers, `Version: 1.0`).
 */
export function isTextOfValue(desired: Json, live: Json): boolean {
  if (typeof desired === 'string') return typeof live !== 'string' && isTextOf(desired, live);
  return typeof live === 'string' && isTextOf(live, desired);
}

function isTextOf(text: string, value: Json): boolean {
  if (typeof value === 'number') return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) && Number(text) === value;
  return typeof value === 'boolean' && text === String(value);
}
