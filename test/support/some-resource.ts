import { excerptOf } from '../../src/diagnostics/source.ts';
import type { ManifestResource, ResourceKind } from '../../src/manifest/manifest.ts';
import { parseManifest } from '../../src/manifest/parse-manifest.ts';
import { anchors as allAnchors, type Anchor } from '../../src/query/anchored-query.ts';
import { parseQueryFile } from '../../src/query/parse-query-file.ts';
import { nothingVisible } from '../../src/stack/export-table.ts';
import type { Scope } from '../../src/stack/scope.ts';
import type { StackQuery, StackResource } from '../../src/stack/stack.ts';
import { parseTemplate } from '../../src/template/parse-template.ts';

/** A scope in which nothing has a name. */
export const emptyScope: Scope = {
  stackName: 'shop',
  environment: 'dev',
  variables: { bare: new Map(), all: {}, startedAtMs: 0, given: new Map() },
  globals: new Map(),
  exports: nothingVisible,
};

const plain = plainResource();
const queries = allAnchors.map((anchor) => [anchor, queryOf(anchor)] as const);

/** A resource of which nothing is known but its type, its anchors and that it exports something. */
export function resourceWith(
  kind: ResourceKind,
  anchors: readonly Anchor[],
  changes: Partial<ManifestResource> = {},
): StackResource {
  return {
    name: plain.name,
    address: { entry: plain.name },
    position: 0,
    manifest: { ...plain, kind, readOnly: kind === 'script' ? true : undefined, ...changes },
    props: [],
    file: undefined,
    queries: new Map(queries.filter(([anchor]) => anchors.includes(anchor))),
    condition: undefined,
    script: undefined,
    auth: [],
  };
}

function plainResource(): ManifestResource {
  const text = 'version: 1\nname: shop\nresources:\n  - name: thing\n    exports: [id]\n';
  const read = parseManifest({ path: 'stackql_manifest.yml', text }).value?.resources[0];
  if (read === undefined) throw new Error('The manifest of this test is broken.');
  return read;
}

function queryOf(anchor: Anchor): StackQuery {
  const source = { path: `thing/${anchor}.iql`, text: `/*+ ${anchor} */\nSELECT 1 AS count\n` };
  const query = parseQueryFile(source).value?.[0];
  const template = parseTemplate(excerptOf(source)).value;
  if (query === undefined || template === undefined) throw new Error('The query of this test is broken.');
  return { query, template };
}

/** Every choice of at most `most` of the items. */
export function choicesOf<T>(items: readonly T[], most: number): readonly (readonly T[])[] {
  const [first, ...others] = items;
  if (first === undefined || most === 0) return [[]];
  return [...choicesOf(others, most), ...choicesOf(others, most - 1).map((choice) => [first, ...choice])];
}
