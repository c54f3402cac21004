import { format } from 'prettier';
import { policyPlaces } from '../../src/resource-types/rules/policy/policy-kind.ts';
import type { ServiceRule } from '../../src/resource-types/rules/service-rule.ts';
import { rulesOf } from '../../src/resource-types/rules/service-rules.ts';
import { ruleCases } from './rule-cases/index.ts';
import type { RuleCase } from './rule-cases/rule-case.ts';

const begin = '<!-- rules: npm run generate:rules -->';
const end = '<!-- end of rules -->';

/** The page with its lists of rules made anew from the rules and their cases. */
export async function withServiceRules(page: string): Promise<string> {
  const [before = '', rest = ''] = page.split(begin);
  const [, after = ''] = rest.split(end);
  const lists = [...policyList(), ...Object.keys(ruleCases).flatMap(typeList)].join('\n');
  return format(`${before}${begin}\n\n${lists}\n\n${end}${after}`, { parser: 'markdown', printWidth: 120 });
}

function typeList(typeName: string): readonly string[] {
  const hasPolicies = policyPlaces.some((place) => place.typeName === typeName);
  const shown = rulesOf(typeName).filter((rule) => !policyRuleNames.has(rule.name));
  const policies = hasPolicies ? ['- the rules of [policies](#policies)'] : [];
  return ['', `## ${typeName}`, '', ...policies, ...shown.map((rule) => lineOf(rule, caseOf(typeName, rule)))];
}

const policyRuleNames = new Set(rulesOf('AWS::IAM::UserPolicy').map((rule) => rule.name));

/** The words are the same for all types of a service: one of each stands for the others. */
function policyList(): readonly string[] {
  const lines = rulesOf('AWS::IAM::Role').flatMap((rule) => {
    if (!policyRuleNames.has(rule.name)) return [];
    const words = Object.entries({ IAM: 'AWS::IAM::Role', S3: 'AWS::S3::BucketPolicy', KMS: 'AWS::KMS::Key' }).flatMap(
      ([service, typeName]) => {
        const said = (ruleCases[typeName] ?? []).filter((one) => one.rule === rule.name).map(wordsOrNone);
        return said.length === 0 ? [] : [`${service} ${[...new Set(said)].join(', ')}`];
      },
    );
    return [`- **${rule.name}**: ${words.join('; ')} (${sourceOf(rule)})`];
  });
  return ['## Policies', '', ...lines];
}

function caseOf(typeName: string, rule: ServiceRule): RuleCase | undefined {
  return ruleCases[typeName]?.find((one) => one.rule === rule.name);
}

function lineOf(rule: ServiceRule, example: RuleCase | undefined): string {
  const words = example === undefined ? '' : wordsOf(example);
  const kind = rule.severity === 'warning' ? 'a warning: ' : rule.on === 'delete' ? 'on deletion: ' : '';
  return `- **${rule.name}**: ${kind}${rule.words === 'ours' ? 'the service’s words are not recorded' : words} (${sourceOf(rule)})`;
}

/** Where no words are recorded, the message says it in ours. */
function wordsOrNone(example: RuleCase): string {
  return example.because === undefined ? '(not recorded)' : wordsOf(example);
}

/** The value that an example quotes says nothing. */
function wordsOf({ message }: RuleCase): string {
  return `\`${message.replace(/^(1 validation error detected: Value) '.*?' at/s, "$1 '…' at").replace(/\s+/g, ' ')}\``;
}

function sourceOf({ source }: ServiceRule): string {
  return `[${source.title}](${source.url})`;
}
