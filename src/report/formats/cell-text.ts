import { cellsOf, isPlain } from '../../diagnostics/display-text.ts';

/** A text as a terminal shows it in one line: no control character reaches it, and the columns it takes are known. */
export interface CellText {
  readonly shown: string;
  readonly width: number;
}

export function cellText(text: string): CellText {
  if (isPlain(text)) return { shown: text, width: text.length };
  const cells = cellsOf(text);
  return { shown: cells.map((cell) => cell.shown).join(''), width: cells.reduce((sum, cell) => sum + cell.width, 0) };
}

/** The text in at most `width` columns; an ellipsis ends what was cut. */
export function fitCell(text: string, width: number): CellText {
  const whole = cellText(text);
  if (whole.width <= width) return whole;
  // Of a plain text no more is looked at than may fit.
  const cells = cellsOf(isPlain(text) ? text.slice(0, Math.max(1, width)) : text);
  let shown = '';
  let used = 0;
  for (const cell of cells) {
    if (used + cell.width > width - 1) break;
    shown += cell.shown;
    used += cell.width;
  }
  return { shown: shown + '…', width: used + 1 };
}

/** The text in lines of at most `width` columns. */
export function wrapCell(text: string, width: number): readonly CellText[] {
  const whole = cellText(text);
  if (whole.width <= width) return [whole];
  const lines: CellText[] = [];
  let shown = '';
  let used = 0;
  for (const cell of cellsOf(text)) {
    if (used + cell.width > width && used > 0) {
      lines.push({ shown, width: used });
      shown = '';
      used = 0;
    }
    shown += cell.shown;
    used += cell.width;
  }
  lines.push({ shown, width: used });
  return lines;
}

export function padEnd({ shown, width }: CellText, to: number): string {
  return shown + ' '.repeat(Math.max(0, to - width));
}

export function padStart({ shown, width }: CellText, to: number): string {
  return ' '.repeat(Math.max(0, to - width)) + shown;
}
