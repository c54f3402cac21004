import { openTarget } from '../../api/open-target.ts';
import { mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { formatDiagnostics } from '../../diagnostics/format-diagnostic.ts';
import { regionHelp } from '../../diagnostics/region-help.ts';
import type { Provider, RequestEvent } from '../../provider/provider.ts';
import { formatStatementFailure } from '../../report/failure-lines.ts';
import { createRegistry, shippedSchemas } from '../../resource-types/create-registry.ts';
import { networkMistakes, regionOf, targetOf } from '../api-options.ts';
import type { Context } from '../context.ts';
import { paletteFor } from '../create-reporter.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import type { StackOptions } from '../options.ts';

/** Follows a request to its end, and says how it ended. */
export async function waitForRequest(
  requestToken: string,
  options: Omit<StackOptions, 'only'>,
  context: Context,
): Promise<ExitCode> {
  const palette = paletteFor(options, context);
  const say = (text: string): void => context.errors.write(context.masker.mask(text) + '\n');
  const refuse = (diagnostics: readonly Diagnostic[]): ExitCode => {
    say(formatDiagnostics(diagnostics, palette));
    return exitCodes.failed.code;
  };
  const region = regionOf(options, context)?.name;
  if (region === undefined) return refuse([mistake('input/region', 'wait needs the region of the request: --region')]);
  const help = regionHelp(region);
  const wrong = help === undefined ? [] : [mistake('input/region', `invalid region "${region}"`, { help })];
  const trouble = [...networkMistakes(options, context), ...wrong];
  if (trouble.length > 0) return refuse(trouble);

  const { clock, random, workingDirectory, stopping } = context;
  const registry = createRegistry({ schemaFolders: [shippedSchemas] });
  const opened = await openTarget(targetOf(options, context), { clock, random, workingDirectory, registry });
  if (!opened.ok) return refuse([opened.error]);
  const { provider } = opened.value;
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
