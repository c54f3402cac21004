/**
 * A number with so many decimals (0 to 100), as Python rounds: by its exact binary value, an exact half to the even digit. `toFixed` does the same but for
 * exact halves, which it rounds away from zero.
 */
export function fixedText(value: number, decimals: number): string {
  const scaled = value * 10 ** decimals;
  const isHalf = Math.abs(scaled - Math.trunc(scaled)) === 0.5 && Number.isInteger(value * 2 ** (decimals + 1));
  return isHalf ? ((2 * Math.round(scaled / 2)) / 10 ** decimals).toFixed(decimals) : value.toFixed(decimals);
}
