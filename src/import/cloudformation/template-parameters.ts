import type { Json } from '../../base/json.ts';
import { jsonOf, memberOf, textOf } from '../../manifest/manifest-value.ts';
import type { ManifestEntry } from '../../manifest/manifest.ts';
import { plainText } from '../../values/reading.ts';

/** A parameter of a template. */
export interface TemplateParameter {
  readonly name: string;
  /** What it is given, else its default; undefined where only a variable can say it. */
  readonly value: Json | undefined;
  /** `value` is the name of a parameter of Systems Manager, which holds a text or a list; undefined where it is the value itself. */
  readonly stored: 'text' | 'list' | undefined;
  readonly isNumber: boolean;
  readonly isSecret: boolean;
  readonly description: string | undefined;
}

/** Reads the parameters; `given` are values of this deployment as CloudFormation has them, lists with commas. */
export function readParameters(
  entries: readonly ManifestEntry[],
  given: ReadonlyMap<string, string>,
): readonly TemplateParameter[] {
  return entries.map(({ key: name, value }) => {
    const type = textOf(memberOf(value, 'Type')) ?? 'String';
    const noEcho = memberOf(value, 'NoEcho');
    const isSecret = noEcho !== undefined && plainText(jsonOf(noEcho)) === 'true';
    const fallback = memberOf(value, 'Default');
    const known = given.get(name) ?? (fallback === undefined ? undefined : jsonOf(fallback));
    const isStored = type.startsWith('AWS::SSM::Parameter::Value');
    return {
      name,
      value: known === undefined || isSecret ? undefined : isStored ? plainText(known) : typed(known, type),
      stored: isStored ? (type.includes('List<') ? 'list' : 'text') : undefined,
      isNumber: type === 'Number',
      isSecret,
      description: textOf(memberOf(value, 'Description')),
    };
  });
}

/** Numbers and lists are texts in a template. */
function typed(value: Json, type: string): Json {
  if (type === 'Number') return Number(value);
  if (type !== 'CommaDelimitedList' && !type.startsWith('List<'))
    return typeof value === 'string' ? value : plainText(value);
  const items = plainText(value)
    .split(',')
    .map((item) => item.trim());
  return type === 'List<Number>' ? items.map(Number) : items;
}
