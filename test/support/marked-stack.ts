import { dedent } from './dedent.ts';
import type { Rig } from './rig.ts';

/** An entry of a stack of queues. */
export interface QueueEntry {
  /** The name in the manifest, and of the query file. */
  readonly name: string;
  /** The name of the queue. Default: `name`. */
  readonly queue?: string;
  readonly visibilityTimeout?: number;
  /** Whether its queries write the stack's mark. Default: true. */
  readonly marked?: boolean;
  /** Whether its update sets the tags too. Default: false. */
  readonly patchesTags?: boolean;
  /** Further lines of the entry, each as it stands under `name`. */
  readonly lines?: readonly string[];
}

const marks = ['stack-name', 'stack-env', 'resource-name']
  .map(
    (key, index) =>
      `{"Key": "stackql:${key}", "Value": "{{ ${['stack_name', 'stack_env', 'resource_name'][index] ?? ''} }}"}`,
  )
  .join(', ');

/** The identifier of a queue in the embedded Cloud Control. */
export const queueUrl = (name: string): string => `https://sqs.us-east-1.amazonaws.com/000000000000/${name}`;

/** Writes a stack of queues whose queries write the mark of the stack. */
export function writeQueues(
  rig: Rig,
  folder: string,
  entries: readonly QueueEntry[],
  { stackName = folder, top = [] }: { readonly stackName?: string; readonly top?: readonly string[] } = {},
): void {
  const list = entries.map(({ name, lines = [] }) =>
    [`  - name: ${name}`, ...lines.map((line) => `    ${line}`)].join('\n'),
  );
  rig.write(
    `${folder}/stackql_manifest.yml`,
    [
      'version: 1',
      `name: ${stackName}`,
      ...top,
      'globals:',
      '  - name: region',
      '    value: us-east-1',
      `resources:${list.length === 0 ? ' []' : ''}`,
      ...list,
      '',
    ].join('\n'),
  );
  for (const entry of entries) rig.write(`${folder}/resources/${entry.name}.iql`, queriesOf(entry));
}

function queriesOf({
  name,
  queue = name,
  visibilityTimeout = 30,
  marked = true,
  patchesTags = false,
}: QueueEntry): string {
  const [columns, values] = marked ? [', Tags', `, '[${marks}]'`] : ['', ''];
  const patch = patchesTags ? `, {"op": "add", "path": "/Tags", "value": [${marks}]}` : '';
  return dedent`
    /*+ exists */
    SELECT queue_url FROM awscc.sqs.queues WHERE region = '{{ region }}' AND Identifier = '${queueUrl(queue)}';

    /*+ create */
    INSERT INTO awscc.sqs.queues (QueueName, VisibilityTimeout${columns}, region)
    SELECT '${queue}', ${String(visibilityTimeout)}${values}, '{{ region }}';

    /*+ statecheck */
    SELECT COUNT(*) AS count FROM awscc.sqs.queues
    WHERE region = '{{ region }}' AND Identifier = '{{ this.queue_url }}' AND visibility_timeout = ${String(visibilityTimeout)};

    /*+ update */
    UPDATE awscc.sqs.queues
    SET PatchDocument = '[{"op": "add", "path": "/VisibilityTimeout", "value": ${String(visibilityTimeout)}}${patch}]'
    WHERE region = '{{ region }}' AND Identifier = '{{ this.queue_url }}';

    /*+ delete */
    DELETE FROM awscc.sqs.queues WHERE region = '{{ region }}' AND Identifier = '{{ this.queue_url }}';
  `;
}
