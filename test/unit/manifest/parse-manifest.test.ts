import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../../src/base/package-root.ts';
import type { Parsed } from '../../../src/diagnostics/diagnostic.ts';
import { formatDiagnostics } from '../../../src/diagnostics/format-diagnostic.ts';
import type { Manifest } from '../../../src/manifest/manifest.ts';
import { parseManifest } from '../../../src/manifest/parse-manifest.ts';
import { valueOf } from '../../../src/manifest/manifest-value.ts';
import { NumberAsWritten } from '../../../src/values/value.ts';
import { dedent } from '../../support/dedent.ts';

function parse(text: string): Parsed<Manifest> {
  return parseManifest({ path: 'm.yml', text });
}

/** What a person sees, with a final line break. */
function shown(text: string): string {
  return `${formatDiagnostics(parse(text).diagnostics)}\n`;
}

/** Only `code line:column: message` of each. */
function summary(text: string): readonly string[] {
  return parse(text).diagnostics.map((found) => {
    const before = text.slice(0, found.at?.start ?? 0).split('\n');
    return `${found.code} ${before.length}:${(before.at(-1)?.length ?? 0) + 1}: ${found.message}`;
  });
}

const head = 'version: 1\nname: web\n';

describe('parseManifest', () => {
  it('reads the manifest of a user pool client without a word', () => {
    const path = 'test/fixtures/manifest/user-pool-client.yml';
    const { value, diagnostics } = parseManifest({ path, text: readFileSync(join(packageRoot, path), 'utf8') });
    expect(formatDiagnostics(diagnostics)).to.equal('');
    expect(value?.name).to.equal('stack name');
    expect(value?.providers.map((provider) => provider.name)).to.deep.equal(['aws']);
    const [resource] = value?.resources ?? [];
    expect(resource?.props).to.have.length(23);
    const units = resource?.props.find((prop) => prop.name === 'token_validity_units')?.value;
    expect(units && valueOf(units)).to.deep.equal({
      access_token: '{{ access_token }}',
      id_token: '{{ id_token }}',
      refresh_token: '{{ refresh_token }}',
    });
  });

  it('reads every field', () => {
    const text = dedent`
      version: 1
      name: web
      description: Sign-in
      providers: [awscc, "aws::v1"]
      globals:
        - name: region
          value: eu-central-1
          description: Where
      resources:
        - name: aws/iam/role
          type: multi
          description: Roles
          file: shared/role.iql
          if: "stack_env == 'prd'"
          props:
            - name: size
              description: How many
              values:
                prd: {value: 10}
                dev: 1
                default: {value: [1, 2]}
              merge: [tags]
          exports: [role_arn, {Identifier: role_name}]
          protected: [role_arn]
          skip_validation: true
          return_vals:
            create: [{Identifier: id}, ErrorCode]
            update:
            delete: []
          auth:
            awscc: {type: aws_signing_v4}
        - name: look
          type: query
          sql: SELECT 1
        - name: run
          type: script
          run: echo
          if: false
          exports:
      exports: [role_name]
    `;
    const { value, diagnostics } = parse(text);
    expect(formatDiagnostics(diagnostics)).to.equal('');
    if (value === undefined) throw new Error('no manifest');
    const [role, look, run] = value.resources;
    if (role === undefined || look === undefined || run === undefined) throw new Error('no resources');
    expect([value.version, value.name, value.description]).to.deep.equal([1, 'web', 'Sign-in']);
    expect(value.exports.map((named) => named.name)).to.deep.equal(['role_name']);
    expect(value.globals[0]).to.include({ name: 'region', description: 'Where' });
    expect(role).to.include({ name: 'aws/iam/role', kind: 'multi', description: 'Roles', skipValidation: true });
    expect(role.file?.name).to.equal('shared/role.iql');
    expect(role.condition?.text).to.equal("stack_env == 'prd'");
    const [size] = role.props;
    expect(size?.merge.map((named) => named.name)).to.deep.equal(['tags']);
    expect([...(size?.values ?? [])].map(([name, item]) => [name, valueOf(item)])).to.deep.equal([
      ['prd', 10],
      ['dev', 1],
      ['default', [1, 2]],
    ]);
    expect(role.exports.map(({ name, column }) => [column, name])).to.deep.equal([
      ['role_arn', 'role_arn'],
      ['Identifier', 'role_name'],
    ]);
    expect(role.protectedExports.map((named) => named.name)).to.deep.equal(['role_arn']);
    expect(role.returnValues.create.map(({ name, column }) => [column, name])).to.deep.equal([
      ['Identifier', 'id'],
      ['ErrorCode', 'ErrorCode'],
    ]);
    expect([role.returnValues.update, role.returnValues.delete]).to.deep.equal([[], []]);
    expect(role.auth && valueOf(role.auth)).to.deep.equal({ awscc: { type: 'aws_signing_v4' } });
    expect([look.kind, look.sql?.text, look.condition]).to.deep.equal(['query', 'SELECT 1', undefined]);
    expect([run.kind, run.run?.text, run.condition?.text, run.exports]).to.deep.equal(['script', 'echo', 'false', []]);
  });

  it('points at an unknown key and names the near one', () => {
    expect(shown(`${head}resources:\n  - name: pool\n    typ: query\n`)).to.equal(dedent`
      error[manifest/unknown-key]: unknown key "typ" in resource "pool"
       --> m.yml:5:5
        |
      4 |   - name: pool
      5 |     typ: query
        |     ^^^
        = help: did you mean "type"?
    `);
  });

  it('names the known keys where none is near', () => {
    expect(shown(`${head}resources: []\nglobals: [{name: a, value: 1, banana: 2}]\n`)).to.equal(dedent`
      error[manifest/unknown-key]: unknown key "banana" in global "a"
       --> m.yml:4:31
        |
      3 | resources: []
      4 | globals: [{name: a, value: 1, banana: 2}]
        |                               ^^^^^^
        = help: known keys: name, value, description and protected
    `);
  });

  it('names all missing keys of a map at once', () => {
    expect(shown('description: x\n')).to.equal(dedent`
      error[manifest/missing-key]: missing keys "version", "name" and "resources" in the manifest
       --> m.yml:1:1
        |
      1 | description: x
        | ^^^^^^^^^^^
    `);
  });

  it('shows both places of a duplicate name', () => {
    expect(shown(`${head}resources:\n  - name: a\n  - name: b\n  - name: a\n`)).to.equal(dedent`
      error[manifest/duplicate-name]: two resources are named "a"
       --> m.yml:6:11
        |
      5 |   - name: b
      6 |   - name: a
        |           ^
      note: first here
       --> m.yml:4:11
        |
      3 | resources:
      4 |   - name: a
        |           ^
      5 |   - name: b
    `);
  });

  it('warns of an unquoted account number, once, and keeps its digits', () => {
    const text = `${head}resources: []\nglobals:\n  - {name: a, value: &id 012345678901}\n  - {name: b, value: *id}\n`;
    expect(shown(text)).to.equal(dedent`
      warning[manifest/account-number]: 012345678901 is a number to YAML, and a number has no zeros in front
       --> m.yml:5:26
        |
      4 | globals:
      5 |   - {name: a, value: &id 012345678901}
        |                          ^^^^^^^^^^^^
      6 |   - {name: b, value: *id}
        = help: put it in quotes: '012345678901'
    `);
    expect(parse(text).value?.globals.map((global) => valueOf(global.value))).to.deep.equal([
      new NumberAsWritten(12_345_678_901, '012345678901'),
      new NumberAsWritten(12_345_678_901, '012345678901'),
    ]);
    expect(summary(`${head}resources: []\nglobals: [{name: a, value: 123456789012}]\n`)).to.deep.equal([
      'manifest/account-number 4:28: 123456789012 looks like an account id, but is a number to YAML',
    ]);
  });

  describe('finds', () => {
    const resource = (lines: string): string => `${head}resources:\n  - name: a\n    ${lines}\n`;
    const cases: readonly (readonly [title: string, text: string, expected: readonly string[]])[] = [
      ['an empty file', '', ['manifest/wrong-type 1:1: the manifest is empty']],
      ['a file of comments', '# nothing\n', ['manifest/wrong-type 1:1: the manifest is empty']],
      ['a list', '- a\n', ['manifest/wrong-type 1:1: the manifest must be a map']],
      [
        'another version',
        'version: 2\nname: a\nresources: []\n',
        ['manifest/wrong-type 1:10: "version" must be 1, not 2'],
      ],
      [
        'a version in quotes',
        'version: "1"\nname: a\nresources: []\n',
        ['manifest/wrong-type 1:10: "version" must be 1, not "1"'],
      ],
      [
        'resources without a list',
        `${head}resources:\n`,
        ['manifest/wrong-type 3:1: "resources" must be a list, not nothing'],
      ],
      [
        'a name that is a number',
        'version: 1\nname: 007\nresources: []\n',
        [
          'manifest/account-number 2:7: 007 is a number to YAML, and a number has no zeros in front',
          'manifest/wrong-type 2:7: "name" must be a text, not 007',
        ],
      ],
      [
        'an unknown type',
        resource('type: querry'),
        ['manifest/wrong-type 5:11: "type" must be "resource", "query", "command", "script" or "multi", not "querry"'],
      ],
      [
        'sql where it is not read',
        resource('sql: SELECT 1'),
        ['manifest/misplaced-key 5:5: "sql" belongs to resources of type query or command'],
      ],
      [
        'run where it is not read',
        resource('run: echo'),
        ['manifest/misplaced-key 5:5: "run" belongs to resources of type script'],
      ],
      [
        'a script without run',
        resource('type: script'),
        ['manifest/missing-key 4:5: missing key "run" in resource "a"'],
      ],
      [
        'a script with a file',
        resource('type: script\n    run: echo\n    file: x.iql'),
        ['manifest/misplaced-key 7:5: "file" does not fit type script, which has "run"'],
      ],
      [
        'paths that are not as they begin',
        `${head}publish_exports: stacks/x\nassets: shop-assets\nresources: []\n`,
        [
          'manifest/wrong-type 3:18: "publish_exports" must look like "/stacks/{{ stack_name }}/{{ stack_env }}", not "stacks/x"',
          'manifest/wrong-type 4:9: "assets" must look like "s3://shop-assets-{{ stack_env }}/functions", not "shop-assets"',
        ],
      ],
      [
        'a switch that is text',
        resource('skip_validation: yes'),
        ['manifest/wrong-type 5:22: "skip_validation" must be true or false, not "yes"'],
      ],
      [
        'a prop without any value',
        resource('props: [{name: p}]'),
        ['manifest/missing-key 5:14: prop "p" needs "value", "values" or "merge"'],
      ],
      [
        'a prop without a name',
        resource('props: [{value: 1}]'),
        ['manifest/missing-key 5:14: missing key "name" in a prop'],
      ],
      [
        'a prop with value and values',
        resource('props: [{name: p, value: 1, values: {dev: 2}}]'),
        ['manifest/misplaced-key 5:23: a prop has either "value" or "values"'],
      ],
      [
        'values without an environment',
        resource('props: [{name: p, values: {}}]'),
        ['manifest/wrong-type 5:31: "values" must not be empty'],
      ],
      [
        'a map for an environment that is not under value',
        resource('props: [{name: p, values: {dev: {Key: 1}}}]'),
        ['manifest/unknown-key 5:38: unknown key "Key" in the value for environment "dev"'],
      ],
      [
        'an environment without a value',
        resource('props: [{name: p, values: {dev: {}}}]'),
        ['manifest/missing-key 5:32: missing key "value" in the value for environment "dev"'],
      ],
      [
        'a global without a value',
        `${head}resources: []\nglobals:\n  - name: g\n    value:\n  - {name: h, value: " "}\n  - name: i\n`,
        [
          'manifest/empty-value 5:11: global "g" has no value',
          'manifest/empty-value 7:22: global "h" has no value',
          'manifest/missing-key 8:5: missing key "value" in global "i"',
        ],
      ],
      [
        'duplicate globals, props and exports',
        `${head}globals: [{name: g, value: 1}, {name: g, value: 2}]\nresources:\n  - name: r\n    props: [{name: p, value: 1}, {name: p, value: 2}]\n    exports: [e, {x: e}]\n`,
        [
          'manifest/duplicate-name 3:39: two globals are named "g"',
          'manifest/duplicate-name 6:41: two props of resource "r" are named "p"',
          'manifest/duplicate-name 7:22: resource "r" exports "e" twice',
        ],
      ],
      [
        'a resource that is forgotten, too',
        `${head}forget: [gone, r]\nresources:\n  - name: r\n`,
        ['manifest/forgotten-name 3:16: "r" is in "forget" and is also a resource of the stack'],
      ],
      [
        'an export of two columns',
        resource('exports: [{a: b, c: d}, {}, 7]'),
        [
          'manifest/wrong-type 5:16: an entry of "exports" must have one key, and this has 2',
          'manifest/wrong-type 5:29: an entry of "exports" must have one key, and this has 0',
          'manifest/wrong-type 5:33: an entry of "exports" must be a text or a map, not 7',
        ],
      ],
      [
        'a protected name that is not exported',
        resource('exports: [client_secret]\n    protected: [client_secrt]'),
        ['manifest/unknown-protected 6:17: "client_secrt" is protected, but resource "a" does not export it'],
      ],
      [
        'an unknown verb of return_vals',
        resource('return_vals: {create: [a], remove: [b]}'),
        ['manifest/unknown-key 5:32: unknown key "remove" in "return_vals"'],
      ],
      [
        'a duplicate key',
        'version: 1\nname: a\nname: b\nresources: []\n',
        ['manifest/duplicate-key 3:1: duplicate key "name"'],
      ],
      [
        'one mistake for all uses of an alias',
        `${head}resources:\n  - &r {name: a, typ: b}\n`.replace('\n$', '') + '  - *r\n',
        [
          'manifest/duplicate-name 4:15: two resources are named "a"',
          'manifest/unknown-key 4:18: unknown key "typ" in resource "a"',
        ],
      ],
    ];
    for (const [title, text, expected] of cases) {
      it(title, () => {
        expect(summary(text)).to.deep.equal(expected);
      });
    }
  });

  it('finds all mistakes of a file, in its order', () => {
    const text = 'globls: []\nversion: 3\nresources:\n  - {name: "", typ: 1}\n  - 7\n';
    expect(summary(text)).to.deep.equal([
      'manifest/unknown-key 1:1: unknown key "globls" in the manifest',
      'manifest/missing-key 1:1: missing key "name" in the manifest',
      'manifest/wrong-type 2:10: "version" must be 1, not 3',
      'manifest/invalid-name 4:12: the name of a resource must not be empty',
      'manifest/unknown-key 4:16: unknown key "typ" in resource ""',
      'manifest/wrong-type 5:5: a resource must be a map, not 7',
    ]);
  });

  it('keeps what it understood beside mistakes', () => {
    const { value } = parse(`${head}resources:\n  - name: a\n    typ: query\n  - 7\n  - name: b\n`);
    expect(value?.resources.map((item) => item.name)).to.deep.equal(['a', 'b']);
  });

  describe('names of resources and files', () => {
    for (const name of ['web', 'aws/iam/role', 'a b', '{{ x }}', 'a..b', '.hidden']) {
      it(`may be ${JSON.stringify(name)}`, () => {
        expect(summary(`${head}resources: [{name: ${JSON.stringify(name)}}]`)).to.deep.equal([]);
      });
    }
    const refused: readonly (readonly [name: string, sentence: string])[] = [
      [' ', 'must not be empty'],
      ['../web', 'must not lead out of its folder by "..": "../web"'],
      ['a/../../b', 'must not lead out of its folder by "..": "a/../../b"'],
      ['/etc/passwd', 'must not be an absolute path: "/etc/passwd"'],
      ['C:/x', 'must not be an absolute path: "C:/x"'],
      ['a\\b', 'must not hold a backslash; folders are divided by "/"'],
      ['a//b', 'has an empty part: "a//b"'],
      ['a/', 'has an empty part: "a/"'],
      ['a\nb', 'must not hold line breaks or other control characters'],
    ];
    for (const [name, sentence] of refused) {
      it(`may not be ${JSON.stringify(name)}`, () => {
        const written = JSON.stringify(name);
        expect(summary(`${head}resources: [{name: ${written}}, {name: ok, file: ${written}}]`)).to.deep.equal([
          `manifest/invalid-name 3:20: the name of a resource ${sentence}`,
          `manifest/invalid-name 3:${42 + written.length - 2}: "file" ${sentence}`,
        ]);
      });
    }
  });

  it('takes names such as __proto__ and constructor as data', () => {
    const text = `${head}resources: []\nglobals: [{name: __proto__, value: {__proto__: 1, constructor: 2}}]\n__proto__: 3\n`;
    expect(summary(text)).to.deep.equal(['manifest/unknown-key 5:1: unknown key "__proto__" in the manifest']);
    const [value] = parse(text).value?.globals ?? [];
    expect(JSON.stringify(value && valueOf(value.value))).to.equal('{"__proto__":1,"constructor":2}');
    expect(summary(`${head}resources: [{name: a, return_vals: {constructor: []}}]`)).to.deep.equal([
      'manifest/unknown-key 3:37: unknown key "constructor" in "return_vals"',
    ]);
  });

  it('answers a manifest of a hundred thousand mistakes in a breath', function () {
    this.timeout(20_000);
    const { diagnostics } = parse(`${head}resources:\n${'  - 1\n'.repeat(100_000)}`);
    expect(diagnostics).to.have.length(100_000);
  });
});
