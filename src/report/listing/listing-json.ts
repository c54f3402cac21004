import type { Json, JsonObject } from '../../base/json.ts';
import { redact } from '../../values/reading.ts';
import { maskTexts } from '../formats/shown-rows.ts';
import { jsonFormatVersion, statementFailureToJson } from '../json.ts';
import type { ListedLive, Listing } from './listing.ts';

/** The listing as one document. `live` is left out where only a summary is wanted; `managedBy` is there where a stack was asked. */
export function listingToJson(
  listing: Listing,
  options: { readonly summary: boolean; readonly mask: (text: string) => string },
): JsonObject {
  const { summary, mask } = options;
  const live = (resource: ListedLive): JsonObject =>
    Object.fromEntries(
      resource.properties.map(([name, value]): [string, Json] => [name, maskTexts(redact(value), mask)]),
    );
  return {
    format: jsonFormatVersion,
    ok: listing.types.every((type) => type.troubles.length === 0),
    resources: listing.types.flatMap((type) =>
      type.resources.map((resource) => ({
        type: type.typeName,
        region: resource.region,
        identifier: mask(resource.identifier),
        name: mask(resource.name),
        ...(listing.knowsManaged ? { managedByUs: resource.managedBy !== undefined } : {}),
        ...(listing.knowsManaged ? { managedBy: resource.managedBy ?? null } : {}),
        ...(summary ? {} : { live: live(resource) }),
      })),
    ),
    leftOut: listing.leftOut.map(({ typeName, why }) => ({ type: typeName, why })),
    troubles: listing.types.flatMap((type) =>
      type.troubles.map(({ region, trouble }) => ({
        type: type.typeName,
        region,
        trouble: statementFailureToJson(trouble),
      })),
    ),
  };
}
