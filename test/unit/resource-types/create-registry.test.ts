import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createRegistry, shippedSchemas } from '../../../src/resource-types/create-registry.ts';
import { registry } from './shipped-types.ts';

describe('createRegistry', () => {
  const folder = mkdtempSync(join(tmpdir(), 'registry-'));
  after(() => rmSync(folder, { recursive: true }));

  const write = (name: string, schema: unknown): void => writeFileSync(join(folder, name), JSON.stringify(schema));
  const schemaOf = (typeName: string): unknown => ({ typeName, properties: { Name: { type: 'string' } } });

  it('finds a type by every name that it has', () => {
    const names = [
      'AWS::Cognito::UserPoolClient',
      'awscc.cognito.user_pool_clients',
      'aws.cognito.user_pool_clients',
      'CognitoIdentityServiceProvider::UserPoolClient',
    ];
    for (const name of names) expect(registry.find(name)?.typeName, name).to.equal('AWS::Cognito::UserPoolClient');
  });

  it('minds the case of statement names and knows no others', () => {
    const names = [
      'awscc.cognito.User_Pool_Clients',
      'AWSCC.cognito.user_pools',
      'gcp.cognito.user_pools',
      'user_pools',
      '',
    ];
    for (const name of [...names, '__proto__', 'AWS::Cognito::userpool'])
      expect(registry.find(name), name).to.equal(undefined);
  });

  it('lists the shipped types', () => {
    const shipped = createRegistry({ schemaFolders: [shippedSchemas], catalogue: null });
    expect(shipped.statementNames()).to.include.members([
      'awscc.cognito.user_pool_clients',
      'awscc.cognito.user_pools',
    ]);
    expect(shipped.find('awscc.cognito.user_pools')?.source).to.equal('shipped');
    expect(shipped.problems()).to.deep.equal([]);
  });

  it('asks the folders in order and opens only the file that is asked for', () => {
    const first = join(folder, 'first');
    mkdirSync(first);
    writeFileSync(join(first, 'AWS-Cognito-UserPool.json'), JSON.stringify(schemaOf('AWS::Cognito::UserPool')));
    writeFileSync(join(first, 'AWS-Test-Broken.json'), '{');
    const both = createRegistry({ schemaFolders: [{ path: first, source: 'stack' }, shippedSchemas], catalogue: null });
    expect(both.find('AWS::Cognito::UserPool')?.source).to.equal('stack');
    expect(both.find('AWS::Cognito::UserPoolClient')?.source).to.equal('shipped');
    expect(both.statementNames()).to.include('awscc.test.brokens');
    expect(both.problems()).to.deep.equal([]);
  });

  it('reports a file that does not hold its type instead of passing it over', () => {
    write('AWS-Cognito-UserPool.json', schemaOf('AWS::Cognito::Other'));
    const both = createRegistry({
      schemaFolders: [{ path: folder, source: 'stack' }, shippedSchemas],
      catalogue: null,
    });
    expect(both.find('AWS::Cognito::UserPool')).to.equal(undefined);
    expect(both.problems().map(({ code, message }) => ({ code, message }))).to.deep.equal([
      {
        code: 'resource/schema',
        message: `${join(folder, 'AWS-Cognito-UserPool.json')} is not a resource schema: its name says AWS::Cognito::UserPool, and its typeName AWS::Cognito::Other`,
      },
    ]);
  });

  it('reads the type name of a file in lower case', () => {
    write('aws-test-somethinglong.json', schemaOf('AWS::Test::SomethingLong'));
    const found = createRegistry({ schemaFolders: [{ path: folder, source: 'cache' }], catalogue: null }).find(
      'awscc.test.something_longs',
    );
    expect(found?.source).to.equal('cache');
  });

  it('reports a file that holds no schema at all', () => {
    const other = join(folder, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'notes.json'), '[]');
    const reporting = createRegistry({ schemaFolders: [{ path: other, source: 'stack' }], catalogue: null });
    expect(reporting.statementNames()).to.deep.equal([]);
    expect(reporting.problems().map((problem) => problem.message)).to.deep.equal([
      `${join(other, 'notes.json')} is not a resource schema: expected an object`,
    ]);
  });

  it('takes a folder that is not there for an empty one', () => {
    const none = createRegistry({ schemaFolders: [{ path: join(folder, 'none'), source: 'cache' }], catalogue: null });
    expect(none.statementNames()).to.deep.equal([]);
  });
});
