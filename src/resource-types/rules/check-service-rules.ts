import type { ValueMap } from '../../values/value.ts';
import type { Problem } from '../problem.ts';
import type { Refusal, RuleContext } from './service-rule.ts';
import { serviceRules } from './service-rules.ts';

/** Every rule of the service that a model breaks, in the service's own words. The model has the schema's spelling and types. */
export function checkServiceRules(typeName: string, model: ValueMap, context: RuleContext = {}): readonly Problem[] {
  return refusals(typeName, model, context).map(({ path, message }) => ({
    path,
    code: 'resource/service-rule',
    // A diagnostic has no final full stop; the service's sentence has one at times.
    message: `the service refuses this: ${message.replace(/\.$/, '')}`,
  }));
}

/** The refusal with which the service would answer: that of the first rule that is broken. */
export function serviceRefusal(typeName: string, model: ValueMap, context: RuleContext = {}): Refusal | undefined {
  return refusals(typeName, model, context)[0];
}

function refusals(typeName: string, model: ValueMap, context: RuleContext): readonly Refusal[] {
  return serviceRules
    .filter((rule) => rule.typeName === typeName)
    .map((rule) => rule.check(model, context))
    .filter((refusal) => refusal !== undefined);
}
