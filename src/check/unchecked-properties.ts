import { parsePointer } from '../base/json-pointer.ts';
import { enumerate } from '../base/text.ts';
import { warning, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { CreateOperation, Operation } from '../engine/operation.ts';
import type { Anchor } from '../query/anchored-query.ts';
import { matchesAny } from '../resource-types/match-path.ts';
import type { Stack } from '../stack/stack.ts';
import type { SurveyedResource } from './prepare-queries.ts';

/**
 * Properties that `create` sets and that nothing looks at afterwards, though they may change: a change of theirs in the query file would
 * never be applied.
 */
export function uncheckedProperties(stack: Stack, { resource, queries }: SurveyedResource): readonly Diagnostic[] {
  const { manifest } = resource;
  const isCompared = stack.manifest.strict || manifest.strict === true || manifest.unmanaged === 'off';
  if (manifest.kind !== 'resource' || manifest.skipValidation || isCompared) return [];
  const operationOf = (anchor: Anchor): Operation | undefined => {
    const prepared = queries.find(({ query }) => query.query.anchor === anchor)?.prepared;
    return prepared?.kind === 'prepared' ? prepared.statements[0]?.operation : undefined;
  };
  const anchor = resource.queries.has('create') ? 'create' : 'createorupdate';
  const created = operationOf(anchor);
  const query = resource.queries.get(anchor);
  if (created?.kind !== 'create' || query === undefined) return [];
  // With exists alone, createorupdate compares all that its INSERT gives.
  if (anchor === 'createorupdate' && !resource.queries.has('statecheck')) return [];
  const seen = seenProperties([operationOf('statecheck'), operationOf('exists')], operationOf('update'));
  if (seen === undefined) return [];
  const ignored = new Set(manifest.ignoreChanges.map(({ name }) => parsePointer(name)[0]));
  const unseen = mutableProperties(created).filter((name) => !seen.has(name) && !ignored.has(name));
  if (unseen.length === 0) return [];
  const [where, help] = resource.queries.has('statecheck')
    ? ['neither statecheck nor update names', 'add them to statecheck and update, or set strict: true in the manifest']
    : ['no statecheck looks at', 'add a statecheck and an update, or set strict: true in the manifest'];
  const message = `${where} ${enumerate(unseen)}: later changes of ${unseen.length === 1 ? 'it' : 'them'} in create are not applied`;
  return [warning('query/unchecked', message, { at: query.query.at, resources: [resource.name], help })];
}

/** What `exists` names tells one resource from another. Undefined where the build alone will know what an update sets. */
function seenProperties(
  asking: readonly (Operation | undefined)[],
  updating: Operation | undefined,
): ReadonlySet<string> | undefined {
  if (updating?.kind === 'update' && updating.patch === undefined) return undefined;
  const checked = asking.flatMap((one) =>
    one?.kind === 'read' ? one.sources.flatMap(({ properties }) => [...properties]) : [],
  );
  const patch = updating?.kind === 'update' ? (updating.patch ?? []) : [];
  return new Set([...checked, ...patch.map(({ path }) => parsePointer(path)[0] ?? '')]);
}

function mutableProperties({ type, resources }: CreateOperation): readonly string[] {
  const given = new Set(resources.flatMap(({ desiredState }) => Object.keys(desiredState)));
  return [...given].filter(
    (name) => ![type.createOnly, type.writeOnly, type.readOnly].some((paths) => matchesAny(paths, [name])),
  );
}
