import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { readableTags } from '../plan/own-tags.ts';
import { resourceLabel } from '../resource-types/resource-label.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import type { Candidate } from './candidate.ts';
import type { ResourceRun } from './resource-run.ts';

/** More than these nobody reads. */
const mostShown = 10;

/** The resources that `exists` finds, as far as they can be told; none where its first table is no resource type. */
export async function candidatesOf(run: ResourceRun): Promise<readonly Candidate[]> {
  const asked = run.onlyOperation('exists');
  const source = asked?.kind === 'read' ? asked.sources[0] : undefined;
  const type = source?.type;
  const region = source?.regions?.find((one) => typeof one === 'string') ?? run.defaultRegion;
  if (asked?.kind !== 'read' || type === undefined || typeof region !== 'string') return [];
  const matching = await run.engine.matching(asked);
  if (!matching.ok) return [];
  const candidates: Candidate[] = [];
  for (const identifier of matching.value.slice(0, mostShown)) {
    const live = await run.engine.observe({ typeName: type.typeName, region, identifier });
    candidates.push({ identifier, ...(live.ok && live.value !== undefined ? described(type, live.value) : {}) });
  }
  return candidates;
}

function described(type: ResourceType, live: JsonObject): Omit<Candidate, 'identifier'> {
  const name = resourceLabel(type, live);
  const tags = tagsIn(live[readableTags(type) ?? '']);
  const created = createdIn(live);
  return {
    ...(name === undefined ? {} : { name }),
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
    ...(created === undefined ? {} : { created }),
  };
}

/** Tags are a map, or a list of Key and Value. */
function tagsIn(tags: Json | undefined): Readonly<Record<string, string>> {
  const entries = Array.isArray(tags)
    ? (tags as readonly Json[]).filter(isJsonObject).map((tag): [Json, Json] => [tag['Key'] ?? '', tag['Value'] ?? ''])
    : Object.entries(isJsonObject(tags) ? tags : {});
  return Object.fromEntries(
    entries.flatMap(([key, value]) => (typeof key === 'string' && typeof value === 'string' ? [[key, value]] : [])),
  );
}

/** `CreationDate`, `CreatedAt`, `CreateTime` …: services have many words for it. */
function createdIn(live: JsonObject): string | undefined {
  const name = Object.keys(live).find((one) => /^(?:Creation|Created?)(?:Date|Time|At|On)?(?:Time|stamp)?$/.test(one));
  const value = name === undefined ? undefined : live[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
