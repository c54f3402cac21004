import type { Clock } from '../../base/clock.ts';
import type { ListRequest, RequestEvent, Target } from '../provider.ts';

/** A resource by what every request names it by. */
export type ResourceName = Pick<Target, 'region' | 'typeName' | 'identifier'>;

/** Why a resource must be there, whatever one answer says. */
export type Evidence =
  /** Its create ended in SUCCESS at this time of our own clock. */
  | { readonly kind: 'created'; readonly sinceMs: number; readonly event: RequestEvent }
  /** A list has named it. */
  | { readonly kind: 'listed'; readonly request: ListRequest }
  /** It was read. */
  | { readonly kind: 'read' };

/**
 * How long a resource may not be found after its create has ended, and how long the word of a list or a read counts, in milliseconds.
 * Terraform waits as long for EC2, where two minutes were too few (terraform-provider-aws#32220).
 */
export const presenceWindowMs = 300_000;

/** What has been seen to be there, by the requests that a provider has sent. A delete of its own ends it, and so does time. */
export interface Presence {
  /** `ageMs`: how long ago the create ended, by the service's clock. */
  noteCreated(name: ResourceName, event: RequestEvent, ageMs: number): void;
  noteListed(request: ListRequest, identifiers: readonly string[]): void;
  noteRead(name: ResourceName): void;
  noteGone(name: ResourceName): void;
  /** Undefined where nothing speaks against an answer that it is not there. A read alone does not: it may have been removed since. */
  evidenceFor(name: ResourceName): Extract<Evidence, { kind: 'created' | 'listed' }> | undefined;
  /** What is known of the parent that a list is asked under. */
  evidenceForParent(request: ListRequest): Evidence | undefined;
}

interface Seen {
  readonly evidence: Evidence;
  readonly atMs: number;
}

export function createPresence(clock: Clock): Presence {
  // By region and type, then by identifier.
  const seen = new Map<string, Map<string, Seen>>();
  const note = ({ region, typeName, identifier }: ResourceName, evidence: Evidence, atMs: number): void => {
    const key = JSON.stringify([region, typeName]);
    const known = seen.get(key) ?? new Map<string, Seen>();
    seen.set(key, known.set(identifier, { evidence, atMs }));
  };
  const find = ({ region, typeName, identifier }: ResourceName): Evidence | undefined => {
    const known = seen.get(JSON.stringify([region, typeName]))?.get(identifier);
    return known === undefined || clock.now() - known.atMs >= presenceWindowMs ? undefined : known.evidence;
  };
  const noteWeaker = (name: ResourceName, evidence: Evidence): void => {
    if (find(name)?.kind !== 'created') note(name, evidence, clock.now());
  };
  return {
    noteCreated: (name, event, ageMs) => {
      const sinceMs = clock.now() - ageMs;
      note(name, { kind: 'created', sinceMs, event }, sinceMs);
    },
    noteListed: (request, identifiers) => {
      const { region, typeName } = request;
      for (const identifier of identifiers) noteWeaker({ region, typeName, identifier }, { kind: 'listed', request });
    },
    noteRead: (name) => {
      if (find(name) === undefined) note(name, { kind: 'read' }, clock.now());
    },
    noteGone: ({ region, typeName, identifier }) => {
      seen.get(JSON.stringify([region, typeName]))?.delete(identifier);
    },
    evidenceFor: (name) => {
      const evidence = find(name);
      return evidence?.kind === 'read' ? undefined : evidence;
    },
    evidenceForParent: ({ region, model = {} }) => {
      for (const identifier of Object.values(model)) {
        if (typeof identifier !== 'string') continue;
        for (const [key, known] of seen) {
          const [inRegion, typeName] = JSON.parse(key) as [string, string];
          if (inRegion !== region || !known.has(identifier)) continue;
          const evidence = find({ region, typeName, identifier });
          if (evidence !== undefined) return evidence;
        }
      }
      return undefined;
    },
  };
}
