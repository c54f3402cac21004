/** A name in letters and digits, `UserPool` of `user_pool` and `ClientWeb` of `client["web"]`, that nothing else in the template has. */
export function logicalId(name: string, taken: Set<string>): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const base = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('') || 'Resource';
  let found = base;
  for (let number = 2; taken.has(found); number += 1) found = `${base}${number}`;
  taken.add(found);
  return found;
}
