import { colorOption, targetOptions, type StackOptions } from '../options.ts';
import type { CommandDefinition } from './definition.ts';

export const waitCommand: CommandDefinition = {
  name: 'wait',
  summary: 'wait for a request that goes on in the cloud',
  description:
    'Follows a request of Cloud Control to its end: one that a run could not follow, because its session expired or it was interrupted. Exit code 1 where the request fails.',
  arguments: [{ syntax: '<REQUEST_TOKEN>', description: 'the token of the request, as the run showed it' }],
  options: () => [...targetOptions(), colorOption()],
  reads: 'the cloud',
  writes: 'nothing',
  example: 'stack-deploy wait 7c9e6679-7425-40de-944b-e07fc1f90ae7 --region eu-west-1',
  run: async ([requestToken], options, context) => {
    const { waitForRequest } = await import('../commands/wait.ts');
    // commander makes the options by the definitions above.
    return waitForRequest(String(requestToken), options as StackOptions, context);
  },
};
