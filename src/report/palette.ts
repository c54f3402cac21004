import { plainPaint, type Paint } from '../diagnostics/paint.ts';

/** How the parts of a report look. */
export interface Palette extends Paint {
  readonly good: (text: string) => string;
  readonly changed: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly name: (text: string) => string;
}

const asItIs = (text: string): string => text;

export const plainPalette: Palette = {
  ...plainPaint,
  good: asItIs,
  changed: asItIs,
  bad: asItIs,
  quiet: asItIs,
  name: asItIs,
};
