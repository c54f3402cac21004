/** Stands in the `default` of an exhaustive switch: the compiler proves that no case is missing. */
export function unreachable(value: never): never {
  throw new Error(`Unreachable: ${JSON.stringify(value)}`);
}
