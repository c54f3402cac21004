import { patternFunction } from './pattern-function.ts';

/** The first match in the text; NULL where there is none, or any argument is NULL. */
export const regexpSubstr = patternFunction('regexp_substr', (text, pattern) => {
  const matcher = pattern.matcher(text);
  return matcher.find() ? text.slice(matcher.start(), matcher.end()) : null;
});
