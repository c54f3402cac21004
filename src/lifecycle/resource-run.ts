import { hasErrors, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Engine, Rows, Written } from '../engine/engine.ts';
import type { Explanation } from '../engine/explanation.ts';
import { isWrite, type Operation } from '../engine/operation.ts';
import type { Auth, Signing } from '../manifest/auth.ts';
import type { Prepared, PreparedStatement } from '../operations/operation-source.ts';
import type { MarkChange } from '../plan/mark-change.ts';
import type { Anchor } from '../query/anchored-query.ts';
import type { SqlText } from '../query/statement.ts';
import { formatAddress } from '../stack/address.ts';
import { withOwnExports } from '../stack/export-table.ts';
import { isSeveral } from '../stack/is-several.ts';
import type { Scope } from '../stack/scope.ts';
import type { StackQuery, StackResource } from '../stack/stack.ts';
import { secretsIn } from '../values/reading.ts';
import { isValueMap, type Value, type ValueMap } from '../values/value.ts';
import { nothingFound, type StateComparison } from '../resource-types/comparison/differences.ts';
import { addressedResourceOf } from './addressed-resource.ts';
import { approvedEngine } from './approved-writes.ts';
import type { AddedOperation } from './events.ts';
import { queryContents } from './query-contents.ts';
import type { AskedAnchor, AskPurpose, Mutation } from '../flow/flow.ts';
import type { FailureReason } from './outcome.ts';
import { protect } from './protect-exports.ts';
import type { Session } from './session.ts';
import { tellWarnings } from './tell-warnings.ts';
import { needOf, needsOf } from '../plan/need.ts';

/** A failure reason on its way out of a resource's run. */
export type Attempt<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: FailureReason };

export function failed<T>(reason: FailureReason): Attempt<T> {
  return { ok: false, reason };
}

function refused<T>(anchor: Anchor, diagnostics: readonly Diagnostic[]): Attempt<T> {
  return failed({ kind: 'trouble', anchor, trouble: { kind: 'refused', diagnostics } });
}

/** A column by its name, else by its name in whatever case. */
function columnIn(row: ReadonlyMap<string, Value>, name: string): string | undefined {
  if (row.has(name)) return name;
  const wanted = name.toLowerCase();
  return [...row.keys()].findLast((column) => column.toLowerCase() === wanted);
}

function isDelete(anchor: Anchor): boolean {
  return anchor === 'delete' || anchor.endsWith(':delete');
}

/**
 * One resource during one run: its scope as it grows, and the doing of what a flow decides. Everything it learns stays in `scope`
 * and `exported`; it prints nothing and decides nothing about order.
 */
export class ResourceRun {
  readonly session: Session;
  readonly resource: StackResource;
  scope: Scope;
  readonly engine: Engine;
  readonly #auth: Auth;
  /** The region of statements that name none. */
  readonly defaultRegion: string | undefined;
  /** The row of the exports query, once asked. */
  exported: ReadonlyMap<string, Value> | undefined;
  /** What `return_vals` kept, by its names. */
  returned: ValueMap = {};
  /** The same under the names of columns: a delete may use either. */
  #columns: ReadonlyMap<string, Value> = new Map();
  /** Why the statecheck said no when it last did, where that can be told. */
  explanation: Explanation | undefined;
  /** What was last written, by Cloud Control's word. */
  identifier: string | undefined;
  /** A write changed something in the course of this run: any but the delete of what was not there. */
  hasWritten = false;
  /** The digest of what this run has sent of what no read returns; undefined where it has sent nothing of it, or not all. */
  sent: string | undefined;
  /** Whom the resource belongs to was looked at, and nothing keeps this run from it. */
  isOwnerKnown = false;
  /** Resources that a teardown has seen without a mark before it deleted anything. */
  readonly unmarked = new Set<string>();
  /** The tags of a resource that its delete names say that nothing may delete it. */
  isProtectedByTag = false;
  /** What this run has changed about the mark of the resource. */
  mark: MarkChange | undefined;
  /** What was deleted earlier in this run for the resource to take its place. */
  replaced: readonly string[] = [];
  /** How INSERTs compare with resources that were there already. */
  comparison: StateComparison = nothingFound;
  /** What came of INSERTs that may meet a resource that is there already. */
  readonly upserts = new Set<'created' | 'updated' | 'unchanged'>();

  /** What its queries mean in the scope as it is, by anchor: each is asked for at many places. */
  readonly #prepared = new Map<Anchor, Attempt<readonly PreparedStatement[]>>();
  #preparedIn: Scope | undefined;

  constructor(session: Session, resource: StackResource, scope: Scope, auth: Auth) {
    this.session = session;
    this.resource = resource;
    this.scope = scope;
    this.engine = approvedEngine(session.engineFor(auth), resource.address.entry, session.approved);
    this.#auth = auth;
    this.defaultRegion = auth.region ?? session.defaultRegion;
  }

  /** What undoes the resource's writes, after an interruption too. */
  get undoEngine(): Engine {
    return this.session.undoEngineFor(this.#auth);
  }

  /** What its requests are signed with. */
  get signing(): Signing {
    return this.#auth;
  }

  queryOf(anchor: Anchor): StackQuery {
    const query = this.resource.queries.get(anchor);
    if (query === undefined)
      throw new Error(`The flow of ${this.resource.name} asked for a query ${anchor} that is not there.`);
    return query;
  }

  /** All statements of a query with everything in them known: several where the resource is of type `multi`, else one. */
  prepare(anchor: Anchor): Attempt<readonly PreparedStatement[]> {
    if (this.#preparedIn !== this.scope) {
      this.#prepared.clear();
      this.#preparedIn = this.scope;
    }
    const known = this.#prepared.get(anchor);
    if (known !== undefined) return known;
    const prepared = this.#prepare(anchor);
    if (prepared.ok) this.#prepared.set(anchor, prepared);
    return prepared;
  }

  #prepare(anchor: Anchor): Attempt<readonly PreparedStatement[]> {
    const { session, resource, defaultRegion } = this;
    const scope = this.#scopeFor(anchor);
    const prepared = session.operations.operationsFor({ resource, anchor, scope, defaultRegion });
    switch (prepared.kind) {
      case 'refused':
        return refused(anchor, prepared.diagnostics);
      case 'undecided':
        return failed({ kind: 'needs', anchor, needs: [needOf(prepared.unknown)] });
      case 'prepared': {
        const { statements, warnings } = prepared;
        tellWarnings(session, warnings);
        if (statements.length === 0 && !isSeveral(resource, anchor))
          throw new Error(`The query ${anchor} of ${resource.name} has no statement.`);
        const { secrets, unknowns } = queryContents(prepared);
        session.learnSecrets(secrets);
        const needs = needsOf(unknowns);
        return needs.length > 0 ? failed({ kind: 'needs', anchor, needs }) : { ok: true, value: statements };
      }
    }
  }

  /** What a query means as far as it is known: what only a later step will know stands in it as unknowns. Nothing is shown. */
  outline(anchor: Anchor): Prepared {
    const { session, resource, defaultRegion } = this;
    return session.operations.operationsFor({ resource, anchor, scope: this.#scopeFor(anchor), defaultRegion });
  }

  /** The operation of a statement; refused where its values, known by now, are wrong. */
  operationOf(anchor: Anchor, { operation, diagnostics }: PreparedStatement): Attempt<Operation> {
    return operation === undefined || hasErrors(diagnostics)
      ? refused(anchor, diagnostics)
      : { ok: true, value: operation };
  }

  /** The one operation of a query, where the resource has it, all of it is known and nothing is wrong with it. Nothing is shown. */
  onlyOperation(anchor: Anchor): Operation | undefined {
    if (!this.resource.queries.has(anchor)) return undefined;
    const prepared = this.prepare(anchor);
    const [only, ...others] = prepared.ok ? prepared.value : [];
    return only === undefined || others.length > 0 || hasErrors(only.diagnostics) ? undefined : only.operation;
  }

  /** The one operation of a query with unknowns in it; undefined where not even its shape is known. Nothing is shown. */
  outlinedOperation(anchor: Anchor): Operation | undefined {
    if (!this.resource.queries.has(anchor)) return undefined;
    const outline = this.outline(anchor);
    const [only, ...others] = outline.kind === 'prepared' ? outline.statements : [];
    return only === undefined || others.length > 0 || hasErrors(only.diagnostics) ? undefined : only.operation;
  }

  /** A delete knows the exports of its own resource too, under their names and those of their columns. */
  #scopeFor(anchor: Anchor): Scope {
    if (!isDelete(anchor)) return this.scope;
    const own = new Map([...this.#columns, ...(this.exported ?? [])]);
    return { ...this.scope, exports: withOwnExports(this.scope.exports, this.resource.address, own) };
  }

  async select(anchor: Anchor): Promise<Attempt<Rows>> {
    const prepared = this.prepare(anchor);
    if (!prepared.ok) return prepared;
    const [only] = prepared.value;
    if (only === undefined) throw new Error(`The query ${anchor} of ${this.resource.name} has no statement.`);
    this.show(anchor, only.statement.text);
    const operation = this.operationOf(anchor, only);
    if (!operation.ok) return operation;
    if (isWrite(operation.value)) throw new Error(`The query ${anchor} of ${this.resource.name} writes.`);
    const rows = await this.engine.read(operation.value, { identifier: this.#identifierFor(anchor) });
    if (!rows.ok) return failed({ kind: 'trouble', anchor, trouble: rows.error });
    for (const row of rows.value.rows) this.learn(row);
    return { ok: true, value: rows.value };
  }

  /** The resource that the run was told is the one of the entry; undefined where nothing was said, or that one was replaced. */
  get givenIdentifier(): string | undefined {
    const given = this.session.identifiers.get(this.resource.address.entry);
    return given === undefined || this.replaced.includes(given) ? undefined : given;
  }

  /** What a query about the resource is limited to, where the run was told which one it is. */
  #identifierFor(anchor: Anchor): string | undefined {
    const isAsked = anchor === 'exists' || anchor === 'statecheck' || anchor === 'exports';
    return isAsked && this.resource.manifest.kind === 'resource' ? this.givenIdentifier : undefined;
  }

  /** Carries out a write and takes what RETURNING gave into the scope. */
  takeWritten(written: Written): void {
    this.hasWritten ||= written.resources.some(({ wasAbsent }) => !wasAbsent);
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

  /** Keeps of the returned row what `return_vals` names; a reason where a field is missing or null. */
  keepReturned(anchor: Anchor, mutation: Mutation): FailureReason | undefined {
    const wanted = this.resource.manifest.returnValues[mutation];
    if (wanted.length === 0) return undefined;
    const callback = this.scope.resource?.callback;
    const row = callback !== undefined && isValueMap(callback) ? callback : {};
    const kept = new Map<string, Value>();
    for (const { name, column } of wanted) {
      const found = Object.keys(row).find((key) => key.toLowerCase() === column.toLowerCase());
      const value = found === undefined ? undefined : row[found];
      if (value === undefined || value === null) {
        const columns = Object.keys(row);
        return { kind: 'return-missing', anchor, column, columns, isNull: value === null };
      }
      kept.set(name, value);
    }
    const values = Object.fromEntries(protect(this.resource, kept));
    this.returned = { ...this.returned, ...values };
    this.#changeScope({ captured: values });
    return undefined;
  }

  /** Takes the exports from a row; a reason where it lacks what the manifest promises. */
  takeExports(from: 'query' | 'script', row: ReadonlyMap<string, Value>): FailureReason | undefined {
    const exported = new Map<string, Value>();
    const byColumn = new Map<string, Value>();
    for (const name of this.resource.manifest.exports) {
      const column = columnIn(row, name.column);
      if (column === undefined) return { kind: 'export-missing', from, column: name.column, columns: [...row.keys()] };
      exported.set(name.name, row.get(column) ?? null);
      byColumn.set(name.column, row.get(column) ?? null);
    }
    this.exported = protect(this.resource, exported);
    this.#columns = protect(this.resource, byColumn);
    // A delete takes the exports, which come without another scope.
    for (const anchor of this.#prepared.keys()) if (isDelete(anchor)) this.#prepared.delete(anchor);
    this.learn([...this.exported.values()]);
    return undefined;
  }

  /** Remembers the secrets of a row, so that no text shows them. */
  learn(row: readonly Value[]): void {
    const secrets = secretsIn(row);
    if (secrets.length > 0) this.session.learnSecrets(secrets);
  }

  /** The identifier to show for the resource, if one is known. */
  shownIdentifier(): string | undefined {
    return this.identifier ?? addressedResourceOf(this)?.identifier;
  }

  show(anchor: Anchor, text: SqlText, added: readonly AddedOperation[] = []): void {
    this.session.emit({
      kind: 'resource.statement',
      resource: formatAddress(this.resource.address),
      anchor,
      text,
      added,
    });
  }

  /** What an answer adds to the scope; a reason where it lacks what the manifest promises. */
  takeAnswer(anchor: AskedAnchor, purpose: AskPurpose, row: ReadonlyMap<string, Value>): FailureReason | undefined {
    if (anchor === 'exists' && purpose === 'presence') {
      const identifier = this.givenIdentifier;
      const given = identifier === undefined ? {} : { identifier };
      // A count captures nothing, and what the queries mean stays known.
      if (row.size > 0 || identifier !== undefined)
        this.#changeScope({ captured: { ...given, ...Object.fromEntries(row) } });
    }
    return anchor === 'exports' ? this.takeExports('query', row) : undefined;
  }

  /** Takes over what `exists` found when another run of the same resource asked. */
  takeFound({ scope }: ResourceRun): void {
    const captured = scope.resource?.captured;
    if (captured !== undefined && isValueMap(captured)) this.#changeScope({ captured });
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
}
