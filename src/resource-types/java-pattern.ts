/** What a schema's pattern is tested with. */
export interface Pattern {
  test(text: string): boolean;
}

/** Classes that Java has under other names. */
const classes: ReadonlyMap<string, string> = new Map([
  ['Alpha', 'a-zA-Z'],
  ['Digit', '0-9'],
  ['Alnum', 'a-zA-Z0-9'],
  ['Upper', 'A-Z'],
  ['Lower', 'a-z'],
  ['XDigit', '0-9a-fA-F'],
  ['Space', '\\s'],
  ['Punct', '!-\\/:-@\\[-`{-~'],
  ['Print', '\\x20-\\x7E'],
  ['Graph', '\\x21-\\x7E'],
  ['ASCII', '\\x00-\\x7F'],
]);

/**
 * A pattern of a resource type schema. The registry matches with Java's expressions, unanchored; what this engine cannot express
 * matches everything, so that nothing is refused by mistake.
 */
export function javaPattern(pattern: string): Pattern {
  const { body, flags } = splitFlags(pattern);
  const source = body
    .replace(/(\[[^\]]*?)\\p\{(\w+)\}/g, (all, before: string, name: string) => {
      const members = classes.get(name);
      return members === undefined ? all : before + members;
    })
    .replace(/\\p\{(\w+)\}/g, (all, name: string) => {
      const members = classes.get(name);
      return members === undefined ? all : `[${members}]`;
    })
    .replace(/\\p([LMNPSZC])(?!\{)/g, '\\p{$1}')
    .replace(/\\p\{Is(\w+)\}/g, '\\p{$1}')
    .replace(/\\A/g, '^')
    .replace(/\\[zZ]/g, '$')
    // A quantifier that gives nothing back differs from a greedy one only in what it costs.
    .replace(/([*+?}])\+/g, '$1');
  // Unicode properties need the u flag, and the u flag refuses escapes that mean nothing.
  const attempts: readonly (readonly [string, string])[] = /\\[pP]\{/.test(source)
    ? [
        [source, flags + 'u'],
        [source.replace(/\\([^\w^$\\.*+?()[\]{}|/-])/g, '$1').replaceAll('\\_', '_'), flags + 'u'],
      ]
    : [
        [source, flags],
        [source, flags + 'u'],
      ];
  for (const [text, withFlags] of attempts) {
    try {
      return new RegExp(text, withFlags);
    } catch {
      continue;
    }
  }
  return { test: () => true };
}

/** `(?s)`, `(?i)` and their like at the beginning. */
function splitFlags(pattern: string): { readonly body: string; readonly flags: string } {
  const match = /^\^?\(\?([ismux]+)\)/.exec(pattern);
  if (match === null) return { body: pattern, flags: '' };
  const anchor = match[0].startsWith('^') ? '^' : '';
  return {
    body: anchor + pattern.slice(match[0].length),
    flags: [...new Set(match[1])].filter((flag) => 'ism'.includes(flag)).join(''),
  };
}
