import {
  adoptOption,
  exportFileOption,
  graceOption,
  lockOptions,
  onFailureOption,
  parallelismOption,
  outputFileOption,
  planOption,
  pruneOption,
  replaceOption,
  reportOption,
  resendOption,
  ttlOption,
  yesOption,
} from '../options.ts';
import { verbCommand } from './verb-command.ts';

export const buildCommand = verbCommand({
  name: 'build',
  summary: 'make the cloud match the stack',
  description:
    'Creates what is missing, updates what differs, leaves the rest alone. Everything is checked before the first request.',
  ownOptions: () => [
    onFailureOption({
      error: 'stop',
      ignore: 'go on with what does not need the failed resource',
      rollback: 'undo what this run has done',
    }),
    parallelismOption(),
    adoptOption(),
    replaceOption(),
    resendOption(),
    pruneOption(),
    ttlOption(),
    planOption(),
    yesOption(),
    ...lockOptions(),
    graceOption(),
    outputFileOption(),
    exportFileOption(),
    reportOption('.xml (JUnit), .json, .md or .env (exports)'),
  ],
  moreExamples: [
    'stack-deploy build examples/cognito-user-pool dev --local --report build.xml',
    'stack-deploy build examples/cognito-user-pool dev --local --only browser_client',
  ],
  writes: 'the cloud; --output-file, --export-file, --report',
});
