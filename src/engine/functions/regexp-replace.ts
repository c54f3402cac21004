import { ok } from '../../base/result.ts';
import { compilePattern } from './pattern.ts';
import { textOf, type SqlFunction } from './sql-function.ts';

/** The text with every match replaced; the replacement is taken as it stands (`$1` is `$1`). Any NULL gives NULL. */
export const regexpReplace: SqlFunction = {
  name: 'regexp_replace',
  parameters: ['source', 'pattern', 'replacement'],
  evaluate: (source, pattern, replacement) => {
    const text = textOf(source);
    const expression = textOf(pattern);
    const instead = textOf(replacement);
    if (text === null || expression === null || instead === null) return ok(null);
    const compiled = compilePattern(expression);
    if (!compiled.ok) return compiled;
    const matcher = compiled.value.matcher(text);
    const pieces: string[] = [];
    let copied = 0;
    let lastEnd = -1;
    while (matcher.find()) {
      const start = matcher.start();
      // An empty match right behind another one does not count: `b*` in `abc` is found before a, at b, and behind c.
      if (start === lastEnd && matcher.end() === start) continue;
      pieces.push(text.slice(copied, start), instead);
      copied = matcher.end();
      lastEnd = copied;
    }
    pieces.push(text.slice(copied));
    return ok(pieces.join(''));
  },
};
