import { resolve } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { systemRandom, type RandomSource } from '../base/random.ts';
import { err, ok, type Result } from '../base/result.ts';
import { hasErrors, type Diagnostic, type Parsed } from '../diagnostics/diagnostic.ts';
import { excerptOf, type Source } from '../diagnostics/source.ts';
import { createCloudControlEngine } from '../engine/cloud-control/create-engine.ts';
import { createLazyBinder } from '../engine/cloud-control/create-lazy-binder.ts';
import { createSqliteThread, type SqliteThread } from '../engine/cloud-control/sqlite-thread.ts';
import type { Engine, Rows, StatementFailure, Written } from '../engine/engine.ts';
import { isWrite, type Operation, type ReadOperation } from '../engine/operation.ts';
import type { ProviderEvent } from '../provider/events.ts';
import { parseStatements } from '../query/parse-statements.ts';
import { parsedStatement } from '../query/filled-statement.ts';
import type { Statement } from '../query/statement.ts';
import { createMasker, type Masker } from '../report/masker.ts';
import type { FileRegistry } from '../resource-types/create-registry.ts';
import type { Variables } from '../stack/variables.ts';
import { hasTags } from '../template/template.ts';
import { secretsIn } from '../values/reading.ts';
import { regionMistake, type FoundRegion } from './find-region.ts';
import { loadVariables, type VariableOptions } from './load-variables.ts';
import { openRegistry, type SchemaOptions } from './open-registry.ts';
import { openTarget, type Target, type TargetOptions } from './open-target.ts';
import { timeLimitOfSelects } from './select-timeout.ts';

export interface OpenStatementsOptions extends VariableOptions, SchemaOptions {
  /** Where requests go. */
  readonly target: TargetOptions;
  /** What all paths are relative to; `schemas` in it is a folder of schemas. Default: where the process runs. */
  readonly workingDirectory?: string | undefined;
  /** The region of statements that name none. Default: such statements are refused. */
  readonly region?: FoundRegion | undefined;
  /** Learns every secret as soon as it is known. Default: a new one, `masker` of what is opened. */
  readonly masker?: Masker | undefined;
  /** What the caller found wrong by itself: it is told with the rest, and nothing is opened where one is an error. Default: nothing. */
  readonly diagnostics?: readonly Diagnostic[] | undefined;
  /** Is told of requests. Default: nobody. */
  readonly emit?: ((event: ProviderEvent) => void) | undefined;
  /** How long one SELECT may take, in milliseconds. Default: Infinity; who asks sees that it lasts, and can end it. */
  readonly selectTimeoutMs?: number | undefined;
  /** Default: the system's. */
  readonly clock?: Clock;
  /** Default: the system's. */
  readonly random?: RandomSource;
  /** Statements come one by one, each asks anew, and SQLite is kept in a thread for all of them. Default: false. */
  readonly isSession?: boolean;
}

/** What a statement yielded: rows, or what was written (and the rows of its RETURNING). */
export type Answer =
  { readonly kind: 'rows'; readonly rows: Rows } | { readonly kind: 'written'; readonly written: Written };

/** Statements outside of a stack: read, checked and carried out one by one. */
export interface OpenedStatements {
  readonly registry: FileRegistry;
  readonly masker: Masker;
  /** What the statements of a text mean, checked as far as can be without a request; none where anything is wrong. */
  parse(source: Source): Promise<Parsed<readonly Operation[]>>;
  /** In a session every statement asks anew; else one knows what those before it have read, and the first signal ends all of them. */
  carryOut(operation: Operation, signal: AbortSignal): Promise<Result<Answer, StatementFailure>>;
  /** The identifiers of the resources of the first table that each alone would give a SELECT a row, in the order of the list. */
  matching(operation: ReadOperation, signal: AbortSignal): Promise<Result<readonly string[], StatementFailure>>;
  /** The region of statements that name none, from now on. */
  region: string | undefined;
  close(): Promise<void>;
}

/** Makes everything ready for statements; nothing is sent yet. */
export async function openStatements(
  options: OpenStatementsOptions,
): Promise<Result<OpenedStatements, readonly Diagnostic[]>> {
  const { workingDirectory = resolve(), masker = createMasker(), random = systemRandom, isSession = false } = options;
  const variables = await loadVariables(options, { workingDirectory, masker, clock: options.clock });
  const wrong = regionMistake(options.region);
  const diagnostics = [
    ...variables.diagnostics,
    ...(wrong === undefined ? [] : [wrong]),
    ...(options.diagnostics ?? []),
  ];
  if (variables.value === undefined || hasErrors(diagnostics)) return err(diagnostics);
  const known = openRegistry({ ...options, workingDirectory, stackFolder: workingDirectory });
  if (!known.ok) return err([known.error]);
  const registry = known.value;
  const thread = isSession ? createSqliteThread() : undefined;
  thread?.prepare();
  const opened = await openTarget(options.target, { ...options, registry, workingDirectory });
  if (!opened.ok) return err([opened.error]);
  const parts = { variables: variables.value, target: opened.value, masker, registry, random };
  return ok(new Statements(parts, thread, options));
}

interface Parts {
  readonly variables: Variables;
  readonly target: Target;
  readonly masker: Masker;
  readonly registry: FileRegistry;
  readonly random: RandomSource;
}

class Statements implements OpenedStatements {
  readonly registry: FileRegistry;
  readonly masker: Masker;
  region: string | undefined;
  readonly #parts: Parts;
  readonly #thread: SqliteThread | undefined;
  readonly #options: Pick<OpenStatementsOptions, 'emit' | 'selectTimeoutMs'>;
  #kept: Engine | undefined;

  constructor(parts: Parts, thread: SqliteThread | undefined, options: OpenStatementsOptions) {
    this.registry = parts.registry;
    this.masker = parts.masker;
    this.region = options.region?.name;
    this.#parts = parts;
    this.#thread = thread;
    this.#options = options;
  }

  async parse(source: Source): Promise<Parsed<readonly Operation[]>> {
    const composed = await compose(source, this.#parts);
    if (composed.value === undefined || hasErrors(composed.diagnostics)) return { ...composed, value: undefined };
    const bound = await Promise.all(composed.value.map((statement) => bind(statement, this.#parts, this.region)));
    // A schema file is told once, however many statements name its type.
    const diagnostics = [...new Set([...composed.diagnostics, ...bound.flatMap((one) => one.diagnostics)])];
    const operations = bound.flatMap(({ value }) => (value === undefined ? [] : [value]));
    return { value: hasErrors(diagnostics) ? undefined : operations, diagnostics };
  }

  async carryOut(operation: Operation, signal: AbortSignal): Promise<Result<Answer, StatementFailure>> {
    const { masker } = this.#parts;
    const engine = this.#thread === undefined ? (this.#kept ??= this.#engine(signal)) : this.#engine(signal);
    if (isWrite(operation)) {
      const written = await engine.write(operation);
      if (!written.ok) return written;
      masker.add((written.value.returned?.rows ?? []).flatMap((row) => secretsIn(row)));
      return ok({ kind: 'written', written: written.value });
    }
    const rows = await engine.read(operation);
    if (!rows.ok) return rows;
    masker.add(rows.value.rows.flatMap((row) => secretsIn(row)));
    return ok({ kind: 'rows', rows: rows.value });
  }

  async matching(operation: ReadOperation, signal: AbortSignal): Promise<Result<readonly string[], StatementFailure>> {
    const engine = this.#engine(signal);
    const rows = await engine.read(operation);
    return rows.ok ? engine.matching(operation) : rows;
  }

  async close(): Promise<void> {
    await this.#thread?.close();
    await this.#parts.target.close();
  }

  #engine(signal: AbortSignal): Engine {
    const { emit, selectTimeoutMs = Infinity } = this.#options;
    const { registry, target } = this.#parts;
    return createCloudControlEngine({
      provider: target.provider.lend({ signal, emit }),
      registry,
      ...(this.region === undefined ? {} : { defaultRegion: this.region }),
      signal,
      timeLimit: timeLimitOfSelects(selectTimeoutMs),
      ...(this.#thread === undefined ? {} : { sqliteThread: this.#thread }),
    });
  }
}

/** Templates are understood where there is one: it takes as long to load as all the rest. */
async function compose(source: Source, { variables, random }: Parts): Promise<Parsed<readonly Statement[]>> {
  const excerpt = excerptOf(source);
  if (!hasTags(source.text)) {
    return parseStatements({ pieces: [{ kind: 'text', text: source.text, excerpt, offset: 0 }] });
  }
  const { composeText } = await import('../stack/compose-text.ts');
  return composeText(source, variables, random);
}

/** What a statement means, and what is wrong with it. The masker learns the secrets in it. */
async function bind(
  statement: Statement,
  { registry, masker }: Parts,
  defaultRegion: string | undefined,
): Promise<Parsed<Operation>> {
  const bound = await createLazyBinder(registry).bind(statement, defaultRegion);
  if (statement.kind === 'select' || statement.kind === 'show' || statement.kind === 'describe') return bound;
  const { statementSecrets } = await import('../check/known-secrets.ts');
  masker.add(statementSecrets(parsedStatement(statement), bound.value));
  return bound;
}
