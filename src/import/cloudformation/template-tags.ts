import type { YamlTags } from '../../manifest/yaml-tree.ts';

/** The functions that have a short form in YAML: `!Sub x` is `{Fn::Sub: x}`. */
const functions = [
  ...['And', 'Base64', 'Cidr', 'Equals', 'FindInMap', 'GetAtt', 'GetAZs', 'If', 'ImportValue', 'Join', 'Length', 'Not'],
  ...['Or', 'Select', 'Split', 'Sub', 'ToJsonString', 'Transform'],
];

/** The tags of CloudFormation's YAML. */
export const templateTags: YamlTags = new Map([
  ['!Ref', 'Ref'],
  ['!Condition', 'Condition'],
  ...functions.map((name) => [`!${name}`, `Fn::${name}`] as const),
]);
