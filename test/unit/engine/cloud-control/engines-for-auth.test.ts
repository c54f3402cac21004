import { expect } from 'chai';
import { createEnginesForAuth } from '../../../../src/engine/cloud-control/engines-for-auth.ts';
import { withStatements } from '../../../support/statement-engine.ts';
import { createFakeProvider } from '../fake-provider.ts';
import { smallWorld } from '../small-world.ts';
import { select, write } from '../statements.ts';
import { createTestRegistry } from '../test-registry.ts';

describe('engines by what they sign with', () => {
  const read = select(
    "SELECT user_pool_name FROM awscc.cognito.user_pools WHERE region = 'eu-west-1' AND Identifier = 'p1'",
  );

  function setup() {
    const plain = createFakeProvider(smallWorld);
    const other = createFakeProvider(smallWorld);
    const asked: unknown[] = [];
    const engines = createEnginesForAuth({
      provider: plain,
      registry: createTestRegistry(),
      defaultRegion: 'eu-west-1',
      providerFor: (signing) => {
        asked.push(signing);
        return other;
      },
    });
    const bound = (auth: Parameters<typeof engines>[0]) =>
      withStatements(engines(auth), { registry: createTestRegistry(), defaultRegion: 'eu-west-1' });
    return { plain, other, asked, engines: bound };
  }
  const none = { profile: undefined, region: undefined, role: undefined };

  it('ask once what those have asked that sign alike, in whatever region', async () => {
    const { plain, engines } = setup();
    for (const region of [undefined, 'us-east-1', 'eu-west-1']) await engines({ ...none, region }).read(read);
    expect(plain.calls).to.deep.equal(['get eu-west-1 Cognito.UserPool p1']);
  });

  it('ask for themselves with another profile, whose provider is made once', async () => {
    const { plain, other, asked, engines } = setup();
    await engines(none).read(read);
    await engines({ ...none, profile: 'their' }).read(read);
    await engines({ ...none, profile: 'their', region: 'us-east-1' }).read(read);
    expect([plain.calls.length, other.calls.length]).to.deep.equal([1, 1]);
    expect(asked).to.deep.equal([{ profile: 'their', role: undefined }]);
  });

  it('forget after a write by another profile what that may have changed', async () => {
    const { plain, other, engines } = setup();
    const their = engines({ ...none, profile: 'their' });
    await engines(none).read(read);
    await their.write(write("DELETE FROM awscc.cognito.user_pools WHERE Identifier = 'p1'"));
    await engines(none).read(read);
    expect([plain.calls.length, other.calls.length]).to.deep.equal([2, 1]);
  });
});
