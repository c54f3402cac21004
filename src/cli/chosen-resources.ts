import { identifiersIn } from '../api/saved-plans.ts';
import type { OpenedStack } from '../api/opened-stack.ts';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Selection } from '../stack/select-resources.ts';
import { unknownNames } from './names-of-entries.ts';
import type { StackOptions } from './options.ts';

/** What the options of a command name of a stack. */
export interface ChosenResources {
  readonly selection: Required<Selection>;
  readonly identifiers: ReturnType<typeof identifiersIn>;
  /** Names that the stack does not have. */
  readonly diagnostics: readonly Diagnostic[];
}

export function chosenResources(options: StackOptions, stack: OpenedStack): ChosenResources {
  const identifiers = identifiersIn(options.identifier ?? []);
  const selection = { only: [...options.only, ...options.target], skip: options.skip };
  const diagnostics = [
    ...stack.select(selection).diagnostics,
    ...unknownNames('--resend', options.resend, stack),
    ...unknownNames('--replace', options.replace, stack),
    ...unknownNames('--adopt', options.adopt, stack),
    ...unknownNames('--identifier', Object.keys(identifiers), stack),
    ...notOneResource(Object.keys(identifiers), stack),
  ];
  return { selection, identifiers, diagnostics };
}

/** An identifier says which resource is meant: of an entry that stands for several, or for none, it says nothing. */
function notOneResource(names: readonly string[], { stack }: OpenedStack): readonly Diagnostic[] {
  return stack.manifest.resources
    .filter(({ name, kind }) => names.includes(name) && kind !== 'resource')
    .map(({ name, kind }) =>
      mistake('input/option', `--identifier ${name} names an entry of type ${kind}; it needs one of type resource`),
    );
}
