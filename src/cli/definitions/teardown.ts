import {
  graceOption,
  lockOptions,
  onFailureOption,
  parallelismOption,
  planOption,
  reportOption,
  yesOption,
} from '../options.ts';
import { verbCommand } from './verb-command.ts';

export const teardownCommand = verbCommand({
  name: 'teardown',
  summary: 'remove the stack from the cloud',
  description: 'Deletes the resources of the stack in reverse order. A resource that does not exist is not an error.',
  ownOptions: () => [
    parallelismOption(),
    planOption(),
    yesOption(),
    ...lockOptions(),
    graceOption(),
    onFailureOption({
      error: 'stop',
      ignore: 'go on with what the failed resource does not use, list what may still be there, and end with 0',
      rollback: 'the same as error',
    }),
    reportOption('.xml (JUnit), .json or .md'),
  ],
  writes: 'the cloud; --report',
});
