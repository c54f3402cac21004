import { asDeclared } from './as-declared.ts';
import { awsPolicyEqual } from './aws-policy-equal.ts';
import { hasTags } from './has-tags.ts';
import { jsonEqual } from './json-equal.ts';
import { regexp } from './regexp.ts';
import { regexpLike } from './regexp-like.ts';
import { regexpReplace } from './regexp-replace.ts';
import { regexpSubstr } from './regexp-substr.ts';
import { splitPart } from './split-part.ts';
import { string } from './string.ts';
import type { SqlFunction } from './sql-function.ts';

/** Every function that statements have beyond SQLite's own. */
export const sqlFunctions: readonly SqlFunction[] = [
  asDeclared,
  awsPolicyEqual,
  hasTags,
  jsonEqual,
  regexp,
  regexpLike,
  regexpReplace,
  regexpSubstr,
  splitPart,
  string,
];
