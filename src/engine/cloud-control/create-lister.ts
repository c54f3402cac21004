import { isJsonObject, type JsonObject } from '../../base/json.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { mistake } from '../../diagnostics/diagnostic.ts';
import type { ListedResource, Provider } from '../../provider/provider.ts';
import type { Registry, ResourceType } from '../../resource-types/resource-type.ts';
import { secretsUnder } from '../../resource-types/secret-path.ts';
import type { StatementFailure } from '../engine.ts';
import type { Lister, LiveResource } from '../lister.ts';
import { gather } from './gather.ts';
import { hide } from './hide-secrets.ts';
import { listUnderParents } from './list-under-parents.ts';
import { createRequestCache } from './request-cache.ts';

export interface ListerOptions {
  readonly provider: Provider;
  readonly registry: Registry;
  readonly signal: AbortSignal;
  /** Reads under way at one time. Default: 10. */
  readonly concurrency?: number;
}

export function createLister({ provider, registry, signal, concurrency = 10 }: ListerOptions): Lister {
  const cache = createRequestCache(provider, { concurrency }).reads(signal);

  const identifiers = async (
    type: ResourceType,
    region: string,
  ): Promise<Result<readonly ListedResource[], StatementFailure>> => {
    const models = await listUnderParents({ cache, registry, type, region, known: {} });
    if (!models.ok) return err({ kind: 'failed', failure: models.error, done: [] });
    if (models.value === undefined) return err({ kind: 'refused', diagnostics: [noParent(type)] });
    const listed = await gather(models.value, concurrency, async (model) => {
      const listing = await cache.list({
        region,
        typeName: type.typeName,
        ...(Object.keys(model).length === 0 ? {} : { model }),
      });
      if (!listing.ok) return err<StatementFailure>({ kind: 'failed', failure: listing.error, done: [] });
      return ok(listing.value.kind === 'parent-absent' ? [] : listing.value.resources);
    });
    if (!listed.ok) return listed;
    // Two parents never have the same child; a service that says so is asked for it once.
    return ok([...new Map(listed.value.flat().map((resource) => [resource.identifier, resource])).values()]);
  };

  const read: Lister['read'] = async (type, region, identifier) => {
    const reading = await cache.read({ region, typeName: type.typeName, identifier });
    if (!reading.ok) return err({ kind: 'failed', failure: reading.error, done: [] });
    return ok(reading.value.kind === 'absent' ? undefined : live(type, region, identifier, reading.value.properties));
  };

  return {
    read,
    list: async (type, region) => {
      const found = await identifiers(type, region);
      if (!found.ok) return found;
      // Without a read handler the list is all that is told.
      const isRead = type.handlers.read !== undefined || Object.keys(type.handlers).length === 0;
      const resources = await gather(found.value, concurrency, ({ identifier, properties }) =>
        isRead ? read(type, region, identifier) : Promise.resolve(ok(live(type, region, identifier, properties))),
      );
      // What is not there any more is gone since it was listed.
      return resources.ok ? ok(resources.value.filter((resource) => resource !== undefined)) : resources;
    },
    look: async (type, region) => {
      const found = await identifiers(type, region);
      return found.ok ? ok(found.value.length) : found;
    },
  };
}

function live(type: ResourceType, region: string, identifier: string, properties: JsonObject): LiveResource {
  const model = isJsonObject(properties) ? properties : {};
  return {
    type,
    region,
    identifier,
    properties: Object.entries(model).map(([name, value]) => [name, hide(value, secretsUnder(type.secret, name))]),
  };
}

function noParent(type: ResourceType) {
  return mistake('resource/parameter', `${type.typeName} can be listed only with ${type.listRequires.join(', ')}`, {
    help: 'ask for it with stack-deploy query, and give the parameter in WHERE',
  });
}
