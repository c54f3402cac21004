import { shownValues } from '../query/filled-statement.ts';
import { matchesAny } from '../resource-types/match-path.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import { mayAsk } from '../template/lookups.ts';
import { unknownsIn } from '../values/reading.ts';
import { isValueList, isValueMap, type Value } from '../values/value.ts';
import type { Survey } from './prepare-queries.ts';

/**
 * The names of the secrets of Secrets Manager that a stack does nothing with but send them in properties that no read returns. Whether one
 * has changed is told by its version then: whoever only looks need not read it.
 */
export function secretsOnlySent(survey: Survey): ReadonlySet<string> {
  if (survey.resources.some(decidesByQuestion)) return new Set();
  const sent = new Set<string>();
  const used = new Set<string>();
  const note = (value: Value, into: Set<string>): void => {
    for (const { from } of unknownsIn(value))
      if (from?.kind === 'lookup' && from.function === 'secret') into.add(from.argument);
  };
  for (const { queries } of survey.resources) {
    for (const { prepared } of queries) {
      if (prepared.kind !== 'prepared') continue;
      for (const { filled, operation } of prepared.statements) {
        if (operation?.kind !== 'create') {
          for (const value of shownValues(filled)) note(value, used);
          continue;
        }
        for (const { desiredState } of operation.resources)
          sortSecrets(operation.type, [], desiredState, (value, isReadable) => note(value, isReadable ? used : sent));
      }
    }
  }
  return new Set([...sent].filter((name) => !used.has(name)));
}

/** What is done, or by whom, may hang on an answer; the properties do not show which. */
function decidesByQuestion({ resource, queries, isSkipped }: Survey['resources'][number]): boolean {
  if (isSkipped) return false;
  const texts = [resource.condition, resource.script].map((template) => template?.excerpt.text ?? '');
  return (
    texts.some(mayAsk) ||
    resource.auth.some(({ value }) => value.kind === 'template' && mayAsk(value.template.excerpt.text)) ||
    queries.some(({ prepared }) => prepared.kind === 'undecided')
  );
}

function sortSecrets(
  type: ResourceType,
  path: readonly string[],
  value: Value,
  sort: (value: Value, isReadable: boolean) => void,
): void {
  if (path.length > 0 && matchesAny(type.writeOnly, path)) sort(value, false);
  else if (isValueList(value)) value.forEach((item, index) => sortSecrets(type, [...path, String(index)], item, sort));
  else if (isValueMap(value))
    for (const [name, item] of Object.entries(value)) sortSecrets(type, [...path, name], item, sort);
  else sort(value, true);
}
