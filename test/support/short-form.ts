import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStack, type Opening } from '../../src/api/open-stack.ts';
import { positionOf } from '../../src/diagnostics/source-lines.ts';
import { createRegistry, shippedSchemas } from '../../src/resource-types/create-registry.ts';
import type { PlainValue } from '../../src/values/value.ts';
import { createTestRandom } from '../../src/testing/test-random.ts';

const registry = createRegistry({ schemaFolders: [shippedSchemas] });

/** Opens a stack of these files, by their paths, with these variables; a folder `resources` is there. */
export async function openFiles(
  files: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, PlainValue>> = {},
): Promise<Opening> {
  const folder = mkdtempSync(join(tmpdir(), 'stack-deploy-short-form-'));
  try {
    mkdirSync(join(folder, 'resources'));
    for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
    return await openStack({
      folder,
      environment: 'dev',
      workingDirectory: folder,
      region: 'us-east-1',
      registry,
      random: createTestRandom(),
      variables,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Opens a stack of these entries of `resources`, with lines before them at the top of the manifest. */
export function openEntries(resources: string, top = ''): Promise<Opening> {
  return openFiles({ 'stackql_manifest.yml': `version: 1\nname: shop\n${top}resources:\n${resources}` });
}

/** The text of the queries of an entry. */
export async function derivedTextOf(resources: string, name: string): Promise<string> {
  const { value, diagnostics } = await openEntries(resources);
  const resource = value?.stack.resources.find((one) => one.name === name);
  if (resource?.derivedText === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return resource.derivedText.text;
}

/** `7:7 code message` of every diagnostic about entries, in the order in which they are told. */
export async function mistakesIn(resources: string): Promise<readonly string[]> {
  const { diagnostics } = await openEntries(resources);
  return diagnostics.map(({ at, code, message }) => {
    const place = at === undefined ? undefined : positionOf(at.source, at.start);
    return `${place === undefined ? '-' : `${place.line}:${place.column}`} ${code} ${message}`;
  });
}
