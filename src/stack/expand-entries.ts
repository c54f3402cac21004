import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { RandomSource } from '../base/random.ts';
import type { Manifest, ManifestResource, ManifestValue } from '../manifest/manifest.ts';
import { chooseValues } from '../manifest/choose-values.ts';
import { plainText, reveal, isKnown } from '../values/reading.ts';
import { isValueList, isValueMap, NumberAsWritten, type Value } from '../values/value.ts';
import type { Address } from './address.ts';
import { compileValue, renderValue } from './compiled-value.ts';
import type { Each } from './each.ts';
import { renderStackScope } from './render-scope.ts';
import { contextOf } from './scope.ts';
import type { StackGlobal } from './stack.ts';
import type { Variables } from './variables.ts';

/** What `for_each` is worked out with: it must be known before anything is asked. */
export interface ExpansionValues {
  readonly variables: Variables;
  readonly random: RandomSource;
}

/** One resource of an entry. */
export interface EntryInstance {
  readonly manifest: ManifestResource;
  readonly address: Address;
  /** Of an entry with `for_each`. */
  readonly each: Each | undefined;
}

interface ExpansionOptions {
  readonly manifest: Manifest;
  readonly globals: readonly StackGlobal[];
  readonly environment: string;
  /** The environment whose values are taken. */
  readonly valuesOf: string;
  /** Undefined: entries with `for_each` have no instances. */
  readonly values: ExpansionValues | undefined;
  readonly include: (value: ManifestValue) => ManifestValue;
}

/** The resources that the entries of a manifest stand for, in its order. */
export function expandEntries(options: ExpansionOptions, diagnostics: Diagnostic[]): readonly EntryInstance[] {
  const { manifest } = options;
  return manifest.resources.flatMap((resource): readonly EntryInstance[] => {
    if (resource.forEach === undefined)
      return [{ manifest: resource, address: { entry: resource.name }, each: undefined }];
    return itemsOf(resource, resource.forEach, options, diagnostics).map((each) => ({
      manifest: resource,
      address: { entry: resource.name, instance: each.key },
      each,
    }));
  });
}

function itemsOf(
  resource: ManifestResource,
  written: ManifestValue,
  { manifest, globals, environment, valuesOf, values, include }: ExpansionOptions,
  diagnostics: Diagnostic[],
): readonly Each[] {
  if (values === undefined) return [];
  const place = { name: `"for_each" of resource "${resource.name}"` };
  const chosen = chooseValues(include(written), valuesOf, place);
  diagnostics.push(...chosen.diagnostics);
  if (chosen.value === undefined) return [];
  const compiled = compileValue(chosen.value, diagnostics);
  const { variables, random } = values;
  const { scope } = renderStackScope({ manifest, globals, environment }, variables, random);
  const rendered = renderValue(compiled, contextOf(scope, random));
  const refuse = (message: string, help: string): readonly Each[] => {
    diagnostics.push(mistake('manifest/for-each', message, { at: written.at, help }));
    return [];
  };
  if (rendered.kind === 'refused') {
    diagnostics.push(...rendered.diagnostics);
    return [];
  }
  if (rendered.kind === 'undecided' || !isKnownAtTop(rendered.value))
    return refuse(`${place.name} is not known before the build`, 'take it from globals and variables');
  const items = readItems(rendered.value);
  if (items === undefined)
    return refuse(
      `${place.name} must be a map, or a list of strings or numbers`,
      'a map gives each item its key and value; in a list the items are both',
    );
  const wrong = items.find(({ key }) => !/^[\p{L}\p{N}_.:/=+@-]{1,64}$/u.test(key));
  if (wrong !== undefined)
    return refuse(
      `${place.name} has the key ${JSON.stringify(wrong.key)}, which cannot be part of a tag`,
      'use up to 64 letters, digits and the characters _ . : / = + - @',
    );
  const twice = items.find(({ key }, index) => items.findIndex((other) => other.key === key) !== index);
  return twice === undefined
    ? items
    : refuse(`${place.name} has the key ${JSON.stringify(twice.key)} twice`, 'remove one of them');
}

function isKnownAtTop(value: Value): boolean {
  return isValueList(value) || isValueMap(value) || isKnown(value);
}

function readItems(value: Value): readonly Each[] | undefined {
  const plain = isValueList(value) || isValueMap(value) ? value : undefined;
  if (plain === undefined) return value === null ? [] : undefined;
  if (!isValueList(plain)) return Object.entries(plain).map(([key, item]) => ({ key, value: item }));
  const items = plain.map((item): Each | undefined => {
    const isName = typeof item === 'string' || typeof item === 'number' || item instanceof NumberAsWritten;
    return isName ? { key: plainText(reveal(item)), value: item } : undefined;
  });
  return items.every((item) => item !== undefined) ? items : undefined;
}
