import { expect } from 'chai';
import { nothingVisible } from '../../../src/stack/export-table.ts';
import { inputsOf } from '../../../src/stack/inputs-of.ts';
import { namesOf, type ResourceScope, type Scope } from '../../../src/stack/scope.ts';
import { joinVariables, regionIn } from '../../../src/stack/variables.ts';
import { parseTemplate } from '../../../src/template/parse-template.ts';
import { excerptOf } from '../../../src/diagnostics/source.ts';
import { redact } from '../../../src/values/reading.ts';
import { Unknown, type Value } from '../../../src/values/value.ts';

type Given = Readonly<Record<string, Value>>;

function mapOf(given: Given = {}): ReadonlyMap<string, Value> {
  return new Map(Object.entries(given));
}

function variablesOf(
  commandLine: Given,
  variablesFile: Given = {},
  environmentFile: Given = {},
  environment: Given = {},
) {
  const sources = { commandLine, variablesFile, environmentFile, environment };
  const maps = Object.fromEntries(Object.entries(sources).map(([name, given]) => [name, mapOf(given)]));
  return joinVariables(maps as unknown as Parameters<typeof joinVariables>[0], 7);
}

function scopeOf(given: {
  readonly props?: Given;
  readonly bare?: Given;
  readonly globals?: Given;
  readonly variables?: Given;
  readonly scoped?: Readonly<Record<string, Given>>;
  readonly skipped?: Readonly<Record<string, string>>;
  readonly captured?: Value;
  readonly callback?: Value;
}): Scope {
  const resource: ResourceScope = {
    name: 'pool',
    props: mapOf(given.props),
    captured: given.captured ?? {},
    callback: given.callback,
    idempotencyToken: 'token',
  };
  return {
    stackName: 'shop',
    environment: 'dev',
    variables: variablesOf(given.variables ?? {}),
    globals: mapOf(given.globals),
    exports: {
      ...nothingVisible,
      bare: mapOf(given.bare),
      scoped: new Map(Object.entries(given.scoped ?? {})),
      skipped: new Map(Object.entries(given.skipped ?? {})),
    },
    resource,
  };
}

describe('what a name means', () => {
  const layers = {
    captured: { x: 'captured' },
    scoped: { x: { id: 'scoped' } },
    variables: { x: 'variable' },
    globals: { x: 'global' },
    bare: { x: 'export' },
    props: { x: 'prop' },
  } as const;
  const order = ['captured', 'scoped', 'variables', 'globals', 'bare', 'props'] as const;
  for (const [index, nearest] of order.entries()) {
    it(`is what ${nearest} say where nothing nearer has it`, () => {
      const scope = scopeOf(Object.fromEntries(order.slice(0, index + 1).map((layer) => [layer, layers[layer]])));
      expect(namesOf(scope).lookup('x')).to.deep.equal(layers[nearest].x);
    });
  }

  it('is for the names of the tool what the tool says, whoever else has them', () => {
    const everything = { stack_name: 'x', resource_name: 'x', idempotency_token: 'x', this: 'x', vars: 'x' };
    const scope = scopeOf({ props: everything, variables: { region: 'r' }, globals: { g: 1 }, captured: { id: 'i' } });
    const names = namesOf(scope);
    const own = [
      'stack_name',
      'stack_env',
      'resource_name',
      'idempotency_token',
      'this',
      'vars',
      'globals',
      'callback',
    ];
    expect(own.map((name) => names.lookup(name))).to.deep.equal([
      'shop',
      'dev',
      'pool',
      'token',
      { id: 'i' },
      { region: 'r' },
      { g: 1 },
      undefined,
    ]);
    expect(namesOf(scopeOf({ callback: { a: 1 } })).lookup('callback')).to.deep.equal({ a: 1 });
  });

  it('has no names of a resource while globals are rendered', () => {
    const { resource: _resource, ...shared } = scopeOf({ props: { x: 1 } });
    const names = namesOf(shared);
    expect(['x', 'this', 'resource_name', 'idempotency_token'].map((name) => names.lookup(name))).to.deep.equal([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(names.lookup('stack_name')).to.equal('shop');
  });

  it('may be a column of exists where nobody knows what exists will give', () => {
    const scope = scopeOf({ captured: new Unknown('this'), globals: { known: 1 } });
    expect(namesOf(scope).lookup('known')).to.equal(1);
    expect(namesOf(scope).lookup('x')).to.deep.equal(new Unknown('this.x'));
  });

  it('lists every name that there is', () => {
    const scope = scopeOf({
      props: { p: 1 },
      bare: { e: 1 },
      globals: { g: 1 },
      variables: { v: 1 },
      captured: { c: 1 },
    });
    expect(namesOf(scope).all()).to.include.members(['p', 'e', 'g', 'v', 'c', 'stack_name', 'this']);
  });

  it('says of what is missing that its resource is skipped', () => {
    const names = namesOf(scopeOf({ skipped: { vpc_id: 'network', network: 'network' } }));
    expect(names.whyMissing?.('vpc_id')).to.equal('resource "network" exports it, and is skipped: its "if" is false');
    expect(names.whyMissing?.('network')).to.equal('that resource is skipped: its "if" is false');
    expect(names.whyMissing?.('other')).to.equal(undefined);
  });
});

describe('what a template takes from a scope', () => {
  const scope = scopeOf({ props: { a: 1, map: { b: { c: 2 }, n: null }, later: new Unknown('pool.id') } });
  const table: readonly [string, readonly unknown[]][] = [
    ['nothing', []],
    ['{{ a }}', [1]],
    ['{{ map.b.c }} {{ a }}', [2, 1]],
    ['{{ map.n }}', [null]],
    ['{{ map.x }}', [{ b: { c: 2 }, n: null }]],
    ['{{ a.b }}', [1]],
    ['{{ nowhere }}', [undefined]],
    ['{{ later.x }}', [new Unknown('pool.id')]],
    ['{{ map.constructor }}', [{ b: { c: 2 }, n: null }]],
  ];
  for (const [text, expected] of table) {
    it(text, () => {
      const template = parseTemplate(excerptOf({ path: 'a.iql', text })).value!;
      expect(inputsOf(template, scope)).to.deep.equal(expected);
    });
  }
});

describe('variables', () => {
  it('mean what the first source says that has them', () => {
    const { all, bare, given } = variablesOf({ a: 1 }, { a: 2, b: 2 }, { b: 3, c: 3 }, { c: 4, D: 4 });
    expect(all).to.deep.equal({ a: 1, b: 2, c: 3, D: 4 });
    expect(Object.fromEntries(bare)).to.deep.equal({ a: 1, b: 2, c: 3, D: 4 });
    expect([...given.keys()]).to.deep.equal(['a', 'b', 'c']);
  });

  it('of the environment have bare names only in capitals', () => {
    const { all, bare } = variablesOf({}, {}, {}, { HOME_2: 1, home: 2, A: 3, _A: 4, '2A': 5, AbC: 6 });
    expect(all).to.have.all.keys('HOME_2', 'home', 'A', '_A', '2A', 'AbC');
    expect([...bare.keys()]).to.deep.equal(['HOME_2', 'A']);
  });

  it('are secret where their names say so', () => {
    const { all, bare } = variablesOf({ db_password: 'p' });
    expect(redact(all)).to.deep.equal({ db_password: '***' });
    expect(redact(bare.get('db_password') ?? null)).to.equal('***');
  });

  it('name a region where one of the given does', () => {
    expect(regionIn(variablesOf({}, {}, { AWS_REGION: 'eu-west-1' }))).to.equal('eu-west-1');
    expect(regionIn(variablesOf({ AWS_REGION: '' }))).to.equal(undefined);
    expect(regionIn(variablesOf({ AWS_REGION: 1 }))).to.equal(undefined);
    expect(regionIn(variablesOf({}, {}, {}, { AWS_REGION: 'eu-west-1' }))).to.equal(undefined);
  });
});
