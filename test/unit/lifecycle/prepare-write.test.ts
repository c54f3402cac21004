import { expect } from 'chai';
import type { JsonObject } from '../../../src/base/json.ts';
import type { WriteAnchor, WriteCause } from '../../../src/flow/flow.ts';
import { prepareWrite, type PrepareOptions } from '../../../src/lifecycle/prepare-write.ts';
import { Unknown } from '../../../src/values/value.ts';
import type { FakeResource } from '../engine/fake-provider.ts';
import { createRunRig, type RunRigOptions } from './run-rig.ts';

const client = (id: string, properties: JsonObject = {}): FakeResource => ({
  region: 'us-east-1',
  typeName: 'AWS::Cognito::UserPoolClient',
  identifier: `p1|${id}`,
  properties: { UserPoolId: 'p1', ClientId: id, ...properties },
});
const removal = '[{"op":"remove","path":"/AuthSessionValidity"}]';
const updateOf = (where: string, anchor = 'update'): string => `/*+ ${anchor} */
UPDATE awscc.cognito.user_pool_clients SET PatchDocument = '${removal}' WHERE region = 'us-east-1' AND ${where};
`;
const one = "Identifier = 'p1|c1'";
const two = "Identifier IN ('p1|c1', 'p1|c2')";
const later = "Identifier = '{{ vars.later }}'";
const deletionOf = (where: string): string =>
  `/*+ delete */\nDELETE FROM awscc.cognito.user_pool_clients WHERE region = 'us-east-1' AND ${where};\n`;

interface Setting extends Omit<RunRigOptions, 'provider'> {
  readonly anchor?: WriteAnchor;
  readonly look?: PrepareOptions['look'];
  readonly because?: WriteCause;
  readonly failing?: string;
}

/** What was asked, and for each resource its identifier, whether it was looked at, and its patch. */
async function prepared({ anchor = 'update', look = 'needed', because = 'drifted', failing, ...options }: Setting) {
  const { run, provider } = createRunRig({ cloud: [client('c1'), client('c2')], ...options });
  if (failing !== undefined) provider.failOn(failing);
  const outline = run.outline(anchor);
  if (outline.kind !== 'prepared') throw new Error(`It is ${outline.kind}.`);
  const write = await prepareWrite(run, anchor, outline.statements[0]!, { because, look });
  if (!write.ok) return [provider.calls.length, write.reason.kind];
  const { value } = write;
  if (value.kind !== 'update' && value.kind !== 'delete') return [provider.calls.length, value.kind];
  return [
    provider.calls.length,
    ...value.targets.map(({ identifier, live, patch }) => [
      identifier ?? '?',
      live === undefined ? 'not seen' : 'seen',
      patch?.map(({ op, path }) => `${op} ${path}`).join(', ') ?? 'no patch',
    ]),
  ];
}

describe('what a write comes to', () => {
  const plain = 'remove /AuthSessionValidity';
  const withDefault = `${plain}, add /AuthSessionValidity`;
  const table: readonly [string, Setting, readonly unknown[]][] = [
    ['looks at the one resource of an update', { queries: updateOf(one) }, [1, ['p1|c1', 'seen', withDefault]]],
    [
      'looks at none of several that are updated',
      { queries: updateOf(two) },
      [0, ['p1|c1', 'not seen', withDefault], ['p1|c2', 'not seen', withDefault]],
    ],
    [
      'looks at each of several in a plan',
      { queries: updateOf(two), look: 'whole' },
      [2, ['p1|c1', 'seen', withDefault], ['p1|c2', 'seen', withDefault]],
    ],
    [
      'looks at nothing for an update that stands for a create or an update, and adds nothing',
      { queries: updateOf(one, 'createorupdate'), anchor: 'createorupdate' },
      [0, ['p1|c1', 'not seen', plain]],
    ],
    [
      'looks at it in a plan, and adds nothing',
      { queries: updateOf(one, 'createorupdate'), anchor: 'createorupdate', look: 'whole' },
      [1, ['p1|c1', 'seen', plain]],
    ],
    [
      'adds nothing where the patch is sent as it is written',
      { queries: updateOf(one), exactPatch: true },
      [1, ['p1|c1', 'seen', plain]],
    ],
    [
      'looks at nothing that is not known yet',
      { queries: updateOf(later), variables: { later: new Unknown('pool.id') } },
      [0, ['?', 'not seen', withDefault]],
    ],
    [
      'looks at nothing for a delete',
      { queries: deletionOf(one), anchor: 'delete' },
      [0, ['p1|c1', 'not seen', 'no patch']],
    ],
    [
      'looks at what is deleted in a plan',
      { queries: deletionOf(one), anchor: 'delete', look: 'whole' },
      [1, ['p1|c1', 'seen', 'no patch']],
    ],
    ['has not seen what is not there', { queries: updateOf(one), cloud: [] }, [1, ['p1|c1', 'not seen', withDefault]]],
    [
      'goes on where an update cannot look',
      { queries: updateOf(one), failing: 'get' },
      [1, ['p1|c1', 'not seen', withDefault]],
    ],
    ['fails where a plan cannot look', { queries: updateOf(one), look: 'whole', failing: 'get' }, [1, 'trouble']],
    [
      'fails where a plan of a delete cannot look',
      { queries: deletionOf(one), anchor: 'delete', look: 'whole', failing: 'get' },
      [1, 'trouble'],
    ],
  ];
  for (const [title, setting, expected] of table) {
    it(title, async () => {
      expect(await prepared(setting)).to.deep.equal(expected);
    });
  }
});
