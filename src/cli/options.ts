import { InvalidArgumentError, Option } from 'commander';
import { defaultSelectTimeoutMs, durationText } from '../api/select-timeout.ts';
import type { allOrphans as orphansWord } from '../lifecycle/prune-wish.ts';
import type { OnFailure } from '../lifecycle/session.ts';
import { parseDuration } from './parse-duration.ts';

/** The same word; help need not load what runs are made of for it. */
const allOrphans: typeof orphansWord = 'orphans';

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
  readonly exportFile: string | undefined;
  /** Files of reports. Not of all commands. */
  readonly report?: readonly string[];
  readonly local: boolean;
  readonly localDir: string;
  readonly endpointUrl: string | undefined;
  readonly profile: string | undefined;
  readonly region: string | undefined;
  /** The role that GitHub's token service is asked for. */
  readonly roleArn?: string | undefined;
  readonly schemaDir: string | undefined;
  readonly color: boolean;
  readonly exactPatch: boolean;
  readonly strict: boolean;
  /** Of build: names of entries. */
  readonly resend: readonly string[] | undefined;
  /** Of build and plan: names of entries. */
  readonly replace: readonly string[] | undefined;
  /** False: a stack that lists modules is refused. */
  readonly modules?: boolean;
  /** Of build and plan: names of entries. */
  readonly adopt?: readonly string[] | undefined;
  /** Resources that entries stand for, as `NAME=ID`. */
  readonly identifier?: readonly string[];
  /** Of build and plan: resources as `TYPE=IDENTIFIER`, and `orphans` for all that the mark tells. */
  readonly prune?: readonly string[];
  /** Not of all commands. */
  readonly onFailure: OnFailure | undefined;
  /** Patterns of resources; those of `target` count as those of `only`. */
  readonly only: readonly string[];
  readonly target: readonly string[];
  readonly skip: readonly string[];
  readonly json: boolean;
  /** Of build: after how many milliseconds the stack may be swept. */
  readonly ttl?: number;
  /** Of build and teardown: the file of a saved plan. */
  readonly plan?: string | undefined;
  /** How long SIGTERM lets changes under way come to their end, in milliseconds. */
  readonly grace?: number;
  /** Of build and teardown: how many resources are written at one time. */
  readonly parallelism?: number;
  /** Of build and teardown: true, or for how long the lock counts, in milliseconds. */
  readonly lock?: true | number;
  /** How long to wait for the lock, in milliseconds. */
  readonly lockTimeout?: number;
  /** Of build and teardown. */
  readonly yes?: boolean;
  /** Of plan and test. */
  readonly detailedExitcode?: boolean | undefined;
  /** How long one SELECT may take, in milliseconds. */
  readonly timeout: number | undefined;
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

/** Whether code beside the manifest may run. */
export function modulesOption(): Option {
  return new Option('--no-modules', 'refuse a stack that lists modules: they are code, which reading the stack runs');
}

/** Where requests go. */
export function targetOptions(): readonly Option[] {
  return [
    new Option('--local', 'use the embedded Cloud Control: no account, nothing leaves this machine').default(false),
    new Option('--local-dir <DIR>', 'where the embedded Cloud Control keeps its resources').default(defaultLocalFolder),
    new Option('--endpoint-url <URL>', 'send requests there (also AWS_ENDPOINT_URL_CLOUDCONTROL, AWS_ENDPOINT_URL)'),
    ...callerOptions(),
  ];
}

/** In whose name, and in which region. */
export function callerOptions(): readonly Option[] {
  return [
    new Option('--profile <NAME>', 'the AWS profile whose credentials and region are used'),
    new Option(
      '--role-arn <ARN>',
      'the role that GitHub gives a job (also AWS_ROLE_ARN); asked for anew as it expires',
    ),
    new Option('--region <REGION>', 'the region for statements that do not name one (also AWS_REGION)'),
  ];
}

/** Where what is known of resource types comes from. */
export function schemaOption(): Option {
  return new Option('--schema-dir <DIR>', 'a schema directory that takes precedence');
}

/** What is shown. */
export function reportOptions(): readonly Option[] {
  return [
    new Option('--log-level <LEVEL>', 'error, warn, info, debug or trace').default('info'),
    new Option('--log-format <FORMAT>', 'human: text for people; json: events as lines of JSON on standard output')
      .choices(['human', 'json'])
      .default('human'),
    new Option('--show-queries', 'show each statement before it is carried out').default(false),
    colorOption(),
  ];
}

export function runOptions(): readonly Option[] {
  return [
    new Option('--dry-run', 'print every statement and send nothing').default(false),
    strictOption(),
    new Option('--exact-patch', 'send patches as they stand, adding nothing').default(false),
    timeoutOption(defaultSelectTimeoutMs),
  ];
}

export function resendOption(): Option {
  return new Option('--resend <NAME>', 'send the write-only properties of this resource again (repeatable)')
    .default([], 'none')
    .argParser(collect);
}

export function replaceOption(): Option {
  return new Option('--replace <NAME>', 'allow this resource to be deleted and created anew (repeatable)')
    .default([], 'none')
    .argParser(collect);
}

export function adoptOption(): Option {
  return new Option('--adopt <NAME>', 'take over this resource, which exists already and has no mark (repeatable)')
    .default([], 'none')
    .argParser(collect);
}

/** What is deleted though no entry says so. */
export function pruneOption(): Option {
  return new Option(
    '--prune [TYPE=IDENTIFIER]',
    'delete resources of this stack that are no longer in the manifest; TYPE=IDENTIFIER: one child of its resources (repeatable)',
  )
    .preset(allOrphans)
    .argParser((value: string, before: readonly string[] | undefined) => {
      if (value !== allOrphans && !/^[\w:.]+=./.test(value))
        throw new InvalidArgumentError('It is TYPE=IDENTIFIER. Without one, write --prune after the stack.');
      return [...(before ?? []), value];
    })
    .conflicts(['only', 'target', 'skip']);
}

/** Which resources a run is about. */
export function selectionOptions(): readonly Option[] {
  const selecting = (option: Option): Option => option.default([], 'all').argParser(collectList);
  return [
    selecting(
      new Option(
        '--only <NAMES>',
        'only these resources: names, globs or types, with commas; +name: with what it needs, name+: with what needs it (also --target; repeatable)',
      ),
    ),
    selecting(
      new Option('--skip <NAMES>', 'leave these resources out, written like those of --only (repeatable)'),
    ).default([], 'none'),
    selecting(new Option('--target <NAMES>')).hideHelp(),
    new Option('--identifier <NAME=ID>', 'choose a resource if the exists query of an entry finds several (repeatable)')
      .default([], 'none')
      .argParser((value: string, before: readonly string[]) => {
        if (!/^[^=]+=./.test(value)) throw new InvalidArgumentError('It is NAME=ID.');
        return collect(value, before);
      }),
  ];
}

/** Of an option that takes a list with commas, and may be given several times. */
function collectList(value: string, before: readonly string[]): readonly string[] {
  const parts = value.split(',').map((part) => part.trim());
  return [...before, ...parts.filter((part) => part !== '')];
}

/** How long a SELECT may take. Where a person waits, no limit is the default: they see that it lasts, and have Ctrl-C. */
export function timeoutOption(fallbackMs?: number): Option {
  const option = new Option(
    '--timeout <TIME>',
    'time limit of one SELECT, including its requests: 30s, 5m, 1h',
  ).argParser(durationMs);
  return fallbackMs === undefined ? option : option.default(fallbackMs, durationText(fallbackMs));
}

/** As many as a person may wish to have under way at once; the service throttles long before. */
function parseParallelism(text: string): number {
  const found = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (found < 1 || found > 100) throw new InvalidArgumentError('It is a number from 1 to 100.');
  return found;
}

/** Parses the argument of an option that is a time, to milliseconds. */
export function durationMs(text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined) throw new InvalidArgumentError('It is a time like 30s, 5m or 1h, up to 24h.');
  return ms;
}

/** What happens when a resource fails; the texts say what each choice does in a command. */
export function onFailureOption(texts: Readonly<Partial<Record<OnFailure, string>>>): Option {
  const choices = Object.entries(texts);
  return new Option('--on-failure <WHAT>', choices.map(([name, text]) => `${name}: ${text}`).join('; '))
    .choices(choices.map(([name]) => name))
    .default('error');
}

export function planOption(): Option {
  return new Option('--plan <FILE>', 'carry out a plan that plan --out wrote: exactly that plan, or nothing');
}

/** The longest time that a stack may be there for a while. */
const longestTtlMs = 365 * 86_400_000;

export function ttlOption(): Option {
  return new Option(
    '--ttl <TIME>',
    'how long the stack is needed: 4h, 3d; after that time stack-deploy sweep may tear it down',
  )
    .argParser((text: string) => {
      const ms = parseDuration(text, longestTtlMs);
      if (ms === undefined || ms < 60_000)
        throw new InvalidArgumentError('It is a time like 30m, 4h or 3d, from 1m to 365d.');
      return ms;
    })
    .conflicts(['exactPatch', 'plan', 'dryRun']);
}

export function graceOption(): Option {
  return new Option('--grace <TIME>', 'how long SIGTERM waits for changes that are under way: 5s, 2m')
    .argParser(durationMs)
    .default(5_000, '5s');
}

export function parallelismOption(): Option {
  return new Option(
    '--parallelism <N>',
    'write up to N resources at one time, each after those that it uses (default: as the manifest says, or 1)',
  ).argParser(parseParallelism);
}

/** How one run at a time is made sure of. */
export function lockOptions(): readonly Option[] {
  return [
    new Option(
      '--lock [TIME]',
      'take the lock of the stack first; TIME is how long it counts after its last renewal (default: 5m)',
    ).argParser(durationMs),
    new Option('--lock-timeout <TIME>', 'how long to wait for whoever holds the lock (default: 10m)').argParser(
      durationMs,
    ),
  ];
}

export function yesOption(): Option {
  return new Option('--yes', 'skip the question that confirm: true in the manifest asks').default(false);
}

export function outputFileOption(): Option {
  return new Option('--output-file <FILE>', "write the stack's exports as JSON");
}

export function exportFileOption(): Option {
  return new Option(
    '--export-file <FILE>',
    "write the stack's exports for a shell: export STACKQL_DEPLOY__<stack>__<env>__<name>='…'",
  );
}

/** `endings`: `.xml (JUnit), .json or .md`. */
export function reportOption(endings: string): Option {
  return new Option('--report <FILE>', `write a report, in the format that its ending says: ${endings} (repeatable)`)
    .default([], 'none')
    .argParser(collect)
    .conflicts('dryRun');
}

export function detailedExitcodeOption(): Option {
  return new Option('--detailed-exitcode', 'exit with 0 if nothing would change, 2 if something would').default(false);
}

export function strictOption(): Option {
  return new Option(
    '--strict',
    'apply and test everything that create declares, not only what statecheck and update name',
  ).default(false);
}

export function jsonOption(): Option {
  return new Option('--json', 'print one JSON document').default(false);
}

export function colorOption(): Option {
  return new Option('--no-color', 'no colours (also NO_COLOR)');
}
