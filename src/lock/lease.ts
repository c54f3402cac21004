import { isJsonObject, parseJson } from '../base/json.ts';

/** What a lock is kept in: a parameter of Systems Manager, which is created by name, once. */
export const leaseTypeName = 'AWS::SSM::Parameter';

/** What the value of the parameter says. */
export interface Lease {
  /** Drawn by whoever created it: the same name may be created again after an unlock. */
  readonly token: string;
  /** `held`, or `free` once the holder is done. */
  readonly state: 'held' | 'free';
  /** Who holds it, in words. */
  readonly holder: string;
  /** ISO times by the holder's clock: for people, nothing is decided by them. */
  readonly since: string;
  readonly until: string;
  /** How long it counts after its last change, in milliseconds. */
  readonly durationMs: number;
}

/** Where all leases are, of whichever stack. */
export const leaseFolder = '/stack-deploy/locks/';

/** Whether a resource is a lease of some stack. */
export function isLease({ typeName, identifier }: { readonly typeName: string; readonly identifier: string }): boolean {
  return typeName === leaseTypeName && identifier.startsWith(leaseFolder);
}

/** Where the leases of a stack are: each holder creates the next number under it. */
export function leasePrefix(stack: string, environment: string): string {
  return `${leaseFolder}${nameOf(stack)}/${nameOf(environment)}/`;
}

/** The number of a lease by its name; undefined for what is none of these leases. */
export function leaseNumber(prefix: string, name: string): number | undefined {
  const rest = name.startsWith(prefix) ? name.slice(prefix.length) : '';
  return /^[1-9]\d{0,8}$/.test(rest) ? Number(rest) : undefined;
}

export function leaseText(lease: Lease): string {
  return JSON.stringify(lease);
}

/** Undefined for a text that is no lease: somebody else has written it, and it counts as held until it is stale. */
export function readLease(text: string): Lease | undefined {
  const value = parseJson(text);
  if (!isJsonObject(value)) return undefined;
  const { token, state, holder, since, until, durationMs } = value;
  if (typeof token !== 'string' || typeof holder !== 'string') return undefined;
  if (typeof since !== 'string' || typeof until !== 'string' || typeof durationMs !== 'number') return undefined;
  if (state !== 'held' && state !== 'free') return undefined;
  return { token, state, holder, since, until, durationMs };
}

/** Parameters allow letters, digits and `_.-`; another character becomes its code, so that two names never meet. */
function nameOf(text: string): string {
  return text.replace(/[^A-Za-z0-9.-]/gu, (character) => `_${(character.codePointAt(0) ?? 0).toString(16)}_`);
}
