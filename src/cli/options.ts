import { Option } from 'commander';

/** Options as commander gives them for commands over a stack. */
export interface StackOptions {
  readonly env: readonly string[];
  readonly envFile: string | undefined;
  readonly varsFile: string | undefined;
  readonly logLevel: string;
  readonly logFormat: 'human' | 'json';
  readonly showQueries: boolean;
  readonly dryRun: boolean;
  readonly outputFile: string | undefined;
  readonly local: boolean;
  readonly localDir: string;
  readonly endpointUrl: string | undefined;
  readonly profile: string | undefined;
  readonly region: string | undefined;
  readonly color: boolean;
  readonly exactPatch: boolean;
  /** build only. */
  readonly onFailure: 'error' | 'ignore' | 'rollback' | undefined;
  readonly json: boolean;
}

export const defaultLocalFolder = '.stack-deploy/local';

/** Of an option that may be given several times. */
export function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

/** Where variables come from. */
export function variableOptions(): readonly Option[] {
  return [
    new Option('-e, --env <KEY=VALUE>', 'set a variable; KEY alone takes it from the environment (repeatable)')
      .default([], 'none')
      .argParser(collect),
    new Option('--env-file <FILE>', 'read variables, KEY=VALUE a line (default: .env, where it exists)'),
    new Option('--vars-file <FILE>', 'read typed variables from YAML or JSON'),
  ];
}

/** Where requests go. */
export function targetOptions(): readonly Option[] {
  return [
    new Option('--local', 'use the embedded Cloud Control: no account, nothing leaves this machine').default(false),
    new Option('--local-dir <DIR>', 'where the embedded Cloud Control keeps its resources').default(defaultLocalFolder),
    new Option('--endpoint-url <URL>', 'send requests there (also AWS_ENDPOINT_URL_CLOUDCONTROL, AWS_ENDPOINT_URL)'),
    new Option('--profile <NAME>', 'the AWS profile whose credentials and region are used'),
    new Option('--region <REGION>', 'the region of statements that name none (also AWS_REGION)'),
  ];
}

/** What is shown. */
export function reportOptions(): readonly Option[] {
  return [
    new Option('--log-level <LEVEL>', 'error, warn, info, debug or trace').default('info'),
    new Option('--log-format <FORMAT>', 'sentences for people, or events as lines of JSON on standard output')
      .choices(['human', 'json'])
      .default('human'),
    new Option('--show-queries', 'show each statement before it is carried out').default(false),
    colorOption(),
  ];
}

export function runOptions(): readonly Option[] {
  return [
    new Option('--dry-run', 'print every statement on standard output and send nothing').default(false),
    new Option('--exact-patch', 'send patches as they stand, adding nothing').default(false),
  ];
}

export function onFailureOption(): Option {
  return new Option(
    '--on-failure <WHAT>',
    'error: stop; ignore: go on with what does not need the failed resource; rollback: undo what this run has done',
  )
    .choices(['error', 'ignore', 'rollback'])
    .default('error');
}

export function outputFileOption(): Option {
  return new Option('--output-file <FILE>', "write the stack's exports as JSON");
}

export function jsonOption(): Option {
  return new Option('--json', 'print one JSON document').default(false);
}

export function colorOption(): Option {
  return new Option('--no-color', 'no colours (also NO_COLOR)');
}
