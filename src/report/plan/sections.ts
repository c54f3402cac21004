import { enumerate } from '../../base/text.ts';
import type { ChangeLine } from './change-lines.ts';

/** What a plan, or a report of drift, says of one resource. */
export interface PlanSection {
  /** `none` for what is said below the changes. */
  readonly sign: '+' | '~' | '-/+' | '-' | '!' | 'none';
  readonly name: string;
  /** `AWS::SQS::Queue  https://…`, or why it is not looked at. */
  readonly about: string;
  readonly lines: readonly ChangeLine[];
}

/** A plan, or a report of drift, as it is shown: to people, and on a pull request. */
export interface SectionsDocument {
  /** `Plan`, `Teardown plan`, `Drift`: what the comment on a pull request is called. */
  readonly title: string;
  /** `Plan for`: what stands before the name of the stack in a terminal. */
  readonly lead: string;
  /** `shop (dev) in eu-west-1`. */
  readonly about: string;
  /** The first line of a comment, by which a later one finds it. */
  readonly marker: string;
  readonly sections: readonly PlanSection[];
  /** What is to be known of all of it, a paragraph each. */
  readonly notes: readonly string[];
  readonly summary: string;
}

/** `shop (dev) in eu-west-1`. */
export function stackTitle({
  stack,
  environment,
  region,
}: {
  readonly stack: string;
  readonly environment: string;
  readonly region: string | undefined;
}): string {
  return `${stack} (${environment})${region === undefined ? '' : ` in ${region}`}`;
}

/** `<!-- stack-deploy plan: shop (dev) -->`. */
export function commentMarker(
  what: string,
  { stack, environment }: { readonly stack: string; readonly environment: string },
): string {
  // Two hyphens would end the comment.
  const text = `${stack} (${environment})`.replaceAll(/[<>]|-(?=-)/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `<!-- stack-deploy ${what}: ${text} -->`;
}

/** `Not selected: role and note; pool (read only).`; nothing where all are selected. */
export function selectionNotes(
  left: readonly { readonly resource: string; readonly read: 'found' | 'absent' | 'no' }[],
): readonly string[] {
  const words = { no: '', found: ' (read only)', absent: ' (does not exist)' } as const;
  const parts = (['no', 'found', 'absent'] as const).flatMap((read) => {
    const names = left.filter((one) => one.read === read).map(({ resource }) => resource);
    return names.length === 0 ? [] : [enumerate(names) + words[read]];
  });
  return parts.length === 0 ? [] : [`Not selected: ${parts.join('; ')}.`];
}
