import type { RunResult } from '../lifecycle/outcome.ts';
import { holdsSecret, plainText, reveal } from '../values/reading.ts';
import type { PlainValue } from '../values/value.ts';
import type { MaskText } from './mask-text.ts';

/** The exports of a run that hold no secret: what others may read. */
export function publicExports(result: RunResult | undefined, maskText: MaskText): ReadonlyMap<string, PlainValue> {
  return new Map(
    [...(result?.exports ?? [])].flatMap(([name, value]): readonly (readonly [string, PlainValue])[] => {
      if (holdsSecret(value)) return [];
      const plain = reveal(value);
      // What was sent as a secret may come back as a plain value.
      const text = plainText(plain);
      return maskText(text) === text ? [[name, plain]] : [];
    }),
  );
}
