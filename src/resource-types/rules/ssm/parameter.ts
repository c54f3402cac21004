import { isAbsent, rulesFor, textAt } from '../define-rule.ts';
import type { ServiceRule } from '../service-rule.ts';
import { ssmApi } from '../sources.ts';

const rule = rulesFor('AWS::SSM::Parameter', ssmApi);

export const parameterRules: readonly ServiceRule[] = [
  rule('parameter-name', (model) => {
    const name = textAt(model, 'Name');
    return name !== undefined && /^\/?(aws|ssm)/i.test(name.text)
      ? { path: ['Name'], message: `No access to reserved parameter name: ${name.shown}.` }
      : undefined;
  }),
  rule('standard-parameter-size', (model) => {
    const value = textAt(model, 'Value');
    const isStandard = isAbsent(model, 'Tier') || textAt(model, 'Tier')?.text === 'Standard';
    if (!isStandard || value === undefined || Buffer.byteLength(value.text) <= 4096) return undefined;
    return {
      path: ['Value'],
      message:
        'Standard tier parameters support a maximum parameter value of 4096 characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html',
    };
  }),
  rule('parameter-size', (model) => {
    const value = textAt(model, 'Value');
    const isLarger = ['Advanced', 'Intelligent-Tiering'].includes(textAt(model, 'Tier')?.text ?? '');
    return isLarger && value !== undefined && Buffer.byteLength(value.text) > 8192
      ? { path: ['Value'], message: 'Parameter value exceeds the maximum of 8192 characters.' }
      : undefined;
  }),
];
