import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { entriesOf, historyPath, mayHoldSecret, openHistory } from '../../../../src/cli/shell/history.ts';
import { composeText } from '../../../../src/stack/compose-text.ts';
import { joinVariables } from '../../../../src/stack/variables.ts';
import { createSeededRandom } from '../../../support/seeded-random.ts';

describe('the history of the shell', () => {
  it('lies in the state directory of the person', () => {
    expect(
      historyPath(
        new Map([
          ['XDG_STATE_HOME', '/s'],
          ['HOME', '/h'],
        ]),
      ),
    ).to.equal('/s/stack-deploy/history');
    expect(
      historyPath(
        new Map([
          ['XDG_STATE_HOME', 's'],
          ['HOME', '/h'],
        ]),
      ),
    ).to.equal('/h/.local/state/stack-deploy/history');
    expect(historyPath(new Map())).to.equal(undefined);
  });

  it('is kept from shell to shell, newest first, for its owner alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'stack-deploy-'));
    try {
      const path = join(folder, 'a', 'history');
      openHistory(path).add(['SELECT 1;']);
      openHistory(path).add(['SELECT 2;', '-- two']);
      expect(openHistory(path).entries).to.deep.equal(['-- two', 'SELECT 2;', 'SELECT 1;']);
      expect(statSync(path).mode & 0o777).to.equal(0o600);
      expect(statSync(join(folder, 'a')).mode & 0o777).to.equal(0o700);
      openHistory(path).add(Array.from({ length: 2500 }, (_, index) => `SELECT ${index};`));
      expect(openHistory(path).entries).to.have.length(1000);
      expect(readFileSync(path, 'utf8').split('\n')).to.have.length(1001);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('has a statement as one entry, unless a comment or literal goes over the end of a line', () => {
    expect(entriesOf('SELECT 1\n  AS one;\n')).to.deep.equal(['SELECT 1 AS one;']);
    expect(entriesOf('SELECT 1 -- one\n;\n')).to.deep.equal(['SELECT 1 -- one', ';']);
    expect(entriesOf("SELECT 'one\n two';\n")).to.deep.equal(["SELECT 'one", " two';"]);
  });

  it('holds no secret', () => {
    const none = new Map<string, never>();
    const variables = joinVariables(
      { commandLine: none, variablesFile: none, environmentFile: none, environment: none },
      0,
    );
    const may = (text: string): boolean => {
      const parsed = composeText({ path: '<shell>', text }, variables, createSeededRandom('history'));
      const isWrong = parsed.diagnostics.some((diagnostic) => diagnostic.severity === 'error');
      const onlyReads = !isWrong && parsed.value?.every(({ kind }) => kind === 'select') === true;
      return mayHoldSecret(text, onlyReads, (masked) => masked.replaceAll('hunter2', '***'));
    };
    const client = 'awscc.cognito.user_pool_clients';
    expect(may(`SELECT client_id FROM ${client} WHERE client_secret IS NULL AND region = 'us-east-1';`)).to.equal(
      false,
    );
    expect(may(`SELECT 1 FROM ${client} WHERE client_secret = 'abc';`)).to.equal(true);
    expect(may(`SELECT 1 FROM ${client} WHERE client_secret IN ('abc');`)).to.equal(true);
    expect(may(`SELECT 1 FROM ${client} c WHERE 'abc' = c.client_secret;`)).to.equal(true);
    expect(may(`SELECT 'abc' AS api_token;`)).to.equal(true);
    expect(may(`SELECT 'abc' AS a, client_secret FROM ${client};`)).to.equal(false);
    expect(may(`INSERT INTO awscc.secretsmanager.secrets (SecretString)\nSELECT 'abc';`)).to.equal(true);
    expect(may(`INSERT INTO ${client} (ClientName, UserPoolId) SELECT 'a', 'b';`)).to.equal(false);
    expect(may(`SELECT 'hunter2';`)).to.equal(true);
    expect(may(`SELECT FROM password 'abc`)).to.equal(true);
  });
});
