import { frame, legend, plotX, plotY, rounded, seriesClass, text, type Caption } from './frame.ts';
import { scaleOf, type Axis } from './scale.ts';

export interface BarPlot extends Caption {
  readonly y: Axis;
  /** What the bars of a group are, in the order of their values. */
  readonly names: readonly string[];
  readonly groups: readonly BarGroup[];
}

export interface BarGroup {
  readonly name: string;
  readonly values: readonly number[];
  /** What they are to stay under: a line over the group. Default: none. */
  readonly aim?: number;
}

/** Groups of bars with their values in them, as an SVG. */
export function barPlot({ title, description, y, names, groups }: BarPlot): string {
  const scale = scaleOf(
    y,
    groups.flatMap(({ values, aim = 0 }) => [...values, aim]),
    plotY,
  );
  const groupWidth = (plotX.to - plotX.from) / groups.length;
  const barWidth = Math.min(48, (groupWidth * 0.7) / names.length);
  const drawn = groups.flatMap(({ name, values, aim }, groupIndex) => {
    const middle = plotX.from + (groupIndex + 0.5) * groupWidth;
    const left = middle - (barWidth * names.length) / 2;
    const bars = values.flatMap((value, index) => {
      const [x, top] = [left + index * barWidth, scale.at(value)];
      return [
        `  <rect class="${seriesClass(index)}" x="${rounded(x + 2)}" y="${rounded(top)}" width="${rounded(barWidth - 4)}" height="${rounded(plotY.from - top)}"/>`,
        valueText(value, { x: x + barWidth / 2, top }),
      ];
    });
    const line =
      aim === undefined
        ? []
        : [
            `  <path class="least aim" d="M${rounded(left - 8)} ${rounded(scale.at(aim))}h${rounded(barWidth * names.length + 16)}"/>`,
          ];
    return [...bars, ...line, text(name, { x: middle, y: plotY.from + 22, anchor: 'middle' })];
  });
  const entries = names.map((name, index) => ({
    name,
    sample: (x: number, at: number) =>
      `  <rect class="${seriesClass(index)}" x="${x + 7}" y="${at - 6}" width="12" height="12"/>`,
  }));
  const dashes = {
    name: 'the aim',
    sample: (x: number, at: number) => `  <path class="least aim" d="M${x} ${at}h26"/>`,
  };
  const hasAims = groups.some(({ aim }) => aim !== undefined);
  return frame({ title, description }, { y: { axis: y, scale } }, [
    ...legend(hasAims ? [...entries, dashes] : entries),
    ...drawn,
  ]);
}

/** At the upper end of its bar, or over it where the bar is too short for that. */
function valueText(value: number, { x, top }: { readonly x: number; readonly top: number }): string {
  const isInside = plotY.from - top > 20;
  return text(String(value), { x, y: isInside ? top + 15 : top - 6, anchor: 'middle' }, isInside ? 'paper' : 'ink');
}
