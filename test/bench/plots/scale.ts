/** Where values of an axis are in a picture, and which of them are written beside it. */
export interface Scale {
  readonly ticks: readonly number[];
  at(value: number): number;
}

export interface Axis {
  readonly label: string;
  /** Equal steps are equal factors. Default: false. */
  readonly isLogarithmic?: boolean;
}

/** From the pixel at one end of the axis to the pixel at the other. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A scale for values from 0, or, where it is logarithmic, for those above 0. */
export function scaleOf({ isLogarithmic = false }: Axis, values: readonly number[], span: Span): Scale {
  return isLogarithmic ? logarithmic(values, span) : linear(values, span);
}

function linear(values: readonly number[], { from, to }: Span): Scale {
  const most = Math.max(...values);
  const step = niceStep(most / 5);
  const steps = Math.ceil(most / step - 1e-9);
  const end = steps * step;
  return {
    ticks: Array.from({ length: steps + 1 }, (_, index) => index * step),
    at: (value) => from + (value / end) * (to - from),
  };
}

/** The least of 1, 2, 5, 10, 20 … that is not less. */
function niceStep(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast));
  return ([1, 2, 5].find((factor) => factor * power >= atLeast * (1 - 1e-9)) ?? 10) * power;
}

/** Whole powers of ten. */
function logarithmic(values: readonly number[], { from, to }: Span): Scale {
  const logarithms = values.map((value) => Math.log10(value));
  const first = Math.floor(Math.min(...logarithms) + 1e-9);
  const last = Math.max(first + 1, Math.ceil(Math.max(...logarithms) - 1e-9));
  return {
    ticks: Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index)),
    at: (value) => from + ((Math.log10(value) - first) / (last - first)) * (to - from),
  };
}
