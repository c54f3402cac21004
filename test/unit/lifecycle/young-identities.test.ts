import { expect } from 'chai';
import type { Written } from '../../../src/engine/engine.ts';
import { YoungIdentities } from '../../../src/lifecycle/young-identities.ts';
import { lateIamMs } from '../../../src/resource-types/late-iam.ts';
import type { Stack } from '../../../src/stack/stack.ts';

/** Which entries need which; of the graph nothing else is asked. */
function stackOf(needs: Readonly<Record<string, readonly string[]>>): Stack {
  return { graph: { neededBy: (name: string) => new Set(needs[name] ?? []) } } as unknown as Stack;
}

const written = (typeName: string, identifier: string | undefined, wasAbsent = false): Written => ({
  resources: [{ typeName, region: 'us-east-1', identifier, requestToken: 't', wasAbsent, wasThere: false }],
  returned: undefined,
});
const role = 'AWS::IAM::Role';
const policy = 'AWS::IAM::RolePolicy';

describe('what other services may not know yet', () => {
  const needs = { function: ['role'], policy: ['role'], role: [], other: [], stranger: ['other'] };
  const referred = (
    resource: string,
    texts: readonly string[] = [],
    nowMs = 1000,
    prepare?: (all: YoungIdentities) => void,
  ) => {
    const all = new YoungIdentities();
    if (prepare === undefined) all.note('role', written(role, 'app-role'), 0);
    else prepare(all);
    return all.referredTo(resource, { stack: stackOf(needs), texts, nowMs })?.identifier;
  };

  it('is a role that an entry needs', () => {
    expect(referred('function')).to.equal('app-role');
  });

  it('is one that a text names, as a whole or in part', () => {
    expect(referred('other', ['arn:aws:iam::1:role/app-role'])).to.equal('app-role');
    expect(referred('other', ['my-app-role-2'])).to.equal('app-role');
  });

  it('is none that nobody refers to, and not the entry itself', () => {
    expect(referred('other', ['another-role'])).to.equal(undefined);
    expect(referred('role', ['app-role'])).to.equal(undefined);
  });

  it('is none that is old by now', () => {
    expect(referred('function', [], lateIamMs - 1)).to.equal('app-role');
    expect(referred('function', [], lateIamMs)).to.equal(undefined);
  });

  it('is the policy of a role that an entry needs, and not that of what is no identity', () => {
    const both = (all: YoungIdentities): void => {
      all.note('role', written(role, 'app-role'), 0);
      all.note('policy', written(policy, 'app-policy'), 500);
    };
    expect(referred('function', [], 1000, both)).to.equal('app-policy');
    expect(referred('function', [], 1000, (all) => all.note('policy', written(policy, 'app-policy'), 0))).to.equal(
      undefined,
    );
    expect(referred('stranger', [], 1000, both)).to.equal(undefined);
  });

  it('is the youngest of several', () => {
    const two = (first: number, second: number) => (all: YoungIdentities) => {
      all.note('role', written(role, 'app-role'), first);
      all.note('role', written('AWS::KMS::Key', 'key'), second);
    };
    expect(referred('function', [], 1000, two(0, 500))).to.equal('key');
    expect(referred('function', [], 1000, two(500, 0))).to.equal('app-role');
  });

  it('is noted of identities that were written, and of nothing else', () => {
    const noted = (write: Written) => referred('function', [], 1000, (all) => all.note('role', write, 0));
    expect(noted(written('AWS::KMS::Key', 'key'))).to.equal('key');
    expect(noted(written('AWS::KMS::Alias', 'alias'))).to.equal(undefined);
    expect(noted(written(role, 'gone', true))).to.equal(undefined);
    expect(noted(written(role, undefined))).to.equal(undefined);
  });
});
