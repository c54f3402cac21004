import { expect } from 'chai';
import type { OpenedStack } from '../../src/api/opened-stack.ts';
import { ejectEntry } from '../../src/manifest/eject-entry.ts';
import { createRegistry, shippedSchemas } from '../../src/resource-types/create-registry.ts';
import { naturalKeysOf, typesWithNaturalKey } from '../../src/resource-types/natural-keys.ts';
import { createTestCloud } from '../../src/testing/test-cloud.ts';
import { dedent } from '../support/dedent.ts';
import { withRig } from '../support/rig.ts';
import { sampleModel } from '../support/sample-model.ts';
import { createSeededRandom } from '../support/seeded-random.ts';
import { openFiles } from '../support/short-form.ts';

const registry = createRegistry({ schemaFolders: [shippedSchemas] });

/** Types that have no natural key, picked by a fixed seed. */
function otherTypes(count: number): readonly string[] {
  const random = createSeededRandom('eject');
  const names = registry.typeNames().filter((name) => {
    const type = registry.find(name);
    return type?.handlers.create !== undefined && !typesWithNaturalKey.includes(name);
  });
  const picked = new Set<string>();
  while (picked.size < count) {
    const [high = 0, low = 0] = random.bytes(2);
    picked.add(names[(high * 256 + low) % names.length] ?? '');
  }
  return [...picked];
}

/** A manifest of one resource of a type, with the smallest model that is accepted; undefined where nothing finds such a resource. */
function manifestOf(typeName: string): string {
  const type = registry.find(typeName);
  if (type === undefined) throw new Error(typeName);
  const [key = []] = naturalKeysOf(typeName);
  const model = sampleModel(type, ...key.map((path) => path.split('/')[0] ?? ''));
  return JSON.stringify({
    version: 1,
    name: 'shop',
    tags: { team: 'web' },
    resources: [{ name: 'one', type: typeName, properties: model }],
  });
}

describe('An ejected resource', () => {
  const types = [...typesWithNaturalKey, ...otherTypes(60)];

  it('sends the same requests, whatever its type', async () => {
    let compared = 0;
    for (const typeName of types) {
      const text = manifestOf(typeName);
      const { value: short } = await openFiles({ 'stackql_manifest.yml': text });
      const [resource] = short?.stack.resources ?? [];
      const derived = resource?.derivedText?.text;
      if (short === undefined || resource === undefined || derived === undefined) continue;
      const manifest = ejectEntry(text, {
        name: 'one',
        exports: resource.manifest.exports,
        usesDefaultTags: derived.includes('default_tags'),
      });
      const { value: ejected } = await openFiles({
        'stackql_manifest.yml': manifest ?? '',
        'resources/one.iql': derived,
      });
      if (ejected === undefined) throw new Error(`${typeName} cannot be opened once it is ejected`);
      for (const verb of ['build', 'teardown'] as const)
        expect(ejected.dryRun(verb), typeName).to.equal(short.dryRun(verb));
      expect(await requestsOf(ejected), typeName).to.deep.equal(await requestsOf(short));
      compared += 1;
    }
    // The others are refused by the check: the smallest model has no value that the service would take, or nothing finds it.
    expect(compared).to.be.greaterThan(120);
  }).timeout(300_000);

  it('has props in the place of its properties, and all other lines stay', async () => {
    await withRig(async (rig) => {
      rig.environment.set('AWS_REGION', 'us-east-1');
      rig.write(
        'shop/stackql_manifest.yml',
        dedent`
          version: 1 # of the format
          name: shop
          tags: {team: web}
          resources:
            # Where the users live.
            - name: pool
              type: AWS::Cognito::UserPool
              region: eu-west-1
              properties:
                UserPoolName: '{{ stack_name }}'
                MfaConfiguration: {values: {prd: 'ON', default: 'OFF'}}
              on_delete: protect

            - name: client # the only one
              type: AWS::Cognito::UserPoolClient
              region: eu-west-1
              properties: {UserPoolId: '{{ pool.UserPoolId }}', ClientName: web}
        `,
      );
      const run = await rig.run('eject', 'shop', 'dev', '--entry', 'pool');
      expect(run).to.deep.equal({
        code: 0,
        output: '',
        errors: 'wrote shop/resources/pool.iql, and changed "pool" in shop/stackql_manifest.yml\n',
      });
      expect(rig.read('shop/stackql_manifest.yml')).to.equal(dedent`
        version: 1 # of the format
        name: shop
        tags: {team: web}
        resources:
          # Where the users live.
          - name: pool
            props:
              - name: properties
                values:
                  prd:
                    value:
                      UserPoolName: '{{ stack_name }}'
                      MfaConfiguration: 'ON'
                  default:
                    value:
                      UserPoolName: '{{ stack_name }}'
                      MfaConfiguration: 'OFF'
              - name: region
                value: eu-west-1
              - name: default_tags
                value:
                  team: web
            on_delete: protect
            strict: true
            exports:
              - user_pool_id: UserPoolId

          - name: client # the only one
            type: AWS::Cognito::UserPoolClient
            region: eu-west-1
            properties: {UserPoolId: '{{ pool.UserPoolId }}', ClientName: web}
      `);
      expect((await rig.run('validate', 'shop', 'dev')).errors).to.equal('valid: 2 resources, no request was sent\n');
      expect((await rig.run('eject', 'shop', 'dev', '--entry', 'pool')).errors).to.include(
        '"pool" is not in the short form',
      );
      expect((await rig.run('eject', 'shop', 'dev', '--entry', 'clients')).errors).to.include('did you mean "client"?');
      const printed = await rig.run('eject', 'shop', 'dev', '--entry', 'client', '--print');
      expect(printed.output).to.match(
        /^\/\*\+ exists, retries=3, retry_delay=1 \*\/\nSELECT Identifier AS identifier\n/,
      );
    });
  });

  it('is refused where it uses what comes later, which a query file does not see', async () => {
    await withRig(async (rig) => {
      rig.environment.set('AWS_REGION', 'us-east-1');
      rig.write(
        'shop/stackql_manifest.yml',
        dedent`
          version: 1
          name: shop
          resources:
            - name: client
              type: AWS::Cognito::UserPoolClient
              properties: {UserPoolId: '{{ pool.UserPoolId }}', ClientName: web}
            - name: pool
              type: AWS::Cognito::UserPool
              properties: {UserPoolName: shop}
        `,
      );
      const { code, errors } = await rig.run('eject', 'shop', 'dev', '--entry', 'client');
      expect(code).to.equal(1);
      expect(errors).to.include('"client" uses "pool", which comes later in the manifest');
    });
  });
});

/** Every request of a build, a second one and a teardown. */
async function requestsOf(stack: OpenedStack): Promise<readonly string[]> {
  const cloud = createTestCloud({ region: 'us-east-1', registry });
  const told: string[] = [];
  for (const verb of ['build', 'build', 'teardown'] as const) {
    const { outcomes } = await stack.runVerb(verb, { provider: cloud.provider, clock: cloud.clock });
    told.push(...outcomes.map(({ outcome }) => outcome.kind));
  }
  const requests = cloud.ledger.map(({ operation, typeName, identifier, outcome }) =>
    [operation, typeName, identifier, outcome].join(' '),
  );
  return [...told, ...requests];
}
