import { formatDiagnostics } from '../../diagnostics/format-diagnostic.ts';
import { isName } from '../../report/json.ts';
import { reasonsOf } from '../../soak/findings.ts';
import { formatSoak, soakToJson } from '../../soak/format-soak.ts';
import { parseScenario } from '../../soak/scenario.ts';
import { soakStack } from '../../soak/soak-stack.ts';
import { openingOf, regionOf } from '../api-options.ts';
import type { Context } from '../context.ts';
import { paletteFor } from '../create-reporter.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import type { StackOptions } from '../options.ts';

export type SoakCommandOptions = Pick<
  StackOptions,
  'env' | 'envFile' | 'varsFile' | 'region' | 'schemaDir' | 'json' | 'color'
> & {
  readonly other: readonly string[];
  readonly otherValues: string | undefined;
  readonly repeatedToken: 'conflict' | 'replay';
  readonly lock: boolean | undefined;
  readonly parallelism: number | undefined;
  /** Infinity for all. */
  readonly sample: number;
  readonly seed: string;
  readonly random: number;
  readonly cycles: number;
  readonly scenario: string | undefined;
};

/** Disturbs a stack in memory, and prints what was tried and what did not hold. */
export async function soak(
  folder: string,
  environment: string,
  options: SoakCommandOptions,
  context: Context,
): Promise<ExitCode> {
  const { masker, output, errors } = context;
  const refuse = (text: string): ExitCode => {
    errors.write(masker.mask(text) + '\n');
    return exitCodes.failed.code;
  };
  const scenario = options.scenario === undefined ? undefined : parseScenario(options.scenario);
  if (options.scenario !== undefined && scenario === undefined)
    return refuse(
      `invalid --scenario "${options.scenario}": use a name from the output of soak, such as kill/build/3/after`,
    );
  const opening = {
    ...openingOf(options, context),
    folder,
    environment,
    region: regionOf({ region: options.region, profile: undefined, local: true }, context),
  };
  const { sample, seed, random, cycles, other, otherValues, repeatedToken, env } = options;
  const hasOther = other.length > 0 || otherValues !== undefined;
  const end = await soakStack({
    opening,
    other: hasOther ? { assignments: [...env, ...other], valuesOf: otherValues } : undefined,
    settings: { onRepeatedToken: repeatedToken },
    sample,
    seed,
    random,
    cycles,
    lock: options.lock,
    parallelism: options.parallelism,
    scenario,
    signal: context.stopping.stop,
    onProgress: ({ tried, of, violations }) => {
      if (errors.isTerminal)
        errors.write(`\r${tried} of ${of} scenarios, ${violations} violations${tried === of ? '\n' : ''}`);
    },
  });
  switch (end.kind) {
    case 'refused':
      return refuse(
        formatDiagnostics(end.diagnostics, paletteFor(options, context), { maskText: (line) => masker.mask(line) }),
      );
    case 'unfit':
      return refuse(`the stack cannot be soaked: ${end.message}: ${reasonsOf(end.result)}`);
    case 'unknown-scenario':
      return refuse(`invalid --scenario "${options.scenario ?? ''}": the stack has no such run`);
    case 'soaked': {
      const { report } = end;
      const replay = (name: string): string => replayLine(folder, environment, options, name);
      output.write(
        options.json
          ? JSON.stringify(masker.maskJson(soakToJson(report, replay), isName), undefined, 2) + '\n'
          : masker.mask(formatSoak(report, replay)),
      );
      return report.violations.length === 0 ? exitCodes.done.code : exitCodes.failed.code;
    }
  }
}

/** The command that tries one scenario again. */
function replayLine(folder: string, environment: string, options: SoakCommandOptions, scenario: string): string {
  const { env, envFile, varsFile, region, schemaDir, other, otherValues, repeatedToken } = options;
  const given = (name: string, value: string | undefined): readonly string[] =>
    value === undefined ? [] : [name, value];
  const words = [
    ...['stack-deploy', 'soak', folder, environment],
    ...env.flatMap((one) => ['-e', one]),
    ...given('--env-file', envFile),
    ...given('--vars-file', varsFile),
    ...given('--region', region),
    ...given('--schema-dir', schemaDir),
    ...other.flatMap((one) => ['--other', one]),
    ...given('--other-values', otherValues),
    ...(repeatedToken === 'conflict' ? [] : ['--repeated-token', repeatedToken]),
    ...(options.lock === true ? ['--lock'] : []),
    ...(options.parallelism === undefined ? [] : ['--parallelism', String(options.parallelism)]),
    ...['--scenario', scenario],
  ];
  return words
    .map((word) => (/^[\w./=:,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`))
    .join(' ');
}
