import { enumerate } from '../base/text.ts';
import type { ResourceOutcome, RunResult } from '../lifecycle/outcome.ts';
import type { DeclaredState, UnmanagedDifference, UnmanagedReason } from '../plan/unmanaged.ts';
import { differenceLines, propertyName } from './difference-lines.ts';

/** Undefined: nothing needs to be said. */
const reasons: Readonly<Record<UnmanagedReason, string | undefined>> = {
  declared: undefined,
  'create-only': 'set at creation only: needs replacement',
  'not-named': 'not in statecheck or update',
  'not-checked': 'not in statecheck',
  'write-only': 'no read returns it: last sent by this stack: changed',
  'taken-as-equal': 'statecheck takes it as it is',
};

/** `RefreshTokenValidity is 30; desired 7 (not in statecheck or update)`. */
export function unmanagedLines(differences: readonly UnmanagedDifference[]): readonly string[] {
  return differences.flatMap((difference) =>
    difference.why === 'write-only'
      ? [`${propertyName(difference)} (write-only: last sent by this stack: changed)`]
      : differenceLines([difference]).map((line) => withReason(line, reasons[difference.why])),
  );
}

function withReason(line: string, reason: string | undefined): string {
  return reason === undefined ? line : `${line} (${reason})`;
}

/** What a resource that is as its own queries want it differs in, for below its line. */
export function declaredLines(outcome: ResourceOutcome, resource: string): readonly string[] {
  const unmanaged = unmanagedOf(declaredOf(outcome));
  return [
    ...(unmanaged.length === 0 ? [] : ['not as declared:', ...unmanagedLines(unmanaged).map((line) => '  ' + line)]),
    ...writeOnlyLines(declaredOf(outcome), resource),
  ];
}

/** Nothing where what was sent last is what is declared. */
function writeOnlyLines(declared: DeclaredState | undefined, resource: string): readonly string[] {
  const writeOnly = declared?.kind === 'compared' ? declared.writeOnly : undefined;
  if (writeOnly === undefined || writeOnly.last === 'same') return [];
  const names = enumerate(writeOnly.properties.map((pointer) => propertyName({ pointer })));
  const wayOut = writeOnly.last === 'changed' ? 'a build sends it again' : `build --resend ${resource} sends it again`;
  return [`${names}: write-only: last sent by this stack: ${writeOnly.last}; ${wayOut}`];
}

/** For the summary: how many resources differ from what is declared, and which could not be compared. */
export function declaredSummary({ outcomes }: RunResult): readonly string[] {
  const differing = outcomes.filter(({ outcome }) => unmanagedOf(declaredOf(outcome)).length > 0);
  const unknown = outcomes.filter(({ outcome }) => declaredOf(outcome)?.kind === 'no-identifier');
  const unread = outcomes.filter(({ outcome }) => declaredOf(outcome)?.kind === 'not-read');
  const names = (of: typeof outcomes): string => enumerate(of.map(({ resource }) => resource));
  return [
    ...(differing.length === 0
      ? []
      : [
          `not as declared, though no query says so: ${names(differing)}; add them to statecheck and update, or use --strict`,
        ]),
    ...(unknown.length === 0
      ? []
      : [`not compared with what is declared: ${names(unknown)}; no query gives the identifier`]),
    ...(unread.length === 0
      ? []
      : [`not compared with what is declared: ${names(unread)}; the resource could not be read`]),
  ];
}

function declaredOf(outcome: ResourceOutcome): DeclaredState | undefined {
  return 'declared' in outcome ? outcome.declared : undefined;
}

function unmanagedOf(declared: DeclaredState | undefined): readonly UnmanagedDifference[] {
  return declared?.kind === 'compared' ? declared.unmanaged : [];
}
