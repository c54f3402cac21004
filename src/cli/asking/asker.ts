import { hasErrors, type Diagnostic, type Parsed } from '../../diagnostics/diagnostic.ts';
import { formatDiagnostics } from '../../diagnostics/format-diagnostic.ts';
import { excerptOf, type Source } from '../../diagnostics/source.ts';
import { bindDescribe } from '../../engine/cloud-control/bind/bind-describe.ts';
import { bindRead } from '../../engine/cloud-control/bind/bind-read.ts';
import { createCloudControlEngine } from '../../engine/cloud-control/create-engine.ts';
import { createSqliteThread } from '../../engine/cloud-control/sqlite-thread.ts';
import type { TimeLimit } from '../../engine/cloud-control/time-limit.ts';
import type { Engine, Rows, Trouble, Written } from '../../engine/engine.ts';
import { isWrite, type Operation } from '../../engine/operation.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { ProviderEvent } from '../../provider/events.ts';
import { parseStatements } from '../../query/parse-statements.ts';
import type { Statement } from '../../query/statement.ts';
import type { Masker } from '../../report/masker.ts';
import { formatTrouble } from '../../report/failure-lines.ts';
import type { ShownRows } from '../../report/formats/result-format.ts';
import { shownRows } from '../../report/formats/shown-rows.ts';
import type { Palette } from '../../report/palette.ts';
import type { FileRegistry } from '../../resource-types/create-registry.ts';
import type { Variables } from '../../stack/variables.ts';
import { hasTags } from '../../template/template.ts';
import { secretsIn } from '../../values/reading.ts';
import { paletteFor } from '../create-reporter.ts';
import type { Context } from '../context.ts';
import { loadVariables } from '../load-variables.ts';
import { openRegistry } from '../open-registry.ts';
import { openTarget, regionOf, type Target, type TargetOptions } from '../open-target.ts';
import type { StackOptions } from '../options.ts';
import { targetTrouble } from '../target-trouble.ts';

export type AskOptions = TargetOptions &
  Pick<StackOptions, 'env' | 'envFile' | 'varsFile' | 'schemaDir' | 'color' | 'timeout'>;

/** What a statement yielded: rows, or what was written (and the rows of its RETURNING). */
export type Answer =
  { readonly kind: 'rows'; readonly rows: Rows } | { readonly kind: 'written'; readonly written: Written };

/** Statements outside of a stack: read, checked and carried out one by one. */
export interface Asker {
  readonly registry: FileRegistry;
  readonly masker: Masker;
  readonly palette: Palette;
  /** What the statements of a text mean, checked as far as can be without a request; none where anything is wrong. */
  parse(source: Source): Promise<Parsed<readonly Operation[]>>;
  /** In a session every statement asks anew; else one knows what those before it have read. */
  carryOut(operation: Operation, signal: AbortSignal): Promise<Result<Answer, Trouble>>;
  /** Rows as they may be shown. */
  shown(rows: Rows): ShownRows;
  tell(diagnostics: readonly Diagnostic[]): string;
  tellTrouble(trouble: Trouble): string;
  /** The region of statements that name none, from now on. */
  region: string | undefined;
  close(): Promise<void>;
}

export interface AskerExtras {
  readonly emit?: (event: ProviderEvent) => void;
  /** Statements come one by one, each with a signal of its own, and SQLite is kept in a thread for all of them. Default false. */
  readonly isSession?: boolean;
}

/** Makes everything ready for statements; nothing is sent yet. */
export async function openAsker(
  options: AskOptions,
  context: Context,
  { emit = () => undefined, isSession = false }: AskerExtras = {},
): Promise<Result<Asker, string>> {
  const { masker } = context;
  const palette = paletteFor(options, context);
  const tell = (diagnostics: readonly Diagnostic[]): string =>
    masker.mask(formatDiagnostics(diagnostics, palette, { maskText: (line) => masker.mask(line) }));
  const variables = await loadVariables(options, context);
  const diagnostics = [...variables.diagnostics, ...targetTrouble(options, context)];
  if (variables.value === undefined || hasErrors(diagnostics)) return err(tell(diagnostics));
  const known = openRegistry(options, context, context.workingDirectory);
  if (!known.ok) return err(tell([known.error]));
  const registry = known.value;
  const thread = isSession ? createSqliteThread() : undefined;
  thread?.prepare();
  const opened = await openTarget(options, context, { registry, emit });
  if (!opened.ok) return err(tell([opened.error]));
  return ok(
    createAsker(
      {
        context,
        variables: variables.value,
        target: opened.value,
        masker,
        palette,
        tell,
        registry,
        timeLimit: options.timeout,
      },
      thread,
      regionOf(options, context),
    ),
  );
}

interface Parts {
  readonly context: Context;
  readonly variables: Variables;
  readonly target: Target;
  readonly masker: Masker;
  readonly palette: Palette;
  readonly tell: (diagnostics: readonly Diagnostic[]) => string;
  readonly registry: FileRegistry;
  readonly timeLimit: TimeLimit | undefined;
}

function createAsker(
  parts: Parts,
  thread: ReturnType<typeof createSqliteThread> | undefined,
  region: string | undefined,
): Asker {
  const { masker, palette, registry, target, tell } = parts;
  const createEngine = (signal: AbortSignal): Engine =>
    createCloudControlEngine({
      provider: thread === undefined ? target.provider : target.provider.until(signal),
      registry,
      ...(asker.region === undefined ? {} : { defaultRegion: asker.region }),
      signal,
      timeLimit: parts.timeLimit,
      ...(thread === undefined ? {} : { sqliteThread: thread }),
    });
  let kept: Engine | undefined;
  const asker: Asker = {
    registry,
    masker,
    palette,
    region,
    tell,
    parse: async (source) => {
      const composed = await compose(source, parts);
      if (composed.value === undefined || hasErrors(composed.diagnostics)) return { ...composed, value: undefined };
      const bound = await Promise.all(composed.value.map((statement) => bind(statement, parts, asker.region)));
      const diagnostics = [...composed.diagnostics, ...bound.flatMap((one) => one.diagnostics)];
      const operations = bound.flatMap(({ value }) => (value === undefined ? [] : [value]));
      return { value: hasErrors(diagnostics) ? undefined : operations, diagnostics };
    },
    carryOut: async (operation, signal) => {
      const engine = thread === undefined ? (kept ??= createEngine(signal)) : createEngine(signal);
      if (isWrite(operation)) {
        const written = await engine.write(operation);
        return written.ok ? ok({ kind: 'written', written: written.value }) : written;
      }
      const rows = await engine.read(operation);
      return rows.ok ? ok({ kind: 'rows', rows: rows.value }) : rows;
    },
    shown: (rows) => {
      for (const row of rows.rows) masker.add(secretsIn(row));
      return shownRows(rows, (text) => masker.mask(text));
    },
    tellTrouble: (trouble) => masker.mask(formatTrouble(trouble, palette, { maskText: (line) => masker.mask(line) })),
    close: async () => {
      await thread?.close();
      await target.close();
    },
  };
  return asker;
}

/** Templates are understood where there is one: it takes as long to load as all the rest. */
async function compose(source: Source, parts: Parts): Promise<Parsed<readonly Statement[]>> {
  const { variables, context } = parts;
  const excerpt = excerptOf(source);
  if (!hasTags(source.text)) {
    return parseStatements({ pieces: [{ kind: 'text', text: source.text, excerpt, offset: 0 }] });
  }
  const { composeText } = await import('../../stack/compose-text.ts');
  return composeText(source, variables, context.random);
}

/** What a statement means, and what is wrong with it. The masker learns the secrets in it. */
async function bind(
  statement: Statement,
  { registry, masker }: Parts,
  defaultRegion: string | undefined,
): Promise<Parsed<Operation>> {
  const context = { registry, defaultRegion };
  switch (statement.kind) {
    case 'select':
      return bindRead(statement, context);
    case 'show':
    case 'describe':
      return bindDescribe(statement, context);
    default: {
      const [{ bindStatement }, { statementSecrets }] = await Promise.all([
        import('../../engine/cloud-control/bind/bind-statement.ts'),
        import('../../check/known-secrets.ts'),
      ]);
      const bound = bindStatement(statement, context);
      masker.add(statementSecrets(statement, bound.value));
      return bound;
    }
  }
}
