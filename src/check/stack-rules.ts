import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { placeInside } from '../engine/place-inside.ts';
import { problemAt } from '../engine/problem-at.ts';
import { checkServiceRules } from '../resource-types/rules/check-service-rules.ts';
import { looksAround } from '../resource-types/rules/service-rules.ts';
import { stackModels, type StackModel, type StackModels } from './stack-models.ts';
import { neighboursOf } from './stack-neighbours.ts';
import type { Survey } from './prepare-queries.ts';

/** Where two resources of a stack do not go together: the rules of services that look beyond the one model. */
export function checkStackRules(survey: Survey): readonly Diagnostic[] {
  const stack = stackModels(survey);
  return stack.models.filter(({ type }) => looksAround(type.typeName)).flatMap((model) => problemsOf(model, stack));
}

function problemsOf(model: StackModel, stack: StackModels): readonly Diagnostic[] {
  const { type, row, into } = model;
  const region = typeof row.region === 'string' ? { region: row.region } : {};
  const alone = checkServiceRules(type.typeName, row.desiredState, region);
  const told = new Set(alone.map((problem) => JSON.stringify(problem)));
  const cells = [...row.places].map(([name, at]) => ({ path: [name], at }));
  return checkServiceRules(type.typeName, row.desiredState, { ...region, neighbours: neighboursOf(model, stack) })
    .filter((problem) => !told.has(JSON.stringify(problem)))
    .map((problem) => problemAt(problem, placeInside(problem, cells, into)));
}
