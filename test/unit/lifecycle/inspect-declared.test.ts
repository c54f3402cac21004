import { expect } from 'chai';
import type { JsonObject } from '../../../src/base/json.ts';
import { declaredResourceOf, inspectDeclared } from '../../../src/lifecycle/inspect-declared.ts';
import { createRunRig, type RunRig, type RunRigOptions } from './run-rig.ts';

const typeName = 'AWS::Cognito::UserPoolGroup';
const place = `awscc.cognito.user_pool_groups WHERE region = 'us-east-1' AND Identifier = 'p1|editors'`;
const create = `/*+ create */
INSERT INTO awscc.cognito.user_pool_groups (UserPoolId, GroupName, Precedence, Description, region)
SELECT 'p1', 'editors', 2, 'all', 'us-east-1';
`;
const exists = `/*+ exists */\nSELECT COUNT(*) AS count FROM ${place};\n`;
const remove = `/*+ delete */\nDELETE FROM ${place};\n`;
const domain = `/*+ create */
INSERT INTO awscc.cognito.user_pool_domains (UserPoolId, Domain, ManagedLoginVersion, region)
SELECT 'p1', 'shop', 2, 'us-east-1';
/*+ delete */
DELETE FROM awscc.cognito.user_pool_domains WHERE region = 'us-east-1' AND Identifier = 'p1|shop';
`;

const live: JsonObject = { UserPoolId: 'p1', GroupName: 'editors', Precedence: 1, Description: 'some' };

interface Case {
  readonly title: string;
  readonly options: RunRigOptions;
  /** What is there. Default: `live`. */
  readonly there?: JsonObject | undefined;
  readonly prepare?: (rig: RunRig) => void;
  /** `/Precedence not-named`, or why nothing was compared. */
  readonly told: string | readonly string[] | undefined;
  /** How often the resource is read. Default: once. */
  readonly reads?: number;
}

const queries = exists + create + remove;
const both = ['/Precedence not-named', '/Description not-named'];
const cases: readonly Case[] = [
  { title: 'is compared with what is there', options: { queries }, told: both },
  {
    title: 'is compared beyond what its own queries name',
    options: {
      queries: `${queries}/*+ statecheck */
SELECT COUNT(*) AS count FROM ${place} AND precedence > 0;
/*+ update */
UPDATE awscc.cognito.user_pool_groups SET PatchDocument = '[{"op":"add","path":"/Description","value":"all"}]'
WHERE region = 'us-east-1' AND Identifier = 'p1|editors';
`,
    },
    told: ['/Precedence taken-as-equal', '/Description not-checked'],
  },
  {
    title: 'leaves out what is ignored',
    options: { queries, entry: '    ignore_changes: [/Description]\n' },
    told: ['/Precedence not-named'],
  },
  {
    title: 'says nothing where nobody wants to know',
    options: { queries, entry: '    unmanaged: "off"\n' },
    told: undefined,
    reads: 0,
  },
  {
    title: 'is compared all the same where the run is strict',
    options: { queries, entry: '    unmanaged: "off"\n', session: { strict: true } },
    told: both,
  },
  {
    title: 'is compared all the same where the entry is strict',
    options: { queries, entry: '    unmanaged: "off"\n    strict: true\n' },
    told: both,
  },
  {
    title: 'is compared all the same where it may be replaced',
    options: { queries, entry: '    unmanaged: "off"\n', session: { replace: new Set(['thing']) } },
    told: both,
  },
  {
    title: 'is looked at for what no read returns, though nobody wants to know of the rest',
    options: { queries: domain, entry: '    unmanaged: "off"\n' },
    there: { UserPoolId: 'p1', Domain: 'mall' },
    told: ['/ManagedLoginVersion last unknown'],
  },
  {
    title: 'is not looked at where the entry skips validation',
    options: { queries, entry: '    skip_validation: true\n' },
    told: undefined,
    reads: 0,
  },
  {
    title: 'is nothing where there is no create',
    options: { queries: exists + remove },
    told: undefined,
    reads: 0,
  },
  {
    title: 'cannot be looked for where nothing says which resource it is',
    options: { queries: exists + create },
    told: 'no-identifier',
    reads: 0,
  },
  {
    title: 'need not be looked for where nobody wants to know',
    options: { queries: exists + create, entry: '    unmanaged: "off"\n' },
    told: undefined,
    reads: 0,
  },
  {
    title: 'is known by what was just created',
    options: { queries: exists + create },
    prepare: ({ run }) => (run.identifier = 'p1|editors'),
    told: both,
  },
  {
    title: 'is not known by that without a region',
    options: { queries: exists + create, session: { defaultRegion: undefined } },
    prepare: ({ run }) => (run.identifier = 'p1|editors'),
    told: 'no-identifier',
    reads: 0,
  },
  { title: 'is not read where it is not there', options: { queries }, there: undefined, told: 'not-read' },
  {
    title: 'is not read where its read fails',
    options: { queries },
    prepare: ({ provider }) => {
      provider.failOn('get', { kind: 'denied' });
    },
    told: 'not-read',
  },
];

describe('what is declared of a resource', () => {
  for (const { title, options, prepare, told, reads = 1, ...more } of cases) {
    it(title, async () => {
      const properties = 'there' in more ? more.there : live;
      const [resourceType, identifier] =
        options.queries === domain ? ['AWS::Cognito::UserPoolDomain', 'p1|shop'] : [typeName, 'p1|editors'];
      const cloud =
        properties === undefined ? [] : [{ region: 'us-east-1', typeName: resourceType, identifier, properties }];
      const rig = createRunRig({ ...options, cloud });
      prepare?.(rig);
      const state = await inspectDeclared(rig.run);
      if (state?.kind !== 'compared') {
        expect(state?.kind).to.equal(told);
      } else {
        const { properties: sent = [], last } = state.writeOnly ?? {};
        expect([
          ...state.unmanaged.map(({ pointer, why }) => `${pointer} ${why}`),
          ...sent.map((pointer) => `${pointer} last ${last}`),
        ]).to.deep.equal(told);
      }
      expect(rig.provider.calls).to.have.length(reads);
    });
  }

  it('is that of another type than the delete is about of nobody', () => {
    const { run } = createRunRig({ queries: create + domain.slice(domain.indexOf('/*+ delete')) });
    expect(declaredResourceOf(run)).to.equal(undefined);
  });
});
