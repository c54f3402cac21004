import { Composer, isDocument } from 'yaml';
import { budgets } from '../base/budgets.ts';
import { hasErrors, mistake, type Diagnostic, type Parsed } from '../diagnostics/diagnostic.ts';
import type { Source } from '../diagnostics/source.ts';
import type { ManifestValue } from './manifest.ts';
import { readPlainYaml } from './plain-yaml.ts';
import { yamlMistakes } from './yaml-mistakes.ts';
import { tokenizeYaml } from './yaml-tokens.ts';
import { brokenPart, readYamlTree, type YamlTags } from './yaml-tree.ts';

/**
 * One YAML 1.2 document (core schema: `yes` and `2026-01-01` are text) as values with places; JSON is YAML. Whatever the text costs is
 * bounded: size, nesting, entries, aliases. The value is absent where the text cannot be read; an empty text is null. A value behind a tag of
 * `tags` is a map with the key that the tag stands for: `!Sub x` is `{Fn::Sub: x}`. Default: no tag has a meaning.
 */
export function parseYaml(source: Source, tags: YamlTags = new Map()): Parsed<ManifestValue> {
  const refused = refusedText(source);
  if (refused !== undefined) return { value: undefined, diagnostics: [refused] };
  const plain = readPlainYaml(source);
  return plain === undefined ? composeYaml(source, tags) : { value: plain, diagnostics: [] };
}

/** The same by the parser that knows all of YAML. */
export function composeYaml(source: Source, tags: YamlTags = new Map()): Parsed<ManifestValue> {
  const tokens = tokenizeYaml(source);
  if (!tokens.ok) return { value: undefined, diagnostics: [tokens.error] };

  // The schema is named so that a "%YAML 1.1" line does not change what values mean.
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    uniqueKeys: false,
    resolveKnownTags: false,
    prettyErrors: false,
  });
  const [document, second] = composer.compose(tokens.value.tokens, true, source.text.length);
  const errors = [...(document?.errors ?? []), ...(document?.warnings ?? [])].filter(
    ({ code, pos: [start, end] }) => code !== 'TAG_RESOLVE_FAILED' || !tags.has(source.text.slice(start, end).trim()),
  );
  const mistakes = yamlMistakes(source, errors);
  const diagnostics: Diagnostic[] = [...(tokens.value.isCut ? mistakes.slice(0, 1) : mistakes)];
  if (document !== undefined && second !== undefined && errors.length === 0) {
    const marker = source.text.lastIndexOf('\n---', second.range[0]) + 1;
    const start = marker > document.range[1] ? marker : second.range[0];
    diagnostics.push(
      mistake('manifest/yaml-syntax', 'a second YAML document begins here', {
        at: { source, start, end: Math.min(start + 3, source.text.length) },
        help: 'keep one document in a file',
      }),
    );
  }
  if (hasErrors(diagnostics) || !isDocument(document)) return { value: undefined, diagnostics };
  return readYamlTree(source, document, tags);
}

function refusedText(source: Source): Diagnostic | undefined {
  const { text, path } = source;
  if (text.length > budgets.fileCharacters) {
    const sizes = `${text.length.toLocaleString('en')} characters, more than the ${budgets.fileCharacters.toLocaleString('en')}`;
    return mistake('input/file-too-large', `${path} has ${sizes} that are read`);
  }
  const broken = brokenPart(text);
  if (broken === undefined) return undefined;
  const at = { source, start: broken.index, end: broken.index + 1 };
  return mistake('input/not-text', `the file holds ${broken.name}`, { at });
}
