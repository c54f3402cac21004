import { openStack } from '../../api/open-stack.ts';
import { openTarget } from '../../api/open-target.ts';
import { enumerate } from '../../base/text.ts';
import { mistake, type Diagnostic, type Parsed } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import { formatDiagnostics } from '../../diagnostics/format-diagnostic.ts';
import { regionHelp } from '../../diagnostics/region-help.ts';
import { usualAuth, type Signing } from '../../manifest/auth.ts';
import type { Provider, RequestEvent } from '../../provider/provider.ts';
import { formatStatementFailure } from '../../report/failure-lines.ts';
import { createRegistry, shippedSchemas } from '../../resource-types/create-registry.ts';
import { formatAddress } from '../../stack/address.ts';
import { authOfEnvironment } from '../../stack/environment.ts';
import { networkMistakes, openingOf, regionOf, targetOf } from '../api-options.ts';
import type { Context } from '../context.ts';
import { paletteFor } from '../create-reporter.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import type { StackOptions } from '../options.ts';

export type WaitOptions = StackOptions & { readonly resource?: string };

/** The stack whose run has sent a request. */
export interface SendingStack {
  readonly folder: string;
  readonly environment: string | undefined;
}

/** Follows a request to its end, and says how it ended. `stack`: signs as that stack does; default: with the usual credentials. */
export async function waitForRequest(
  requestToken: string,
  stack: SendingStack | undefined,
  options: WaitOptions,
  context: Context,
): Promise<ExitCode> {
  const palette = paletteFor(options, context);
  const say = (text: string): void => context.errors.write(context.masker.mask(text) + '\n');
  const refuse = (diagnostics: readonly Diagnostic[]): ExitCode => {
    say(formatDiagnostics(diagnostics, palette));
    return exitCodes.failed.code;
  };
  const signer = await signerOf(stack, options, context);
  if (signer.value === undefined) return refuse(signer.diagnostics);
  const region = regionOf(options, context)?.name ?? signer.value.region;
  if (region === undefined) return refuse([mistake('input/region', 'wait needs the region of the request: --region')]);
  const help = regionHelp(region);
  const wrong = help === undefined ? [] : [mistake('input/region', `invalid region "${region}"`, { help })];
  const trouble = [...networkMistakes(options, context), ...wrong];
  if (trouble.length > 0) return refuse(trouble);

  const { clock, random, workingDirectory, stopping } = context;
  const registry = createRegistry({ schemaFolders: [shippedSchemas] });
  const opened = await openTarget(targetOf(options, context), { clock, random, workingDirectory, registry });
  if (!opened.ok) return refuse([opened.error]);
  const provider = opened.value.providerFor(signer.value.signing);
  const lent = provider.lend({ signal: stopping.stop });
  try {
    const answer = await follow(requestToken, region, lent, context, say);
    if (!answer.ok) {
      say(formatStatementFailure({ kind: 'failed', failure: answer.error, done: [] }, palette));
      return exitCodes.failed.code;
    }
    const { status, fields } = answer.value;
    const { StatusMessage: message = '' } = fields;
    say(`${about(answer.value)}: ${status}${message === '' ? '' : `: ${message}`}`);
    return status === 'SUCCESS' ? exitCodes.done.code : exitCodes.failed.code;
  } finally {
    lent.close();
    await opened.value.close();
  }
}

interface Signer {
  readonly signing: Signing;
  /** The region of the stack's statements that name none. */
  readonly region: string | undefined;
}

/** By whom the stack asks: with the role of one of its resources, else of the environment, else with the usual credentials. */
async function signerOf(
  stack: SendingStack | undefined,
  options: WaitOptions,
  context: Context,
): Promise<Parsed<Signer>> {
  const refuse = (message: string, help: string): Parsed<Signer> => ({
    value: undefined,
    diagnostics: [mistake('input/option', message, { help })],
  });
  const { resource } = options;
  if (stack === undefined) {
    if (resource !== undefined) return refuse('--resource needs the stack', 'name its folder and its environment');
    return { value: { signing: usualAuth, region: undefined }, diagnostics: [] };
  }
  const { folder, environment } = stack;
  if (environment === undefined) return refuse('the stack needs its environment', 'name it behind the folder');
  const { value: opened, diagnostics } = await openStack({ ...openingOf(options, context), folder, environment });
  if (opened === undefined) return { value: undefined, diagnostics };
  const { records, roles, defaultRegion } = opened;
  const names = records.map(({ address }) => formatAddress(address));
  if (resource !== undefined && !names.includes(resource))
    return refuse(
      `the stack has no resource "${resource}"`,
      didYouMean(resource, names) ?? `it has ${enumerate(names)}`,
    );
  const own = roles.find(({ resources }) => resource !== undefined && resources.includes(resource));
  const region = defaultRegion ?? records.find((record) => record.region !== undefined)?.region;
  return { value: { signing: own ?? authOfEnvironment(opened.stack), region }, diagnostics: [] };
}

/** As a run does; what a run follows requests with is loaded with the provider, and not by commands. */
const pauseMs = (polls: number): number => Math.min(10_000, 500 * 1.5 ** polls);
const ended: ReadonlySet<RequestEvent['status']> = new Set(['SUCCESS', 'FAILED', 'CANCEL_COMPLETE']);

async function follow(
  requestToken: string,
  region: string,
  provider: Provider,
  { clock, stopping }: Context,
  say: (text: string) => void,
): Promise<Awaited<ReturnType<Provider['requestStatus']>>> {
  for (let polls = 0; ; polls += 1) {
    const answer = await provider.requestStatus({ region, requestToken });
    if (!answer.ok || ended.has(answer.value.status)) return answer;
    if (polls === 0) say(`${about(answer.value)}: ${answer.value.status}, waiting`);
    await clock.sleep(pauseMs(polls), stopping.stop);
  }
}

/** `CREATE of AWS::SQS::Queue https://…` */
function about({ operation, typeName, identifier = '' }: RequestEvent): string {
  return `${operation} of ${typeName} ${identifier}`.trim();
}
