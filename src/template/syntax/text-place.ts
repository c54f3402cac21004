/**
 * Where a template's text goes, which decides what `{#` is in it:
 *
 * - `query`: into a statement. Inside quotes `{##` is text, as Cognito's `{####}` needs it, and a comment would vanish from the literal,
 *   which is refused; everywhere else both begin a comment.
 * - `value`: it is a value itself, and read as if it stood inside quotes.
 * - `file`: the value comes from a data file, which has no comments of this kind: both are text.
 */
export type TextPlace = 'query' | 'value' | 'file';
