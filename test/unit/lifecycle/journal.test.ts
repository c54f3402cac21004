import { expect } from 'chai';
import type { WrittenResource } from '../../../src/engine/engine.ts';
import type { WriteOperation } from '../../../src/engine/operation.ts';
import { Journal, type Change } from '../../../src/lifecycle/journal.ts';
import type { Failure } from '../../../src/provider/failure.ts';
import { createRunRig } from './run-rig.ts';

const queries = `/*+ create */
INSERT INTO awscc.cognito.user_pool_groups (UserPoolId, GroupName, region) SELECT 'p1', 'editors', 'us-east-1';
/*+ update */
UPDATE awscc.cognito.user_pool_groups
SET PatchDocument = '[{"op":"add","path":"/Precedence","value":2},{"op":"remove","path":"/Description"}]'
WHERE region = 'us-east-1' AND Identifier IN ('p1|editors', 'p1|readers');
/*+ delete */
DELETE FROM awscc.cognito.user_pool_groups WHERE region = 'us-east-1' AND Identifier = 'p1|editors';
`;

const typeName = 'AWS::Cognito::UserPoolGroup';
const region = 'us-east-1';

function setup() {
  const properties = { UserPoolId: 'p1', GroupName: 'editors', Precedence: 1 };
  const rig = createRunRig({ queries, cloud: [{ region, typeName, identifier: 'p1|editors', properties }] });
  const operationOf = (anchor: 'create' | 'update' | 'delete'): WriteOperation =>
    rig.run.onlyOperation(anchor) as WriteOperation;
  return { ...rig, journal: new Journal(), operationOf, properties };
}

function written(identifier: string | undefined, wasAbsent = false): WrittenResource {
  return { typeName, region, identifier, requestToken: 't1', wasAbsent, wasThere: false };
}

function failure(part: Partial<Failure>): Failure {
  return {
    kind: 'other',
    operation: 'CreateResource',
    region,
    typeName,
    identifier: undefined,
    errorName: undefined,
    message: '',
    handlerErrorCode: undefined,
    requestToken: undefined,
    requestId: undefined,
    hooks: [],
    attempts: 1,
    ...part,
  };
}

/** A change without its run and type. */
function shortOf(change: Change): object {
  return Object.fromEntries(Object.entries(change).filter(([name]) => name !== 'run' && name !== 'type'));
}

describe('the journal of a run', () => {
  it('notes what a create has made', async () => {
    const { journal, run, operationOf } = setup();
    const note = await journal.prepare(run, operationOf('create'));
    note({ resources: [written('p1|editors')], returned: undefined }, undefined);
    expect(journal.changes.map(shortOf)).to.deep.equal([
      { kind: 'created', typeName, region, identifier: 'p1|editors', isSure: true },
    ]);
    expect(journal.changes[0]?.run).to.equal(run);
  });

  it('notes what was made before one of several failed', async () => {
    const { journal, run, operationOf } = setup();
    const note = await journal.prepare(run, operationOf('create'));
    note(undefined, { kind: 'failed', failure: failure({ kind: 'denied' }), done: [written('p1|editors')] });
    expect(journal.changes.map(shortOf)).to.deep.equal([
      { kind: 'created', typeName, region, identifier: 'p1|editors', isSure: true },
    ]);
  });

  const open: readonly [string, Partial<Failure>, boolean][] = [
    ['was not waited for to its end', { kind: 'timed-out', requestToken: 't1' }, true],
    ['was interrupted after it was accepted', { kind: 'interrupted', requestToken: 't1' }, true],
    ['was interrupted before it was accepted', { kind: 'interrupted' }, false],
    ['was refused', { kind: 'denied', requestToken: 't1' }, false],
  ];
  for (const [title, part, isOpen] of open) {
    it(`notes ${isOpen ? 'as possible what' : 'nothing of what'} a create may have made that ${title}`, async () => {
      const { journal, run, operationOf } = setup();
      const note = await journal.prepare(run, operationOf('create'));
      note(undefined, { kind: 'failed', failure: failure(part), done: [] });
      expect(journal.changes.map(shortOf)).to.deep.equal(
        isOpen ? [{ kind: 'created', typeName, region, identifier: undefined, isSure: false }] : [],
      );
    });
  }

  it('notes nothing of a statement that was refused before it was sent', async () => {
    for (const anchor of ['create', 'update', 'delete'] as const) {
      const { journal, run, operationOf } = setup();
      const note = await journal.prepare(run, operationOf(anchor));
      note(undefined, { kind: 'refused', diagnostics: [] });
      expect(journal.changes).to.deep.equal([]);
    }
  });

  it('notes a delete of what was there, and none of what was not', async () => {
    const { journal, run, operationOf } = setup();
    const note = await journal.prepare(run, operationOf('delete'));
    note({ resources: [written('p1|editors'), written('p1|readers', true)], returned: undefined }, undefined);
    expect(journal.changes.map(shortOf)).to.deep.equal([{ kind: 'deleted', identifier: 'p1|editors' }]);
  });

  it('does not take a delete that was not waited for to its end for something made', async () => {
    const { journal, run, operationOf } = setup();
    const note = await journal.prepare(run, operationOf('delete'));
    note(undefined, { kind: 'failed', failure: failure({ kind: 'timed-out' }), done: [] });
    expect(journal.changes).to.deep.equal([]);
  });

  for (const trouble of [undefined, { kind: 'failed', failure: failure({ kind: 'denied' }), done: [] } as const]) {
    it(`looks before an update at each resource, and notes that it ${trouble === undefined ? 'was changed' : 'may have been'}`, async () => {
      const { journal, run, provider, operationOf, properties } = setup();
      const note = await journal.prepare(run, operationOf('update'));
      expect(provider.calls).to.deep.equal([
        'get us-east-1 Cognito.UserPoolGroup p1|editors',
        'get us-east-1 Cognito.UserPoolGroup p1|readers',
      ]);
      expect(journal.changes).to.deep.equal([]);
      note(trouble === undefined ? { resources: [], returned: undefined } : undefined, trouble);
      const touched = ['/Precedence', '/Description'];
      expect(journal.changes.map(shortOf)).to.deep.equal([
        { kind: 'updated', region, identifier: 'p1|editors', before: properties, touched },
        { kind: 'updated', region, identifier: 'p1|readers', before: undefined, touched },
      ]);
    });
  }

  it('notes a script, and keeps the order of all', async () => {
    const { journal, run, operationOf } = setup();
    journal.addScript(run);
    (await journal.prepare(run, operationOf('create')))(
      { resources: [written('p1|editors')], returned: undefined },
      undefined,
    );
    journal.addScript(run);
    expect(journal.changes.map(({ kind }) => kind)).to.deep.equal(['ran', 'created', 'ran']);
  });
});
