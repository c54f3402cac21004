import type { JsonObject } from '../../base/json.ts';
import { warning, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { StackResource } from '../../stack/stack.ts';
import { Secret, type Unknown } from '../../values/value.ts';
import { logicalId } from './logical-ids.ts';

/** The parameters of a template: values that must not stand in it, and those that only a build knows. Each is told once. */
export class TemplateParameters {
  readonly #taken: Set<string>;
  readonly #tell: (told: Diagnostic) => void;
  readonly #known = new Map<string, { readonly id: string; readonly isSecret: boolean }>();

  /** `taken`: the names that the template has already. */
  constructor(taken: Set<string>, tell: (told: Diagnostic) => void) {
    this.#taken = taken;
    this.#tell = tell;
  }

  /** The parameter for a value that a property of a resource has. */
  idFor(value: Unknown | Secret, { of, property }: { readonly of: StackResource; readonly property: string }): string {
    const isText = value instanceof Secret;
    const key = isText ? JSON.stringify(value.value) : `<${value.name}>`;
    const known = this.#known.get(key);
    if (known !== undefined) return known.id;
    const id = logicalId(isText ? `${of.name}_${property}` : value.name, this.#taken);
    this.#known.set(key, { id, isSecret: isText || value.secret });
    const why = isText ? 'is never shown' : `needs ${value.name}, which only a build knows`;
    const message = `${property} of "${of.name}" ${why}: the template has the parameter ${id} for it`;
    this.#tell(warning('input/render', message, { at: of.manifest.at }));
    return id;
  }

  /** `Parameters` of the template; empty where there are none. */
  section(): JsonObject {
    if (this.#known.size === 0) return {};
    const entries = [...this.#known.values()].map(({ id, isSecret }): [string, JsonObject] => [
      id,
      { Type: 'String', ...(isSecret ? { NoEcho: true } : {}) },
    ]);
    return { Parameters: Object.fromEntries(entries) };
  }
}
