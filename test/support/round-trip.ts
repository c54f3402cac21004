import type { JsonObject } from '../../src/base/json.ts';
import { openStack } from '../../src/api/open-stack.ts';
import type { OpenedStack } from '../../src/api/opened-stack.ts';
import type { RunOptions } from '../../src/api/run-verb.ts';
import { exportedValues } from '../../src/api/exported-values.ts';
import { formatDiagnostics } from '../../src/diagnostics/format-diagnostic.ts';
import type { Event } from '../../src/events/event.ts';
import { createRegistry } from '../../src/resource-types/create-registry.ts';
import { createTestCloud } from '../../src/testing/test-cloud.ts';
import { withRig } from './rig.ts';

/** A type whose identifier has two parts and whose properties take any text. */
const schema: JsonObject = {
  typeName: 'AWS::Proof::Note',
  description: 'A note under its shelf.',
  properties: {
    Shelf: { type: 'string' },
    Name: { type: 'string' },
    Text: { type: 'string' },
    Texts: { type: 'array', items: { type: 'string' } },
    Document: { type: 'object' },
    Number: { type: 'integer' },
  },
  required: ['Shelf', 'Name'],
  additionalProperties: false,
  primaryIdentifier: ['/properties/Shelf', '/properties/Name'],
  createOnlyProperties: ['/properties/Shelf', '/properties/Name'],
  handlers: {
    create: { permissions: [] },
    read: { permissions: [] },
    update: { permissions: [] },
    delete: { permissions: [] },
    list: { permissions: [] },
  },
};

const queries = `/*+ exists */
SELECT text AS found FROM awscc.proof.notes
WHERE region = 'us-east-1' AND Identifier = '{{ shelf }}|{{ name }}';

/*+ create */
INSERT INTO awscc.proof.notes (Shelf, Name, Text, Texts, Document, region)
SELECT '{{ shelf }}', '{{ name }}', '{{ text }}', '{{ texts }}', '{"inner": {{ text | tojson }}}', 'us-east-1';

/*+ statecheck */
SELECT COUNT(*) AS count FROM awscc.proof.notes
WHERE region = 'us-east-1' AND Identifier = '{{ shelf }}|{{ name }}'
AND shelf = '{{ shelf }}' AND name = '{{ name }}' AND text = '{{ text }}' AND json_equal(texts, '{{ texts }}');

/*+ update */
UPDATE awscc.proof.notes
SET PatchDocument = string('{{ {"Text": text, "Texts": texts, "Document": {"inner": text}} | generate_patch_document }}')
WHERE region = 'us-east-1' AND Identifier = '{{ shelf }}|{{ name }}';

/*+ exports */
SELECT shelf, name, text, texts, json_extract(document, '$.inner') AS inner, '{{ text }}' AS literal
FROM awscc.proof.notes
WHERE region = 'us-east-1' AND Identifier = '{{ shelf }}|{{ name }}';

/*+ delete */
DELETE FROM awscc.proof.notes WHERE region = 'us-east-1' AND Identifier = '{{ shelf }}|{{ name }}';
`;

const manifest = (amount: number): string =>
  [
    'version: 1',
    'name: values',
    'resources:',
    ...Array.from({ length: amount }, (_, index) => [
      `  - name: note_${index}`,
      '    file: note.iql',
      '    props:',
      ...['shelf', 'name', 'text', 'texts'].flatMap((prop) => [
        `      - name: ${prop}`,
        `        value: '{{ notes[${index}].${prop} }}'`,
      ]),
      '    exports:',
      ...['shelf', 'name', 'text', 'texts', 'inner', 'literal'].map((name) => `      - ${name}: ${name}_${index}`),
    ]).flat(),
    'exports:',
    ...Array.from({ length: amount }, (_, index) =>
      ['shelf', 'name', 'text', 'texts', 'inner', 'literal'].map((name) => `  - ${name}_${index}`),
    ).flat(),
    '',
  ].join('\n');

export interface Note {
  readonly shelf: string;
  readonly name: string;
  readonly text: string;
  readonly texts: readonly string[];
}

/** Where a value did not come back as it went in, in words; and how many statements were sent for each query. */
export interface RoundTrip {
  readonly differences: readonly string[];
  /** By anchor: statements that were carried out. */
  readonly statements: Readonly<Record<string, number>>;
}

/** Sends notes through INSERT, composite identifier, WHERE, patch and exports, and compares what comes back with what went in. */
export async function roundTrip(first: readonly Note[], second: readonly Note[]): Promise<RoundTrip> {
  return withRig(async (rig) => {
    rig.write('stack/schemas/note.json', JSON.stringify(schema));
    rig.write('stack/resources/note.iql', queries);
    rig.write('stack/stackql_manifest.yml', manifest(first.length));
    const cloud = createTestCloud({
      registry: createRegistry({ schemaFolders: [{ path: `${rig.folder}/stack/schemas`, source: 'stack' }] }),
    });
    const statements: Record<string, number> = {};
    const differences: string[] = [];
    const run: RunOptions = {
      provider: cloud.provider,
      clock: cloud.clock,
      reporter: {
        report: (event: Event) => {
          if (event.kind === 'resource.statement') statements[event.anchor] = (statements[event.anchor] ?? 0) + 1;
        },
        close: () => undefined,
      },
    };
    const built = async (notes: readonly Note[], wanted: string): Promise<OpenedStack> => {
      const opened = await openStack({
        folder: 'stack',
        environment: 'dev',
        workingDirectory: rig.folder,
        variables: { notes: notes.map((note) => ({ ...note })) },
      });
      const stack = opened.value;
      if (stack === undefined) throw new Error(formatDiagnostics(opened.diagnostics));
      const result = await stack.build(run);
      const exported = exportedValues(result);
      for (const [index, { outcome }] of result.outcomes.entries()) {
        const note = notes[index];
        if (outcome.kind !== wanted) differences.push(`note ${index} is ${outcome.kind}: ${JSON.stringify(outcome)}`);
        if (note === undefined) continue;
        const expected: Readonly<Record<string, unknown>> = { ...note, inner: note.text, literal: note.text };
        for (const [name, value] of Object.entries(expected)) {
          const got = exported[`${name}_${index}`];
          if (JSON.stringify(got) !== JSON.stringify(value)) {
            differences.push(`${name} of note ${index}: ${JSON.stringify(value)} came back as ${JSON.stringify(got)}`);
          }
        }
      }
      return stack;
    };
    await built(first, 'created');
    const stack = await built(second, 'updated');
    const tested = await stack.test(run);
    if (!tested.ok) differences.push('the test fails');
    const live = await cloud.resources('AWS::Proof::Note');
    if (live.length !== second.length) differences.push(`${live.length} notes are there`);
    const removed = await stack.teardown(run);
    if (!removed.ok) differences.push('the teardown fails');
    if ((await cloud.resources('AWS::Proof::Note')).length > 0) differences.push('notes are left');
    await cloud.close();
    return { differences, statements };
  });
}
