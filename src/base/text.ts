/** `1 resource`, `2 resources`. */
export function count(amount: number, singular: string, plural = singular + 's'): string {
  return `${amount} ${amount === 1 ? singular : plural}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function enumerate(items: readonly string[], joint = 'and'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${joint} ${items.at(-1) ?? ''}`;
}

/** The first `most` items and the number of the others: `a, b and 3 more`. */
export function enumerateSome(items: readonly string[], most: number): string {
  const others = items.length - most;
  return enumerate(others > 0 ? [...items.slice(0, most), `${others} more`] : items);
}

/** The text cut to `length` characters, with an ellipsis where something was cut. */
export function shorten(text: string, length: number): string {
  const characters = Array.from(text);
  return characters.length <= length ? text : characters.slice(0, length - 1).join('') + '…';
}
