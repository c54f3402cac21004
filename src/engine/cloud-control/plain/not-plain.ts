/** Thrown where only SQLite can tell what an expression is; it never leaves this folder's entry functions. */
export class NotPlain extends Error {}

export function notPlain(): never {
  throw new NotPlain();
}
