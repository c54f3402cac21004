import type { Option } from 'commander';
import type { Verb } from '../../lifecycle/outcome.ts';
import {
  reportOptions,
  runOptions,
  schemaOption,
  selectionOptions,
  targetOptions,
  modulesOption,
  variableOptions,
  type StackOptions,
} from '../options.ts';
import { forEachStack } from '../deployments/for-each-stack.ts';
import type { CommandDefinition } from './definition.ts';
import { severalStacks } from './stack-arguments.ts';

interface VerbDefinition extends Pick<CommandDefinition, 'summary' | 'description' | 'writes' | 'moreExamples'> {
  readonly name: Verb;
  /** What only this verb has; the options of all of them stand around. */
  readonly ownOptions: () => readonly Option[];
}

/** A command that goes through the resources of a stack. */
export function verbCommand({ name, ownOptions, ...texts }: VerbDefinition): CommandDefinition {
  return {
    ...texts,
    name,
    arguments: severalStacks,
    options: () => [
      ...variableOptions(),
      modulesOption(),
      ...targetOptions(),
      schemaOption(),
      ...selectionOptions(),
      ...runOptions(),
      ...ownOptions(),
      ...reportOptions(),
    ],
    reads: 'the stack folder, variables, the cloud',
    example: `stack-deploy ${name} examples/cognito-user-pool dev --local`,
    run: async ([folder, environment], options, context) => {
      const { runStackCommand } = await import('../commands/run-stack.ts');
      // commander makes the options by the definitions above.
      const given = options as StackOptions;
      return forEachStack(name, [folder, environment], given, context, (...one) => runStackCommand(name, ...one));
    },
  };
}
