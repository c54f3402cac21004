import { err, ok, type Result } from '../../base/result.ts';
import { isJsonObject, type JsonObject } from '../../base/json.ts';
import { mistake } from '../../diagnostics/diagnostic.ts';
import type { Failure } from '../../provider/failure.ts';
import { writeProperty } from '../../resource-types/write-value.ts';
import { isKnown, reveal } from '../../values/reading.ts';
import type { Value } from '../../values/value.ts';
import type { StatementFailure } from '../engine.ts';
import { textOf } from '../functions/sql-function.ts';
import { noRegion } from './bind/parameter-sources.ts';
import { parameterText } from './bind/request-parameter.ts';
import type { BoundResources, BoundSelect, BoundTable, ParameterSource } from './bind/bound.ts';
import { gather } from './gather.ts';
import { regionsOf, unique, valuesFor, type Assignment } from './request-values.ts';
import type { LoadOptions } from './load-options.ts';
import { loadSpecial } from './load-special.ts';
import { evaluateFeeds, planFeeds, type FeedPlan } from './feeds.ts';
import { mayRunAway } from './may-run-away.ts';
import { listUnderParents } from './list-under-parents.ts';
import type { CachedReads } from './cached-reads.ts';
import type { SqlQuery } from './sqlite.ts';
import { tagRows } from './tag-rows.ts';
import type { LoadedTable, TableRow } from './table-rows.ts';
import { withoutOwnTags } from './without-own-tags.ts';

/** Asks the cloud for every table of a SELECT: first those that need no other, then those that they feed. */
export async function loadTables(
  bound: BoundSelect,
  options: LoadOptions,
): Promise<Result<readonly LoadedTable[], StatementFailure>> {
  const loaded = new Map<number, LoadedTable>();
  let pending: readonly PlannedTable[] = bound.tables.map((table) => planTable(bound, table));
  const [first] = pending;
  if (first?.feeds.length === 0 && pending.length === 1) {
    const answer = await loadTable(bound, first, loaded, options);
    return answer.ok ? ok([answer.value]) : answer;
  }
  while (pending.length > 0) {
    const next = nextBatch(pending, loaded);
    const answers = await Promise.all(next.map((planned) => loadTable(bound, planned, loaded, options)));
    for (const answer of answers) {
      if (!answer.ok) return answer;
      loaded.set(answer.value.table.index, answer.value);
    }
    pending = pending.filter(({ table }) => !loaded.has(table.index));
  }
  return ok([...loaded.values()]);
}

interface PlannedTable {
  readonly table: BoundTable;
  readonly feeds: readonly NamedFeed[];
  /** Undefined where no parameter comes from other tables, or it cannot be worked out. */
  readonly plan: FeedPlan | undefined;
}

interface NamedFeed {
  readonly parameter: string;
  readonly source: Extract<ParameterSource, { kind: 'feed' }>;
}

function planTable(bound: BoundSelect, table: BoundTable): PlannedTable {
  const feeds: NamedFeed[] = [];
  const note = (parameter: string, source: ParameterSource | undefined): void => {
    if (source?.kind === 'feed') feeds.push({ parameter, source });
  };
  note('region', table.region);
  if (table.kind !== 'special') note('Identifier', table.identifier);
  for (const [parameter, source] of table.kind === 'special' ? table.parameters : table.model) note(parameter, source);
  if (feeds.length === 0) return { table, feeds, plan: undefined };
  const plan = planFeeds(
    bound,
    table,
    feeds.map((feed) => feed.source.conjunct),
  );
  return { table, feeds, plan };
}

/** Those whose parameters are known by now; where tables wait for each other, the first of them is read as a whole. */
function nextBatch(
  pending: readonly PlannedTable[],
  loaded: ReadonlyMap<number, LoadedTable>,
): readonly PlannedTable[] {
  const isReady = ({ feeds, plan }: PlannedTable): boolean =>
    feeds.length === 0 || (plan !== undefined && [...plan.needs].every((index) => loaded.has(index)));
  const ready = pending.filter(isReady);
  if (ready.length > 0) return ready;
  const whole = pending.find(({ plan }) => plan === undefined) ?? pending[0];
  return whole === undefined ? [] : [{ ...whole, plan: undefined }];
}

async function loadTable(
  bound: BoundSelect,
  planned: PlannedTable,
  loaded: ReadonlyMap<number, LoadedTable>,
  options: LoadOptions,
): Promise<Result<LoadedTable, StatementFailure>> {
  const fed =
    planned.plan === undefined ? ok(unfed) : await fedAssignments(bound, planned, planned.plan, loaded, options);
  if (!fed.ok) return fed;
  const { table } = planned;
  if (table.kind === 'special') return loadSpecial(table, fed.value, options);
  const only = table === bound.tables[0] ? options.identifier : undefined;
  // Every region and every combination of parameters on its own; what is the same question is asked once.
  const requests: TableRequest[] = [];
  for (const assignment of fed.value) {
    const regions = regionsOf(table, assignment, options.defaultRegion);
    if (regions.length === 0) return err({ kind: 'refused', diagnostics: [noRegion(table.reference.name.at)] });
    for (const region of regions)
      for (const request of requestsOf(table, region, assignment, only)) requests.push(request);
  }
  const answers = await gather(
    withoutRepeats(requests, (request) => request),
    options.concurrency,
    (request) => answer(table, request, options),
  );
  if (!answers.ok) return answers;
  const found = answers.value.flat().filter((row) => only === undefined || row.identifier === only);
  const rows = withoutRepeats(found, ({ region, identifier, model }) => [
    region,
    identifier,
    table.shape === 'list' ? model : null,
  ]);
  const { tagProperty } = table;
  return ok({ table, rows: tagProperty === undefined ? rows : rows.flatMap((row) => tagRows(row, tagProperty)) });
}

/** The items without those that are known by the same JSON as an earlier one. Mostly there is one. */
function withoutRepeats<T>(items: readonly T[], knownBy: (item: T) => unknown): readonly T[] {
  if (items.length < 2) return items;
  const seen = new Set<string>();
  return items.filter((item) => {
    const { size } = seen;
    return seen.add(JSON.stringify(knownBy(item))).size > size;
  });
}

/** What is asked once, with no values of other tables. */
const unfed: readonly Assignment[] = [new Map()];

async function fedAssignments(
  bound: BoundSelect,
  { feeds }: PlannedTable,
  plan: FeedPlan,
  loaded: ReadonlyMap<number, LoadedTable>,
  options: LoadOptions,
): Promise<Result<readonly Assignment[], StatementFailure>> {
  const tables = bound.tables.map((other) => loaded.get(other.index) ?? { table: other, rows: [] });
  const isRunaway = mayRunAway(bound, tables);
  const evaluate = (query: SqlQuery) => options.evaluate(query, isRunaway);
  const answer = await evaluateFeeds(evaluate, bound, plan, tables);
  // What SQLite cannot tell beforehand is found among everything; if the statement is wrong, it will say so itself.
  if (!answer.ok) return ok(unfed);
  return ok(
    answer.value.flatMap((cells): Assignment[] => {
      const entries = feeds.map(({ parameter }, index): [string, string] => [parameter, textOf(cells[index]) ?? '']);
      // A join never matches NULL.
      return entries.some(([, text]) => text === '') ? [] : [new Map(entries)];
    }),
  );
}

type TableRequest =
  | { readonly kind: 'read'; readonly region: string; readonly identifier: string }
  | { readonly kind: 'list'; readonly region: string; readonly known: JsonObject };

function requestsOf(
  table: BoundResources,
  region: string,
  assignment: Assignment,
  only: string | undefined,
): readonly TableRequest[] {
  const identifiers = valuesFor(assignment.get('Identifier'), table.identifier);
  if (table.shape === 'full' && identifiers === undefined && only !== undefined)
    return [{ kind: 'read', region, identifier: only }];
  if (table.shape === 'full' && identifiers !== undefined) {
    return unique(identifiers.map(parameterText)).map((identifier) => ({ kind: 'read', region, identifier }));
  }
  let models: readonly JsonObject[] = [{}];
  for (const [name, source] of table.model) {
    const values = valuesFor(assignment.get(name), source);
    if (values === undefined) continue;
    models = models.flatMap((model) => values.map((value) => ({ ...model, [name]: modelValue(table, name, value) })));
  }
  return models.map((known) => ({ kind: 'list', region, known }));
}

/** A property of the ResourceModel with the type that the schema wants. */
function modelValue(table: BoundResources, name: string, value: Value): JsonObject[string] {
  const written = writeProperty(table.type, [name], value).value;
  return written !== undefined && isKnown(written) ? reveal(written) : parameterText(value);
}

/** The rows of a request, as whoever asks may see them. */
async function answer(
  table: BoundResources,
  request: TableRequest,
  options: LoadOptions,
): Promise<Result<readonly TableRow[], StatementFailure>> {
  const rows = await allRows(table, request, options);
  const { tagProperty } = table.type;
  if (!rows.ok || !options.hidesOwnTags || tagProperty === undefined) return rows;
  return ok(rows.value.map((row) => ({ ...row, properties: withoutOwnTags(row.properties, tagProperty) })));
}

async function allRows(
  table: BoundResources,
  request: TableRequest,
  options: LoadOptions,
): Promise<Result<readonly TableRow[], StatementFailure>> {
  if (request.kind === 'read') return readOne(table, request.region, request.identifier, {}, options.cache);
  const { cache, registry } = options;
  const { region, known } = request;
  const models = await listUnderParents({ cache, registry, type: table.type, region, known });
  if (!models.ok) return err(failed(models.error));
  if (models.value === undefined) return err({ kind: 'refused', diagnostics: [noParent(table)] });
  const listed = await gather(models.value, options.concurrency, (model) => listOne(table, region, model, cache));
  if (!listed.ok) return listed;
  const rows = listed.value.flat();
  if (table.shape === 'list') return ok(rows);
  const read = await gather(rows, options.concurrency, (row) =>
    readOne(table, region, row.identifier, row.model, cache),
  );
  return read.ok ? ok(read.value.flat()) : read;
}

async function readOne(
  table: BoundResources,
  region: string,
  identifier: string,
  model: JsonObject,
  cache: CachedReads,
): Promise<Result<readonly TableRow[], StatementFailure>> {
  const reading = await cache.read({ region, identifier, typeName: table.type.typeName, ...extras(table) });
  if (!reading.ok) return err(failed(reading.error));
  if (reading.value.kind === 'absent') return ok([]);
  return ok([{ region, identifier, properties: reading.value.properties, model }]);
}

async function listOne(
  table: BoundResources,
  region: string,
  model: JsonObject,
  cache: CachedReads,
): Promise<Result<readonly TableRow[], StatementFailure>> {
  const listing = await cache.list({
    region,
    typeName: table.type.typeName,
    ...(Object.keys(model).length === 0 ? {} : { model }),
    ...extras(table),
  });
  if (!listing.ok) return err(failed(listing.error));
  if (listing.value.kind === 'parent-absent') return ok([]);
  return ok(
    listing.value.resources.map(({ identifier, properties }) => ({
      region,
      identifier,
      properties: isJsonObject(properties) ? properties : {},
      model,
    })),
  );
}

function extras(table: BoundResources): { readonly roleArn?: string; readonly typeVersionId?: string } {
  return {
    ...(table.roleArn === undefined ? {} : { roleArn: parameterText(table.roleArn) }),
    ...(table.typeVersionId === undefined ? {} : { typeVersionId: parameterText(table.typeVersionId) }),
  };
}

function noParent(table: BoundResources) {
  const { listRequires, typeName, parents } = table.type;
  const name = listRequires.find((property) => !table.model.has(property)) ?? listRequires[0] ?? '';
  const parent = Object.hasOwn(parents, name) ? parents[name]?.typeName : undefined;
  const why = parent === undefined ? '' : `, and ${parent} is not known`;
  return mistake('resource/parameter', `${typeName} can be listed only with ${name}${why}`, {
    at: table.reference.name.at,
  });
}

function failed(failure: Failure): StatementFailure {
  return { kind: 'failed', failure, done: [] };
}
