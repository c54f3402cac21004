import type { ValueMap } from '../../../values/value.ts';
import { numberAt, readAt } from '../reading-model.ts';

const secondsPer: ReadonlyMap<string, number> = new Map([
  ['seconds', 1],
  ['minutes', 60],
  ['hours', 3600],
  ['days', 86_400],
]);

export const tokens = [
  { name: 'AccessToken', property: 'AccessTokenValidity', unit: 'hours', least: 300, most: 86_400 },
  { name: 'IdToken', property: 'IdTokenValidity', unit: 'hours', least: 300, most: 86_400 },
  { name: 'RefreshToken', property: 'RefreshTokenValidity', unit: 'days', least: 3600, most: 315_360_000 },
] as const;
export type Token = (typeof tokens)[number];

/** How long a token is valid, in its unit or the one the service assumes; undefined where that is not given or not known. */
export function validitySeconds(model: ValueMap, token: Token): number | undefined {
  const amount = numberAt(model, token.property);
  const given = readAt(model, 'TokenValidityUnits', token.name);
  if (amount === undefined || given.kind === 'unknown') return undefined;
  const unit = given.kind === 'known' ? given.value : token.unit;
  const seconds = typeof unit === 'string' ? secondsPer.get(unit) : undefined;
  return seconds === undefined ? undefined : amount * seconds;
}
