import { InvalidArgumentError, Option } from 'commander';
import type { EmulatorCommandOptions } from '../commands/emulator.ts';
import { durationMs, schemaOption } from '../options.ts';
import type { CommandDefinition } from './definition.ts';

export const emulatorCommand: CommandDefinition = {
  name: 'emulator',
  summary: 'serve the embedded Cloud Control on this machine',
  description:
    'Serves the embedded Cloud Control on 127.0.0.1, for this tool, the AWS CLI, SDKs and others, until it is stopped.',
  arguments: [],
  options: () => [
    new Option('--port <PORT>', 'the port on 127.0.0.1; 0 takes a free one').default('4566'),
    new Option(
      '--allow-host <NAME>',
      'answer requests for this host name, too; else only for names of this machine (repeatable)',
    )
      .argParser((name: string, names: readonly string[]) => [...names, name])
      .default([], 'none'),
    new Option(
      '--data <DIR>',
      'keep resources in this folder (one made by --local, too); else they are gone at the end',
    ),
    schemaOption(),
    new Option('--faults <FILE>', 'what goes wrong, for which requests: YAML or JSON'),
    new Option(
      '--seed <TEXT>',
      'what the probability of faults is drawn from; default: the seed in FILE, else always the same',
    ),
    new Option('--quotas <FILE>', 'throttle beyond these quotas: YAML or JSON, or aws for what is known of AWS'),
    new Option(
      '--request-time <TIME>',
      'how long creates, updates and deletes stay IN_PROGRESS: 500ms, 30s, 5m; else they end at once',
    ).argParser(durationMs),
    new Option(
      '--retry-after <SECONDS>',
      'how many seconds a running request asks to be left alone, or none; else until its end',
    ).argParser(retryAfterMs),
    new Option(
      '--repeated-token <ANSWER>',
      'conflict: a ClientToken used before is refused, as recorded on AWS; replay: the same request is answered again',
    )
      .choices(['conflict', 'replay'])
      .default('conflict'),
    new Option('--log-format <FORMAT>', 'lines for people on standard error, or lines of JSON on standard output')
      .choices(['human', 'json'])
      .default('human'),
  ],
  reads: '--data, --faults, --quotas, schemas',
  writes: '--data',
  example: 'stack-deploy emulator --port 4566 --data .stack-deploy/local',
  run: async (_args, options, context) => {
    const { runEmulator } = await import('../commands/emulator.ts');
    // commander makes the options by the definitions above.
    return runEmulator(options as EmulatorCommandOptions, context);
  },
};

function retryAfterMs(text: string): number | 'none' {
  if (text === 'none') return 'none';
  if (!/^\d{1,6}(?:\.\d{1,3})?$/.test(text)) throw new InvalidArgumentError('It is a number of seconds, or none.');
  return Number(text) * 1000;
}
