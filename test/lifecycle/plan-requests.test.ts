import { join } from 'node:path';
import { expect } from 'chai';
import { isJsonObject, parseJson, type JsonObject } from '../../src/base/json.ts';
import { packageRoot } from '../../src/base/package-root.ts';
import { openStack } from '../../src/api/open-stack.ts';
import type { WireRequest } from '../../src/emulator/emulator.ts';
import type { Event } from '../../src/events/event.ts';
import { formatSql } from '../../src/query/format-statement.ts';
import { createRegistry, shippedSchemas } from '../../src/resource-types/create-registry.ts';
import { createTestCloud } from '../../src/testing/test-cloud.ts';
import { createTestRandom } from '../../src/testing/test-random.ts';

const registry = createRegistry({ schemaFolders: [shippedSchemas] });

const stacks: readonly {
  readonly folder: string;
  readonly environment?: string;
  readonly assignments?: readonly string[];
}[] = [
  { folder: 'examples/cognito-user-pool' },
  { folder: 'examples/vpc-network' },
  { folder: 'templates/cognito-machine-clients' },
  { folder: 'templates/cognito-user-pool' },
  { folder: 'test/fixtures/plans/stack' },
  { folder: 'test/fixtures/plans/write-only' },
  { folder: 'test/fixtures/stacks/bucket' },
  { folder: 'test/fixtures/stacks/role' },
  {
    folder: 'test/fixtures/stacks/staff-directory',
    environment: 'prd',
    assignments: ['AWS_REGION=us-east-1', 'PRD_LENGTH=14', 'PRECEDENCE=3'],
  },
];

/** A question to the cloud. A page after the first is one of its own. */
function questionOf({ target = '', body, region }: WireRequest): string {
  const operation = target.split('.').at(-1) ?? '';
  return `${operation} ${region} ${body}`;
}

function fieldsOf({ body }: WireRequest): JsonObject {
  const fields = parseJson(body);
  return isJsonObject(fields) ? fields : {};
}

/** What the queries of a stack ask for, as their own texts say: resources by their identifier, whole types, tags. */
interface Asked {
  readonly named: ReadonlySet<string>;
  readonly listed: ReadonlySet<string>;
  readonly isSearchingTags: boolean;
}

function askedBy(events: readonly Event[], identifiers: readonly string[]): Asked {
  const named = new Set<string>(identifiers);
  const listed = new Set<string>();
  let isSearchingTags = false;
  for (const event of events) {
    if (event.kind !== 'resource.statement') continue;
    const text = formatSql(event.text, 'plain');
    for (const [, identifier = ''] of text.matchAll(/\bIdentifier\s*=\s*'([^']*)'/gi)) named.add(identifier);
    for (const [, table = ''] of text.matchAll(/\b(?:FROM|JOIN)\s+awscc\.([\w.]+)/gi)) {
      if (table === 'tagging.tagged_resources') isSearchingTags = true;
      else
        listed.add(registry.find(`awscc.${table.replace(/_list_only$/, '').replace(/\.vw_/, '.')}`)?.typeName ?? table);
    }
  }
  return { named, listed, isSearchingTags };
}

describe('the requests of a plan', () => {
  for (const { folder, environment = 'dev', assignments = [] } of stacks) {
    for (const verb of ['build', 'teardown'] as const) {
      it(`are those that the queries of the stack stand for, each once: ${verb} of ${folder}`, async () => {
        const requests: WireRequest[] = [];
        const cloud = createTestCloud({ registry, beforeRequest: ({ request }) => void requests.push(request) });
        const { provider, clock } = cloud;
        const open = async (): Promise<NonNullable<Awaited<ReturnType<typeof openStack>>['value']>> => {
          const { value, diagnostics } = await openStack({
            folder: join(packageRoot, folder),
            environment,
            workingDirectory: packageRoot,
            assignments,
            region: 'us-east-1',
            random: createTestRandom('requests of a plan'),
          });
          if (value === undefined) throw new Error(JSON.stringify(diagnostics));
          return value;
        };
        try {
          const built = await (await open()).runVerb('build', { provider, clock });
          expect(built.ok).to.equal(true);
          const identifiers = built.outcomes.flatMap(({ outcome }) =>
            'identifier' in outcome && outcome.identifier !== undefined ? [outcome.identifier] : [],
          );
          requests.length = 0;
          const events: Event[] = [];
          const reporter = { report: (event: Event) => void events.push(event), close: () => undefined };
          const plan = await (await open()).plan({ provider, clock, reporter, destroy: verb === 'teardown' });
          expect(plan.ok).to.equal(true);

          const questions = requests.map(questionOf);
          expect(questions.filter((one, index) => questions.indexOf(one) !== index)).to.deep.equal([]);
          const { named, listed, isSearchingTags } = askedBy(events, identifiers);
          const unasked = requests.filter((request) => {
            const { TypeName: typeName, Identifier: identifier } = fieldsOf(request);
            switch (request.target?.split('.').at(-1)) {
              case 'GetResource':
                return (
                  !named.has(typeof identifier === 'string' ? identifier : '') &&
                  !listed.has(typeof typeName === 'string' ? typeName : '')
                );
              case 'ListResources':
                return !listed.has(typeof typeName === 'string' ? typeName : '');
              // Once more for what the stack has marked and no entry stands for.
              case 'GetResources':
                return !isSearchingTags && !request.body.includes('"stackql:stack-name"');
              default:
                return true;
            }
          });
          expect(unasked.map(questionOf)).to.deep.equal([]);
        } finally {
          await cloud.close();
        }
      });
    }
  }
});
