import type { CommandDefinition } from './definition.ts';

export const explainCommand: CommandDefinition = {
  name: 'explain',
  summary: 'explain a diagnostic code',
  description: 'Prints what a diagnostic means, an example and the way out; without a code, all codes.',
  arguments: [{ syntax: '[CODE]', description: 'the code as it was shown: manifest/unknown-key' }],
  options: () => [],
  reads: 'nothing',
  writes: 'nothing',
  example: 'stack-deploy explain manifest/unknown-key',
  run: async ([code], _options, context) => {
    const { explain } = await import('../commands/explain.ts');
    return explain(typeof code === 'string' ? code : undefined, context);
  },
};
