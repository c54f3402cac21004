import type { Clock } from '../../base/clock.ts';
import { createPace, type Pace } from './pace.ts';

/** Whose requests count together. */
export interface PaceOwner {
  readonly profile: string | undefined;
  readonly role: { readonly arn: string } | undefined;
}

/** Paces of several runs in one process: the service counts the requests of an account, whoever sends them. */
export interface PaceBook {
  /** The pace of an account; a role names it. Profiles, and the usual credentials, count by themselves: nobody asks whose they are. */
  paceOf(owner: PaceOwner): Pace;
}

export function createPaceBook(clock: Clock): PaceBook {
  const paces = new Map<string, Pace>();
  return {
    paceOf: ({ profile, role }) => {
      const key = JSON.stringify(role === undefined ? { profile } : { account: role.arn.split(':')[4] });
      const pace = paces.get(key) ?? createPace(clock);
      paces.set(key, pace);
      return pace;
    },
  };
}
