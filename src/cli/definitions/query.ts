import { Option } from 'commander';
import type { QueryOptions } from '../commands/query.ts';
import { colorOption, schemaOption, targetOptions, timeoutOption, variableOptions } from '../options.ts';
import type { CommandDefinition } from './definition.ts';

export const queryCommand: CommandDefinition = {
  name: 'query',
  summary: 'query the cloud in SQL',
  description:
    'Carries out SELECT, SHOW and DESCRIBE, and with --write INSERT, UPDATE and DELETE too. Several statements stand with ; between them. Without SQL and -f they are read from standard input.',
  arguments: [{ syntax: '[SQL]', description: 'the statements; - reads standard input' }],
  options: () => [
    new Option('-f, --file <FILE>', 'read the statements from a file; - is standard input'),
    formatOption(),
    new Option('--width <COLUMNS>', 'how wide a table may be (default: the terminal; in a pipe as wide as it gets)'),
    new Option('--write', 'let statements change the cloud; each is shown before it is sent').default(false),
    new Option('--show-requests', 'show the Cloud Control calls of each statement and their time').default(false),
    ...variableOptions(),
    ...targetOptions(),
    schemaOption(),
    timeoutOption(),
    colorOption(),
  ],
  reads: '-f or standard input, variables, the cloud',
  writes: 'the cloud, only with --write',
  example: 'stack-deploy query "SELECT queue_url FROM awscc.sqs.queues WHERE region = \'us-east-1\'" --local',
  run: async ([sql], options, context) => {
    const { query } = await import('../commands/query.ts');
    // commander makes the options and arguments by the definitions above.
    return query(sql as string | undefined, options as QueryOptions, context);
  },
};

/** The names stand here again so that help loads no format; a test compares them. */
export function formatOption(): Option {
  return new Option('--format <FORMAT>', 'how results are written')
    .choices(['table', 'json', 'csv', 'yaml', 'lines'])
    .default('table');
}
