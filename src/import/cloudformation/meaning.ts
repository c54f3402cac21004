/** What a value of a CloudFormation template stands for, its functions understood. */
export type Meaning =
  | { readonly kind: 'plain'; readonly value: null | boolean | number | string }
  /** `AWS::NoValue`: as if it were not written. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'list'; readonly items: readonly Meaning[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [string, Meaning])[] }
  /** The value of a global or variable. */
  | { readonly kind: 'name'; readonly name: string }
  /** A property of another entry: `DBInstance`, `Endpoint.Address`. */
  | { readonly kind: 'member'; readonly entry: string; readonly path: string }
  /** A question outside of the stack: `ssm("/network/vpc")`. */
  | { readonly kind: 'asked'; readonly call: string }
  /** One text of several parts. */
  | { readonly kind: 'joined'; readonly parts: readonly Meaning[] }
  /** `of | filter(argument)` of a template. */
  | {
      readonly kind: 'filtered';
      readonly of: Meaning;
      readonly filter: 'base64_encode' | 'join' | 'length' | 'split' | 'tojson';
      readonly argument?: string;
    }
  /** An item of a list, or a member of a map. */
  | { readonly kind: 'item'; readonly of: Meaning; readonly key: Meaning }
  | { readonly kind: 'choice'; readonly condition: string; readonly then: Meaning; readonly otherwise: Meaning };

export const nothing: Meaning = { kind: 'nothing' };

export function plain(value: null | boolean | number | string): Meaning {
  return { kind: 'plain', value };
}

/** Texts beside each other are one; a text of one text is that text. */
export function joined(parts: readonly Meaning[]): Meaning {
  const merged: Meaning[] = [];
  for (const part of parts.flatMap((one) => (one.kind === 'joined' ? one.parts : [one]))) {
    const last = merged.at(-1);
    if (last?.kind === 'plain' && part.kind === 'plain')
      merged[merged.length - 1] = plain(`${String(last.value)}${String(part.value)}`);
    else if (part.kind !== 'plain' || part.value !== '') merged.push(part);
  }
  const [first, second] = merged;
  if (first === undefined) return plain('');
  return second === undefined && first.kind === 'plain' ? first : { kind: 'joined', parts: merged };
}
