import { Command, CommanderError, Help, type Option } from 'commander';
import type { World } from './context.ts';
import type { CommandDefinition } from './definitions/definition.ts';
import { groupedOptions } from './definitions/option-groups.ts';
import { commandOverviews } from './definitions/overview.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { misplacedOption } from './misplaced-option.ts';
import { otherCommand } from './other-commands.ts';
import { otherOption } from './other-options.ts';
import { versionOf } from '../base/package-root.ts';

/** Runs the command that the arguments name. */
export async function runProgram(argv: readonly string[], world: World): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done.code;
  const program = createProgram(world);
  const misplaced = otherOption(argv) ?? misplacedOption(argv);
  if (misplaced !== undefined) {
    world.errors.write(misplaced);
    return exitCodes.failed.code;
  }
  // Help of the whole, and names that are none, need no definitions.
  if (argv.some((argument) => commandOverviews.some(({ name }) => name === argument))) {
    const { commandDefinitions } = await import('./definitions/index.ts');
    for (const definition of commandDefinitions) {
      addCommand(program, definition, commandDefinitions, world, (result) => {
        code = result;
      });
    }
  } else {
    const instead = otherCommand(argv);
    if (instead !== undefined) {
      world.errors.write(instead);
      return exitCodes.failed.code;
    }
    for (const { name, summary } of commandOverviews) program.command(name).summary(summary);
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCodes.done.code : exitCodes.failed.code;
  }
  return code;
}

/** What an option does, with its default where there is one to speak of. */
function describeOption(option: Option): string {
  const text = new Help().optionDescription(option);
  return text.replace(/ \((?:default: (?:false|none)|preset: "\w+")\)$/, '').replace(/, default: false\)$/, ')');
}

/** Longer lines are hard to read, however wide a terminal is. */
const widestHelp = 99;

function createProgram(world: World): Command {
  return new Command('stack-deploy')
    .description('Deploys stacks of AWS resources from a YAML manifest and SQL-like query files.')
    .version(versionOf(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .showHelpAfterError('(see stack-deploy --help)')
    .showSuggestionAfterError(true)
    .configureOutput({
      writeOut: (text) => world.output.write(text),
      writeErr: (text) => world.errors.write(text),
      getOutHelpWidth: () => Math.min(world.output.columns(), widestHelp),
      getErrHelpWidth: () => Math.min(world.errors.columns(), widestHelp),
    })
    .configureHelp({ subcommandTerm: (command) => termOf(command.name()), optionDescription: describeOption })
    .exitOverride()
    .addHelpText('after', helpTables());
}

/** `build <STACK_DIR> <STACK_ENV>`; `help` is the only one that is not ours. */
function termOf(name: string): string {
  const overview = commandOverviews.find((one) => one.name === name);
  return overview === undefined
    ? `${name} [command]`
    : `${name} ${overview.usage.replace('[options] ', '').replace('[options]', '')}`.trimEnd();
}

function addCommand(
  program: Command,
  definition: CommandDefinition,
  definitions: readonly CommandDefinition[],
  world: World,
  finish: (code: ExitCode) => void,
): void {
  const command = program
    .command(definition.name)
    .summary(definition.summary)
    .description(definition.description)
    .addHelpText('after', examplesText(definition));
  for (const argument of definition.arguments) command.argument(argument.syntax, argument.description);
  for (const option of groupedOptions(definition.options())) command.addOption(option);
  command.action(async () => {
    // Help is shown without either.
    const [{ maskedContext }, { Crash }] = await Promise.all([
      import('./masked-context.ts'),
      import('./format-crash.ts'),
    ]);
    const context = maskedContext(world);
    try {
      finish(
        await definition.run(stackFoldersIn(definition, command.processedArgs), command.opts(), context, definitions),
      );
    } catch (error) {
      throw new Crash(error, (text) => context.masker.mask(text));
    }
  });
}

/** Whoever names the manifest of a stack means its folder. */
function stackFoldersIn({ arguments: names }: CommandDefinition, given: readonly unknown[]): readonly unknown[] {
  return given.map((value, index) => {
    const isFolder = names[index]?.syntax.includes('STACK_DIR') === true;
    return isFolder && typeof value === 'string' ? value.replace(/(^|\/)stackql_manifest\.yml$/, '') || '.' : value;
  });
}

/** Lines that work in the project's own folder. */
function examplesText({ example, moreExamples = [] }: CommandDefinition): string {
  const examples = [example, ...moreExamples];
  return `\n${examples.length === 1 ? 'Example' : 'Examples'}:\n${examples.map((line) => `  ${line}`).join('\n')}`;
}

/** One table each: what commands read and write, and exit codes. */
function helpTables(): string {
  const width = Math.max(...commandOverviews.map((command) => command.name.length));
  const rows = commandOverviews.flatMap(({ name, reads, writes }) => [
    `  ${name.padEnd(width)}  reads   ${reads}`,
    ...(writes === 'nothing' ? [] : [`  ${''.padEnd(width)}  writes  ${writes}`]),
  ]);
  const codes = Object.values(exitCodes).map(({ code, meaning }) => `  ${String(code).padEnd(width)}  ${meaning}`);
  return [
    '',
    'What commands read and write:',
    ...rows,
    '',
    'Exit codes:',
    ...codes,
    '',
    'Results are written to standard output, everything else to standard error.',
  ].join('\n');
}
