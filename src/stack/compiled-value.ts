import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Location } from '../diagnostics/source.ts';
import type { ManifestValue } from '../manifest/manifest.ts';
import { parseTemplate } from '../template/parse-template.ts';
import { evaluateTemplate } from '../template/render-template.ts';
import type { Reference, RenderContext, Rendering, Template } from '../template/template.ts';
import { isOmit } from '../values/reading.ts';
import { Unknown, type Value } from '../values/value.ts';

/** A manifest value whose templates are parsed. */
export type CompiledValue =
  | { readonly kind: 'template'; readonly template: Template; readonly at: Location }
  | { readonly kind: 'scalar'; readonly value: Value; readonly at: Location }
  | { readonly kind: 'list'; readonly items: readonly CompiledValue[]; readonly at: Location }
  | {
      readonly kind: 'map';
      readonly entries: readonly { readonly key: string; readonly value: CompiledValue }[];
      readonly at: Location;
    };

export function compileValue(value: ManifestValue, diagnostics: Diagnostic[]): CompiledValue {
  switch (value.kind) {
    case 'scalar':
      return value;
    case 'text': {
      const parsed = parseTemplate(value.excerpt, value.isIncluded === true ? 'file' : 'value');
      diagnostics.push(...parsed.diagnostics);
      return parsed.value === undefined
        ? { kind: 'scalar', value: value.excerpt.text, at: value.at }
        : { kind: 'template', template: parsed.value, at: value.at };
    }
    case 'list':
      return { kind: 'list', items: value.items.map((item) => compileValue(item, diagnostics)), at: value.at };
    case 'map':
      return {
        kind: 'map',
        entries: value.entries.map((entry) => ({ key: entry.key, value: compileValue(entry.value, diagnostics) })),
        at: value.at,
      };
  }
}

/** Renders a value deep; every undefined name in it is reported at once. */
export function renderValue(value: CompiledValue, context: RenderContext): Rendering<Value> {
  switch (value.kind) {
    case 'scalar':
      return { kind: 'rendered', value: value.value, warnings: [] };
    case 'template':
      return evaluateTemplate(value.template, context);
    case 'list':
      return together(
        value.items.map((item) => renderValue(item, context)),
        (items) => items.filter((item) => !isOmit(item)),
      );
    case 'map':
      return together(
        value.entries.map((entry) => renderValue(entry.value, context)),
        (items) =>
          Object.fromEntries(
            value.entries.flatMap((entry, index): [string, Value][] => {
              const item = items[index];
              return item === undefined || isOmit(item) ? [] : [[entry.key, item]];
            }),
          ),
      );
  }
}

/**
 * Renders a value part by part: what is wrong with a part, or cannot be said of it before the build, leaves an unknown in its place alone.
 * `settle` yields the value of a rendering, and undefined where it has told what is wrong.
 */
export function renderParts(
  value: CompiledValue,
  context: RenderContext,
  settle: (rendering: Rendering<Value>) => Value | undefined,
  name: string,
): Value {
  switch (value.kind) {
    case 'scalar':
      return value.value;
    case 'template': {
      const settled = settle(evaluateTemplate(value.template, context));
      // Null is a value.
      return settled === undefined ? new Unknown(name) : settled;
    }
    case 'list':
      return value.items
        .map((item, index) => renderParts(item, context, settle, `${name}.${index}`))
        .filter((item) => !isOmit(item));
    case 'map':
      return Object.fromEntries(
        value.entries
          .map(({ key, value: part }): [string, Value] => [key, renderParts(part, context, settle, `${name}.${key}`)])
          .filter(([, part]) => !isOmit(part)),
      );
  }
}

/** The same for a map whose members are named elsewhere: one that is omitted is null, and not missing. */
export function renderMembers(...[value, context, settle, name]: Parameters<typeof renderParts>): Value {
  if (value.kind !== 'map') return renderParts(value, context, settle, name);
  return Object.fromEntries(
    value.entries.map(({ key, value: part }): [string, Value] => {
      const member = renderParts(part, context, settle, `${name}.${key}`);
      return [key, isOmit(member) ? null : member];
    }),
  );
}

/** One rendering of several: refused with all their diagnostics, undecided where one is, else combined. */
function together(parts: readonly Rendering<Value>[], combine: (items: readonly Value[]) => Value): Rendering<Value> {
  const diagnostics = parts.flatMap((part) => (part.kind === 'refused' ? part.diagnostics : []));
  if (diagnostics.length > 0) return { kind: 'refused', diagnostics };
  const undecided = parts.find((part) => part.kind === 'undecided');
  if (undecided !== undefined) return undecided;
  const rendered = parts.filter((part) => part.kind === 'rendered');
  return {
    kind: 'rendered',
    value: combine(rendered.map((part) => part.value)),
    warnings: rendered.flatMap((part) => part.warnings),
  };
}

/** Every name that the value takes from its scope. */
export function referencesIn(value: CompiledValue): readonly Reference[] {
  switch (value.kind) {
    case 'scalar':
      return [];
    case 'template':
      return value.template.references;
    case 'list':
      return value.items.flatMap(referencesIn);
    case 'map':
      return value.entries.flatMap((entry) => referencesIn(entry.value));
  }
}
