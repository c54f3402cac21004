import { expect } from 'chai';
import { collectAll } from '../../../src/lifecycle/collect-all.ts';
import { planRemovals } from '../../../src/lifecycle/plan-removals.ts';
import { teardown } from '../../../src/lifecycle/teardown.ts';
import type { FakeProvider, FakeResource } from '../engine/fake-provider.ts';
import { createSessionRig, outcomeLines, type SessionRig, type SessionRigOptions } from './session-rig.ts';

const typeName = 'AWS::Cognito::UserPoolGroup';

const group = (name: string): FakeResource => ({
  region: 'us-east-1',
  typeName,
  identifier: `p1|${name}`,
  properties: { UserPoolId: 'p1', GroupName: name },
});

/** Queries of a group; `needs`: what its delete takes from another. */
function queriesOf(name: string, needs?: string): string {
  const place = `awscc.cognito.user_pool_groups WHERE region = 'us-east-1' AND Identifier = 'p1|${name}'`;
  const note = needs === undefined ? '' : ` AND '{{ ${needs} }}' <> ''`;
  return `/*+ exists */
SELECT COUNT(*) AS count FROM ${place}${note};
/*+ create */
INSERT INTO awscc.cognito.user_pool_groups (UserPoolId, GroupName, region) SELECT 'p1', '${name}', 'us-east-1';
/*+ exports */
SELECT group_name AS ${name}_name FROM ${place};
/*+ delete */
DELETE FROM ${place};
`;
}

interface Setting {
  /** Lines of entries by their names. */
  readonly entries?: Readonly<Record<string, readonly string[]>>;
  /** What of the two is there. Default: both. */
  readonly there?: readonly string[];
  readonly only?: readonly string[];
  /** What `second` takes. Default: what `first` exports. */
  readonly taken?: string;
  readonly session?: SessionRigOptions['session'];
}

/** Two groups, of which `second` asks for what `first` exports. */
function setup({
  entries = {},
  there = ['first', 'second'],
  only,
  taken = 'first_name',
  session = {},
}: Setting): SessionRig {
  const cloud = there.map(group);
  const lines = ['first', 'second'].flatMap((name) => [
    `  - name: ${name}`,
    `    exports: [${name}_name]`,
    ...(entries[name] ?? []).map((line) => `    ${line}`),
  ]);
  return createSessionRig({
    manifest: `resources:\n${lines.join('\n')}\n`,
    files: {
      'resources/first.iql': queriesOf('first'),
      'resources/second.iql': queriesOf('second', taken),
    },
    cloud,
    provider: (fake: FakeProvider) => ({
      ...fake,
      delete: async (request) => {
        const deleted = await fake.delete(request);
        const index = cloud.findIndex(({ identifier }) => identifier === request.identifier);
        if (deleted.ok && index >= 0) cloud.splice(index, 1);
        return deleted;
      },
    }),
    ...(only === undefined ? {} : { only: { verb: 'teardown', names: only } }),
    session,
  });
}

const deletes = ({ provider }: SessionRig): readonly string[] =>
  provider.calls.filter((call) => call.startsWith('delete')).map((call) => call.replace(/^.*\|/, ''));

interface Case extends Setting {
  readonly title: string;
  /** Requests that fail: `get … first`. */
  readonly failing?: string;
  readonly isOk: boolean;
  readonly outcomes: readonly string[];
  readonly deleted: readonly string[];
  /** What the plan of it says, in the same order. */
  readonly planned: readonly string[];
  readonly unconfirmed?: readonly string[];
}

const get = (name: string): string => `get us-east-1 Cognito.UserPoolGroup p1|${name}`;
const stays = 'skipped a teardown deletes nothing while another resource cannot go';
const cases: readonly Case[] = [
  {
    title: 'removes the last resource first',
    isOk: true,
    outcomes: ['second deleted', 'first deleted'],
    deleted: ['second', 'first'],
    planned: ['second delete', 'first delete'],
  },
  {
    title: 'has nothing to do where nothing is there',
    there: [],
    isOk: true,
    outcomes: ['second not-looked-for needs first.first_name', 'first absent'],
    deleted: [],
    planned: ['second not-looked-for', 'first absent'],
  },
  {
    title: 'removes what is there of it',
    there: ['first'],
    isOk: true,
    outcomes: ['second absent', 'first deleted'],
    deleted: ['first'],
    planned: ['second absent', 'first delete'],
  },
  {
    title: 'keeps what its entry says',
    entries: { first: ['skip_on_delete: true'] },
    isOk: true,
    outcomes: ['second deleted', 'first skipped'],
    deleted: ['second'],
    planned: ['second delete', 'first skipped'],
  },
  {
    title: 'says of what is to be kept and is not there that it is absent',
    entries: { second: ['skip_on_delete: true'] },
    there: ['first'],
    isOk: true,
    outcomes: ['second absent', 'first deleted'],
    deleted: ['first'],
    planned: ['second absent', 'first delete'],
  },
  {
    title: 'deletes nothing where a resource is protected',
    entries: { first: ['on_delete: protect'] },
    isOk: false,
    outcomes: ['second not-attempted', 'first failed protected'],
    deleted: [],
    planned: [`second ${stays}`, 'first failed protected'],
  },
  {
    title: 'deletes what is selected where a protected resource is not',
    entries: { first: ['on_delete: protect'] },
    only: ['second'],
    isOk: true,
    outcomes: ['second deleted', 'first not-selected'],
    deleted: ['second'],
    planned: ['second delete', 'first not-selected'],
  },
  {
    title: 'deletes what is there where a protected resource is not',
    entries: { second: ['on_delete: protect'] },
    there: ['first'],
    isOk: true,
    outcomes: ['second absent', 'first deleted'],
    deleted: ['first'],
    planned: ['second absent', 'first delete'],
  },
  {
    title: 'deletes nothing where a selected resource is used by one that is not selected and is there',
    only: ['first'],
    isOk: false,
    outcomes: ['second not-selected', 'first not-attempted used by second'],
    deleted: [],
    planned: ['second not-selected', 'first failed still-used'],
  },
  {
    title: 'deletes a selected resource where the one that uses it is not there',
    only: ['first'],
    there: ['first'],
    isOk: true,
    outcomes: ['second not-selected', 'first deleted'],
    deleted: ['first'],
    planned: ['second not-selected', 'first delete'],
  },
  {
    title: 'ends where a delete fails',
    failing: 'delete us-east-1 Cognito.UserPoolGroup p1|second',
    isOk: false,
    outcomes: ['second failed trouble', 'first not-attempted'],
    deleted: ['second'],
    planned: ['second delete', 'first delete'],
  },
  {
    title: 'keeps what a resource uses whose delete failed, and goes on where that is wished',
    failing: 'delete us-east-1 Cognito.UserPoolGroup p1|second',
    session: { onFailure: 'ignore' },
    isOk: true,
    outcomes: ['second failed trouble', 'first not-attempted used by second'],
    deleted: ['second'],
    planned: ['second delete', 'first delete'],
    unconfirmed: ['second', 'first'],
  },
  {
    title: 'takes nothing for absent because of a resource of which nobody knows whether it is there',
    failing: get('first'),
    isOk: false,
    outcomes: ['second not-attempted needs first.first_name', 'first failed trouble'],
    deleted: [],
    planned: ['second not-looked-for', 'first failed trouble'],
  },
  ...['first_name.part', 'first_name | upper'].map((taken): Case => ({
    title: `takes nothing for absent because of a part of what such a resource gives: ${taken}`,
    taken,
    failing: get('first'),
    isOk: false,
    outcomes: [`second not-attempted needs first.${taken}`, 'first failed trouble'],
    deleted: [],
    planned: ['second not-looked-for', 'first failed trouble'],
  })),
];

describe('a teardown', () => {
  for (const { title, failing, isOk, outcomes, deleted, planned, unconfirmed, ...setting } of cases) {
    it(title, async () => {
      const rig = setup(setting);
      if (failing !== undefined) rig.provider.failOn(failing, { kind: 'denied' });
      const result = await teardown(rig.session);
      expect(outcomeLines(result).map((line) => line.replace(/ skipped .*/, ' skipped'))).to.deep.equal(outcomes);
      expect(result.ok).to.equal(isOk);
      expect(result.unconfirmed).to.deep.equal(unconfirmed);
      expect(deletes(rig)).to.deep.equal(deleted);
      expect(rig.events.at(-1)).to.deep.equal({ kind: 'run.finished', result });
      const told = rig.events.flatMap((event) => (event.kind === 'run.diagnostics' ? event.diagnostics : []));
      expect(told.length).to.equal(outcomes.includes('first not-attempted used by second') && setting.only ? 1 : 0);
      expect(rig.events.filter(({ kind }) => kind === 'run.diagnostics')).to.have.length(told.length);
    });

    it(`${title}: as planned`, async () => {
      const rig = setup(setting);
      if (failing !== undefined) rig.provider.failOn(failing, { kind: 'denied' });
      const entries = await planRemovals(rig.session, false);
      const lines = entries.map(({ resource, action }) => {
        if (action.kind === 'failed') return `${resource} failed ${action.reason.kind}`;
        return action.kind === 'skipped' && action.reason.startsWith('a teardown')
          ? `${resource} skipped ${action.reason}`
          : `${resource} ${action.kind}`;
      });
      expect(lines).to.deep.equal(planned);
      expect(deletes(rig)).to.deep.equal([]);
      for (const { action, requests = [] } of entries)
        expect(requests, action.kind).to.have.length(action.kind === 'delete' ? 1 : 0);
    });
  }

  it('ends before anything is deleted where it is interrupted', async () => {
    for (const entries of [{}, { first: ['skip_on_delete: true'] }]) {
      const rig = setup({ entries });
      rig.provider.failOn(get('first'), { kind: 'interrupted' });
      rig.abort();
      const result = await teardown(rig.session);
      expect(result.ok).to.equal(false);
      expect(deletes(rig)).to.deep.equal([]);
    }
  });

  it('tells what it looks at, before it deletes anything', async () => {
    const rig = setup({});
    await teardown(rig.session);
    const told = rig.events.flatMap((event) =>
      event.kind === 'resource.started' ? [`${event.resource} ${event.phase}`] : [],
    );
    expect(rig.events[0]).to.include({ kind: 'run.started', verb: 'teardown', stack: 'shop', environment: 'dev' });
    expect(told.slice(0, 2)).to.deep.equal(['first collecting', 'second collecting']);
    expect(told.slice(2)).to.deep.equal(['second main', 'first main']);
  });

  it('says nothing of what is not selected and nobody reads', async () => {
    const rig = setup({ only: ['second'], taken: "'x'" });
    await teardown(rig.session);
    const finished = rig.events.flatMap((event) => (event.kind === 'resource.finished' ? [event.resource] : []));
    expect(finished).to.deep.equal(['second']);
  });

  it('gives the exports of what is there to what comes later, and of what is not as unknown', async () => {
    const there = await collectAll(setup({}).session);
    expect([...there].map(([name, { kind }]) => `${name} ${kind}`)).to.deep.equal(['first present', 'second present']);
    const gone = await collectAll(setup({ there: ['second'] }).session);
    expect([...gone].map(([name, { kind }]) => `${name} ${kind}`)).to.deep.equal([
      'first absent',
      'second not-looked-for',
    ]);
    expect(gone.get('second')).to.deep.equal({
      kind: 'not-looked-for',
      needs: [{ name: 'first.first_name', giver: 'first' }],
    });
  });
});
