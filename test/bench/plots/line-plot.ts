import { frame, legend, plotX, plotY, rounded, seriesClass, type Caption } from './frame.ts';
import { scaleOf, type Axis } from './scale.ts';

export type Point = readonly [x: number, y: number];

export interface Series {
  readonly name: string;
  readonly points: readonly Point[];
  /** What the values cannot be less than: a dashed line of the same colour. Default: none. */
  readonly least?: readonly Point[];
}

export interface LinePlot extends Caption {
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
}

/** Lines with a mark at each point, told apart by the form of the mark too, as an SVG. */
export function linePlot({ title, description, x, y, series }: LinePlot): string {
  const all = series.flatMap(({ points, least = [] }) => [...points, ...least]);
  const xScale = scaleOf(
    x,
    all.map(([value]) => value),
    plotX,
  );
  const yScale = scaleOf(
    y,
    all.map(([, value]) => value),
    plotY,
  );
  const pathOf = (points: readonly Point[]): string =>
    points
      .map(([px, py], index) => `${index === 0 ? 'M' : 'L'}${rounded(xScale.at(px))} ${rounded(yScale.at(py))}`)
      .join('');
  const drawn = series.flatMap(({ points, least }, index) => [
    ...(least === undefined ? [] : [`  <path class="least ${seriesClass(index)}" d="${pathOf(least)}"/>`]),
    `  <path class="line ${seriesClass(index)}" d="${pathOf(points)}"/>`,
    ...points.map(([px, py]) => mark(index, xScale.at(px), yScale.at(py))),
  ]);
  const names = series.map(({ name }, index) => ({
    name,
    sample: (atX: number, atY: number) =>
      [`  <path class="line ${seriesClass(index)}" d="M${atX} ${atY}h26"/>`, mark(index, atX + 13, atY)].join('\n'),
  }));
  const dashes = {
    name: 'the bound',
    sample: (atX: number, atY: number) => `  <path class="least aim" d="M${atX} ${atY}h26"/>`,
  };
  const isBounded = series.some(({ least }) => least !== undefined);
  const entries = legend(isBounded ? [...names, dashes] : names);
  return frame({ title, description }, { x: { axis: x, scale: xScale }, y: { axis: y, scale: yScale } }, [
    ...entries,
    ...drawn,
  ]);
}

/** A circle, a square, a triangle or a diamond. */
function mark(index: number, x: number, y: number): string {
  const [left, right, top, bottom] = [x - 4, x + 4, y - 4, y + 4].map(rounded);
  const [cx, cy] = [rounded(x), rounded(y)];
  const forms = [
    `<circle class="${seriesClass(index)}" cx="${cx}" cy="${cy}" r="4"/>`,
    `<path class="${seriesClass(index)}" d="M${left} ${top}H${right}V${bottom}H${left}z"/>`,
    `<path class="${seriesClass(index)}" d="M${cx} ${top}L${right} ${bottom}H${left}z"/>`,
    `<path class="${seriesClass(index)}" d="M${cx} ${top}L${right} ${cy}L${cx} ${bottom}L${left} ${cy}z"/>`,
  ];
  return `  ${forms[index % forms.length]}`;
}
