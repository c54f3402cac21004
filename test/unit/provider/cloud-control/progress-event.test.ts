import { expect } from 'chai';
import { readHooks, readProgressEvent } from '../../../../src/provider/cloud-control/progress-event.ts';

const asked = { operation: 'CREATE', typeName: 'AWS::SQS::Queue', identifier: 'queue-1' };

/** What the service may send, whatever the SDK's types promise. */
function read(event: object | undefined, from: object = asked, answeredMs: number | undefined = 5000): unknown {
  const result = readProgressEvent(event, from, answeredMs);
  if (!result.ok) return result.error;
  const { fields: _fields, ...rest } = result.value;
  return rest;
}

describe('reading a ProgressEvent', () => {
  const event = { RequestToken: 't', OperationStatus: 'SUCCESS' };
  const whole = { requestToken: 't', operation: 'CREATE', status: 'SUCCESS', typeName: 'AWS::SQS::Queue' };
  const table: readonly (readonly [title: string, event: object | undefined, read: unknown, from?: object])[] = [
    ['fills in what was asked', event, { ...whole, identifier: 'queue-1' }],
    ['takes nothing for what nobody says', event, { ...whole, operation: '', typeName: '', identifier: undefined }, {}],
    [
      'prefers what it says itself',
      { ...event, Operation: 'DELETE', TypeName: 'A::B::C', Identifier: 'x' },
      { ...whole, operation: 'DELETE', typeName: 'A::B::C', identifier: 'x' },
    ],
    [
      'takes empty fields for absent ones',
      { ...event, TypeName: '', Identifier: '' },
      { ...whole, identifier: 'queue-1' },
    ],
    ['knows how old it is', { ...event, EventTime: new Date(2000) }, { ...whole, identifier: 'queue-1', ageMs: 3000 }],
    [
      'is not younger than nothing',
      { ...event, EventTime: new Date(9000) },
      { ...whole, identifier: 'queue-1', ageMs: 0 },
    ],
    [
      'waits on with a status that nobody knows',
      { ...event, OperationStatus: 'NEW_WORD' },
      { ...whole, status: 'IN_PROGRESS', identifier: 'queue-1' },
    ],
    ['refuses none', undefined, 'The answer has no ProgressEvent.'],
    ['refuses one without a token', { OperationStatus: 'SUCCESS' }, 'The answer has no RequestToken.'],
    ['refuses one with an empty token', { ...event, RequestToken: '' }, 'The answer has no RequestToken.'],
    ['refuses one without a status', { RequestToken: 't' }, 'The answer has no OperationStatus.'],
    ['refuses one with an empty status', { ...event, OperationStatus: '' }, 'The answer has no OperationStatus.'],
    ['refuses one whose status is a number', { ...event, OperationStatus: 7 }, 'The answer has no OperationStatus.'],
  ];
  for (const [title, given, expected, from] of table) {
    it(title, () => {
      expect(read(given, from)).to.deep.equal(expected);
    });
  }
});

describe('reading hooks', () => {
  it('takes those that have a name, with what they say', () => {
    const events = [
      { HookTypeName: 'My::Hook', HookStatus: 'HOOK_FAILED', HookStatusMessage: 'no' },
      { HookTypeName: 'My::Other' },
      { HookStatus: 'x' },
      null,
    ];
    // Anything may stand in an answer.
    expect(readHooks(events as never)).to.deep.equal([
      { typeName: 'My::Hook', status: 'HOOK_FAILED', message: 'no' },
      { typeName: 'My::Other', status: '', message: undefined },
    ]);
    expect(readHooks(undefined)).to.deep.equal([]);
    expect(readHooks('none' as never)).to.deep.equal([]);
  });
});
