import type { RandomSource } from '../../base/random.ts';
import type { XmlContent } from './query-answers.ts';

/** What STS answers from. */
export interface StsContext {
  readonly nowMs: number;
  readonly random: RandomSource;
  readonly requestId: string;
}

/** Why STS does not do what it is asked. */
export interface StsRefusal {
  readonly kind: 'refused';
  readonly code: string;
  readonly message: string;
  readonly status: number;
}

/** What an action results in, or why it is refused. */
export type StsResult = { readonly kind: 'done'; readonly result: XmlContent } | StsRefusal;

export function refusedBySts(code: string, message: string, status = 400): StsRefusal {
  return { kind: 'refused', code, message, status };
}
