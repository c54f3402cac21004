import {
  detailedExitcodeOption,
  exportFileOption,
  onFailureOption,
  outputFileOption,
  reportOption,
} from '../options.ts';
import { verbCommand } from './verb-command.ts';

export const testCommand = verbCommand({
  name: 'test',
  summary: 'check that the cloud matches the stack',
  description:
    'Looks at each resource and compares it with what the stack says. Writes nothing to the cloud; scripts run, unless they say read_only: false. Exit code 1 where anything differs.',
  ownOptions: () => [
    // A test looks at everything whatever this says; whoever gives it to all commands may give it to this one.
    onFailureOption({ error: '', ignore: '', rollback: '' }).hideHelp(),
    detailedExitcodeOption(),
    outputFileOption(),
    exportFileOption(),
    reportOption('.xml (JUnit), .json, .md or .env (exports)'),
  ],
  writes: '--output-file, --export-file, --report',
});
