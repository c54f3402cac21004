import { Option } from 'commander';
import type { WaitOptions } from '../commands/wait.ts';
import { colorOption, schemaOption, targetOptions, modulesOption, variableOptions } from '../options.ts';
import type { CommandDefinition } from './definition.ts';

export const waitCommand: CommandDefinition = {
  name: 'wait',
  summary: 'wait for a request that is still running',
  description:
    'Follows a request of Cloud Control to its end: one that a run could not follow, because its session expired or it was interrupted. With a stack, it asks with the role of the environment, or of one of its resources. Exit code 1 where the request fails.',
  arguments: [
    { syntax: '<REQUEST_TOKEN>', description: 'the token of the request, as the run showed it' },
    { syntax: '[STACK_DIR]', description: 'the folder of the stack whose role sent the request' },
    { syntax: '[STACK_ENV]', description: 'its environment' },
  ],
  options: () => [
    new Option('--resource <NAME>', 'the resource whose role sent the request (default: the role of the environment)'),
    ...variableOptions(),
    modulesOption(),
    ...targetOptions(),
    schemaOption(),
    colorOption(),
  ],
  reads: 'the cloud; the stack folder, variables',
  writes: 'nothing',
  example: 'stack-deploy wait 7c9e6679-7425-40de-944b-e07fc1f90ae7 --region eu-west-1',
  run: async ([requestToken, folder, environment], options, context) => {
    const { waitForRequest } = await import('../commands/wait.ts');
    const stack = typeof folder === 'string' ? { folder, environment: environment as string | undefined } : undefined;
    // commander makes the options by the definitions above.
    return waitForRequest(String(requestToken), stack, options as WaitOptions, context);
  },
};
