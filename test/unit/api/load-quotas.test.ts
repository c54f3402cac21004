import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parseQuotas } from '../../../src/api/load-quotas.ts';
import { packageRoot } from '../../../src/base/package-root.ts';
import { awsQuotas } from '../../../src/resource-types/quotas/aws-quotas.ts';
import { operations, otherOperations } from '../../../src/provider/cloud-control/wire.ts';
import { createRegistry, shippedSchemas } from '../../../src/resource-types/create-registry.ts';
import { matchTypes } from '../../../src/resource-types/match-types.ts';
import { dedent } from '../../support/dedent.ts';

function parse(text: string): ReturnType<typeof parseQuotas> {
  return parseQuotas({ path: 'quotas.yml', text });
}

describe('A file of quotas', () => {
  it('has the quotas that programs give', () => {
    const text = dedent`
      quotas:
        - name: Lambda
          operations: [CreateResource]
          typeNames: ['AWS::Lambda::*']
          perSecond: 0.5
    `;
    expect(parse(text)).to.deep.equal({
      value: [{ name: 'Lambda', operations: ['CreateResource'], typeNames: ['AWS::Lambda::*'], perSecond: 0.5 }],
      diagnostics: [],
    });
    for (const operation of [...operations, ...Object.keys(otherOperations)]) {
      const quota = { name: 'One', operations: [operation], perSecond: 1 };
      expect(parse(JSON.stringify({ quotas: [quota] })).value).to.deep.equal([quota]);
    }
  });

  it('is told its mistakes', () => {
    const { value, diagnostics } = parse(dedent`
      quotas:
        - name: Lambda
          operations: [Create]
          perSecond: 0
          burst: 0
        - operations: []
          perSecond: 1
    `);
    expect(value).to.equal(undefined);
    expect(diagnostics.map(({ code, message }) => `${code}: ${message.replace(/"Create.*"/, 'OP')}`)).to.deep.equal([
      'input/faults: an entry of "operations" must be OP',
      'input/faults: "perSecond" must be more than 0, not 0',
      'input/faults: "burst" must be at least 1, not 0',
      'input/faults: missing key "name" in a quota',
      'input/faults: "operations" must not be empty',
    ]);
    expect(parse('[]').diagnostics[0]?.message).to.equal('a file of quotas must be a map');
  });

  it('is what AWS is known to allow, every number with its source', () => {
    const text = readFileSync(join(packageRoot, 'schemas/quotas/aws.json'), 'utf8');
    expect(parse(text)).to.deep.equal({ value: awsQuotas(), diagnostics: [] });
    const typeNames = createRegistry({ schemaFolders: [shippedSchemas] }).typeNames();
    for (const { name, source, typeNames: patterns = [] } of awsQuotas()) {
      expect(source, name).to.be.a('string');
      for (const pattern of patterns) expect(matchTypes(pattern, typeNames), pattern).not.to.be.empty;
    }
    const guesses = awsQuotas().flatMap(({ name, guess }) => (guess === true ? [name] : []));
    expect(guesses).to.deep.equal(['CloudControlReads', 'CloudControlWrites', 'PutParameter']);
  });
});
