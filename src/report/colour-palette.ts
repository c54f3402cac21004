import picocolors from 'picocolors';
import type { Palette } from './palette.ts';

/** The colours of a terminal; whether there is one is known to the caller. */
export function createColourPalette(): Palette {
  const colours = picocolors.createColors(true);
  const strong = (colour: (text: string) => string) => (text: string) => colours.bold(colour(text));
  return {
    error: strong(colours.red),
    warning: strong(colours.yellow),
    note: colours.cyan,
    place: colours.cyan,
    dim: colours.dim,
    bold: colours.bold,
    good: colours.green,
    changed: colours.yellow,
    bad: strong(colours.red),
    quiet: colours.dim,
    name: colours.bold,
  };
}
