import type { CommandDefinition } from './definition.ts';

export const completionCommand: CommandDefinition = {
  name: 'completion',
  summary: 'print a completion script for a shell',
  description:
    'Completes commands, options, folders of stacks, environments and resources of the manifest, and resource types. Source what it prints: source <(stack-deploy completion bash), the same with zsh, or stack-deploy completion fish | source. A shell completes the commands that it finds by their names, so install the package first: npm install --global stack-deploy. Nothing of a stack is run.',
  arguments: [
    { syntax: '<SHELL>', description: 'bash, zsh or fish' },
    { syntax: '[WORDS...]', description: 'what the script of a shell asks for' },
  ],
  options: () => [],
  reads: 'folders, manifests, schemas',
  writes: 'nothing',
  example: 'stack-deploy completion bash',
  run: async ([shell, words], _options, context, definitions) => {
    const { complete } = await import('../commands/completion.ts');
    // commander makes a variadic argument a list of texts.
    return complete(String(shell), words as readonly string[], definitions, context);
  },
};
