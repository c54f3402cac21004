import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { isJsonObject, parseJson, type Json } from '../../src/base/json.ts';
import { commandOverviews } from '../../src/cli/definitions/overview.ts';
import { manifestSchemaPath } from '../../src/manifest/manifest-schema.ts';
import { anchors } from '../../src/query/anchored-query.ts';
import { readDocument } from '../support/doc-blocks.ts';

const page = 'docs/moving-from-stackql-deploy.md';

/** What stackql-deploy 2.4.0 has, by its documentation. */
const commands = [
  'build',
  'test',
  'teardown',
  'plan',
  'init',
  'info',
  'shell',
  'upgrade',
  'start-server',
  'stop-server',
];
const options = [
  '--log-level',
  '--env-file',
  '--env',
  '--dry-run',
  '--show-queries',
  '--on-failure',
  '--output-file',
  '--server',
  '--port',
  '--provider',
  '--template',
];
const shortOptions = ['-e', '-H', '-p', '-t'];
const fields = [
  ...['version', 'name', 'description', 'providers', 'globals', 'resources', 'exports', 'value', 'values', 'merge'],
  ...[
    'type',
    'file',
    'sql',
    'run',
    'props',
    'protected',
    'if',
    'skip_validation',
    'skip_on_delete',
    'return_vals',
    'auth',
  ],
];
const anchorOptions = ['retries', 'retry_delay', 'postdelete_retries', 'postdelete_retry_delay', 'short_circuit_field'];
const filters = [
  'from_json',
  'tojson',
  'generate_patch_document',
  'base64_encode',
  'sql_list',
  'sql_escape',
  'merge_lists',
];

describe(page, () => {
  const text = readDocument(page);
  /** Every piece of code in the text, and every word of it. */
  const codes = [...text.replace(/^```[^]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  const words = new Set(codes.flatMap((code) => [code, ...code.split(/[\s,:]+/)]));
  const missing = (names: readonly string[]): readonly string[] => names.filter((name) => !words.has(name));

  it('has every command, option, field, anchor and filter of stackql-deploy', () => {
    expect(missing([...commands, ...options, ...shortOptions, ...fields])).to.deep.equal([]);
    expect(
      missing([...anchorOptions, ...filters, 'merge_objects', 'to_aws_tag_filters', 'short_circuit_value']),
    ).to.deep.equal([]);
    expect(missing(anchors.filter((anchor) => !anchor.includes(':')))).to.deep.equal([]);
  });

  it('has every field of a manifest', () => {
    const schema = parseJson(readFileSync(manifestSchemaPath, 'utf8'));
    const propertiesOf = (...path: readonly string[]): readonly string[] => {
      const found = path.reduce<Json | undefined>((one, key) => (isJsonObject(one) ? one[key] : undefined), schema);
      return isJsonObject(found) ? Object.keys(found) : [];
    };
    const known = [
      ...propertiesOf('properties'),
      ...['global', 'resource', 'prop'].flatMap((name) => propertiesOf('definitions', name, 'properties')),
    ];
    expect(known.length).to.be.greaterThan(25);
    expect(missing(known)).to.deep.equal([]);
  });

  it('leads with one command that sends nothing', () => {
    const [first] = text.split('\n').filter((line) => line.startsWith('stack-deploy'));
    expect(first).to.equal('stack-deploy validate . dev');
    expect(commandOverviews.find(({ name }) => name === 'validate')?.writes).to.equal('nothing');
  });

  it('claims no stack that runs in both', () => {
    expect(text).to.include('Nobody has proved a stack that runs in both.');
  });
});
