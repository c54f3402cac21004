import { jsonOption, schemaOption, targetOptions } from '../options.ts';
import type { InfoOptions } from '../commands/info.ts';
import type { CommandDefinition } from './definition.ts';

export const infoCommand: CommandDefinition = {
  name: 'info',
  summary: 'tell versions, target, region, account and folders',
  description: 'Tells what a run with the same options would use. Sends nothing.',
  arguments: [],
  options: () => [...targetOptions(), schemaOption(), jsonOption()],
  reads: 'the environment',
  writes: 'nothing',
  example: 'stack-deploy info --local',
  run: async (_args, options, context) => {
    const { info } = await import('../commands/info.ts');
    // commander makes the options by the definitions above.
    return info(options as InfoOptions, context);
  },
};
