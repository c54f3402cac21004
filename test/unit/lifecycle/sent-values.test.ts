import { expect } from 'chai';
import type { JsonObject } from '../../../src/base/json.ts';
import type { CreateOperation, UpdateOperation } from '../../../src/engine/operation.ts';
import {
  lastSent,
  notePatchSent,
  noteSent,
  reachable,
  rememberingCreate,
  rememberingPatch,
  sendingPatch,
  valueAt,
} from '../../../src/lifecycle/sent-values.ts';
import { writeOnlyPartOf } from '../../../src/plan/write-only.ts';
import type { PatchOperation } from '../../../src/resource-types/check-patch.ts';
import type { Value, ValueMap } from '../../../src/values/value.ts';
import { createRunRig } from './run-rig.ts';

const own = {
  'stackql:stack-name': 'shop',
  'stackql:stack-env': 'dev',
  'stackql:resource-name': 'thing',
};
const foreign = { ...own, 'stackql:stack-name': 'mall' };

function setup(tags: ValueMap = own, isSending = true) {
  const columns = [
    ['UserPoolName', `'shop'`],
    ...(isSending ? [['EnabledMfas', `'["SMS_MFA"]'`]] : []),
    ...(Object.keys(tags).length === 0 ? [] : [['UserPoolTags', `'${JSON.stringify(tags)}'`]]),
    ['region', `'us-east-1'`],
  ];
  const queries = `/*+ create */
INSERT INTO awscc.cognito.user_pools (${columns.map(([name]) => name).join(', ')}) SELECT ${columns.map(([, text]) => text).join(', ')};
`;
  const { run } = createRunRig({ queries });
  const created = run.onlyOperation('create') as CreateOperation;
  const { type } = created;
  const state = created.resources[0]!.desiredState;
  const part = writeOnlyPartOf(type, state);
  return { run, created, type, state, part, digest: part?.digest ?? '' };
}

const withDigest = (digest: string, tags: JsonObject = own): JsonObject => ({ ...tags, 'stack-deploy:sent': digest });
const add = (path: string, value: Value): PatchOperation => ({ op: 'add', path, value });

describe('what was sent last of what no read returns', () => {
  const table: readonly [string, (digest: string) => JsonObject, string][] = [
    ['is the same where the tags say so', (digest) => ({ UserPoolTags: withDigest(digest) }), 'same'],
    ['has changed where they say something else', () => ({ UserPoolTags: withDigest('0') }), 'changed'],
    ['is unknown where they say nothing', () => ({ UserPoolTags: own }), 'unknown'],
    ['is unknown without tags', () => ({}), 'unknown'],
    [
      'is unknown where they are another stack’s',
      (digest) => ({ UserPoolTags: withDigest(digest, foreign) }),
      'unknown',
    ],
  ];
  for (const [title, live, expected] of table) {
    it(title, () => {
      const { run, type, part, digest } = setup();
      expect(lastSent(run, type, part!, live(digest))).to.equal(expected);
    });
  }

  it('is what this run has sent, whatever the tags say', () => {
    const { run, type, part, digest } = setup();
    run.sent = digest;
    expect(lastSent(run, type, part!, { UserPoolTags: withDigest('0') })).to.equal('same');
    run.sent = '0';
    expect(lastSent(run, type, part!, { UserPoolTags: withDigest(digest) })).to.equal('changed');
  });

  it('is unknown of a type whose tags nobody reads', () => {
    const { run, type, part, digest } = setup();
    const live = { UserPoolTags: withDigest(digest) };
    expect(lastSent(run, { ...type, writeOnly: [['UserPoolTags']] }, part!, live)).to.equal('unknown');
  });
});

describe('a create', () => {
  it('remembers in its tags what it sends', () => {
    const { run, created, state, digest } = setup();
    const { operation, added } = rememberingCreate(run, created);
    expect(operation.resources[0]?.desiredState).to.deep.equal({ ...state, UserPoolTags: withDigest(digest) });
    expect(added).to.deep.equal([{ pointer: '/UserPoolTags', why: 'sent' }]);
  });

  const untouched: readonly [string, ReturnType<typeof setup>][] = [
    ['sends nothing of that kind', setup(own, false)],
    ['has no tags', setup({})],
    ['marks the resource as another stack’s', setup(foreign)],
  ];
  for (const [title, { run, created }] of untouched) {
    it(`is left as it is where it ${title}`, () => {
      const { operation, added } = rememberingCreate(run, created);
      expect(operation).to.equal(created);
      expect(added).to.deep.equal([]);
    });
  }

  it('is left as it is where the type has no tags that are read', () => {
    const { run, created, type } = setup();
    const { tagProperty: _tags, ...others } = type;
    const given = { ...created, type: { ...others, tagProperty: undefined } };
    expect(rememberingCreate(run, given)).to.deep.equal({ operation: given, added: [] });
  });

  it('notes what it has sent', () => {
    const { run, created, digest } = setup();
    noteSent(run, created);
    expect(run.sent).to.equal(digest);
    noteSent(run, { ...created, resources: [] });
    expect(run.sent).to.equal(undefined);
  });
});

describe('a patch', () => {
  const mfas = add('/EnabledMfas', ['SMS_MFA']);
  const tags = add('/UserPoolTags', own);

  it('remembers what it sends in the tags that it sets', () => {
    const { run, type, digest } = setup();
    const end = rememberingPatch(run, type, [mfas, tags], undefined);
    expect(end.patch).to.deep.equal([mfas, add('/UserPoolTags', withDigest(digest))]);
    expect(end.added).to.deep.equal([{ pointer: '/UserPoolTags', why: 'sent' }]);
  });

  it('keeps what was remembered where it does not send all of it', () => {
    const { run, type } = setup();
    const end = rememberingPatch(run, type, [tags], { UserPoolTags: withDigest('before') });
    expect(end.patch).to.deep.equal([add('/UserPoolTags', withDigest('before'))]);
  });

  it('goes by the last operation that sets the tags', () => {
    const { run, type, digest } = setup();
    const test: PatchOperation = { op: 'test', path: '/UserPoolTags', value: own };
    const { patch } = rememberingPatch(run, type, [mfas, add('/UserPoolTags', {}), tags, test], undefined);
    expect(patch).to.deep.equal([mfas, add('/UserPoolTags', {}), add('/UserPoolTags', withDigest(digest)), test]);
  });

  it('is found by a path without its first slash', () => {
    const { run, type } = setup();
    expect(rememberingPatch(run, type, [mfas, { ...tags, path: 'UserPoolTags' }], undefined).added).to.have.length(1);
  });

  const untouched: readonly [string, readonly PatchOperation[], JsonObject | undefined][] = [
    ['nothing was remembered and it does not send all', [tags], { UserPoolTags: own }],
    ['nobody looked and it does not send all', [tags], undefined],
    ['it sets no tags', [mfas], { UserPoolTags: withDigest('before') }],
    ['it removes them', [mfas, { op: 'remove', path: '/UserPoolTags' }], undefined],
    ['it marks the resource as another stack’s', [mfas, add('/UserPoolTags', foreign)], undefined],
    ['it removes what it would have to send', [{ op: 'remove', path: '/EnabledMfas' }, tags], undefined],
  ];
  for (const [title, patch, live] of untouched) {
    it(`is left as it is where ${title}`, () => {
      const { run, type } = setup();
      expect(rememberingPatch(run, type, patch, live)).to.deep.equal({ patch, added: [] });
    });
  }

  it('is left as it is where the type has no tags that are read', () => {
    const { run, type } = setup();
    const patch = [mfas, tags];
    expect(rememberingPatch(run, { ...type, tagProperty: undefined }, patch, undefined)).to.deep.equal({
      patch,
      added: [],
    });
  });

  it('notes what it has sent where that is all', () => {
    const { run, type, digest } = setup();
    notePatchSent(run, type, [tags]);
    expect(run.sent).to.equal(undefined);
    notePatchSent(run, type, [{ op: 'replace', path: '/EnabledMfas', value: ['SMS_MFA'] }]);
    expect(run.sent).to.equal(digest);
    const update = { kind: 'update', type, patch: undefined } as unknown as UpdateOperation;
    noteSent(run, update);
    expect(run.sent).to.equal(digest);
  });
});

describe('the patch that sends again what no read returns', () => {
  it('sends it, and remembers it beside the tags that are there', () => {
    const { run, type, state, part, digest } = setup();
    const live = { UserPoolTags: { ...withDigest('before'), team: 'a', 'aws:x': '1' } };
    expect(sendingPatch(run, type, state, part!, live)).to.deep.equal([
      add('/EnabledMfas', ['SMS_MFA']),
      add('/UserPoolTags', { ...own, team: 'a', 'aws:x': '1', 'stack-deploy:sent': digest }),
    ]);
  });

  it('remembers nothing where there is no mark, and none where there are no tags', () => {
    const { run, type, state, part } = setup();
    const only = [add('/EnabledMfas', ['SMS_MFA'])];
    expect(sendingPatch(run, type, state, part!, { UserPoolTags: foreign })).to.deep.equal(only);
    expect(sendingPatch(run, type, state, part!, {})).to.deep.equal(only);
    expect(sendingPatch(run, { ...type, tagProperty: undefined }, state, part!, { UserPoolTags: own })).to.deep.equal(
      only,
    );
  });

  it('sends an outer value once where several of it are missing', () => {
    const { run, type } = setup();
    const state = { A: { b: 1, c: 2 }, AB: 3 };
    const sent = sendingPatch(run, type, state, { properties: ['/A/b', '/A/c', '/AB'], digest: 'd' }, {});
    expect(sent).to.deep.equal([add('/A', { b: 1, c: 2 }), add('/AB', 3)]);
    const inner = sendingPatch(run, type, state, { properties: ['/A/b', '/A/c'], digest: 'd' }, { A: {} });
    expect(inner).to.deep.equal([add('/A/b', 1), add('/A/c', 2)]);
    const both = sendingPatch(run, type, state, { properties: ['/A/b', '/A'], digest: 'd' }, { A: {} });
    expect(both).to.deep.equal([add('/A', { b: 1, c: 2 })]);
  });
});

describe('reachable', () => {
  const table: readonly [readonly string[], ValueMap, JsonObject | undefined, readonly string[]][] = [
    [['A', 'b', 'c'], { A: { b: { c: 1 } } }, { A: { b: {} } }, ['A', 'b', 'c']],
    [['A', 'b', 'c'], { A: { b: { c: 1 } } }, { A: {} }, ['A', 'b']],
    [['A', 'b', 'c'], { A: { b: { c: 1 } } }, {}, ['A']],
    [['A', 'b', 'c'], { A: { b: { c: 1 } } }, undefined, ['A']],
    [['A', 'b', 'c'], { A: { b: { c: 1 } } }, { A: 'text' }, ['A', 'b']],
    [['A', '0', 'c'], { A: [{ c: 1 }] }, { A: [{ c: 2 }] }, ['A']],
    [['A', 'b'], { A: { b: 1 } }, { A: { b: 2 } }, ['A', 'b']],
    [['toString', 'b'], {}, {}, ['toString']],
  ];
  for (const [path, state, live, expected] of table) {
    it(`of /${path.join('/')} over ${live === undefined ? 'nothing' : JSON.stringify(live)} is /${expected.join('/')}`, () => {
      expect(reachable(path, state, live)).to.deep.equal(expected);
    });
  }
});

describe('valueAt', () => {
  it('is null where nothing is', () => {
    const state: ValueMap = { A: { b: 1 }, None: null };
    expect(valueAt(state, ['A', 'b'])).to.equal(1);
    expect(valueAt(state, [])).to.equal(state);
    for (const path of [['B'], ['A', 'c'], ['A', 'b', 'c'], ['None', 'c'], ['toString']])
      expect(valueAt(state, path), path.join('/')).to.equal(null);
  });
});
