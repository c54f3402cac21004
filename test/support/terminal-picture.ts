/** How wide a character of the picture is, and how high a line, in pixels of a font of 13. */
const characterPx = 7.83;
const linePx = 18;
const marginPx = 18;

interface Look {
  readonly colour: string | undefined;
  readonly isBold: boolean;
  readonly isDim: boolean;
}

const plain: Look = { colour: undefined, isBold: false, isDim: false };

/** Colours of a dark terminal, by the numbers that a program writes for them. */
const colours: Readonly<Record<string, string>> = {
  31: '#ff7b72',
  32: '#7ee787',
  33: '#e3b341',
  34: '#79c0ff',
  35: '#d2a8ff',
  36: '#76e3ea',
};

/** Text with the colours that a terminal understands, as an SVG that looks like the terminal. */
export function terminalPicture(text: string, title: string): string {
  const lines = text.trimEnd().split('\n');
  const columns = Math.max(...lines.map((line) => withoutLooks(line).length));
  const width = Math.ceil(columns * characterPx) + 2 * marginPx;
  const height = lines.length * linePx + 2 * marginPx;
  let look = plain;
  const drawn = lines.map((line, index) => {
    const spans: string[] = [];
    for (const part of line.split(/(\x1b\[\d+m)/)) {
      const number = /^\x1b\[(\d+)m$/.exec(part)?.[1];
      if (number !== undefined) look = lookAfter(look, number);
      else if (part !== '') spans.push(span(part, look));
    }
    return `  <text x="${marginPx}" y="${marginPx + (index + 0.75) * linePx}">${spans.join('')}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `  <title>${escaped(title)}</title>`,
    '  <style>text { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; white-space: pre; fill: #e6edf3; }</style>',
    `  <rect width="${width}" height="${height}" rx="8" fill="#0d1117"/>`,
    ...drawn.filter((line) => !line.endsWith('"></text>')),
    '</svg>',
    '',
  ].join('\n');
}

function lookAfter(look: Look, number: string): Look {
  switch (number) {
    case '0':
      return plain;
    case '1':
      return { ...look, isBold: true };
    case '2':
      return { ...look, isDim: true };
    case '22':
      return { ...look, isBold: false, isDim: false };
    case '39':
      return { ...look, colour: undefined };
    default:
      return { ...look, colour: colours[number] };
  }
}

function span(text: string, { colour, isBold, isDim }: Look): string {
  const fill = colour ?? (isDim ? '#8b949e' : undefined);
  const attributes = [
    fill === undefined ? '' : ` fill="${fill}"`,
    isBold ? ' font-weight="bold"' : '',
    // The font is the reader's: without a length, columns would not stand below each other.
    ` textLength="${(text.length * characterPx).toFixed(1)}"`,
  ];
  return `<tspan${attributes.join('')} xml:space="preserve">${escaped(text)}</tspan>`;
}

function withoutLooks(line: string): string {
  return line.replaceAll(/\x1b\[\d+m/g, '');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
