import { enumerate } from '../base/text.ts';
import type { FailureReason, ReplacementMember } from '../lifecycle/outcome.ts';
import { changeLines } from './plan/change-lines.ts';
import { waysToReplace } from './ways-to-replace.ts';

/**
 * Why a resource was not replaced: what forces it, with old and new value, everything that would have to be replaced with it, and the ways
 * out. Where another resource of the same run says the latter two, they are said there only.
 */
export function replacementLines(reason: FailureReason & { kind: 'needs-replacement' }): readonly string[] {
  const { identifier, changes, members, toldAt } = reason;
  const changed = changes.flatMap(changeLines).map(({ sign, depth, text }) => `  ${'  '.repeat(depth)}${sign} ${text}`);
  const first = `${identifier} must be replaced, and this run may not replace it:`;
  if (toldAt !== undefined) return [first, ...changed, `see ${toldAt}, which lists all that would be replaced`];
  const fixed = changes.filter(({ forcesReplacement }) => forcesReplacement);
  return [
    members.some(({ leave }) => leave !== 'given') ? first : `${identifier} must be replaced:`,
    ...changed,
    ...(members.length < 2 ? [] : ['the run would replace:', ...members.map((one) => `  ${memberText(one)}`)]),
    ...members.flatMap(({ resource, leave }) =>
      leave === 'given' ? [] : [`to replace ${resource}: ${waysToReplace(resource, leave)}`],
    ),
    ...(fixed.length === 0
      ? []
      : [`to keep it as it is: ignore_changes: [${fixed.map(({ pointer }) => pointer).join(', ')}]`]),
  ];
}

function memberText({ resource, typeName, identifier, follows }: ReplacementMember): string {
  const why = follows.length === 0 ? '' : `, since it takes a value of ${enumerate(follows)}`;
  return `${resource}: ${typeName} ${identifier}${why}`;
}
