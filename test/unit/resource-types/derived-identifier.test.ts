import { expect } from 'chai';
import { derivedIdentifierOf, missingIdentifierParts } from '../../../src/resource-types/derived-identifier.ts';
import { registry } from './shipped-types.ts';

describe('An identifier derived from what a resource is created with', () => {
  const typeNamed = (typeName: string) => {
    const type = registry.find(typeName);
    if (type === undefined) throw new Error(`There is no ${typeName}.`);
    return type;
  };

  for (const [typeName, model, identifier] of [
    ['AWS::EC2::Route', { RouteTableId: 'rtb-1', DestinationCidrBlock: '0.0.0.0/0' }, 'rtb-1|0.0.0.0/0'],
    ['AWS::EC2::Route', { RouteTableId: 'rtb-1', DestinationIpv6CidrBlock: '::/0' }, 'rtb-1|::/0'],
    ['AWS::EC2::Route', { RouteTableId: 'rtb-1', DestinationPrefixListId: 'pl-1' }, 'rtb-1|pl-1'],
    ['AWS::EC2::Route', { RouteTableId: 'rtb-1' }, undefined],
    ['AWS::EC2::VPCGatewayAttachment', { VpcId: 'vpc-1', InternetGatewayId: 'igw-1' }, 'IGW|vpc-1'],
    ['AWS::EC2::VPCGatewayAttachment', { VpcId: 'vpc-1', VpnGatewayId: 'vgw-1' }, 'VGW|vpc-1'],
    ['AWS::Logs::LogGroup', { LogGroupName: '/a' }, '/a'],
    ['AWS::Cognito::UserPool', { UserPoolName: 'a' }, undefined],
  ] as const) {
    it(`is ${identifier ?? 'not known'} for ${typeName} with ${Object.keys(model).join(', ')}`, () => {
      const type = typeNamed(typeName);
      expect(derivedIdentifierOf(type, model)).to.equal(identifier);
      const missing = missingIdentifierParts(type, (name) => Object.hasOwn(model, name));
      expect(missing.length === 0).to.equal(identifier !== undefined);
    });
  }
});
