import { isSecretName } from '../values/secret-names.ts';

/**
 * What stands in an env file as a secret, told by the names beside it and by its looks alone: for files with mistakes, whose lines are
 * shown to say why. Rather too much than too little.
 */
export function secretsInEnvFile(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/).flatMap((line) => {
    const [, name, value = ''] = /^\s*(?:export\s+)?([^\s=#'"`]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined) return line.match(/[\w+/=.~-]{16,}/g) ?? [];
    if (!isSecretName(name)) return [];
    const unquoted = value.replace(/^["']|["']$/g, '');
    return [value, unquoted, value.replace(/\s+#.*$/, '')].filter((secret) => secret !== '');
  });
}
