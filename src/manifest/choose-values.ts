import { mistake, type Diagnostic, type Parsed } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/did-you-mean.ts';
import type { ManifestEntry, ManifestValue } from './manifest.ts';
import { memberOf } from './manifest-value.ts';
import { defaultEnvironment } from './value-for-environment.ts';

/** Where a value stands, for a message: `"CallbackURLs" of resource "web"`. */
export interface ValuePlace {
  readonly name: string;
}

/**
 * The value in an environment: every map in it whose only key is `values` gives way to its entry for the environment, else to that of
 * `default`. An entry is `dev: x` or `dev: {value: x}`. A map that is to keep `values` as its only key stands under `value` itself:
 * `values: {default: {value: {values: …}}}`.
 */
export function chooseValues(value: ManifestValue, environment: string, place: ValuePlace): Parsed<ManifestValue> {
  const diagnostics: Diagnostic[] = [];
  const chosen = choose(value, environment, place, diagnostics);
  return { value: chosen, diagnostics };
}

function choose(
  value: ManifestValue,
  environment: string,
  place: ValuePlace,
  diagnostics: Diagnostic[],
): ManifestValue | undefined {
  switch (value.kind) {
    case 'text':
    case 'scalar':
      return value;
    case 'list': {
      const items = value.items.map((item) => choose(item, environment, place, diagnostics));
      return { ...value, items: items.filter((item) => item !== undefined) };
    }
    case 'map': {
      const choices = choicesOf(value);
      if (choices !== undefined) return chosenAmong(choices, value, environment, place, diagnostics);
      const entries = value.entries.flatMap((entry): readonly ManifestEntry[] => {
        const chosen = choose(entry.value, environment, place, diagnostics);
        return chosen === undefined ? [] : [{ ...entry, value: chosen }];
      });
      return { ...value, entries };
    }
  }
}

function chosenAmong(
  choices: readonly ManifestEntry[],
  { at }: ManifestValue,
  environment: string,
  place: ValuePlace,
  diagnostics: Diagnostic[],
): ManifestValue | undefined {
  const entry = choices.find(({ key }) => key === environment) ?? choices.find(({ key }) => key === defaultEnvironment);
  if (entry !== undefined) {
    const wrapped = isWrapped(entry.value) ? memberOf(entry.value, 'value') : undefined;
    return wrapped ?? choose(entry.value, environment, place, diagnostics);
  }
  const known = choices.map(({ key }) => key);
  const near = nearest(environment, known)[0];
  diagnostics.push(
    mistake(
      'manifest/no-value-for-environment',
      `${place.name} has no value for environment "${environment}"; it has values for ${known.join(', ') || 'none'}`,
      {
        at: choices[0]?.keyAt ?? at,
        help: near === undefined ? `add ${environment} or default to the values` : `did you mean "${near}"?`,
      },
    ),
  );
  return undefined;
}

/** The entries of a map by environment. */
function choicesOf(value: ManifestValue): readonly ManifestEntry[] | undefined {
  if (value.kind !== 'map') return undefined;
  const [only, ...others] = value.entries;
  if (only?.key !== 'values' || others.length > 0 || only.value.kind !== 'map') return undefined;
  return only.value.entries;
}

function isWrapped(value: ManifestValue): boolean {
  return value.kind === 'map' && value.entries.length === 1 && value.entries[0]?.key === 'value';
}
