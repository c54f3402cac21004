import { Registry } from '../operations/registry.ts';
import { dictFunction } from './dict.ts';
import { getEnvFunction } from './get-env.ts';
import { assetFunction } from './asset.ts';
import { nowFunction } from './now.ts';
import { rangeFunction } from './range.ts';
import { secretFunction } from './secret.ts';
import { ssmFunction } from './ssm.ts';
import { uuidFunction } from './uuid.ts';

/** Every function. `namespace(…)` is known to the interpreter itself, because what it makes is no value. */
export const functions = new Registry([
  rangeFunction,
  dictFunction,
  uuidFunction,
  nowFunction,
  getEnvFunction,
  ssmFunction,
  secretFunction,
  assetFunction,
]);

/** Functions of stackql-deploy 2 that templates of stacks do not have, and why. */
export const refusedFunctions: ReadonlyMap<string, string> = new Map([
  ['get_random', 'the same template must always give the same statements; write `uuid()` or `idempotency_token`'],
  ['throw', 'what cannot work is found by the check; leave the name undefined, which is an error with its place'],
]);
