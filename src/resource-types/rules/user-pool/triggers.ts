import { isValueMap } from '../../../values/value.ts';
import { arnParts } from '../arn-parts.ts';
import { oneOfValues } from '../constraint.ts';
import { isAbsent, isGiven, rulesFor, textAt } from '../define-rule.ts';
import type { ServiceRule } from '../service-rule.ts';
import { cognitoApi, deployments } from '../sources.ts';

const typeName = 'AWS::Cognito::UserPool';
const rule = rulesFor(typeName, deployments);

/** Triggers that are a function with a version of what it is called with. */
const versions = {
  CustomEmailSender: ['V1_0'],
  CustomSMSSender: ['V1_0'],
  PreTokenGenerationConfig: ['V1_0', 'V2_0', 'V3_0'],
};

export const triggers: readonly ServiceRule[] = [
  ...Object.entries(versions).map(([trigger, allowed]) => {
    const member = trigger.charAt(0).toLowerCase() + trigger.slice(1);
    const name = `${trigger.replace(/(?<=[a-z])(?=[A-Z])|(?<=SMS)(?=[A-Z])/g, '-').toLowerCase()}-version`;
    const path = ['LambdaConfig', trigger, 'LambdaVersion'];
    return oneOfValues(
      { typeName, name, path, member: `lambdaConfig.${member}.lambdaVersion`, source: cognitoApi },
      allowed,
    );
  }),
  rule('custom-sender-needs-key', (model) => {
    const sender = ['CustomEmailSender', 'CustomSMSSender'].find((name) => isGiven(model, 'LambdaConfig', name));
    if (sender === undefined || !isAbsent(model, 'LambdaConfig', 'KMSKeyID')) return undefined;
    return {
      path: ['LambdaConfig', sender],
      message: 'KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used.',
    };
  }),
  rule('sender-key-region', (model, { region }) => {
    const path = ['LambdaConfig', 'KMSKeyID'];
    const key = arnParts(textAt(model, ...path)?.text ?? '');
    return key === undefined || region === undefined || key.region === region
      ? undefined
      : { path, message: `Invalid arn ${key.region}` };
  }),
  rule('trigger-region', (model, { region }) => {
    const config = model['LambdaConfig'] ?? null;
    if (region === undefined || !isValueMap(config)) return undefined;
    for (const trigger of Object.keys(config)) {
      const whole = ['LambdaConfig', trigger];
      for (const path of [whole, [...whole, 'LambdaArn']]) {
        const arn = arnParts(textAt(model, ...path)?.text ?? '');
        if (arn?.service !== 'lambda' || arn.region === region) continue;
        return { path, message: 'Cross-region lambda functions are not supported' };
      }
    }
    return undefined;
  }),
  rule('pre-token-one-function', (model) => {
    const path = ['LambdaConfig', 'PreTokenGenerationConfig', 'LambdaArn'];
    const [older, newer] = [textAt(model, 'LambdaConfig', 'PreTokenGeneration'), textAt(model, ...path)];
    if (older === undefined || newer === undefined || older.text === newer.text) return undefined;
    return {
      path,
      message: "Cannot use PreTokenGenerationLambda and PreTokenGeneration with different Lambda function ARN's",
    };
  }),
  rule('pre-token-version-needs-tier', (model) => {
    const path = ['LambdaConfig', 'PreTokenGenerationConfig', 'LambdaVersion'];
    const version = textAt(model, ...path);
    if (version === undefined || !['V2_0', 'V3_0'].includes(version.text)) return undefined;
    if (textAt(model, 'UserPoolTier')?.text !== 'LITE') return undefined;
    return {
      path,
      message: `The following features need to be disabled for the LITE pricing tier configured: Token Customization with Pre-Token Generation Lambda ${version.text}`,
    };
  }),
];
