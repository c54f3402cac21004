import type { Json } from '../../src/base/json.ts';
import { shorten } from '../../src/base/text.ts';

/** A part of what the script prints. */
export interface Section {
  readonly title: string;
  readonly figures: readonly string[];
  /** Printed below the figures, one each. */
  readonly details: readonly string[];
}

export function percent(part: number, whole: number): string {
  return `${whole === 0 ? 0 : ((100 * part) / whole).toFixed(2)} %`;
}

export function shortJson(value: Json | undefined): string {
  return value === undefined ? 'nothing' : shorten(JSON.stringify(value), 100);
}
