import { expect } from 'chai';
import { dedent } from '../support/dedent.ts';
import { withRig, type Rig } from '../support/rig.ts';

const manifest = dedent`
  version: 1
  name: shop
  providers: [awscc]
  globals:
    - name: region
      value: eu-west-1
    - name: days
      value:
        long: ninety
    - name: retention_of_all
      value: '{{ globals.days.long }}'
  resources:
    - name: orders
      file: queue.iql
      props:
        - name: queue_name
          value: orders
        - name: visibility
          value: 60
        - name: retention
          value: '{{ retention_of_all }}'
      exports: [queue_url]
    - name: bills
      file: queue.iql
      props:
        - name: queue_name
          value: bills
        - name: visibility
          value: soon
        - name: retention
          value:
            late: 90
      exports: [queue_url]
    - name: note
      props:
        - name: text
          value: '{{ archive_url }}'
    - name: archive
      file: queue.iql
      props:
        - name: queue_name
          value: archive
        - name: visibility
          value: 999999
        - name: retention
          value: '{{ retention_of_all }}'
      exports: [queue_url, {arn: archive_url}]
`;
const queue = dedent`
  /*+ exists */
  SELECT queue_url FROM awscc.sqs.queues WHERE region = '{{ region }}' AND queue_name = '{{ queue_name }}';

  /*+ create */
  INSERT INTO awscc.sqs.queues (QueueName, VisibilityTimeout, MessageRetentionPeriod, NoSuch, region)
  SELECT '{{ queue_name }}', {{ visibility }}, '{{ retention }}', 1, '{{ region }}';

  /*+ exports */
  SELECT queue_url, arn FROM awscc.sqs.queues
  WHERE region = '{{ region }}' AND Identifier = '{{ this.queue_url }}';
`;
const note = dedent`
  /*+ exists */
  SELECT name FROM awscc.ssm.parameters WHERE region = '{{ region }}' AND Identifier = '/note';

  /*+ create */
  INSERT INTO awscc.ssm.parameters (Name, Type, Value, region) SELECT '/note', 'String', '{{ text }}', '{{ region }}';
`;

const told = dedent`
  error[template/undefined]: "archive_url" is not defined
    --> shop/stackql_manifest.yml:37:20
     |
  36 |       - name: text
  37 |         value: '{{ archive_url }}'
     |                    ^^^^^^^^^^^
  38 |   - name: archive
     = help: resource "archive" exports it, but comes later in the manifest: move it before "note"

  error[resource/unknown-column]: AWS::SQS::Queue has no property "NoSuch"
   --> shop/resources/queue.iql:5:85
    |
  4 | /*+ create */
  5 | INSERT INTO awscc.sqs.queues (QueueName, VisibilityTimeout, MessageRetentionPeriod, NoSuch, region)
    |                                                                                     ^^^^^^
  6 | SELECT '{{ queue_name }}', {{ visibility }}, '{{ retention }}', 1, '{{ region }}';
    = resources: orders and archive
    = help: DESCRIBE awscc.sqs.queues lists its properties

  error[resource/wrong-type]: MessageRetentionPeriod is "ninety"; it must be a whole number
    --> shop/resources/queue.iql:6:46
     |
   5 | INSERT INTO awscc.sqs.queues (QueueName, VisibilityTimeout, MessageRetentionPeriod, NoSuch, region)
   6 | SELECT '{{ queue_name }}', {{ visibility }}, '{{ retention }}', 1, '{{ region }}';
     |                                              ^^^^^^^^^^^^^^^^^
  note: the value of "retention"
    --> shop/stackql_manifest.yml:9:13
     |
   8 |     value:
   9 |       long: ninety
     |             ^^^^^^
  10 |   - name: retention_of_all
     = resources: orders and archive

  error[sql/value-outside-literal]: the text "soon" stands outside quotes
    --> shop/resources/queue.iql:6:28
     |
   5 | INSERT INTO awscc.sqs.queues (QueueName, VisibilityTimeout, MessageRetentionPeriod, NoSuch, region)
   6 | SELECT '{{ queue_name }}', {{ visibility }}, '{{ retention }}', 1, '{{ region }}';
     |                            ^^^^^^^^^^^^^^^^
  note: the value of "visibility" for resource "bills"
    --> shop/stackql_manifest.yml:29:16
     |
  28 |       - name: visibility
  29 |         value: soon
     |                ^^^^
  30 |       - name: retention
     = resource: bills
     = help: put it in single quotes: '{{ … }}'

  error[resource/service-rule]: the service refuses this: Invalid value for the parameter VisibilityTimeout
    --> shop/resources/queue.iql:6:28
     |
   5 | INSERT INTO awscc.sqs.queues (QueueName, VisibilityTimeout, MessageRetentionPeriod, NoSuch, region)
   6 | SELECT '{{ queue_name }}', {{ visibility }}, '{{ retention }}', 1, '{{ region }}';
     |                            ^^^^^^^^^^^^^^^^
  note: the value of "visibility" for resource "archive"
    --> shop/stackql_manifest.yml:44:16
     |
  43 |       - name: visibility
  44 |         value: 999999
     |                ^^^^^^
  45 |       - name: retention
     = resource: archive
     = help: it must be between 0 and 43200

  not valid: 5 mistakes
`;

async function withShop<T>(use: (rig: Rig) => Promise<T>): Promise<T> {
  return withRig((rig) => {
    rig.write('shop/stackql_manifest.yml', manifest);
    rig.write('shop/resources/queue.iql', queue);
    rig.write('shop/resources/note.iql', note);
    return use(rig);
  });
}

describe('a diagnostic in a query file of several resources', () => {
  it('names the resources and the places of the manifest where the values stand, once per cause', async () => {
    await withShop(async (rig) => {
      const { code, errors } = await rig.run('validate', 'shop', 'dev');
      expect(code).to.equal(1);
      expect(errors).to.equal(told);
    });
  });

  it('has resources and related places in JSON', async () => {
    await withShop(async (rig) => {
      const { output } = await rig.run('validate', 'shop', 'dev', '--json');
      const { diagnostics } = JSON.parse(output) as { diagnostics: readonly Record<string, unknown>[] };
      expect(diagnostics.find(({ code }) => code === 'resource/wrong-type')).to.deep.equal({
        code: 'resource/wrong-type',
        severity: 'error',
        message: 'MessageRetentionPeriod is "ninety"; it must be a whole number',
        ...{ path: 'shop/resources/queue.iql', line: 6, column: 46, endLine: 6, endColumn: 63 },
        resources: ['orders', 'archive'],
        related: [
          {
            message: 'the value of "retention"',
            ...{ path: 'shop/stackql_manifest.yml', line: 9, column: 13, endLine: 9, endColumn: 19 },
          },
        ],
      });
    });
  });
});

interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

interface Told extends Place {
  readonly severity: string;
  readonly message: string;
  readonly related?: readonly Place[];
}

describe('a text outside quotes', () => {
  const statements: readonly (readonly [title: string, anchor: string, place: string, statement: string])[] = [
    ['an INSERT', 'create', '4:57', "INSERT INTO awscc.sqs.queues (QueueName, region) SELECT {{ word }}, 'eu-west-1'"],
    ['VALUES', 'create', '4:71', "INSERT INTO awscc.sqs.queues (region, QueueName) VALUES ('eu-west-1', {{ word }})"],
    [
      'a WHERE of a write',
      'delete',
      '6:45',
      'DELETE FROM awscc.sqs.queues WHERE region = {{ word }} AND Identifier = 1',
    ],
    [
      'a WHERE of a write, in front',
      'delete',
      '6:61',
      "DELETE FROM awscc.sqs.queues WHERE region = 'eu-west-1' AND {{ word }} = Identifier",
    ],
    [
      'SET',
      'update',
      '6:45',
      "UPDATE awscc.sqs.queues SET PatchDocument = {{ word }} WHERE region = '' AND Identifier = '1'",
    ],
  ];
  for (const [title, anchor, place, statement] of statements) {
    it(`is one mistake in ${title}, at the value and at the manifest`, async () => {
      const found = await withRig(async (rig) => {
        rig.write(
          's/stackql_manifest.yml',
          'version: 1\nname: s\nproviders: [awscc]\nresources:\n  - name: q\n    props:\n      - name: word\n        value: soon\n',
        );
        const exists = "/*+ exists */\nSELECT queue_url FROM awscc.sqs.queues WHERE region = 'eu-west-1';\n";
        const create = "/*+ create */\nINSERT INTO awscc.sqs.queues (region) SELECT 'eu-west-1';\n";
        rig.write(
          's/resources/q.iql',
          `${exists}${anchor === 'create' ? '' : create}/*+ ${anchor} */\n${statement};\n`,
        );
        const { output } = await rig.run('validate', 's', 'dev', '--json');
        const { diagnostics } = JSON.parse(output) as { diagnostics: readonly Told[] };
        return diagnostics.filter(({ severity }) => severity === 'error');
      });
      const placed = found.map(({ message, path, line, column, related = [] }) => [
        message,
        ...[{ path, line, column }, ...related].map((place) => `${place.path}:${place.line}:${place.column}`),
      ]);
      expect(placed).to.deep.equal([
        ['the text "soon" stands outside quotes', `s/resources/q.iql:${place}`, 's/stackql_manifest.yml:8:16'],
      ]);
    });
  }

  it('is a column that no table has in a SELECT, and is told to be put in quotes', async () => {
    const errors = await withRig(async (rig) => {
      rig.write(
        's/stackql_manifest.yml',
        'version: 1\nname: s\nproviders: [awscc]\nresources:\n  - name: q\n    type: query\n    props:\n      - name: word\n        value: soon\n',
      );
      rig.write(
        's/resources/q.iql',
        "/*+ exports */\nSELECT queue_url FROM awscc.sqs.queues WHERE region = 'eu-west-1' AND queue_name = {{ word }};\n",
      );
      return (await rig.run('validate', 's', 'dev')).errors;
    });
    expect(errors.split('\n').filter((line) => /^error|-->|help/u.test(line))).to.deep.equal([
      'error[resource/unknown-column]: awscc.sqs.queues has no column "soon"',
      '  --> s/resources/q.iql:2:84',
      '  --> s/stackql_manifest.yml:9:16',
      "   = help: if it is a text, put it in single quotes: '{{ … }}'",
    ]);
  });
});
