import { formatAddress } from '../stack/address.ts';
import type { Unknown } from '../values/value.ts';

/** Something that a resource lacks of another one. */
export interface Need {
  /** As it is shown: `user_pool.user_pool_id`, or the name of a resource that `depends_on` names. */
  readonly name: string;
  /** The address of the resource that gives it; absent where no resource does. */
  readonly giver?: string;
}

export function needOf({ name, from }: Unknown): Need {
  return from?.kind === 'entry' ? { name, giver: formatAddress(from.address) } : { name };
}

/** Each need once, by its name. */
export function needsOf(unknowns: readonly Unknown[]): readonly Need[] {
  return [...new Map(unknowns.map((unknown) => [unknown.name, needOf(unknown)])).values()];
}
