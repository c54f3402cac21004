import { expect } from 'chai';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { withRig, type Rig } from '../support/rig.ts';

const stack = 'examples/cognito-user-pool';
const manifest = `${stack}/stackql_manifest.yml`;
const machine = `${stack}/resources/machine_client.iql`;

/** A mistake made in a copy of the example, and what is said about it: code, place, and a part of the text. */
interface Mistake {
  readonly title: string;
  readonly make: (rig: Rig) => void;
  readonly code: string;
  readonly place: string;
  readonly says: readonly string[];
  readonly environment?: string;
  /** How many mistakes are told; default 1. */
  readonly mistakes?: number;
}

const mistakes: readonly Mistake[] = [
  {
    title: 'an unknown manifest key',
    make: (rig) =>
      rig.edit(manifest, '    description: Where the users live.', '    descripton: Where the users live.'),
    code: 'manifest/unknown-key',
    place: `${manifest}:14:5`,
    says: ['descripton', 'did you mean "description"?', '^^^^^^^^^^'],
  },
  {
    title: 'a duplicate resource name',
    make: (rig) => rig.edit(manifest, '  - name: machine_client', '  - name: browser_client'),
    code: 'manifest/duplicate-name',
    place: `${manifest}:61:11`,
    says: ['browser_client'],
  },
  {
    title: 'a YAML syntax error',
    make: (rig) =>
      rig.edit(manifest, '    description: Where the users live.', '    description: "Where the users live.'),
    code: 'manifest/yaml-syntax',
    place: manifest,
    says: [],
  },
  {
    title: 'an environment without a value',
    make: () => undefined,
    environment: 'stage',
    code: 'manifest/no-value-for-environment',
    place: `${manifest}:16:15`,
    says: ['deletion_protection', '"stage"', 'dev, prd', 'refresh_token_days'],
    mistakes: 5,
  },
  {
    title: 'an undefined variable in a statement',
    make: (rig) =>
      rig.edit(machine, "AND client.client_name = '{{ client_name }}'", "AND client.client_name = '{{ client_nam }}'"),
    code: 'template/undefined',
    place: `${machine}:9:`,
    says: ['client_nam', 'did you mean "client_name"?'],
  },
  {
    title: 'an undefined variable under a filter',
    make: (rig) => rig.edit(machine, '{{ access_token_minutes }},', '{{ minutes | int }},'),
    code: 'template/undefined',
    place: `${machine}:26:`,
    says: ['minutes'],
  },
  {
    title: 'an undefined variable in a dict literal',
    make: (rig) => rig.edit(machine, '"AccessTokenValidity": access_token_minutes', '"AccessTokenValidity": minutes'),
    code: 'template/undefined',
    place: `${machine}:41:`,
    says: ['minutes'],
  },
  {
    title: 'an undefined variable in a condition',
    make: (rig) => rig.edit(machine, 'GenerateSecret,\n', 'GenerateSecret,{% if wanted %}{% endif %}\n'),
    code: 'template/undefined',
    place: `${machine}:15:`,
    says: ['wanted'],
  },
  {
    title: 'a missing query file',
    make: (rig) => rig.edit(manifest, '  - name: machine_client', '  - name: machine_clients'),
    code: 'query/file-missing',
    place: `${manifest}:61:11`,
    says: ['machine_clients.iql', 'did you mean "machine_client.iql"?'],
  },
  {
    title: 'an unknown anchor',
    make: (rig) => rig.edit(machine, '/*+ delete */', '/*+ delet */'),
    code: 'query/unknown-anchor',
    place: `${machine}:53:5`,
    says: ['delet', 'did you mean "delete"?'],
  },
  {
    title: 'an unknown anchor option',
    make: (rig) => rig.edit(machine, 'retry_delay=2', 'retry_dealy=2'),
    code: 'query/unknown-option',
    place: `${machine}:30:`,
    says: ['retry_dealy', 'did you mean "retry_delay"?'],
  },
  {
    title: 'a syntax error behind a loop and a value of three lines',
    make: (rig) => {
      rig.edit(
        manifest,
        "        value: '{{ pool_name }}-machine'",
        '        value: |-\n          one\n          two\n          three',
      );
      rig.edit(
        machine,
        'FROM awscc.cognito.user_pool_clients_list_only AS listed',
        'FROM awscc.cognito.user_pool_clients_list_only AS listed -- {% for i in [1, 2, 3] %}\n--{{ i }} {{ client_name }}\n{% endfor %}',
      );
      rig.edit(machine, "WHERE listed.region = '{{ region }}'", "WHERE WHERE listed.region = '{{ region }}'");
    },
    code: 'sql/syntax',
    place: `${machine}:8:7`,
    says: ['WHERE'],
  },
  {
    title: 'an unknown resource',
    make: (rig) =>
      rig.edit(machine, 'INSERT INTO awscc.cognito.user_pool_clients', 'INSERT INTO awscc.cognito.user_pool_cleints'),
    code: 'resource/unknown',
    place: `${machine}:12:13`,
    says: ['user_pool_cleints', 'did you mean "awscc.cognito.user_pool_clients"?'],
  },
  {
    title: 'an unknown column in the last resource, whose create uses an export of the first',
    make: (rig) => rig.edit(machine, '  ClientName,', '  ClientNme,'),
    code: 'resource/unknown-column',
    place: `${machine}:13:3`,
    says: ['ClientNme', 'did you mean "ClientName"?'],
  },
  {
    title: 'an unknown column in a SELECT',
    make: (rig) =>
      rig.edit(machine, 'SELECT client_id, client_secret', 'SELECT client_id, client_secrt AS client_secret'),
    code: 'resource/unknown-column',
    place: `${machine}:48:19`,
    says: ['client_secrt', 'did you mean "client_secret"?'],
  },
  {
    title: 'a wrong type',
    make: (rig) => rig.edit(machine, '  {{ access_token_minutes }},', "  'fifteen',"),
    code: 'resource/wrong-type',
    place: machine,
    says: ['AccessTokenValidity', 'fifteen'],
  },
  {
    title: 'a value out of range',
    make: (rig) => {
      rig.edit(machine, '  GenerateSecret,', '  AuthSessionValidity,\n  GenerateSecret,');
      rig.edit(machine, '  true,\n', '  99,\n  true,\n');
    },
    code: 'resource/out-of-range',
    place: `${machine}:25:3`,
    says: ['AuthSessionValidity', '99', '15'],
  },
  {
    title: 'a missing required property',
    make: (rig) => {
      rig.edit(machine, '  UserPoolId,\n', '');
      rig.edit(machine, "  '{{ client_name }}',\n  '{{ user_pool.user_pool_id }}',", "  '{{ client_name }}',");
    },
    code: 'resource/missing-property',
    place: machine,
    says: ['UserPoolId'],
  },
  {
    title: 'a read-only property',
    make: (rig) => rig.edit(machine, '  ClientName,', '  ClientId,'),
    code: 'resource/read-only',
    place: `${machine}:`,
    says: ['ClientId'],
  },
  {
    title: 'more values than columns',
    make: (rig) => rig.edit(machine, '  true,\n', '  true,\n  false,\n'),
    code: 'sql/column-count',
    place: `${machine}:`,
    says: ['7', '8'],
  },
  {
    title: 'a null Identifier',
    make: (rig) => {
      rig.edit(
        manifest,
        '      - name: access_token_minutes',
        '      - name: nothing\n        value: null\n      - name: access_token_minutes',
      );
      rig.edit(
        machine,
        "DELETE FROM awscc.cognito.user_pool_clients\nWHERE region = '{{ region }}'\nAND Identifier = '{{ user_pool.user_pool_id }}|{{ this.client_id }}'",
        "DELETE FROM awscc.cognito.user_pool_clients\nWHERE region = '{{ region }}'\nAND Identifier = '{{ nothing }}'",
      );
    },
    code: 'resource/identifier',
    place: `${machine}:56:18`,
    says: [],
  },
  {
    title: 'a prop that is wrong and taken, once',
    make: (rig) => {
      rig.edit(
        manifest,
        '      - name: access_token_minutes',
        "      - name: nothing\n        value: '{{ nobody }}'\n      - name: access_token_minutes",
      );
      rig.edit(
        machine,
        "AND Identifier = '{{ user_pool.user_pool_id }}|{{ this.client_id }}'",
        "AND Identifier = '{{ user_pool.user_pool_id }}|{{ nothing }}'",
      );
    },
    code: 'template/undefined',
    place: `${manifest}:67:20`,
    says: ['"nobody" is not defined'],
  },
  {
    title: 'a half-empty Identifier',
    make: (rig) => {
      rig.edit(
        manifest,
        '      - name: access_token_minutes',
        "      - name: nothing\n        value: ''\n      - name: access_token_minutes",
      );
      rig.edit(
        machine,
        "DELETE FROM awscc.cognito.user_pool_clients\nWHERE region = '{{ region }}'\nAND Identifier = '{{ user_pool.user_pool_id }}|{{ this.client_id }}'",
        "DELETE FROM awscc.cognito.user_pool_clients\nWHERE region = '{{ region }}'\nAND Identifier = '{{ user_pool.user_pool_id }}|{{ nothing }}'",
      );
    },
    code: 'resource/identifier',
    place: `${machine}:56:18`,
    says: ['ClientId'],
  },
];

describe('what is refused before the first request', () => {
  for (const mistake of mistakes) {
    it(mistake.title, async () => {
      await withRig(async (rig) => {
        rig.copy(stack);
        mistake.make(rig);
        const { code, errors, output } = await rig.run('build', stack, mistake.environment ?? 'dev', '--local');
        expect(code).to.equal(1);
        expect(errors).to.include(`error[${mistake.code}]`);
        expect(errors, errors).to.include(`--> ${mistake.place}`);
        for (const part of mistake.says) expect(errors).to.include(part);
        expect(output).to.equal('');
        // The embedded Cloud Control was not even opened.
        expect(existsSync(join(rig.folder, '.stack-deploy'))).to.equal(false);
        expect(errors.match(/error\[/g), errors).to.have.length(mistake.mistakes ?? 1);
      });
    });
  }

  it('all of them at once', async () => {
    await withRig(async (rig) => {
      rig.copy(stack);
      rig.edit(machine, '  ClientName,', '  ClientNme,');
      rig.edit(machine, 'SELECT client_id, client_secret', 'SELECT client_id, client_secret, nonsense');
      rig.edit(`${stack}/resources/user_pool.iql`, 'DeletionProtection,', 'DeletionProtektion,');
      const { errors } = await rig.run('build', stack, 'dev', '--local');
      for (const name of ['ClientNme', 'nonsense', 'DeletionProtektion']) expect(errors).to.include(name);
    });
  });
});
