import { parseJson, type Json } from '../../base/json.ts';
import type { ResourceType } from '../../resource-types/resource-type.ts';
import { isSecretPath } from '../../resource-types/secret-path.ts';
import { plainText, mask, secretsIn } from '../../values/reading.ts';
import type { PlainValue, Value } from '../../values/value.ts';

/** Shorter texts are secret only where they are the whole: they turn up in others by chance. */
const shortestPart = 6;

/** Knows secret texts, to find them again in what was computed from them. */
export class SecretTexts {
  readonly #texts = new Set<string>();

  /** Every secret inside a value. */
  addFrom(value: Value): void {
    for (const secret of secretsIn(value)) this.add(secret);
  }

  add(secret: PlainValue): void {
    if (Array.isArray(secret)) for (const item of secret as readonly PlainValue[]) this.add(item);
    else if (typeof secret === 'object' && secret !== null) for (const item of Object.values(secret)) this.add(item);
    else if (typeof secret === 'string' && secret !== '') {
      this.#texts.add(secret);
      // As it stands inside JSON text.
      this.#texts.add(JSON.stringify(secret).slice(1, -1));
    }
  }

  /** The secrets in the JSON text of a resource's model. */
  addModel(type: ResourceType, text: string): void {
    const visit = (value: Json | undefined, path: readonly (string | number)[]): void => {
      if (value === undefined) return;
      if (isSecretPath(type, path)) this.add(value);
      else if (Array.isArray(value)) {
        (value as readonly Json[]).forEach((item, index) => {
          visit(item, [...path, index]);
        });
      } else if (typeof value === 'object' && value !== null) {
        for (const [key, item] of Object.entries(value)) visit(item, [...path, key]);
      }
    };
    const before = this.#texts.size;
    visit(parseJson(text), []);
    // However short the secret, the text that holds it is not shown.
    if (this.#texts.size > before) this.#texts.add(text);
  }

  /** Whether a text is a secret or has one in it. */
  isIn(text: string): boolean {
    if (this.#texts.has(text)) return true;
    return [...this.#texts].some((secret) => secret.length >= shortestPart && text.includes(secret));
  }

  /** The text with `***` in the place of secrets. */
  masked(text: string): string {
    let shown = text;
    for (const secret of [...this.#texts].sort((a, b) => b.length - a.length)) {
      if (secret.length >= shortestPart || shown === secret) shown = shown.replaceAll(secret, mask);
    }
    return shown;
  }

  /** Numbers and truth values are told apart by their column alone. */
  static plain(value: PlainValue): string | undefined {
    return value === null || typeof value === 'number' || typeof value === 'boolean' ? undefined : plainText(value);
  }
}
