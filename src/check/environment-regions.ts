import { enumerate } from '../base/text.ts';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Location } from '../diagnostics/source.ts';
import type { Operation } from '../engine/operation.ts';
import { environmentOf } from '../stack/environment.ts';
import type { Stack } from '../stack/stack.ts';
import type { Value } from '../values/value.ts';
import type { Survey } from './prepare-queries.ts';

/** Statements for a region that the environment of the stack does not allow, each region once. */
export function environmentRegions(stack: Stack, survey: Survey): readonly Diagnostic[] {
  const regions = environmentOf(stack)?.regions;
  if (regions === undefined) return [];
  const allowed = new Set(regions.map(({ name }) => name));
  const found = new Map<string, Location>();
  for (const { queries, isSkipped } of survey.resources) {
    for (const { prepared } of isSkipped ? [] : queries) {
      if (prepared.kind !== 'prepared') continue;
      for (const { operation } of prepared.statements) {
        for (const region of regionsIn(operation)) {
          if (typeof region !== 'string' || allowed.has(region) || found.has(region) || operation === undefined)
            continue;
          found.set(region, operation.at);
        }
      }
    }
  }
  return [...found].map(([region, at]) =>
    mistake('input/environment', `region ${region} is not one of environment "${stack.environment}"`, {
      at,
      help: `it allows ${enumerate([...allowed])}`,
    }),
  );
}

function regionsIn(operation: Operation | undefined): readonly Value[] {
  switch (operation?.kind) {
    case 'create':
      return operation.resources.map(({ region }) => region);
    case 'update':
    case 'delete':
      return operation.target.regions;
    case 'cancel':
      return operation.regions;
    case 'read':
      return operation.sources.flatMap(({ regions = [] }) => regions);
    case 'describe':
    case undefined:
      return [];
  }
}
