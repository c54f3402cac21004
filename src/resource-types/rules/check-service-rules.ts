import type { ValueMap } from '../../values/value.ts';
import type { Problem } from '../problem.ts';
import type { Refusal, RuleContext, ServiceRule } from './service-rule.ts';
import { rulesOf, writeRulesOf } from './service-rules.ts';

/** Every rule of the service that a model breaks, in the service's own words. The model has the schema's spelling and types. */
export function checkServiceRules(typeName: string, model: ValueMap, context: RuleContext = {}): readonly Problem[] {
  return broken(writeRulesOf(typeName), model, context).map(([{ severity }, { path, message, because, about }]) => ({
    path,
    code: 'resource/service-rule',
    // A diagnostic has no final full stop; the service's sentence has one at times.
    message: `the service ${severity === 'warning' ? 'may refuse' : 'refuses'} this: ${message.replace(/\.$/, '')}`,
    ...(because === undefined ? {} : { help: because }),
    ...(about === undefined ? {} : { about }),
    ...(severity === undefined ? {} : { severity }),
  }));
}

/** The refusal with which the service would answer to a create or an update: that of the first rule that is broken. */
export function serviceRefusal(typeName: string, model: ValueMap, context: RuleContext = {}): Refusal | undefined {
  const strict = writeRulesOf(typeName).filter(({ severity }) => severity !== 'warning');
  return broken(strict, model, context)[0]?.[1];
}

/** The refusal with which the service would answer to a delete. */
export function deletionRefusal(typeName: string, model: ValueMap, context: RuleContext = {}): Refusal | undefined {
  const rules = rulesOf(typeName).filter(({ on }) => on === 'delete');
  return broken(rules, model, context)[0]?.[1];
}

function broken(
  rules: readonly ServiceRule[],
  model: ValueMap,
  context: RuleContext,
): readonly (readonly [ServiceRule, Refusal])[] {
  return rules.flatMap((rule) => {
    const refusal = rule.check(model, context);
    return refusal === undefined ? [] : [[rule, refusal] as const];
  });
}
