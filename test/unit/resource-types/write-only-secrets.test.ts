import { expect } from 'chai';
import { createRegistry, shippedSchemas } from '../../../src/resource-types/create-registry.ts';
import { rootNode } from '../../../src/resource-types/schema-node.ts';
import { secretsOfWriteOnly } from '../../../src/resource-types/write-only-secrets.ts';

const registry = createRegistry({ schemaFolders: [shippedSchemas] });

/** `Code.ZipFile` for every place under the type's write-only properties that may hold a secret. */
function secretPlaces(typeName: string): readonly string[] {
  const type = registry.find(typeName);
  const root = rootNode(type?.schema ?? {});
  return (type?.writeOnly ?? []).flatMap((path) => secretsOfWriteOnly(root, path)).map((path) => path.join('.'));
}

describe('secretsOfWriteOnly', () => {
  it('takes switches, numbers, words and names of other things for none', () => {
    expect(secretPlaces('AWS::Cognito::UserPool')).to.deep.equal([]);
    expect(secretPlaces('AWS::Lambda::Function')).to.deep.equal(['Code.ZipFile']);
    expect(secretPlaces('AWS::SSM::Parameter')).to.deep.equal([]);
  });

  it('takes other texts for secrets, wherever they are', () => {
    expect(secretPlaces('AWS::SecretsManager::Secret')).to.include('SecretString');
    expect(secretPlaces('AWS::RDS::DBInstance')).to.include.members(['MasterUserPassword', 'TdeCredentialPassword']);
    expect(secretPlaces('AWS::AmazonMQ::Broker')).to.include('Users.*.Password');
    expect(secretPlaces('AWS::EC2::VPNConnection')).to.deep.equal(['VpnTunnelOptionsSpecifications.*.PreSharedKey']);
    expect(secretPlaces('AWS::ElastiCache::User')).to.include('Passwords');
    expect(secretPlaces('AWS::IAM::User')).to.deep.equal(['LoginProfile.Password']);
  });

  const schema = {
    definitions: {
      Node: { type: 'object', properties: { Next: { $ref: '#/definitions/Node' }, Text: { type: 'string' } } },
    },
    properties: {
      Free: { type: 'object' },
      Map: { type: 'object', patternProperties: { '.*': { type: 'string' } } },
      Open: { type: 'object', properties: { Arn: { type: 'string' } }, additionalProperties: true },
      Modes: { type: 'array', items: { type: 'string', enum: ['A', 'B'] } },
      Texts: { type: 'array', items: { type: 'string' } },
      Policies: { type: 'array', items: { type: 'string' } },
      Node: { $ref: '#/definitions/Node' },
      Either: { type: ['string', 'integer'] },
    },
  };
  const cases: Readonly<Record<string, readonly string[]>> = {
    Free: ['Free'],
    Map: ['Map'],
    Open: ['Open'],
    Modes: [],
    Texts: ['Texts'],
    Policies: [],
    Either: ['Either'],
    Unknown: ['Unknown'],
  };
  for (const [name, places] of Object.entries(cases)) {
    it(`finds ${places.length === 0 ? 'none' : 'one'} in ${name}`, () => {
      const found = secretsOfWriteOnly(rootNode(schema), [name]);
      expect(found.map((path) => path.join('.'))).to.deep.equal(places);
    });
  }

  it('comes to an end where a schema holds itself', () => {
    const found = secretsOfWriteOnly(rootNode(schema), ['Node']).map((path) => path.join('.'));
    expect(found.slice(0, 2)).to.deep.equal([
      'Node.Next.Next.Next.Next.Next.Next',
      'Node.Next.Next.Next.Next.Next.Text',
    ]);
    expect(found).to.have.length(7);
  });
});
