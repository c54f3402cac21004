import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { err, ok, type Result } from '../../base/result.ts';
import { hasErrors, mistake, type Parsed } from '../../diagnostics/diagnostic.ts';
import type { Source } from '../../diagnostics/source.ts';
import type { Operation, ReadOperation, ReadSource } from '../../engine/operation.ts';
import { loadSource } from '../../stack/load-source.ts';
import { isKnown, plainText, reveal } from '../../values/reading.ts';
import { openAsker } from '../asking/asker.ts';
import type { Context } from '../context.ts';
import type { ImportOptions } from './import-options.ts';
import { refusedFor, type ImportRefusal } from './imported-parts.ts';
import type { WantedResource } from './wanted-resources.ts';

/** The resources of the first table of a SELECT that have a row in it; `query` is the statement, or the name of a file. */
export async function resourcesOfQuery(
  query: string,
  options: ImportOptions,
  context: Context,
): Promise<Result<readonly WantedResource[], ImportRefusal>> {
  const { workingDirectory, stopping } = context;
  const source = loadQuery(query, workingDirectory);
  if (source.value === undefined) return err(refusedFor(...source.diagnostics));
  const opened = await openAsker(options, context);
  if (!opened.ok) return err({ kind: 'failure', text: opened.error });
  const asker = opened.value;
  const { statements } = asker;
  try {
    const { value: operations, diagnostics } = await statements.parse(source.value);
    if (operations === undefined || hasErrors(diagnostics)) return err(refusedFor(...diagnostics));
    const wanted: WantedResource[] = [];
    for (const operation of operations) {
      const table = tableOf(operation);
      if (table === undefined) {
        const help = 'write SELECT * FROM awscc.sqs.queues WHERE …, in one region';
        const at = operation.at;
        return err(
          refusedFor(
            mistake('input/statement', 'the query does not select resources of one type in one region', { at, help }),
          ),
        );
      }
      const found = await statements.matching(table.operation, stopping.stop);
      if (!found.ok) return err({ kind: 'failure', text: asker.tellFailure(found.error) });
      const { type, region } = table;
      wanted.push(...found.value.map((identifier) => ({ type, identifier, region })));
    }
    return ok(wanted);
  } finally {
    await statements.close();
  }
}

function loadQuery(query: string, workingDirectory: string): Parsed<Source> {
  const isFile = !/\s/.test(query) || existsSync(resolve(workingDirectory, query));
  if (isFile) return loadSource(query, { workingDirectory, what: 'the query' });
  return { value: { path: '<query>', text: query }, diagnostics: [] };
}

type Table = Required<Pick<WantedResource, 'type' | 'region'>> & { readonly operation: ReadOperation };

/** The type and the only region of the first table. */
function tableOf(operation: Operation): Table | undefined {
  if (operation.kind !== 'read') return undefined;
  const [source] = operation.sources;
  const region = source === undefined ? undefined : onlyRegion(source);
  return source?.type === undefined || region === undefined ? undefined : { operation, type: source.type, region };
}

function onlyRegion({ regions = [] }: ReadSource): string | undefined {
  const [only, second] = regions;
  return only === undefined || second !== undefined || !isKnown(only) ? undefined : plainText(reveal(only));
}
