import type { StatementFailure } from '../engine/engine.ts';
import { expiresTag, expiryIn } from '../plan/expiry.ts';
import { readableTags } from '../plan/own-tags.ts';
import { markTags } from '../stack/mark-tags.ts';
import { findOwned, regionsOf, type OwnedResource } from './find-owned.ts';
import type { Session } from './session.ts';

/** When what was built of a stack in an environment expires. */
export interface StackExpiry {
  /** The latest expiry of its resources, in milliseconds since 1970; undefined where none has one. */
  readonly expiresAtMs: number | undefined;
  /** Resources without an expiry: what they belong to is not there for a while only. */
  readonly lasting: readonly OwnedResource[];
  /** Why there may be more resources. */
  readonly failures: readonly StatementFailure[];
}

/** Reads the expiry of everything that carries the mark of the session's stack. */
export async function findExpiry(session: Session): Promise<StackExpiry> {
  const { owned, failures } = await findOwned(session);
  const expiries = owned.map((one) => ({ one, atMs: expiryIn(one.live[readableTags(one.type) ?? '']) }));
  const times = expiries.flatMap(({ atMs }) => (atMs === undefined ? [] : [atMs]));
  return {
    expiresAtMs: times.length === 0 ? undefined : Math.max(...times),
    lasting: expiries.flatMap(({ one, atMs }) => (atMs === undefined ? [one] : [])),
    failures,
  };
}

/** The environments in which something carries the mark of a stack and an expiry. */
export interface MarkedEnvironments {
  readonly names: readonly string[];
  /** Why there may be more. */
  readonly failures: readonly StatementFailure[];
}

/**
 * Asks the index of tags, which lags behind and keeps what is deleted for most of an hour: whether a stack has expired is for `findExpiry`
 * to say.
 */
export async function findMarkedEnvironments(session: Session): Promise<MarkedEnvironments> {
  const names = new Set<string>();
  const failures: StatementFailure[] = [];
  for (const region of regionsOf(session)) {
    const tagged = await session.engine.tagged({ region, tags: { [markTags.stack]: session.stack.manifest.name } });
    if (!tagged.ok) {
      failures.push(tagged.error);
      continue;
    }
    for (const { tags } of tagged.value) {
      const environment = tags.find(({ key }) => key === markTags.environment)?.value;
      if (environment !== undefined && tags.some(({ key }) => key === expiresTag)) names.add(environment);
    }
  }
  return { names: [...names].sort(), failures };
}
