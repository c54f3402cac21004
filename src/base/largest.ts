/** The largest of the numbers and `least`. `Math.max` takes its numbers as arguments, and some hundred thousand are too many. */
export function largest(numbers: Iterable<number>, least = 0): number {
  let most = least;
  for (const number of numbers) if (number > most) most = number;
  return most;
}
