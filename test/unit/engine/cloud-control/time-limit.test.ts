import { expect } from 'chai';
import type { Result } from '../../../../src/base/result.ts';
import { createStatementEngine, type StatementEngine } from '../../../support/statement-engine.ts';
import type { StatementFailure } from '../../../../src/engine/engine.ts';
import { timeLimitOfSelects } from '../../../../src/api/select-timeout.ts';
import type { Provider } from '../../../../src/provider/provider.ts';
import { createFakeProvider, type FakeProvider } from '../fake-provider.ts';
import { select, write } from '../statements.ts';
import { createTestRegistry } from '../test-registry.ts';

/** A cloud whose answers to GetResource are waited for, and time that is over when a test says so. */
class Setup {
  readonly provider: FakeProvider = createFakeProvider(
    ['pool-1', 'pool-2'].map((identifier) => ({
      region: 'eu-west-1',
      typeName: 'AWS::Cognito::UserPool',
      identifier,
      properties: { UserPoolId: identifier },
    })),
  );
  readonly starts: number[] = [];
  readonly engine: StatementEngine;
  readonly #times: (() => void)[] = [];
  readonly #held: (() => void)[] = [];
  readonly #asked: (() => void)[] = [];

  constructor(concurrency = 1) {
    const held: Provider = {
      ...this.provider,
      read: async (target): Promise<Awaited<ReturnType<Provider['read']>>> => {
        const answer = this.provider.read(target);
        for (const tell of this.#asked.splice(0)) tell();
        await new Promise<void>((resolve) => this.#held.push(resolve));
        return answer;
      },
    };
    this.engine = createStatementEngine({
      provider: held,
      registry: createTestRegistry(),
      defaultRegion: 'eu-west-1',
      concurrency,
      timeLimit: {
        ms: 30_000,
        text: '30s',
        after: (ms, over) => {
          this.starts.push(ms);
          this.#times.push(over);
          return () => undefined;
        },
      },
    });
  }

  /** Ends when the next GetResource is asked. */
  asked(): Promise<void> {
    return new Promise((resolve) => this.#asked.push(resolve));
  }

  /** The time of the statement that began as the `index`th is over. */
  end(index = 0): void {
    this.#times[index]?.();
  }

  /** What is waited for is answered. */
  answer(): void {
    for (const release of this.#held.splice(0)) release();
  }
}

function told<T>(answer: Result<T, StatementFailure>): unknown {
  if (answer.ok) return answer.value;
  const { error } = answer;
  return error.kind === 'failed' ? `${error.failure.kind}: ${error.failure.message}` : error.kind;
}

const tooSlow = 'too-slow: it was ended after 30s; --timeout sets how long it may take';
const get = (identifier: string) => `get eu-west-1 Cognito.UserPool ${identifier}`;

describe('the time limit of a SELECT', () => {
  it('ends it while a request is under way, and sends no other', async () => {
    const setup = new Setup();
    const asked = setup.asked();
    const statement = select('SELECT user_pool_id FROM awscc.cognito.user_pools');
    const reading = setup.engine.read(statement);
    await asked;
    setup.end();
    expect(told(await reading)).to.equal(tooSlow);
    setup.answer();
    expect(setup.starts).to.deep.equal([30_000]);
    expect(setup.provider.calls).to.deep.equal(['list eu-west-1 Cognito.UserPool', get('pool-1')]);
  });

  it('ends what SQLite would never end', async () => {
    const limit = timeLimitOfSelects(50);
    if (limit === undefined) throw new Error('There is a limit.');
    const engine = createStatementEngine({
      provider: createFakeProvider(),
      registry: createTestRegistry(),
      timeLimit: { ...limit, text: '30s' },
    });
    const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n';
    expect(told(await engine.read(select(endless)))).to.equal(tooSlow);
  });

  it('ends an INSERT before it creates anything', async () => {
    const setup = new Setup();
    const asked = setup.asked();
    const text =
      "INSERT INTO awscc.cognito.user_pools (UserPoolName) SELECT user_pool_id FROM awscc.cognito.user_pools WHERE Identifier = 'pool-1'";
    const writing = setup.engine.write(write(text));
    await asked;
    setup.end();
    expect(told(await writing)).to.equal(tooSlow);
    setup.answer();
    expect(setup.provider.calls).to.deep.equal([get('pool-1')]);
  });

  it('leaves to other statements what they wait for too', async () => {
    const setup = new Setup();
    const one = (identifier: string) =>
      `SELECT user_pool_id FROM awscc.cognito.user_pools WHERE Identifier = '${identifier}'`;
    const asked = setup.asked();
    // One request at a time: the second statement's question waits, and the third statement's is the same.
    const first = setup.engine.read(select(one('pool-1')));
    const second = setup.engine.read(select(one('pool-2')));
    const third = setup.engine.read(select(one('pool-2')));
    await asked;
    setup.end(1);
    expect(told(await second)).to.equal(tooSlow);
    const next = setup.asked();
    setup.answer();
    await next;
    setup.answer();
    expect(told(await first)).to.deep.equal({ columns: ['user_pool_id'], rows: [['pool-1']] });
    expect(told(await third)).to.deep.equal({ columns: ['user_pool_id'], rows: [['pool-2']] });
    expect(setup.provider.calls).to.deep.equal([get('pool-1'), get('pool-2')]);
  });

  it('is told of a statement that was stopped for another reason as that', async () => {
    const stop = new AbortController();
    stop.abort();
    const engine = createStatementEngine({
      provider: createFakeProvider(),
      registry: createTestRegistry(),
      defaultRegion: 'eu-west-1',
      signal: stop.signal,
      timeLimit: {
        ms: 1,
        text: '1ms',
        after: (_ms, over) => {
          over();
          return () => undefined;
        },
      },
    });
    const answer = await engine.read(select('SELECT user_pool_id FROM awscc.cognito.user_pools'));
    expect(told(answer)).to.equal('interrupted: interrupted before the request was sent');
  });
});
