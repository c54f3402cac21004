import { createHmac } from 'node:crypto';
import { canonicalJson } from '../../base/json.ts';
import type { PlainValue } from '../../values/value.ts';

/** The secret of a person by which secrets in saved plans can be compared, and by nobody who lacks it. Of 16 characters at least. */
export interface PlanKey {
  /** 32 hexadecimal digits that the key and the value alone give; `place` makes the same value another one elsewhere. */
  seal(value: PlainValue, place: string): string;
}

/** `seed`: of the plan, so that two plans have nothing in common. */
export function createPlanKey(key: string, seed: string): PlanKey {
  return {
    seal: (value, place) =>
      createHmac('sha256', key)
        .update(canonicalJson([seed, place, value]))
        .digest('hex')
        .slice(0, 32),
  };
}
