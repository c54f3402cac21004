import { canonicalJson, type JsonObject } from '../../base/json.ts';
import type { Clock } from '../../base/clock.ts';
import type { ResourceName } from './presence.ts';

/**
 * How long a read after an update may still give what there was before it, in milliseconds. AWS names no figure. Terraform reads the
 * attributes of SQS queues until they have been new several times in a row.
 */
export const updateLagMs = 30_000;

/** What reads gave before an update of our own. A read that gives exactly that again, right after the update, lags behind it. */
export interface BeforeUpdate {
  noteRead(name: ResourceName, properties: JsonObject): void;
  /** An update has ended in SUCCESS. `showsInReads`: whether reads are to give something else than before; default: that they are. */
  noteUpdated(name: ResourceName, showsInReads?: (before: JsonObject) => boolean): void;
  /** Until when a reading is doubted, in milliseconds since the epoch; undefined where nothing speaks against it. */
  doubtedUntilMs(name: ResourceName, properties: JsonObject): number | undefined;
}

export function createBeforeUpdate(clock: Clock): BeforeUpdate {
  const readings = new Map<string, JsonObject>();
  const updates = new Map<string, { readonly before: string; readonly untilMs: number }>();
  return {
    noteRead: (name, properties) => {
      readings.set(keyOf(name), properties);
    },
    noteUpdated: (name, showsInReads = () => true) => {
      const before = readings.get(keyOf(name));
      // What was not read before cannot be told from what is new.
      if (before === undefined || !showsInReads(before)) updates.delete(keyOf(name));
      else updates.set(keyOf(name), { before: canonicalJson(before), untilMs: clock.now() + updateLagMs });
    },
    doubtedUntilMs: (name, properties) => {
      const update = updates.get(keyOf(name));
      if (update === undefined || clock.now() >= update.untilMs) return undefined;
      return canonicalJson(properties) === update.before ? update.untilMs : undefined;
    },
  };
}

function keyOf({ region, typeName, identifier }: ResourceName): string {
  return JSON.stringify([region, typeName, identifier]);
}
