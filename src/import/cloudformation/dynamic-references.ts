import { joined, plain, type Meaning } from './meaning.ts';

/** A text in which `{{resolve:ssm:/vpc}}` and the like are questions; undefined where one of them has no counterpart. */
export function readDynamicReferences(text: string): Meaning | undefined {
  const parts = text.split(/(\{\{resolve:[^}]*\}\})/).map((part): Meaning | undefined => {
    const reference = /^\{\{resolve:([\w-]+):([^}]*)\}\}$/.exec(part);
    if (reference === null) return part.includes('{{resolve:') ? undefined : plain(part);
    const [, service = '', argument = ''] = reference;
    return service === 'secretsmanager' ? readSecret(argument) : readParameter(service, argument);
  });
  if (!parts.every((part) => part !== undefined)) return undefined;
  const whole = joined(parts);
  // A question alone keeps the type of its answer.
  return whole.kind === 'joined' && whole.parts.length === 1 ? whole.parts[0] : whole;
}

/** `/vpc`, or `/vpc:2` for a version, which cannot be asked for. */
function readParameter(service: string, argument: string): Meaning | undefined {
  const [name, version] = argument.split(':');
  const isStore = service === 'ssm' || service === 'ssm-secure';
  return isStore && version === undefined ? { kind: 'asked', call: `ssm(${JSON.stringify(name)})` } : undefined;
}

/** `db:SecretString:password`, where the name may be an ARN and all but the name may be missing. */
function readSecret(argument: string): Meaning | undefined {
  const [, name = '', key = '', stage = '', version = ''] =
    /^((?:arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:)?[^:]+)(?::SecretString(?::([^:]*))?(?::([^:]*))?(?::([^:]*))?)?$/.exec(
      argument,
    ) ?? [];
  if (name === '' || version !== '' || (stage !== '' && stage !== 'AWSCURRENT')) return undefined;
  const given = key === '' ? [name] : [name, key];
  return { kind: 'asked', call: `secret(${given.map((one) => JSON.stringify(one)).join(', ')})` };
}
