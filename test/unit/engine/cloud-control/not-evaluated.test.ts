import { expect } from 'chai';
import { createStatementEngine } from '../../../support/statement-engine.ts';
import { createFakeProvider } from '../fake-provider.ts';
import { smallWorld } from '../small-world.ts';
import { select } from '../statements.ts';
import { createTestRegistry } from '../test-registry.ts';

/** What SQLite says of a SELECT, and the text that the diagnostic points at. */
async function refusalOf(text: string): Promise<readonly (readonly string[])[]> {
  const provider = createFakeProvider(smallWorld);
  const engine = createStatementEngine({ provider, registry: createTestRegistry(), defaultRegion: 'eu-west-1' });
  const answer = await engine.read(select(text));
  if (answer.ok || answer.error.kind !== 'not-evaluated') throw new Error('SQLite does not refuse it.');
  return answer.error.diagnostics.map(({ message, at }) => [
    message.replace('SQLite refuses the statement: ', ''),
    at === undefined ? '' : at.source.text.slice(at.start, at.end),
  ]);
}

describe('a SELECT that SQLite refuses', () => {
  const refused: readonly (readonly [query: string, message: string, at: string])[] = [
    ["SELECT upper('a'), nosuch(1)", 'no such function: nosuch', 'nosuch'],
    ["SELECT lower('a'), NoSuch(1)", 'no such function: NoSuch', 'NoSuch'],
    ["SELECT lower('a'), substr('a')", 'wrong number of arguments to function substr()', 'substr'],
    ["SELECT lower('a'), json_equal('{', '1')", 'json_equal: its first argument is not JSON', 'json_equal'],
    ["SELECT lower('a') FROM awscc.ec2.vpcs v WHERE sum(1) > 0", 'misuse of aggregate function sum()', 'sum'],
  ];
  for (const [query, message, at] of refused) {
    it(`is told where: ${message}`, async () => {
      expect(await refusalOf(query)).to.deep.equal([[message, at]]);
    });
  }
});
