import type { JsonObject } from '../../base/json.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { StatementFailure } from '../engine.ts';
import { noRegion } from './bind/parameter-sources.ts';
import { specialParameterProblem } from './bind/bind-special-parameters.ts';
import type { BoundSpecial } from './bind/bound.ts';
import { parameterText } from './bind/request-parameter.ts';
import { gather } from './gather.ts';
import type { LoadOptions } from './load-options.ts';
import { regionsOf, unique, valuesFor, type Assignment } from './request-values.ts';
import type { SpecialRequest } from './special-tables/special-table.ts';
import type { LoadedTable, TableRow } from './table-rows.ts';

/** Asks for the rows of a special table: every region and every combination of parameters on its own. */
export async function loadSpecial(
  table: BoundSpecial,
  assignments: readonly Assignment[],
  { specials, defaultRegion, concurrency }: LoadOptions,
): Promise<Result<LoadedTable, StatementFailure>> {
  const requests = new Map<string, SpecialRequest>();
  const diagnostics: Diagnostic[] = [];
  for (const assignment of assignments) {
    const regions = regionsOf(table, assignment, defaultRegion);
    if (regions.length === 0) diagnostics.push(noRegion(table.reference.name.at));
    diagnostics.push(...fedMistakes(table, assignment));
    for (const region of regions) {
      for (const given of combinations(table, assignment)) {
        requests.set(JSON.stringify([region, ...given]), { region, given });
      }
    }
  }
  if (diagnostics.length > 0) return err({ kind: 'refused', diagnostics });
  const answers = await gather([...requests.values()], concurrency, async (request) => {
    const rows = await table.special.read(request, specials);
    if (!rows.ok) return err<StatementFailure>({ kind: 'failed', failure: rows.error, done: [] });
    return ok(rows.value.map((properties) => rowOf(request, properties)));
  });
  return answers.ok ? ok({ table, rows: answers.value.flat() }) : answers;
}

function rowOf({ region, given }: SpecialRequest, properties: JsonObject): TableRow {
  return { region, identifier: '', properties, model: Object.fromEntries(given) };
}

/** What other tables gave could not be judged before. */
function fedMistakes(table: BoundSpecial, assignment: Assignment): readonly Diagnostic[] {
  const { special, reference } = table;
  return special.parameters.flatMap((parameter) => {
    const value = assignment.get(parameter.name);
    const problem = value === undefined ? undefined : specialParameterProblem(parameter, value, reference.name.at);
    return problem === undefined ? [] : [problem];
  });
}

function combinations(table: BoundSpecial, assignment: Assignment): readonly ReadonlyMap<string, string>[] {
  let found: readonly ReadonlyMap<string, string>[] = [new Map()];
  for (const [name, source] of table.parameters) {
    const values = valuesFor(assignment.get(name), source);
    if (values === undefined) continue;
    const texts = unique(values.map(parameterText));
    found = found.flatMap((given) => texts.map((text) => new Map([...given, [name, text]])));
  }
  return found;
}
