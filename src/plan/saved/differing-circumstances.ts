import type { PlanDifference } from './plan-difference.ts';
import type { PlanCircumstances } from './saved-plan.ts';
import { differingPlaces } from './differing-places.ts';

/** What is not as a plan was made under: program, region, account, files and variables. Accounts that are not known are not compared. */
export function differingCircumstances(planned: PlanCircumstances, now: PlanCircumstances): readonly PlanDifference[] {
  const circumstances = (['version', 'region', 'account'] as const)
    .filter((what) => planned[what] !== now[what])
    .filter((what) => what !== 'account' || (planned.account !== null && now.account !== null))
    .map((what): PlanDifference => ({ kind: 'circumstance', what, planned: planned[what], now: now[what] }));
  return [...circumstances, ...differingFiles(planned.files, now.files), ...differingVariables(planned, now)];
}

function differingFiles(
  planned: PlanCircumstances['files'],
  now: PlanCircumstances['files'],
): readonly PlanDifference[] {
  return namesIn(planned, now).flatMap((path): PlanDifference[] => {
    const [before, after] = [valueIn(planned, path), valueIn(now, path)];
    if (before === after) return [];
    const how = before === undefined ? 'new' : after === undefined ? 'gone' : 'changed';
    return [{ kind: 'file', path, how }];
  });
}

function differingVariables(planned: PlanCircumstances, now: PlanCircumstances): readonly PlanDifference[] {
  return namesIn(planned.variables, now.variables).flatMap((name): PlanDifference[] => {
    const [before, after] = [valueIn(planned.variables, name), valueIn(now.variables, name)];
    const isSecret = [before, after].some((value) => (value?.secrets ?? []).length > 0);
    const shown = { planned: before?.value, now: after?.value, secret: isSecret };
    const isGiven = before !== undefined && after !== undefined;
    const differs = !isGiven || differingPlaces(before, after).length > 0;
    return differs ? [{ kind: 'variable', name, ...shown }] : [];
  });
}

function namesIn(left: object, right: object): readonly string[] {
  return [...new Set([...Object.keys(left), ...Object.keys(right)])];
}

function valueIn<T>(values: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
