import { resolve } from 'node:path';
import { loadFaults, type FaultFile } from '../../api/load-faults.ts';
import { loadQuotas } from '../../api/load-quotas.ts';
import { openRegistry } from '../../api/open-registry.ts';
import { processFacts } from '../../api/process-facts.ts';
import { isJsonObject, type JsonObject } from '../../base/json.ts';
import { enumerate } from '../../base/text.ts';
import { hasErrors, type Parsed } from '../../diagnostics/diagnostic.ts';
import { formatDiagnostics } from '../../diagnostics/format-diagnostic.ts';
import type { EmulatorSettings } from '../../emulator/emulator.ts';
import type { EmulatorEvent } from '../../emulator/events.ts';
import { createEmulator } from '../../emulator/create-emulator.ts';
import { serveEmulator, type ServedEmulator } from '../../emulator/serve-emulator.ts';
import { openFileStore } from '../../emulator/store/file-store.ts';
import { memoryStore } from '../../emulator/store/memory-store.ts';
import type { Store } from '../../emulator/store/store.ts';
import { fitCell } from '../../report/formats/cell-text.ts';
import { jsonFormatVersion } from '../../report/json.ts';
import type { FileRegistry } from '../../resource-types/create-registry.ts';
import { shownPath } from '../../stack/load-source.ts';
import { schemasOf } from '../api-options.ts';
import type { Context } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';

export interface EmulatorCommandOptions {
  readonly port: string;
  readonly allowHost: readonly string[];
  readonly data: string | undefined;
  readonly schemaDir: string | undefined;
  readonly faults: string | undefined;
  readonly seed: string | undefined;
  /** A file, or `aws`. */
  readonly quotas: string | undefined;
  /** Milliseconds. */
  readonly requestTime: number | undefined;
  /** Milliseconds. */
  readonly retryAfter: number | 'none' | undefined;
  readonly repeatedToken: 'conflict' | 'replay';
  readonly logFormat: 'human' | 'json';
}

/** Serves the embedded Cloud Control on this machine until it is stopped. */
export async function runEmulator(options: EmulatorCommandOptions, context: Context): Promise<ExitCode> {
  const say = (text: string): void => context.errors.write(text + '\n');
  const port = /^\d{1,5}$/.test(options.port) ? Number(options.port) : Number.NaN;
  if (!(port <= 65_535)) {
    say(`--port ${options.port} is no port: give a number from 0 (any free one) to 65535`);
    return exitCodes.failed.code;
  }
  const { workingDirectory } = context;
  const registry = openRegistry({ ...schemasOf(options, context), workingDirectory, stackFolder: workingDirectory });
  if (!registry.ok) {
    say(formatDiagnostics([registry.error]));
    return exitCodes.failed.code;
  }
  const settings = readSettings(options, registry.value, context);
  if (settings.diagnostics.length > 0) say(formatDiagnostics(settings.diagnostics));
  if (settings.value === undefined) return exitCodes.failed.code;
  const folder = options.data === undefined ? undefined : resolve(context.workingDirectory, options.data);
  const store = await openStore(folder, context);
  if (typeof store === 'string') {
    say(store);
    return exitCodes.failed.code;
  }
  const emulator = createEmulator({
    ...settings.value,
    registry: registry.value,
    clock: context.clock,
    random: context.random,
    store,
  });
  const emit = reporterFor(options, context);
  let served: ServedEmulator;
  try {
    served = await serveEmulator({
      emulator,
      port,
      emit,
      allowedHosts: options.allowHost,
      clock: context.clock,
      random: context.random,
    });
  } catch (error) {
    await emulator.close();
    say(portTrouble(port, error));
    return exitCodes.failed.code;
  }
  if (options.logFormat === 'human') {
    say(
      `resources are kept in ${folder === undefined ? 'memory' : shownPath(folder, context.workingDirectory)}; stop with Ctrl-C`,
    );
    say(`use it with:  export AWS_ENDPOINT_URL_CLOUDCONTROL=${served.url}`);
  }
  await aborted(context.stopping.stop);
  await served.close();
  await emulator.close();
  return exitCodes.done.code;
}

/** How the emulator is to behave, with what is wrong in the files that say so. */
function readSettings(
  options: EmulatorCommandOptions,
  registry: FileRegistry,
  { workingDirectory }: Context,
): Parsed<EmulatorSettings> {
  const { requestTime, retryAfter, repeatedToken } = options;
  const file: Parsed<FaultFile> =
    options.faults === undefined
      ? { value: { faults: [], seed: undefined }, diagnostics: [] }
      : loadFaults(options.faults, workingDirectory, registry);
  const quotas: Parsed<EmulatorSettings['quotas']> =
    options.quotas === undefined || options.quotas === 'aws'
      ? { value: options.quotas, diagnostics: [] }
      : loadQuotas(options.quotas, workingDirectory);
  const diagnostics = [...file.diagnostics, ...quotas.diagnostics];
  if (file.value === undefined || hasErrors(diagnostics)) return { value: undefined, diagnostics };
  const seed = options.seed ?? file.value.seed;
  const value: EmulatorSettings = {
    faults: file.value.faults,
    onRepeatedToken: repeatedToken,
    ...(quotas.value === undefined ? {} : { quotas: quotas.value }),
    ...(seed === undefined ? {} : { seed }),
    ...(requestTime === undefined ? {} : { requestMs: requestTime }),
    ...(retryAfter === undefined ? {} : { retryAfterMs: retryAfter }),
  };
  return { value, diagnostics };
}

function portTrouble(port: number, error: unknown): string {
  if (!(error instanceof Error)) throw error;
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return `port ${port} is in use by another process; give another with --port (0 takes a free one)`;
  if (code === 'EACCES') return `port ${port} may not be used by you; ports from 1024 may`;
  return `port ${port} cannot be used: ${error.message}`;
}

async function openStore(folder: string | undefined, context: Context): Promise<Store | string> {
  if (folder === undefined) return memoryStore();
  const opened = await openFileStore(folder, { clock: context.clock, ...processFacts() });
  return opened.ok ? opened.value : opened.error.message;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener('abort', () => done(), { once: true });
  });
}

/** Columns of a line: clients may send a name of any length. */
const longestLine = 2000;

/** Requests as they come, each in a line: the properties in their bodies are never shown, there are secrets among them. */
function reporterFor(options: EmulatorCommandOptions, context: Context): (event: EmulatorEvent) => void {
  if (options.logFormat === 'json') {
    return (event) => {
      const line = {
        format: jsonFormatVersion,
        time: new Date(context.clock.now()).toISOString(),
        ...eventToJson(event),
      };
      context.output.write(JSON.stringify(line) + '\n');
    };
  }
  return (event) => context.errors.write(fitCell(eventText(event), longestLine).shown + '\n');
}

function eventToJson(event: EmulatorEvent): JsonObject {
  if (event.kind === 'emulator.broken') return { kind: event.kind, message: messageOf(event.error) };
  // The other events are plain data.
  const plain: unknown = JSON.parse(JSON.stringify(event));
  return isJsonObject(plain as JsonObject) ? (plain as JsonObject) : {};
}

function eventText(event: EmulatorEvent): string {
  switch (event.kind) {
    case 'emulator.listening':
      return `the embedded Cloud Control listens on ${event.url}`;
    case 'emulator.request': {
      const { operation, typeName, identifier, region, accountId, outcome, faults = [], quota } = event.entry;
      const named = operation === '' ? '(no operation)' : operation;
      const what = [named, typeName, identifier].filter((part) => part !== undefined).join(' ');
      const struck = faults.length === 0 ? '' : `  struck by ${enumerate(faults)}`;
      const beyond = quota === undefined ? '' : `  beyond the quota ${quota}`;
      return `${what}  ${region} ${accountId}  ${outcome}  ${Math.round(event.elapsedMs)} ms${struck}${beyond}`;
    }
    case 'emulator.refused':
      return `refused with ${event.status}: ${event.reason}`;
    case 'emulator.broken':
      return `broken: ${messageOf(event.error)}`;
    case 'emulator.closed':
      return 'stopped';
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
