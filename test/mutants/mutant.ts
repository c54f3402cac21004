/** How a mutant differs from its source. */
export type MutantKind =
  | 'condition fixed'
  | 'comparison turned'
  | 'and for or'
  | 'negation dropped'
  | 'number off by one'
  | 'call left out'
  | 'empty result';

/** One small change to one source file that a test should notice. */
export interface Mutant {
  /** From the root of the repository, with `/`: `src/plan/desired-state.ts`. */
  readonly file: string;
  readonly kind: MutantKind;
  /** Offsets into the source of what is replaced. */
  readonly start: number;
  readonly end: number;
  /** Counted from 1. */
  readonly line: number;
  /** The line that the change begins in, without the spaces around it: it finds the place again after the file has moved. */
  readonly lineText: string;
  /** What is replaced, in one line. */
  readonly from: string;
  readonly to: string;
}

export function applyMutant(source: string, { start, end, to }: Mutant): string {
  // The empty statement: behind a condition there has to be one.
  return source.slice(0, start) + (to === '' ? ';' : to) + source.slice(end);
}

/** `src/plan/desired-state.ts:12 condition fixed: patch === undefined → true`. */
export function describeMutant({ file, line, kind, from, to }: Mutant): string {
  return `${file}:${line} ${kind}: ${shortened(from)} → ${to === '' ? 'nothing' : to}`;
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
