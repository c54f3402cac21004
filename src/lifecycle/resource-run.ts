import { hasErrors } from '../diagnostics/diagnostic.ts';
import type { Rows, Written } from '../engine/engine.ts';
import type { Anchor } from '../query/anchored-query.ts';
import type { SelectStatement, Statement } from '../query/statement.ts';
import { composeStatements } from '../stack/compose-statement.ts';
import type { Scope } from '../stack/scope.ts';
import type { StackQuery, StackResource } from '../stack/stack.ts';
import { secretsIn, unknownsIn } from '../values/reading.ts';
import { isValueMap, type Value, type ValueMap } from '../values/value.ts';
import { boundResourceOf } from './bound-target.ts';
import { readExists, readExports, readStatecheck, type Answer } from './answers.ts';
import { literalsIn } from './literals.ts';
import type { AskedAnchor, AskPurpose, Repeat } from './flow/flow.ts';
import type { FailureReason } from './outcome.ts';
import type { Session } from './session.ts';

/** A failure reason on its way out of a resource's run. */
export type Attempt<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: FailureReason };

export function failed<T>(reason: FailureReason): Attempt<T> {
  return { ok: false, reason };
}

/**
 * One resource during one run: its scope as it grows, and the doing of what a flow decides. Everything it learns stays in `scope`
 * and `exported`; it prints nothing and decides nothing about order.
 */
export class ResourceRun {
  readonly session: Session;
  readonly resource: StackResource;
  scope: Scope;
  /** The row of the exports query, once asked. */
  exported: ReadonlyMap<string, Value> | undefined;
  /** What was last written, by Cloud Control's word. */
  identifier: string | undefined;

  constructor(session: Session, resource: StackResource, scope: Scope) {
    this.session = session;
    this.resource = resource;
    this.scope = scope;
  }

  /** Asks a query until the answer is the wanted one or its attempts are spent. */
  async ask(
    anchor: AskedAnchor,
    purpose: AskPurpose,
    wanted: boolean,
    repeat: Repeat,
  ): Promise<Attempt<{ positive: boolean; attempts: number }>> {
    const { attempts, delayMs } = this.#attemptsFor(anchor, repeat);
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.#askOnce(anchor);
      if (!answer.ok) return answer;
      if (answer.value.kind === 'wrong') return failed(answer.value.reason);
      const positive = answer.value.kind === 'yes';
      if (positive === wanted || attempt >= attempts) {
        const learned = answer.value.kind === 'yes' ? this.#learn(anchor, purpose, answer.value.row) : undefined;
        return learned === undefined ? { ok: true, value: { positive, attempts: attempt } } : failed(learned);
      }
      const { resource, session } = this;
      session.emit({ kind: 'resource.waiting', resource: resource.name, anchor, attempt, attempts, delayMs });
      await session.clock.sleep(delayMs, session.signal);
      if (session.signal.aborted) return failed({ kind: 'interrupted' });
      session.engine.forget();
    }
  }

  /** The one statement of a query, with everything in it known. */
  compose(anchor: Anchor): Attempt<Statement> {
    const query = this.resource.queries.get(anchor);
    if (query === undefined)
      throw new Error(`The flow of ${this.resource.name} asked for a query ${anchor} that is not there.`);
    return this.#composeQuery(query);
  }

  #composeQuery(query: StackQuery): Attempt<Statement> {
    const { anchor } = query.query;
    const composed = composeStatements(query, this.scope, this.session);
    switch (composed.kind) {
      case 'refused':
        return failed({ kind: 'trouble', anchor, trouble: { kind: 'refused', diagnostics: composed.diagnostics } });
      case 'undecided':
        return failed({ kind: 'needs', anchor, names: [composed.unknown.name] });
      case 'composed': {
        const [statement] = composed.statements;
        if (statement === undefined || hasErrors(composed.warnings))
          throw new Error(`The query ${anchor} composed to nothing.`);
        for (const literal of literalsIn(statement.text)) this.session.learnSecrets(secretsIn(literal.value));
        const needs = new Set(
          literalsIn(statement.text).flatMap((literal) => unknownsIn(literal.value).map((unknown) => unknown.name)),
        );
        return needs.size > 0 ? failed({ kind: 'needs', anchor, names: [...needs] }) : { ok: true, value: statement };
      }
    }
  }

  async select(anchor: Anchor): Promise<Attempt<Rows>> {
    const composed = this.compose(anchor);
    if (!composed.ok) return composed;
    this.show(anchor, composed.value);
    // The check and composeStatements have seen to it that these anchors hold SELECT.
    const rows = await this.session.engine.read(composed.value as SelectStatement);
    if (!rows.ok) return failed({ kind: 'trouble', anchor, trouble: rows.error });
    for (const row of rows.value.rows) this.learn(row);
    return { ok: true, value: rows.value };
  }

  /** Carries out a write and takes what RETURNING gave into the scope. */
  takeWritten(written: Written): void {
    this.identifier = written.resources.at(-1)?.identifier ?? this.identifier;
    const row = written.returned?.rows[0];
    if (written.returned === undefined || row === undefined) return;
    const callback: ValueMap = Object.fromEntries(
      written.returned.columns.map((column, index) => [column, row[index] ?? null]),
    );
    const identifier = callback['Identifier'];
    this.#changeScope({
      callback,
      ...(identifier === undefined || identifier === null ? {} : { captured: { identifier } }),
    });
  }

  /** Remembers the secrets of a row, so that no text shows them. */
  learn(row: readonly Value[]): void {
    this.session.learnSecrets(secretsIn(row));
  }

  /** The identifier to show for the resource, if one is known. */
  shownIdentifier(): string | undefined {
    return this.identifier ?? boundResourceOf(this)?.identifier;
  }

  show(anchor: Anchor, statement: Statement): void {
    this.session.emit({
      kind: 'resource.statement',
      resource: this.resource.name,
      anchor,
      text: statement.text,
      added: [],
    });
  }

  async #askOnce(anchor: AskedAnchor): Promise<Attempt<Answer>> {
    const rows = await this.select(anchor);
    if (!rows.ok) return rows;
    switch (anchor) {
      case 'exists':
        return { ok: true, value: readExists(rows.value) };
      case 'statecheck':
        return { ok: true, value: readStatecheck(rows.value) };
      case 'exports':
        return { ok: true, value: readExports(rows.value) };
    }
  }

  /** What an answer adds to the scope; a reason where it lacks what the manifest promises. */
  #learn(anchor: AskedAnchor, purpose: AskPurpose, row: ReadonlyMap<string, Value>): FailureReason | undefined {
    if (anchor === 'exists' && purpose === 'presence') this.#changeScope({ captured: Object.fromEntries(row) });
    if (anchor !== 'exports') return undefined;
    const columns = new Map([...row.keys()].map((column) => [column.toLowerCase(), column]));
    const exported = new Map<string, Value>();
    for (const name of this.resource.manifest.exports) {
      const column = columns.get(name.column.toLowerCase());
      if (column === undefined) return { kind: 'export-missing', column: name.column, columns: [...row.keys()] };
      exported.set(name.name, row.get(column) ?? null);
    }
    this.exported = exported;
    return undefined;
  }

  #changeScope(change: { captured?: ValueMap; callback?: Value }): void {
    const { resource } = this.scope;
    if (resource === undefined) return;
    const before = isValueMap(resource.captured) ? resource.captured : {};
    this.scope = {
      ...this.scope,
      resource: {
        ...resource,
        captured: { ...before, ...change.captured },
        callback: change.callback ?? resource.callback,
      },
    };
  }

  #attemptsFor(anchor: AskedAnchor, repeat: Repeat): { attempts: number; delayMs: number } {
    const options = this.resource.queries.get(anchor)?.query.options;
    const statecheck = this.resource.queries.get('statecheck')?.query.options;
    switch (repeat) {
      case 'never':
        return { attempts: 1, delayMs: 0 };
      case 'own':
        return settings(options?.retries, options?.retryDelaySeconds);
      case 'statecheck':
        return (statecheck?.retries ?? 1) > (options?.retries ?? 1)
          ? settings(statecheck?.retries, statecheck?.retryDelaySeconds)
          : settings(options?.retries, options?.retryDelaySeconds);
      case 'postdelete':
        return settings(options?.postdeleteRetries, options?.postdeleteRetryDelaySeconds);
    }
  }
}

function settings(
  retries: number | undefined,
  delaySeconds: number | undefined,
): { attempts: number; delayMs: number } {
  return { attempts: Math.max(1, retries ?? 1), delayMs: (delaySeconds ?? 0) * 1000 };
}
