import { patternFunction } from './pattern-function.ts';

/** 1 where the pattern matches anywhere in the text; any NULL gives NULL. */
export const regexpLike = patternFunction('regexp_like', (text, pattern) => (pattern.matcher(text).find() ? 1 : 0));
