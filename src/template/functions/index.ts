import { Registry } from '../operations/registry.ts';
import { dictFunction } from './dict.ts';
import { rangeFunction } from './range.ts';
import { uuidFunction } from './uuid.ts';

/** Every function. `namespace(…)` is known to the interpreter itself, because what it makes is no value. */
export const functions = new Registry([rangeFunction, dictFunction, uuidFunction]);
