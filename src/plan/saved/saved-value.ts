import { formatPointer } from '../../base/json-pointer.ts';
import type { Json } from '../../base/json.ts';
import { holdsSecret, isKnown, isOmit, reveal } from '../../values/reading.ts';
import { isMarked, isValueList, isValueMap, type PlainValue, type Value } from '../../values/value.ts';

/** A value as a saved plan keeps it. Secrets are not in it; null stands in their places, as in those of what is not known. */
export interface SavedValue {
  readonly value: Json;
  /** Pointers of what only the run will know. Default: none. */
  readonly unknown?: readonly string[];
  /** Texts of which parts are known: null stands for each part that is not. Default: none. */
  readonly partly?: readonly { readonly at: string; readonly parts: readonly (string | null)[] }[];
  /** Default: none. */
  readonly secrets?: readonly SavedSecret[];
}

/** Where a secret is, with its seal where there was a key to seal it with. */
export interface SavedSecret {
  readonly at: string;
  readonly seal?: string;
}

/** What keeps secrets out of a saved plan. */
export interface Sealing {
  /** What the secret can be told by from another one, if one has the key; undefined where there is no key. */
  seal(secret: PlainValue, place: string): string | undefined;
  /** Whether a text that is not marked holds a secret. */
  holdsSecret(text: string): boolean;
}

/** The value without its secrets. `place` tells it from other values: the same secret has another seal elsewhere. */
export function saveValue(value: Value, place: string, sealing: Sealing): SavedValue {
  const unknown: string[] = [];
  const partly: { at: string; parts: readonly (string | null)[] }[] = [];
  const secrets: SavedSecret[] = [];
  const hide = (plain: PlainValue, at: string): null => {
    const seal = sealing.seal(plain, `${place}${at}`);
    secrets.push(seal === undefined ? { at } : { at, seal });
    return null;
  };
  const visit = (part: Value, path: readonly string[]): Json => {
    const at = formatPointer(path);
    if (!isMarked(part)) {
      if (isValueList(part)) {
        return part.filter((item) => !isOmit(item)).map((item, index) => visit(item, [...path, String(index)]));
      }
      if (isValueMap(part)) {
        const members = Object.entries(part).filter(([, member]) => !isOmit(member));
        return Object.fromEntries(members.map(([name, member]) => [name, visit(member, [...path, name])]));
      }
      return typeof part === 'string' && sealing.holdsSecret(part) ? hide(part, at) : part;
    }
    if (isKnown(part)) {
      const plain = reveal(part);
      const isSecret = holdsSecret(part) || (typeof plain === 'string' && sealing.holdsSecret(plain));
      return isSecret ? hide(plain, at) : plain;
    }
    if (part.kind !== 'composite' || holdsSecret(part)) unknown.push(at);
    else partly.push({ at, parts: part.parts.map((piece) => (typeof piece === 'string' ? piece : null)) });
    return null;
  };
  const saved = visit(value, []);
  return {
    value: saved,
    ...(unknown.length === 0 ? {} : { unknown }),
    ...(partly.length === 0 ? {} : { partly }),
    ...(secrets.length === 0 ? {} : { secrets }),
  };
}
