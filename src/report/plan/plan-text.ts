import type { StackPlan } from '../../lifecycle/plan.ts';
import type { MaskText } from '../mask-text.ts';
import type { Palette } from '../palette.ts';
import type { ChangeLine } from './change-lines.ts';
import { sectionsOf, selectionNote, summaryOf, titleOf, type PlanSection } from './plan-lines.ts';

export interface PlanTextOptions {
  readonly palette: Palette;
  /** Masks texts of the cloud before they are cut. Default: they stay as they are. */
  readonly maskText?: MaskText;
}

/** A plan for a person: the resources that change with their properties, below them what else is to be known, and the sum. */
export function formatPlan(plan: StackPlan, { palette, maskText }: PlanTextOptions): string {
  const sections = sectionsOf(plan, maskText);
  const changing = sections.filter(({ sign }) => sign !== 'none');
  const others = sections.filter(({ sign }) => sign === 'none');
  const width = Math.max(...others.map(({ name }) => name.length), 0);
  const note = selectionNote(plan);
  const verb = plan.verb === 'teardown' ? 'Teardown' : 'Build';
  const parts = [
    `${verb} of ${palette.name(titleOf(plan))}`,
    ...changing.map((section) => sectionText(section, palette)),
    ...(others.length === 0
      ? []
      : [
          others
            .map(({ name, about }) => `    ${palette.name(name.padEnd(width))}  ${palette.quiet(about)}`)
            .join('\n'),
        ]),
    ...(note === undefined ? [] : [palette.quiet(note)]),
    palette.bold(summaryOf(plan)),
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
