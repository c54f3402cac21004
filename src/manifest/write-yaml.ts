import { stringify } from 'yaml';

/** A value as YAML that programs of YAML 1.1 read the same way; they take a bare ON for true. Each line begins with the indentation. */
export function writeYaml(value: object, indent = ''): string {
  const text = stringify(value, { lineWidth: 0, singleQuote: true, compat: 'yaml-1.1', aliasDuplicateObjects: false });
  return text.replace(/^(?=.)/gm, indent);
}
