import { expect } from 'chai';
import type { Written } from '../../../src/engine/engine.ts';
import { withoutCaptured } from '../../../src/lifecycle/without-captured.ts';
import { Secret, Unknown, type Value } from '../../../src/values/value.ts';
import { createRunRig, type RunRig, type RunRigOptions } from './run-rig.ts';

const place = `FROM awscc.cognito.user_pool_groups WHERE region = 'us-east-1' AND Identifier = 'p1|editors'`;
const insert = (name: string): string =>
  `INSERT INTO awscc.cognito.user_pool_groups (UserPoolId, GroupName, region) SELECT 'p1', ${name}, 'us-east-1';`;

function setup(options: Partial<RunRigOptions> = {}): RunRig {
  const queries = `/*+ exists */\nSELECT group_name ${place};\n/*+ create */\n${insert(`'editors'`)}\n`;
  return createRunRig({ queries, ...options });
}

function written(
  resources: readonly (readonly [string | undefined, boolean])[],
  returned?: Written['returned'],
): Written {
  return {
    resources: resources.map(([identifier, wasAbsent]) => ({
      typeName: 'AWS::Cognito::UserPoolGroup',
      region: 'us-east-1',
      identifier,
      requestToken: 't1',
      wasAbsent,
      wasThere: false,
    })),
    returned,
  };
}

describe('what a write has done', () => {
  it('is the identifier of the last resource that has one', () => {
    const { run } = setup();
    run.takeWritten(
      written([
        ['a', false],
        ['b', false],
      ]),
    );
    expect(run.identifier).to.equal('b');
    run.takeWritten(written([[undefined, false]]));
    expect(run.identifier).to.equal('b');
    run.takeWritten(written([]));
    expect(run.identifier).to.equal('b');
    expect(run.shownIdentifier()).to.equal('b');
  });

  it('is a change where anything of it was there', () => {
    const table: readonly [readonly boolean[], boolean][] = [
      [[], false],
      [[true], false],
      [[false], true],
      [[true, false], true],
    ];
    for (const [absences, hasWritten] of table) {
      const { run } = setup();
      run.takeWritten(written(absences.map((wasAbsent) => ['a', wasAbsent] as const)));
      expect(run.hasWritten, absences.join()).to.equal(hasWritten);
    }
    const { run } = setup();
    run.takeWritten(written([['a', false]]));
    run.takeWritten(written([['a', true]]));
    expect(run.hasWritten).to.equal(true);
  });

  const rows: readonly [string, Written['returned'], object | undefined, object][] = [
    ['nothing where it returned nothing', undefined, undefined, {}],
    ['nothing where it returned no row', { columns: ['Identifier'], rows: [] }, undefined, {}],
    [
      'the first row that it returned',
      { columns: ['Identifier', 'Arn', 'Gone'], rows: [['i', 'arn:1'], ['j']] },
      { Identifier: 'i', Arn: 'arn:1', Gone: null },
      { identifier: 'i' },
    ],
    ['no identifier where that is null', { columns: ['Identifier'], rows: [[null]] }, { Identifier: null }, {}],
    ['no identifier where none was returned', { columns: ['Arn'], rows: [['arn:1']] }, { Arn: 'arn:1' }, {}],
  ];
  for (const [title, returned, callback, captured] of rows) {
    it(`gives the scope ${title}`, () => {
      const { run } = setup();
      const before = run.scope.resource?.captured as object;
      run.takeWritten(written([], returned));
      expect(run.scope.resource?.callback).to.deep.equal(callback);
      expect(run.scope.resource?.captured).to.deep.equal({ ...before, ...captured });
    });
  }

  it('adds to what the scope has captured before, the later over the earlier', () => {
    const { run } = setup();
    run.takeAnswer(
      'exists',
      'presence',
      new Map<string, Value>([
        ['identifier', 'a'],
        ['group_name', 'g'],
      ]),
    );
    run.takeWritten(written([], { columns: ['Identifier'], rows: [['b']] }));
    expect(run.scope.resource?.captured).to.deep.equal({ identifier: 'b', group_name: 'g' });
  });
});

describe('what is kept of a returned row', () => {
  const entry = `    return_vals:
      create: [{ Identifier: group_id }, ErrorCode]
    protected: [group_id]
`;
  const returned = (row: Readonly<Record<string, Value>>): Written =>
    written([], { columns: Object.keys(row), rows: [Object.values(row)] });

  it('is what the manifest names, whatever the letters of its columns, and protected where it says so', () => {
    const { run } = setup({ entry });
    run.takeWritten(returned({ identifier: 'i', errorcode: 'none', More: 1 }));
    expect(run.keepReturned('create', 'create')).to.equal(undefined);
    const kept = { group_id: new Secret('i'), ErrorCode: 'none' };
    expect(run.returned).to.deep.equal(kept);
    expect(run.scope.resource?.captured).to.deep.include(kept);
  });

  it('is nothing for a write of which the manifest names nothing', () => {
    const { run } = setup({ entry });
    expect(run.keepReturned('update', 'update')).to.equal(undefined);
    expect(run.returned).to.deep.equal({});
  });

  const missing: readonly [string, Readonly<Record<string, Value>>, object][] = [
    ['it is not returned', { Identifier: 'i' }, { column: 'ErrorCode', columns: ['Identifier'], isNull: false }],
    [
      'it is null',
      { Identifier: 'i', ErrorCode: null },
      { column: 'ErrorCode', columns: ['Identifier', 'ErrorCode'], isNull: true },
    ],
    ['nothing is returned', {}, { column: 'Identifier', columns: [], isNull: false }],
  ];
  for (const [title, row, told] of missing) {
    it(`is a failure where ${title}`, () => {
      const { run } = setup({ entry });
      run.takeWritten(returned(row));
      expect(run.keepReturned('create', 'create')).to.deep.equal({ kind: 'return-missing', anchor: 'create', ...told });
      expect(run.returned).to.deep.equal({});
    });
  }
});

describe('the exports of a row', () => {
  const entry = `    exports: [group_name, { arn: group_arn }]\n    protected: [group_arn]\n`;

  it('are taken by their columns, whatever the letters of those', () => {
    const { run, secrets } = setup({ entry });
    const row = new Map<string, Value>([
      ['GROUP_NAME', 'other'],
      ['group_name', 'editors'],
      ['ARN', 'arn:1'],
      ['more', 1],
    ]);
    expect(run.takeExports('query', row)).to.equal(undefined);
    expect(run.exported).to.deep.equal(
      new Map<string, Value>([
        ['group_name', 'editors'],
        ['group_arn', new Secret('arn:1')],
      ]),
    );
    expect(secrets).to.deep.equal(['arn:1']);
  });

  it('may be null', () => {
    const { run } = setup({ entry });
    run.takeExports(
      'query',
      new Map<string, Value>([
        ['group_name', null],
        ['arn', 'a'],
      ]),
    );
    expect(run.exported?.get('group_name')).to.equal(null);
  });

  it('are a failure where one is missing', () => {
    const { run } = setup({ entry });
    expect(run.takeExports('query', new Map([['group_name', 'g']]))).to.deep.equal({
      kind: 'export-missing',
      from: 'query',
      column: 'arn',
      columns: ['group_name'],
    });
    expect(run.exported).to.equal(undefined);
  });

  it('are known to the delete of the resource, also by their columns, and to no other query', () => {
    const remove = (name: string): string =>
      `/*+ delete */\nDELETE FROM awscc.cognito.user_pool_groups WHERE region = 'us-east-1' AND Identifier = 'p1|{{ ${name} }}';\n`;
    for (const name of ['group_arn', 'arn']) {
      const { run } = createRunRig({ entry, queries: remove(name) });
      expect(run.prepare('delete').ok).to.equal(false);
      run.takeExports(
        'query',
        new Map([
          ['group_name', 'g'],
          ['arn', 'a'],
        ]),
      );
      expect(run.onlyOperation('delete')).to.have.property('kind', 'delete');
    }
    const { run } = createRunRig({ entry, queries: `/*+ create */\n${insert(`'{{ group_name }}'`)}\n` });
    run.takeExports(
      'query',
      new Map([
        ['group_name', 'g'],
        ['arn', 'a'],
      ]),
    );
    expect(run.onlyOperation('create')).to.equal(undefined);
  });
});

describe('an answer', () => {
  const row = new Map<string, Value>([['group_name', 'editors']]);

  it('is captured where exists asks for presence, and only there', () => {
    const table = [
      ['exists', 'presence', true],
      ['exists', 'state', false],
      ['statecheck', 'presence', false],
      ['exports', 'presence', false],
    ] as const;
    for (const [anchor, purpose, isCaptured] of table) {
      const { run } = setup();
      expect(run.takeAnswer(anchor, purpose, row)).to.equal(undefined);
      expect(
        Object.keys(run.scope.resource?.captured as object).includes('group_name'),
        `${anchor} ${purpose}`,
      ).to.equal(isCaptured);
    }
  });

  it('gives the exports where exports was asked, and only there', () => {
    const entry = '    exports: [group_name]\n';
    for (const anchor of ['exists', 'statecheck', 'exports'] as const) {
      const { run } = setup({ entry });
      run.takeAnswer(anchor, 'state', row);
      expect(run.exported !== undefined, anchor).to.equal(anchor === 'exports');
    }
    expect(setup({ entry }).run.takeAnswer('exports', 'exports', new Map())).to.have.property('kind', 'export-missing');
  });

  it('is all that is captured where nothing of it was known', () => {
    const { run } = setup();
    run.scope = withoutCaptured(run.scope);
    run.takeAnswer('exists', 'presence', row);
    expect(run.scope.resource?.captured).to.deep.equal({ group_name: 'editors' });
  });

  it('is taken over from another run of the resource', () => {
    const [from, to] = [setup().run, setup().run];
    from.takeAnswer('exists', 'presence', row);
    to.takeFound(from);
    expect(to.scope.resource?.captured).to.have.property('group_name', 'editors');
  });
});

describe('a query of a resource', () => {
  it('is not sent where it needs what nobody knows yet, named once', () => {
    const unknown = new Unknown('pool.id');
    const { run } = createRunRig({
      queries: `/*+ create */\n${insert(`'{{ vars.a }}{{ vars.b }}'`)}\n`,
      variables: { a: unknown, b: unknown },
    });
    expect(run.prepare('create')).to.deep.equal({
      ok: false,
      reason: { kind: 'needs', anchor: 'create', needs: [{ name: 'pool.id' }] },
    });
    expect(run.outline('create')).to.have.property('kind', 'prepared');
    expect(run.onlyOperation('create')).to.equal(undefined);
  });

  it('tells the secrets of its values', () => {
    const { run, secrets } = createRunRig({
      queries: `/*+ create */\n${insert(`'{{ vars.name }}'`)}\n`,
      variables: { name: new Secret('hidden') },
    });
    expect(run.prepare('create').ok).to.equal(true);
    expect(secrets).to.include('hidden');
  });

  it('has no one operation where it is not there, has several statements, or is wrong', () => {
    const several = createRunRig({
      entry: '    type: multi\n',
      queries: `/*+ exists */\nSELECT 0 AS count;\n/*+ create */\n${insert(`'a'`)}\n${insert(`'b'`)}\n`,
    });
    expect(several.run.onlyOperation('create')).to.equal(undefined);
    expect(several.run.onlyOperation('update')).to.equal(undefined);
    const wrong = createRunRig({
      queries: `/*+ create */\n${insert(`'a', 'many'`).replace('GroupName', 'GroupName, Precedence')}\n`,
    });
    expect(wrong.run.onlyOperation('create')).to.equal(undefined);
  });

  it('gives its rows, and tells their secrets', async () => {
    const cloud = [
      {
        region: 'us-east-1',
        typeName: 'AWS::Cognito::UserPoolGroup',
        identifier: 'p1|editors',
        properties: { UserPoolId: 'p1', GroupName: 'editors' },
      },
    ];
    const { run, shown } = setup({ cloud });
    expect(await run.select('exists')).to.deep.equal({
      ok: true,
      value: { columns: ['group_name'], rows: [['editors']] },
    });
    expect(shown()).to.have.length(1);
  });

  it('fails where its request does', async () => {
    const { run, provider } = setup();
    provider.failOn('get', { kind: 'unreachable' });
    const end = await run.select('exists');
    expect(end).to.have.nested.property('reason.anchor', 'exists');
    expect(end).to.have.nested.property('reason.trouble.failure.kind', 'unreachable');
  });

  it('may have no statement where it stands for several', () => {
    const queries = `/*+ exists */\nSELECT 0 AS count;\n/*+ create */\n{% for name in vars.names %}${insert(`'{{ name }}'`)}{% endfor %}\n`;
    const none = (entry: string) => createRunRig({ entry, queries, variables: { names: [] } }).run;
    expect(none('    type: multi\n').prepare('create')).to.deep.equal({ ok: true, value: [] });
  });

  it('is a mistake of the program where it is not there', () => {
    expect(() => setup().run.queryOf('update')).to.throw(
      'The flow of thing asked for a query update that is not there.',
    );
    expect(setup().run.queryOf('create').query.anchor).to.equal('create');
  });

  it('is about the resource that a person has named, until that was replaced', () => {
    const { run } = setup({ session: { identifiers: new Map([['thing', 'p1|editors']]) } });
    expect(run.givenIdentifier).to.equal('p1|editors');
    run.replaced = ['p1|others'];
    expect(run.givenIdentifier).to.equal('p1|editors');
    run.replaced = ['p1|editors'];
    expect(run.givenIdentifier).to.equal(undefined);
    expect(setup().run.givenIdentifier).to.equal(undefined);
  });

  it('is refused where a value is wrong that only the run knows', async () => {
    const queries = `/*+ exists */\nSELECT group_name ${place.replace('p1|editors', '{{ vars.id }}')};\n/*+ create */\n${insert(`'a'`)}\n`;
    const { run, provider } = createRunRig({ queries, variables: { id: 'p1' } });
    expect(await run.select('exists')).to.have.nested.property('reason.trouble.kind', 'refused');
    expect(provider.calls).to.deep.equal([]);
    const prepared = run.prepare('exists');
    expect(prepared.ok && run.operationOf('exists', prepared.value[0]!)).to.have.nested.property(
      'reason.trouble.diagnostics[0].code',
      'resource/identifier',
    );
    expect(run.onlyOperation('exists')).to.equal(undefined);
  });

  it('has an outline where nothing but its values is open', () => {
    const open = createRunRig({
      queries: `/*+ create */\n${insert(`'{{ vars.a }}'`)}\n`,
      variables: { a: new Unknown('pool.id') },
    }).run;
    expect(open.outlinedOperation('create')).to.have.property('kind', 'create');
    expect(open.outlinedOperation('update')).to.equal(undefined);
    const several = createRunRig({
      entry: '    type: multi\n',
      queries: `/*+ exists */\nSELECT 0 AS count;\n/*+ create */\n${insert(`'a'`)}\n${insert(`'b'`)}\n`,
    }).run;
    expect(several.outlinedOperation('create')).to.equal(undefined);
    const shapeless = createRunRig({
      queries: `/*+ create */\n{% if vars.a == 'x' %}${insert(`'a'`)}{% else %}${insert(`'b'`)}{% endif %}\n`,
      variables: { a: new Unknown('pool.id') },
    }).run;
    expect(shapeless.outlinedOperation('create')).to.equal(undefined);
    expect(shapeless.prepare('create')).to.have.nested.property('reason.needs[0].name', 'pool.id');
  });

  it('is a mistake of the program where it is not there', () => {
    expect(() => setup().run.queryOf('update')).to.throw('asked for a query update that is not there');
  });
});
