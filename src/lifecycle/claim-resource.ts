import type { JsonObject } from '../base/json.ts';
import type { CreateOperation } from '../engine/operation.ts';
import type { Signing } from '../manifest/auth.ts';
import { derivedIdentifierOf } from '../resource-types/derived-identifier.ts';
import { globalRegion } from '../resource-types/global-services.ts';
import { formatAddress } from '../stack/address.ts';
import { isKnown, plainText, reveal } from '../values/reading.ts';
import { boundBy, onlyResourceOf, type AddressedResource } from './addressed-resource.ts';
import { settingsOf, type Claim, type Setting } from './claims.ts';
import { foundByExists, type FoundResource } from './found-resource.ts';
import type { FailureReason } from './outcome.ts';
import type { ResourceRun } from './resource-run.ts';

/** One of the INSERTs of an entry, and the resource that it turned out to stand for. */
export interface KnownInsert {
  readonly operation: CreateOperation;
  readonly identifier: string;
  /** Which statement of several, from 0. */
  readonly index: number;
}

/**
 * Claims the resource that an entry stands for, as far as its queries say by now which one that is; the reason why the entry may not
 * have it, where another one does. Asked when the resource is known to be there, and before and after each write, so that nothing is
 * written by the second of two entries.
 */
export function claimResource(run: ResourceRun, known?: KnownInsert): FailureReason | undefined {
  const { claims } = run.session;
  const claim = claims === undefined ? undefined : claimOf(run, known);
  return claim === undefined ? undefined : claims?.take(claim);
}

/** The resource that an entry stands for, as far as its queries say by now which one that is; nothing is asked. */
export function meantResource(run: ResourceRun): Omit<AddressedResource, 'patch'> | undefined {
  const update = updateOf(run);
  const insert = insertOf(run);
  if (insert === undefined) return update;
  const found = inserted(run, insert, update);
  return found && { type: insert.type, ...found };
}

function claimOf(run: ResourceRun, known: KnownInsert | undefined): Claim | undefined {
  const by = formatAddress(run.resource.address);
  const update = updateOf(run);
  const insert = known?.operation ?? insertOf(run);
  if (insert === undefined) {
    if (update === undefined) return undefined;
    return { resource: placed(run, update), by, isOwner: false, settings: settingsOf(update.patch ?? []) };
  }
  const found = known === undefined ? inserted(run, insert, update) : named(insert, known.identifier);
  if (found === undefined) return undefined;
  const isUpdated = update?.type === insert.type && update.identifier === found.identifier;
  return {
    resource: placed(run, { type: insert.type, ...found }),
    by: known === undefined || known.index === 0 ? by : `${by} (statement ${known.index + 1})`,
    isOwner: true,
    settings: [...insertSettings(run, insert), ...(isUpdated ? settingsOf(update.patch ?? []) : [])],
  };
}

/** The update of an entry, or the UPDATE of its createorupdate. */
function updateOf(run: ResourceRun): AddressedResource | undefined {
  for (const anchor of ['update', 'createorupdate'] as const) {
    const operation = run.onlyOperation(anchor);
    if (operation?.kind === 'update') return boundBy(operation);
  }
  return undefined;
}

function insertOf(run: ResourceRun): CreateOperation | undefined {
  for (const anchor of ['create', 'createorupdate'] as const) {
    const operation = run.onlyOperation(anchor);
    if (operation?.kind === 'create') return operation;
  }
  return undefined;
}

type Found = Pick<FoundResource, 'region' | 'identifier'>;

/** The resource that an INSERT stands for: what `exists` found, what the entry's own update or delete names, what was just created, what the INSERT itself names. */
function inserted(run: ResourceRun, insert: CreateOperation, update: AddressedResource | undefined): Found | undefined {
  const { type } = insert;
  const found = foundByExists(run);
  if (found?.typeName === type.typeName) return found;
  if (update?.type === type) return update;
  const deletion = run.onlyOperation('delete');
  const deleted = deletion?.kind === 'delete' && deletion.type === type ? boundBy(deletion) : undefined;
  if (deleted !== undefined) return deleted;
  const model = onlyResourceOf(insert)?.desiredState;
  const identifier = run.identifier ?? (model && derivedIdentifierOf(type, reveal(model) as JsonObject));
  return identifier === undefined ? undefined : named(insert, identifier);
}

function named(insert: CreateOperation, identifier: string): Found | undefined {
  const region = onlyResourceOf(insert)?.region;
  return region === undefined || !isKnown(region) ? undefined : { region: plainText(reveal(region)), identifier };
}

/** What is set again whenever it differs: an INSERT of createorupdate. What `create` says is set once. */
function insertSettings(run: ResourceRun, insert: CreateOperation): readonly Setting[] {
  const state = run.resource.queries.has('createorupdate') ? onlyResourceOf(insert)?.desiredState : undefined;
  return Object.entries(state ?? {}).map(([name, value]) => ({ path: [name], value: reveal(value) }));
}

function placed(run: ResourceRun, { type, region, identifier }: Omit<AddressedResource, 'patch'>): Claim['resource'] {
  return { type, region: globalRegion(type) ?? region, identifier, account: accountOf(run.signing) };
}

/** Two profiles may be of one account; nobody knows before they are asked. */
function accountOf({ profile, role }: Signing): string {
  return role?.arn.split(':')[4] ?? (profile === undefined ? '' : `profile ${profile}`);
}
