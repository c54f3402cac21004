import type { StatementFailure } from '../../engine/engine.ts';
import { unreachable } from '../../base/unreachable.ts';
import { statementFailureLines } from '../failure-lines.ts';
import type { Palette } from '../palette.ts';
import { nameOf, type DeploymentResult } from './deployment-result.ts';

/** What the marks of a stack say of its expiry. */
export type Expiry =
  | { readonly kind: 'expired'; readonly expiresAtMs: number }
  | { readonly kind: 'later'; readonly expiresAtMs: number }
  /** `resource`: an entry whose resource has no expiry, so that the stack stays. */
  | { readonly kind: 'lasting'; readonly resource: string }
  /** `failures`: none where the reason was told by itself. */
  | { readonly kind: 'unknown'; readonly failures: readonly StatementFailure[] };

export interface StackWithExpiry extends Pick<DeploymentResult, 'stack' | 'environment' | 'region'> {
  readonly expiry: Expiry;
}

/** A line for each stack. `more`: why there may be stacks that are not among them. */
export function formatExpiries(
  stacks: readonly StackWithExpiry[],
  more: readonly StatementFailure[],
  { nowMs, palette }: { readonly nowMs: number; readonly palette: Palette },
): string {
  const names = stacks.map(nameOf);
  const width = Math.max(0, ...names.map((name) => name.length));
  const lines = stacks.flatMap(({ expiry }, index) => {
    const [first = '', ...rest] = expiryLines(expiry, nowMs, palette);
    return [`  ${(names[index] ?? '').padEnd(width)}  ${first}`, ...rest.map((line) => `    ${line}`)];
  });
  const unasked = more.flatMap((trouble) => statementFailureLines(trouble, palette, asItIs));
  const isEmpty = stacks.every(({ expiry }) => expiry.kind !== 'expired');
  const parts = [lines, unasked, isEmpty ? ['Nothing has expired.'] : []].filter((part) => part.length > 0);
  return `${parts.map((part) => part.join('\n')).join('\n\n')}\n`;
}

function expiryLines(expiry: Expiry, nowMs: number, palette: Palette): readonly string[] {
  switch (expiry.kind) {
    case 'expired':
      return [palette.changed(`expired at ${timeText(expiry.expiresAtMs)}`)];
    case 'later': {
      const left = leftText(expiry.expiresAtMs - nowMs);
      return [palette.quiet(`expires at ${timeText(expiry.expiresAtMs)}, in ${left}`)];
    }
    case 'lasting':
      return [palette.quiet(`does not expire: "${expiry.resource}" was built without --ttl`)];
    case 'unknown':
      return [
        palette.bad('could not be checked'),
        ...expiry.failures.flatMap((one) => statementFailureLines(one, palette, asItIs)),
      ];
    default:
      return unreachable(expiry);
  }
}

/** `3 d 4 h`, `4 h 20 min`, `5 min`: the two largest units, rounded down. */
function leftText(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const parts = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor(minutes / 60) % 24, 'h'],
    [minutes % 60, 'min'],
  ] as const;
  const first = parts.findIndex(([amount]) => amount > 0);
  const shown = parts.slice(first, first + 2).filter(([amount]) => amount > 0);
  return first < 0 ? 'less than a minute' : shown.map(([amount, unit]) => `${amount} ${unit}`).join(' ');
}

/** `2026-11-30T12:00:00Z`, as the tag has it. */
function timeText(atMs: number): string {
  return new Date(atMs).toISOString().replace('.000Z', 'Z');
}

// Whoever writes the lines masks them.
const asItIs = (text: string): string => text;
