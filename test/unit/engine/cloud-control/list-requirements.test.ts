import { expect } from 'chai';
import { readSchema } from '../../../../src/resource-types/read-schema.ts';
import type { Registry } from '../../../../src/resource-types/resource-type.ts';
import { createStatementEngine } from '../../../support/statement-engine.ts';
import { createFakeProvider } from '../fake-provider.ts';
import { select } from '../statements.ts';
import { createTestRegistry } from '../test-registry.ts';

/** A type whose list needs a house and a floor; nobody knows what they are. */
const room = readSchema(
  {
    typeName: 'My::Own::Room',
    properties: Object.fromEntries(['House', 'Floor', 'Id'].map((name) => [name, { type: 'string' }])),
    primaryIdentifier: ['/properties/Id'],
    handlers: {
      read: { permissions: [] },
      list: { permissions: [], handlerSchema: { required: ['House', 'Floor'] } },
    },
  },
  'given',
);

async function troubleOf(text: string): Promise<string | undefined> {
  const known = createTestRegistry();
  const registry: Registry = { ...known, find: (name) => (/room/i.test(name) ? room : known.find(name)) };
  const engine = createStatementEngine({ provider: createFakeProvider([]), registry, defaultRegion: 'eu-west-1' });
  const answer = await engine.read(select(text));
  if (answer.ok) return undefined;
  return answer.error.kind === 'failed' ? answer.error.failure.message : answer.error.diagnostics[0]?.message;
}

describe('a list that needs properties of which no parent is known', () => {
  it('is refused with the first that is missing', async () => {
    const list = 'SELECT id FROM my.own.rooms_list_only';
    expect(await troubleOf(list)).to.equal('My::Own::Room can be listed only with House');
    expect(await troubleOf(`${list} WHERE floor = '1'`)).to.contain('only with House');
    expect(await troubleOf(`${list} WHERE house = 'h'`)).to.contain('only with Floor');
    expect(await troubleOf(`${list} WHERE house = 'h' AND floor = '1'`)).to.equal(undefined);
  });
});
