import { expect } from 'chai';
import { Scopes, type Turn } from '../../../src/lifecycle/scopes.ts';
import { Unknown, type Value } from '../../../src/values/value.ts';
import { createSessionRig, type SessionRig } from './session-rig.ts';

const exists = `/*+ exists */\nSELECT 0 AS count;\n`;

function setup(variables: Readonly<Record<string, Value>> = {}): SessionRig {
  return createSessionRig({
    manifest: `globals:
  - name: place
    value: here
  - name: first_id
    value: a global
resources:
  - name: first
    type: query
    exports: [id, { arn: first_arn }]
    return_vals:
      create: [made]
      update: [changed]
  - name: second
    type: query
    if: vars.wanted == 1
  - name: third
    type: query
    props:
      - name: of
        value: "{{ first.id }}"
`,
    files: Object.fromEntries(['first', 'second', 'third'].map((name) => [`resources/${name}.iql`, exists])),
    variables: { wanted: 1, ...variables },
  });
}

function runOf(turn: Turn) {
  if (turn.kind !== 'run') throw new Error(`The turn came to ${turn.kind}.`);
  return turn.run;
}

describe('the scopes of a run', () => {
  it('know the exports of earlier resources, by their names and by those of their resources', () => {
    const { session } = setup();
    const [first] = session.stack.resources;
    const scopes = new Scopes(session);
    const run = runOf(scopes.turnOf(first!));
    run.exported = new Map<string, Value>([
      ['id', 'i'],
      ['first_arn', null],
    ]);
    run.returned = { made: 'm' };
    scopes.add(run);
    const table: readonly [string, Value | undefined][] = [
      ['id', 'i'],
      ['first.id', 'i'],
      ['first_arn', null],
      ['first.first_arn', null],
      ['first.made', 'm'],
      ['first.callback', undefined],
      ['made', undefined],
      ['first.toString', undefined],
      ['place', 'here'],
      ['first_id', 'a global'],
      ['other.id', undefined],
      ['first', undefined],
    ];
    for (const [name, value] of table) expect(scopes.lookup(name), name).to.deep.equal(value);
  });

  it('keep the row that a write returned', () => {
    const { session } = setup();
    const scopes = new Scopes(session);
    const run = runOf(scopes.turnOf(session.stack.resources[0]!));
    run.takeWritten({ resources: [], returned: { columns: ['Identifier'], rows: [['made']] } });
    scopes.add(run);
    expect(scopes.lookup('first.callback')).to.deep.equal({ Identifier: 'made' });
  });

  it('know what an absent resource would give by its name alone', () => {
    const { session } = setup();
    const [first] = session.stack.resources;
    const scopes = new Scopes(session);
    expect(scopes.isAbsent('first')).to.equal(false);
    scopes.addAbsent(first!);
    expect(scopes.isAbsent('first')).to.equal(true);
    for (const name of ['first.id', 'first.first_arn', 'first.callback', 'first.made', 'first.changed']) {
      const value = scopes.lookup(name);
      expect(value, name).to.be.instanceOf(Unknown);
      expect((value as Unknown).name).to.equal(name);
      expect((value as Unknown).from).to.deep.equal({ kind: 'entry', address: first?.address });
    }
  });

  it('do not take a resource for absent that was not looked for', () => {
    const { session } = setup();
    const [first] = session.stack.resources;
    const scopes = new Scopes(session);
    scopes.addUnknown(first!);
    expect(scopes.isAbsent('first')).to.equal(false);
    expect(scopes.lookup('id')).to.be.instanceOf(Unknown);
  });

  it('take what a resource will export over what is unknown of it', () => {
    const { session } = setup();
    const scopes = new Scopes(session);
    scopes.addMade(session.stack.resources[0]!, new Map([['id', 'planned']]));
    expect(scopes.isAbsent('first')).to.equal(true);
    expect(scopes.lookup('first.id')).to.equal('planned');
    expect(scopes.lookup('first.made')).to.be.instanceOf(Unknown);
  });

  it('give a resource one token, however often it has its turn, and every resource another', () => {
    const { session } = setup();
    const [first, second] = session.stack.resources;
    const scopes = new Scopes(session);
    const tokenOf = (of: Scopes, resource = first) => runOf(of.turnOf(resource!)).scope.resource?.idempotencyToken;
    expect(tokenOf(scopes)).to.match(/^[0-9a-f-]{36}$/);
    expect(tokenOf(scopes)).to.equal(tokenOf(scopes));
    expect(tokenOf(scopes, second)).to.not.equal(tokenOf(scopes));
    expect(tokenOf(scopes.copyFor(session))).to.equal(tokenOf(scopes));
  });

  it('share nothing with a copy that is added later', () => {
    const { session } = setup();
    const [first, second] = session.stack.resources;
    const scopes = new Scopes(session);
    scopes.addMade(first!, new Map([['id', 'planned']]));
    const copy = scopes.copyFor(session);
    copy.addAbsent(second!);
    scopes.addExports(first!, new Map([['id', 'another']]));
    expect([scopes.isAbsent('second'), copy.isAbsent('second'), copy.isAbsent('first')]).to.deep.equal([
      false,
      true,
      true,
    ]);
    expect([scopes.lookup('id'), copy.lookup('id')]).to.deep.equal(['another', 'planned']);
  });

  const turns: readonly [string, Readonly<Record<string, Value>>, Partial<Turn>][] = [
    ['is a run where its condition holds', {}, { kind: 'run' }],
    ['is none where it does not', { wanted: 2 }, { kind: 'skipped' }],
    [
      'waits for what its condition needs',
      { wanted: new Unknown('first.id') },
      { kind: 'needs', needs: [{ name: 'first.id' }] },
    ],
  ];
  for (const [title, variables, turn] of turns) {
    it(`the turn of a resource ${title}`, () => {
      const { session } = setup(variables);
      expect(new Scopes(session).turnOf(session.stack.resources[1]!)).to.deep.include(turn);
    });
  }

  it('the turn of a resource is refused where its props cannot be rendered', () => {
    const { session } = setup();
    const turn = new Scopes(session).turnOf(session.stack.resources[2]!);
    expect(turn).to.have.nested.property('reason.trouble.kind', 'refused');
  });
});
