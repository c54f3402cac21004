import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { chooseValues } from '../manifest/choose-values.ts';
import type { ManifestResource, ManifestValue, Named, ShortForm } from '../manifest/manifest.ts';
import { parseAnchoredText } from '../query/parse-query-file.ts';
import { compileQueries } from './compile-queries.ts';
import { compileValue, referencesIn } from './compiled-value.ts';
import { partsOf } from './find-uses.ts';
import type { FileIncluder } from './include-files.ts';
import { shortFormProps, type ShortFormSource, type UsedMember } from './short-form-source.ts';
import type { StackGlobal, StackProp, StackResource } from './stack.ts';

/** An entry in the short form, as it is in the environment of the stack. */
export interface ChosenShortForm {
  readonly properties: ManifestValue | undefined;
  readonly hasIdentifier: boolean;
  /** Under the names that the derived queries use. */
  readonly props: readonly StackProp[];
}

/** Takes the values of the environment and compiles them. */
export function chooseShortForm(
  resource: ManifestResource,
  form: ShortForm,
  options: { readonly environment: string; readonly tags: ManifestValue | undefined; readonly includer: FileIncluder },
  diagnostics: Diagnostic[],
): ChosenShortForm {
  const chosen = (value: ManifestValue | undefined, name: string): ManifestValue | undefined => {
    if (value === undefined) return undefined;
    const found = chooseValues(options.includer.include(value), options.environment, {
      name: `"${name}" of resource "${resource.name}"`,
    });
    diagnostics.push(...found.diagnostics);
    return found.value;
  };
  const properties = chosenProperties(resource, chosen(form.properties, 'properties'));
  const identifier = chosen(form.identifier, 'identifier');
  const hasIdentifier = identifier !== undefined && !isEmpty(identifier);
  const prop = (name: string, value: ManifestValue | undefined): readonly StackProp[] =>
    value === undefined
      ? []
      : [{ name, isProtected: false, isInParts: true, value: compileValue(value, diagnostics), merge: [] }];
  return {
    properties,
    hasIdentifier,
    // The properties come first: their templates see none of the other names.
    props: [
      ...prop(shortFormProps.properties, properties),
      ...prop(shortFormProps.identifier, hasIdentifier ? identifier : undefined),
      ...prop(shortFormProps.region, chosen(form.region, 'region')),
      ...prop(shortFormProps.defaultTags, chosen(options.tags, 'tags')),
    ],
  };
}

/** Nothing at all under `properties` is a resource without properties. */
function chosenProperties({ at }: ManifestResource, value: ManifestValue | undefined): ManifestValue {
  return value === undefined || (value.kind === 'scalar' && value.value === null)
    ? { kind: 'map', entries: [], at }
    : value;
}

function isEmpty(value: ManifestValue): boolean {
  return (value.kind === 'scalar' && value.value === null) || (value.kind === 'text' && value.excerpt.text === '');
}

/** The resources with the queries that the short form stands for; they have to know what others use. */
export function deriveQueries(
  resources: readonly StackResource[],
  context: {
    readonly source: ShortFormSource;
    readonly chosen: ReadonlyMap<StackResource, ChosenShortForm>;
    readonly globals: readonly StackGlobal[];
    readonly exports: readonly Named[];
    readonly hasDefaultTags: boolean;
  },
  diagnostics: Diagnostic[],
): readonly StackResource[] {
  const used = usedMembers(resources, context.globals, context.exports);
  const told = new Set<string>();
  return resources.map((resource) => {
    const chosen = context.chosen.get(resource);
    if (chosen === undefined) return resource;
    const { manifest, address } = resource;
    const { properties, hasIdentifier } = chosen;
    const { hasDefaultTags } = context;
    const derived = context.source.derive({
      manifest,
      properties,
      hasIdentifier,
      hasDefaultTags,
      used: used.get(address.entry) ?? [],
    });
    // What is wrong with an entry is told once, however many instances it has.
    if (!told.has(address.entry)) diagnostics.push(...derived.diagnostics);
    told.add(address.entry);
    const anchored = derived.text === undefined ? undefined : parseAnchoredText(derived.text);
    const own: Diagnostic[] = [];
    const queries = compileQueries(anchored?.value ?? [], own);
    const bugs = [...(anchored?.diagnostics ?? []), ...own];
    if (bugs.length > 0)
      throw new Error(`The queries of "${manifest.name}" cannot be parsed: ${bugs[0]?.message ?? ''}`);
    const written = new Set(manifest.exports.map(({ name }) => name));
    return {
      ...resource,
      manifest: { ...manifest, exports: derived.exports, strict: true },
      queries,
      ...(derived.text === undefined ? {} : { derivedText: derived.text, isMarked: derived.isMarked }),
      scopedExports: new Set(derived.exports.flatMap(({ name }) => (written.has(name) ? [] : [name]))),
    };
  });
}

/** What of each entry in the short form others take, by its name. */
function usedMembers(
  resources: readonly StackResource[],
  globals: readonly StackGlobal[],
  exports: readonly Named[],
): ReadonlyMap<string, readonly UsedMember[]> {
  const isLoop = new Map<string, boolean>();
  for (const { address, manifest } of resources)
    if (manifest.shortForm !== undefined) isLoop.set(address.entry, address.instance !== undefined);
  const used = new Map<string, Map<string | undefined, UsedMember>>();
  const note = (entry: string, members: readonly string[], at: UsedMember['at']): void => {
    const [first, ...others] = members;
    if (entry === 'resources' && first !== undefined && !isLoop.has(entry)) {
      note(first, others, at);
      return;
    }
    const loop = isLoop.get(entry);
    if (loop === undefined) return;
    const name = members[loop ? 1 : 0];
    const known = used.get(entry) ?? new Map<string | undefined, UsedMember>();
    if (!known.has(name)) known.set(name, { name, at });
    used.set(entry, known);
  };
  for (const resource of resources)
    for (const { references, hidden } of partsOf(resource))
      for (const { name, members, at } of references) if (!hidden.has(name)) note(name, members, at);
  for (const { value } of globals) for (const { name, members, at } of referencesIn(value)) note(name, members, at);
  for (const { name, at } of exports) {
    const [entry = '', ...members] = name.split('.');
    if (members.length > 0) note(entry, members, at);
  }
  return new Map([...used].map(([entry, members]) => [entry, [...members.values()]]));
}
