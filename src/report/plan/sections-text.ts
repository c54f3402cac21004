import type { Palette } from '../palette.ts';
import type { ChangeLine } from './change-lines.ts';
import type { PlanSection, SectionsDocument } from './sections.ts';

/** `target`: whom it was asked of, in words. Default: that is not said. */
export interface SectionsTextOptions {
  readonly target?: string | undefined;
}

/** The resources that change with their properties, below them what else is to be known, and the sum. */
export function formatSections(
  { lead, about, sections, notes, summary }: SectionsDocument,
  palette: Palette,
  { target }: SectionsTextOptions = {},
): string {
  const changing = sections.filter(({ sign }) => sign !== 'none');
  const others = sections.filter(({ sign }) => sign === 'none');
  const width = Math.max(...others.map(({ name }) => name.length), 0);
  const parts = [
    `${lead} ${palette.name(about)}${target === undefined ? '' : `, on ${target}`}`,
    ...changing.map((section) => sectionText(section, palette)),
    ...(others.length === 0
      ? []
      : [others.map((one) => `    ${palette.name(one.name.padEnd(width))}  ${palette.quiet(one.about)}`).join('\n')]),
    ...notes.map(palette.quiet),
    palette.bold(summary),
  ];
  return parts.join('\n\n') + '\n';
}

function sectionText({ sign, name, about, lines }: PlanSection, palette: Palette): string {
  const head = `${paintOf(sign, palette)(sign.padStart(3))} ${palette.name(name)}${about === '' ? '' : `  ${about}`}`;
  return [head, ...lines.map((line) => lineText(line, palette))].join('\n');
}

function lineText({ sign, depth, text }: ChangeLine, palette: Palette): string {
  const line = `${' '.repeat(6 + depth * 4)}${sign} ${text}`.trimEnd();
  return text.startsWith('#') && sign === ' ' ? palette.quiet(line) : paintOf(sign, palette)(line);
}

function paintOf(sign: PlanSection['sign'] | ChangeLine['sign'], palette: Palette): (text: string) => string {
  switch (sign) {
    case '+':
      return palette.good;
    case '~':
    case '-/+':
      return palette.changed;
    case '-':
    case '!':
      return palette.bad;
    case 'none':
    case ' ':
      return (text) => text;
  }
}
