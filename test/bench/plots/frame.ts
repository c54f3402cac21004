import type { Axis, Scale, Span } from './scale.ts';

/** What every plot says of itself: the title stands over it, and both are read out by screen readers. */
export interface Caption {
  readonly title: string;
  /** What there is to see, in a sentence or two. */
  readonly description: string;
}

const width = 720;
const height = 420;

/** Where values are drawn. */
export const plotX: Span = { from: 76, to: 690 };
export const plotY: Span = { from: 360, to: 78 };

/** Colours that are told apart on a light and on a dark ground, and by those who do not see all colours. */
const colours: readonly { readonly light: string; readonly dark: string }[] = [
  { light: '#0550ae', dark: '#79c0ff' },
  { light: '#b35900', dark: '#ffa657' },
  { light: '#116329', dark: '#7ee787' },
  { light: '#8250df', dark: '#d2a8ff' },
];

/** What is drawn in the colour of a series has this class, from `series-0` on. */
export function seriesClass(index: number): string {
  return `series-${index % colours.length}`;
}

/** A picture of its own ground, so that it can be read on any page. Axes are left out where there are none. */
export function frame(
  caption: Caption,
  axes: {
    readonly x?: { readonly axis: Axis; readonly scale: Scale };
    readonly y: { readonly axis: Axis; readonly scale: Scale };
  },
  drawn: readonly string[],
): string {
  const { x, y } = axes;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">`,
    `  <title id="title">${escaped(caption.title)}</title>`,
    `  <desc id="description">${escaped(caption.description)}</desc>`,
    '  <style>',
    '    text { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; stroke: none; }',
    '    .heading { font-size: 16px; font-weight: 600; }',
    ...rulesOf('light'),
    '    @media (prefers-color-scheme: dark) {',
    ...rulesOf('dark').map((rule) => `  ${rule}`),
    '    }',
    // After the colours, of which lines take one alone.
    '    .line { fill: none; stroke-width: 2; }',
    '    .least { fill: none; stroke-width: 1.5; stroke-dasharray: 5 4; }',
    '  </style>',
    `  <rect class="paper" width="${width}" height="${height}" rx="8"/>`,
    `  <text class="ink heading" x="20" y="28">${escaped(caption.title)}</text>`,
    ...y.scale.ticks.flatMap((tick) => {
      const at = rounded(y.scale.at(tick));
      return [
        `  <path class="grid" d="M${plotX.from} ${at}H${plotX.to}"/>`,
        text(numberText(tick), { x: plotX.from - 8, y: y.scale.at(tick) + 4, anchor: 'end' }),
      ];
    }),
    `  <text class="ink" transform="translate(20 ${(plotY.from + plotY.to) / 2}) rotate(-90)" text-anchor="middle">${escaped(y.axis.label)}</text>`,
    ...(x === undefined
      ? []
      : [
          ...x.scale.ticks.map((tick) =>
            text(numberText(tick), { x: x.scale.at(tick), y: plotY.from + 20, anchor: 'middle' }),
          ),
          text(x.axis.label, { x: (plotX.from + plotX.to) / 2, y: height - 16, anchor: 'middle' }),
        ]),
    ...drawn,
    '</svg>',
    '',
  ].join('\n');
}

function rulesOf(ground: 'light' | 'dark'): readonly string[] {
  const [paper, ink, grid] = ground === 'light' ? ['#ffffff', '#1f2328', '#d1d9e0'] : ['#0d1117', '#e6edf3', '#30363d'];
  return [
    `    .paper { fill: ${paper}; } .ink { fill: ${ink}; } .grid { stroke: ${grid}; } .aim { stroke: ${ink}; }`,
    `    ${colours.map((colour, index) => `.${seriesClass(index)} { stroke: ${colour[ground]}; fill: ${colour[ground]}; }`).join(' ')}`,
  ];
}

/** Names of series over the plot, each beside what it looks like at a point. */
export function legend(
  entries: readonly { readonly name: string; readonly sample: (x: number, y: number) => string }[],
): readonly string[] {
  let x = plotX.from;
  return entries.flatMap(({ name, sample }) => {
    const at = x;
    // As wide as the sample and letters of 7 pixels.
    x += 34 + name.length * 7 + 16;
    return [sample(at, 52), text(name, { x: at + 34, y: 56, anchor: 'start' })];
  });
}

export function text(
  words: string,
  { x, y, anchor }: { readonly x: number; readonly y: number; readonly anchor: 'start' | 'middle' | 'end' },
  colour: 'ink' | 'paper' = 'ink',
): string {
  return `  <text class="${colour}" x="${rounded(x)}" y="${rounded(y)}" text-anchor="${anchor}">${escaped(words)}</text>`;
}

/** To a tenth of a pixel. */
export function rounded(pixels: number): string {
  return String(Math.round(pixels * 10) / 10);
}

function numberText(value: number): string {
  return value >= 1000 ? value.toLocaleString('en-US') : String(Number(value.toPrecision(3)));
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
