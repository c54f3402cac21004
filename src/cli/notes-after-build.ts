import type { OpenedStack } from '../api/opened-stack.ts';
import { count, enumerate } from '../base/text.ts';
import { nearest } from '../diagnostics/did-you-mean.ts';
import type { OwnedResource } from '../lifecycle/find-owned.ts';
import type { RunResult } from '../lifecycle/outcome.ts';
import { environmentsIn } from './completion/stack-facts.ts';

/**
 * What a person should know after a build that ended well: that it was the first one in an environment that the manifest names nowhere, and
 * that there are resources whose entries are gone. Empty where there is no such thing. `target` is what the commands in it need to reach the
 * same cloud, such as ` --local`.
 */
export function notesAfterBuild(
  folder: string,
  { stack }: Pick<OpenedStack, 'stack'>,
  { outcomes }: RunResult,
  gone: readonly OwnedResource[],
  target = '',
): string {
  const { manifest, environment } = stack;
  const notes = [
    newEnvironment(folder, manifest, environment, outcomes, target),
    goneEntries(folder, environment, gone, target),
  ];
  return notes.flatMap((note) => (note === undefined ? [] : [`\n${note}\n`])).join('');
}

/** A misspelt environment is a second stack, unless the manifest lists those that there are. */
function newEnvironment(
  folder: string,
  manifest: OpenedStack['stack']['manifest'],
  environment: string,
  outcomes: RunResult['outcomes'],
  target: string,
): string | undefined {
  const known = manifest.environments === undefined ? environmentsIn(manifest) : [];
  if (known.length === 0 || known.includes(environment)) return undefined;
  const isThere = outcomes.some(({ outcome }) => ['unchanged', 'updated', 'replaced'].includes(outcome.kind));
  const isMade = outcomes.some(({ outcome }) => outcome.kind === 'created');
  if (isThere || !isMade) return undefined;
  const [near] = nearest(environment, known);
  const question = near === undefined ? '' : ` Did you mean "${near}"?`;
  return [
    `This was the first build of ${manifest.name} in environment "${environment}"; the manifest has values for ${enumerate(known)}.${question}`,
    `To undo it: stack-deploy teardown ${folder} ${environment}${target}. To refuse other names, list the environments in the manifest.`,
  ].join('\n');
}

function goneEntries(
  folder: string,
  environment: string,
  gone: readonly OwnedResource[],
  target: string,
): string | undefined {
  if (gone.length === 0) return undefined;
  const names = gone.map(({ resource, type, identifier }) => `  ${resource}  ${type.typeName}  ${identifier}`);
  const about = gone.length === 1 ? 'is no longer in the manifest' : 'are no longer in the manifest';
  return [
    `${count(gone.length, 'resource')} of this stack ${about}:`,
    ...names,
    `To delete ${gone.length === 1 ? 'it' : 'them'}: stack-deploy build ${folder} ${environment}${target} --prune`,
  ].join('\n');
}
