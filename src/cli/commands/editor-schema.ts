import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openRegistry } from '../../api/open-registry.ts';
import type { JsonObject } from '../../base/json.ts';
import { hasErrors } from '../../diagnostics/diagnostic.ts';
import { formatDiagnostics } from '../../diagnostics/format-diagnostic.ts';
import { manifestSchemaPath } from '../../manifest/manifest-schema.ts';
import { parseManifest } from '../../manifest/parse-manifest.ts';
import { editorSchema } from '../../resource-types/editor-schema.ts';
import type { FileRegistry } from '../../resource-types/create-registry.ts';
import { loadSource, shownPath } from '../../stack/load-source.ts';
import { manifestFileName } from '../../stack/load-stack.ts';
import { schemasOf } from '../api-options.ts';
import type { Context } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { typeNamed } from '../type-named.ts';
import type { SchemaCommandOptions } from './schema-options.ts';

/** The file beside the manifest that its editor checks it with. */
export const editorSchemaFileName = 'stackql_manifest.schema.json';

/** The first line of a manifest that an editor finds the schema by. */
export const editorLine = `# yaml-language-server: $schema=${editorSchemaFileName}\n`;

/** The schema of a manifest in which these types are used, as the text of a file. Types that are not known are left out. */
export function editorSchemaText(registry: FileRegistry, typeNames: readonly string[]): string {
  // The file is part of this package: it is JSON.
  const manifest = JSON.parse(readFileSync(manifestSchemaPath, 'utf8')) as JsonObject;
  const types = [...new Set(typeNames.map((name) => typeNamed(registry, name)))].filter((type) => type !== undefined);
  return JSON.stringify(editorSchema(manifest, types)) + '\n';
}

/** `schema editor STACK_DIR`: writes the schema for the editor beside the manifest. Modules are not run. */
export function writeEditorSchema(folder: string, options: SchemaCommandOptions, context: Context): ExitCode {
  const { workingDirectory } = context;
  const refuse = (text: string): ExitCode => {
    context.errors.write(text + '\n');
    return exitCodes.failed.code;
  };
  const stackFolder = resolve(workingDirectory, folder);
  const loaded = loadSource(join(stackFolder, manifestFileName), { workingDirectory, what: 'the manifest' });
  if (loaded.value === undefined) return refuse(formatDiagnostics(loaded.diagnostics));
  const { value: manifest, diagnostics } = parseManifest(loaded.value);
  // A manifest that is being written has mistakes; one that is no YAML has no types.
  if (manifest === undefined && hasErrors(diagnostics)) return refuse(formatDiagnostics(diagnostics));
  const opened = openRegistry({ ...schemasOf(options, context), workingDirectory, stackFolder });
  if (!opened.ok) return refuse(formatDiagnostics([opened.error]));
  const used = (manifest?.resources ?? []).flatMap(({ shortForm }) => shortForm?.type.name ?? []);
  const target = join(stackFolder, editorSchemaFileName);
  try {
    writeFileSync(target, editorSchemaText(opened.value, used));
  } catch (error) {
    return refuse(
      `${shownPath(target, workingDirectory)} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  context.errors.write(`wrote ${shownPath(target, workingDirectory)}\n`);
  if (!loaded.value.text.includes(`$schema=${editorSchemaFileName}`))
    context.errors.write(`editors use it with this first line of the manifest:\n${editorLine}`);
  return exitCodes.done.code;
}
