import { expect } from 'chai';
import type { JsonObject } from '../../../../src/base/json.ts';
import { plainText } from '../../../../src/values/reading.ts';
import { createRig, type Rig } from '../emulator-rig.ts';

/** Code and words of a refused mutation, without what EC2 adds to them. */
async function refusal(rig: Rig, operation: string, body: JsonObject): Promise<string> {
  const event = await rig.finish(operation, body);
  const message = plainText(event['StatusMessage'] ?? null).replace(/ \(Service: .*$/, '');
  return `${plainText(event['ErrorCode'] ?? null)}: ${message}`;
}

function refusedCreate(rig: Rig, typeName: string, desired: JsonObject): Promise<string> {
  return refusal(rig, 'CreateResource', { TypeName: typeName, DesiredState: JSON.stringify(desired) });
}

function refusedDelete(rig: Rig, typeName: string, identifier: string): Promise<string> {
  return refusal(rig, 'DeleteResource', { TypeName: typeName, Identifier: identifier });
}

async function remove(rig: Rig, typeName: string, identifier: string): Promise<void> {
  const event = await rig.finish('DeleteResource', { TypeName: typeName, Identifier: identifier });
  expect(event['OperationStatus'], JSON.stringify(event)).to.equal('SUCCESS');
}

describe('EC2 networking', () => {
  it('makes a VPC with its default security group, network ACL and route table, and takes them with it', async () => {
    const rig = createRig();
    const vpcId = await rig.create('AWS::EC2::VPC', { CidrBlock: '10.1.2.3/16' });
    expect(vpcId).to.match(/^vpc-0[0-9a-f]{16}$/);
    const read = await rig.read('AWS::EC2::VPC', vpcId);
    expect(read).to.include({
      CidrBlock: '10.1.0.0/16',
      EnableDnsSupport: true,
      EnableDnsHostnames: false,
      InstanceTenancy: 'default',
    });
    expect(await rig.list('AWS::EC2::SecurityGroup')).to.deep.equal([read['DefaultSecurityGroup']]);
    expect(await rig.list('AWS::EC2::NetworkAcl')).to.deep.equal([read['DefaultNetworkAcl']]);
    const [main = ''] = await rig.list('AWS::EC2::RouteTable');
    expect(await refusedDelete(rig, 'AWS::EC2::RouteTable', main)).to.equal(
      `InvalidRequest: The routeTable '${main}' has dependencies and cannot be deleted.`,
    );
    const group = plainText(read['DefaultSecurityGroup'] ?? null);
    expect(await refusedDelete(rig, 'AWS::EC2::SecurityGroup', group)).to.equal(
      `InvalidRequest: the specified group: "${group}" name: "default" cannot be deleted by a user`,
    );
    await remove(rig, 'AWS::EC2::VPC', vpcId);
    for (const type of ['VPC', 'SecurityGroup', 'NetworkAcl', 'RouteTable'])
      expect(await rig.list(`AWS::EC2::${type}`)).to.deep.equal([]);
  });

  it('refuses blocks that EC2 refuses', async () => {
    const rig = createRig();
    expect(await refusedCreate(rig, 'AWS::EC2::VPC', { CidrBlock: '10.0.0.0/8' })).to.equal(
      "InvalidRequest: The CIDR '10.0.0.0/8' is invalid.",
    );
    const VpcId = await rig.create('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' });
    await rig.create('AWS::EC2::Subnet', { VpcId, CidrBlock: '10.0.1.0/24', AvailabilityZone: 'us-east-1b' });
    const subnet = (desired: JsonObject): Promise<string> =>
      refusedCreate(rig, 'AWS::EC2::Subnet', { VpcId, ...desired });
    expect([
      await subnet({ CidrBlock: '10.1.1.0/24' }),
      await subnet({ CidrBlock: '10.0.1.128/25' }),
      await subnet({ CidrBlock: '10.0.2.0/29' }),
      await subnet({ CidrBlock: 'ten' }),
      await subnet({ CidrBlock: '10.0.2.0/24', AvailabilityZone: 'eu-west-1a' }),
      await subnet({ VpcId: 'vpc-0', CidrBlock: '10.0.2.0/24' }),
    ]).to.deep.equal([
      "InvalidRequest: The CIDR '10.1.1.0/24' is invalid.",
      "AlreadyExists: The CIDR '10.0.1.128/25' conflicts with another subnet",
      "InvalidRequest: The CIDR '10.0.2.0/29' is invalid.",
      'InvalidRequest: Value (ten) for parameter cidrBlock is invalid. This is not a valid CIDR block.',
      'InvalidRequest: Value (eu-west-1a) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: us-east-1a, us-east-1b, us-east-1c.',
      "NotFound: The vpc ID 'vpc-0' does not exist",
    ]);
    await rig.create('AWS::EC2::VPCCidrBlock', { VpcId, CidrBlock: '10.1.0.0/16' });
    const [id] = [await rig.create('AWS::EC2::Subnet', { VpcId, CidrBlock: '10.1.1.0/24' })];
    expect(await rig.read('AWS::EC2::Subnet', id)).to.include({
      AvailabilityZone: 'us-east-1a',
      AvailabilityZoneId: 'use1-az1',
      MapPublicIpOnLaunch: false,
    });
  });

  it('joins gateways, route tables and subnets under identifiers of parts, and lets go in the right order only', async () => {
    const rig = createRig();
    const VpcId = await rig.create('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' });
    const SubnetId = await rig.create('AWS::EC2::Subnet', { VpcId, CidrBlock: '10.0.1.0/24' });
    const InternetGatewayId = await rig.create('AWS::EC2::InternetGateway', {});
    const RouteTableId = await rig.create('AWS::EC2::RouteTable', { VpcId });
    const toInternet = { RouteTableId, DestinationCidrBlock: '0.0.0.0/0', GatewayId: InternetGatewayId };
    expect(await refusedCreate(rig, 'AWS::EC2::Route', toInternet)).to.equal(
      `InvalidRequest: route table ${RouteTableId} and network gateway ${InternetGatewayId} belong to different networks`,
    );
    const attachment = await rig.create('AWS::EC2::VPCGatewayAttachment', { VpcId, InternetGatewayId });
    expect(attachment).to.equal(`IGW|${VpcId}`);
    expect(await refusedCreate(rig, 'AWS::EC2::VPCGatewayAttachment', { VpcId, InternetGatewayId })).to.equal(
      `AlreadyExists: resource ${InternetGatewayId} is already attached to network ${VpcId}`,
    );
    const route = await rig.create('AWS::EC2::Route', toInternet);
    expect(route).to.equal(`${RouteTableId}|0.0.0.0/0`);
    expect(await rig.list('AWS::EC2::Route', { RouteTableId })).to.deep.equal([route]);
    expect(await refusedCreate(rig, 'AWS::EC2::Route', toInternet)).to.equal(
      'AlreadyExists: The route identified by 0.0.0.0/0 already exists.',
    );
    const association = await rig.create('AWS::EC2::SubnetRouteTableAssociation', { RouteTableId, SubnetId });
    expect(await refusedCreate(rig, 'AWS::EC2::SubnetRouteTableAssociation', { RouteTableId, SubnetId })).to.equal(
      `AlreadyExists: the specified association for route table ${RouteTableId} conflicts with an existing association`,
    );
    expect([
      await refusedDelete(rig, 'AWS::EC2::VPC', VpcId),
      await refusedDelete(rig, 'AWS::EC2::InternetGateway', InternetGatewayId),
      await refusedDelete(rig, 'AWS::EC2::RouteTable', RouteTableId),
    ]).to.deep.equal([
      `InvalidRequest: The vpc '${VpcId}' has dependencies and cannot be deleted.`,
      `InvalidRequest: The internetGateway '${InternetGatewayId}' has dependencies and cannot be deleted.`,
      `InvalidRequest: The routeTable '${RouteTableId}' has dependencies and cannot be deleted.`,
    ]);
    await remove(rig, 'AWS::EC2::SubnetRouteTableAssociation', association);
    await remove(rig, 'AWS::EC2::RouteTable', RouteTableId);
    expect(await refusedDelete(rig, 'AWS::EC2::Route', route)).to.match(/^NotFound: /);
    await remove(rig, 'AWS::EC2::VPCGatewayAttachment', attachment);
    await remove(rig, 'AWS::EC2::InternetGateway', InternetGatewayId);
    await remove(rig, 'AWS::EC2::Subnet', SubnetId);
    await remove(rig, 'AWS::EC2::VPC', VpcId);
  });

  it('knows the groups that rules and other things name', async () => {
    const rig = createRig();
    const VpcId = await rig.create('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' });
    const web = { GroupName: 'web', GroupDescription: 'web', VpcId };
    const webId = await rig.create('AWS::EC2::SecurityGroup', web);
    expect(await rig.read('AWS::EC2::SecurityGroup', webId)).to.deep.equal({
      ...web,
      Id: webId,
      GroupId: webId,
      SecurityGroupEgress: [{ CidrIp: '0.0.0.0/0', FromPort: -1, IpProtocol: '-1', ToPort: -1 }],
    });
    expect(await refusedCreate(rig, 'AWS::EC2::SecurityGroup', web)).to.equal(
      `AlreadyExists: The security group 'web' already exists for VPC '${VpcId}'`,
    );
    const fromWeb = { IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: webId };
    const dataId = await rig.create('AWS::EC2::SecurityGroup', {
      GroupDescription: 'data',
      VpcId,
      SecurityGroupIngress: [fromWeb],
    });
    expect(await refusedDelete(rig, 'AWS::EC2::SecurityGroup', webId)).to.equal(
      `InvalidRequest: resource ${webId} has a dependent object`,
    );
    const rule = { GroupId: dataId, IpProtocol: 'tcp', FromPort: 80, ToPort: 80, CidrIp: '10.0.0.0/16' };
    expect(await rig.create('AWS::EC2::SecurityGroupIngress', rule)).to.match(/^sgr-0[0-9a-f]{16}$/);
    expect(await refusedCreate(rig, 'AWS::EC2::SecurityGroupIngress', rule)).to.equal(
      'AlreadyExists: the specified rule "peer: 10.0.0.0/16, TCP, from port: 80, to port: 80, ALLOW" already exists',
    );
    expect(await refusedCreate(rig, 'AWS::EC2::SecurityGroupIngress', { ...rule, CidrIp: '10.0.0.0' })).to.equal(
      'InvalidRequest: CIDR block 10.0.0.0 is malformed',
    );
    await remove(rig, 'AWS::EC2::SecurityGroup', dataId);
    expect(await rig.list('AWS::EC2::SecurityGroupIngress')).to.deep.equal([]);
    await remove(rig, 'AWS::EC2::SecurityGroup', webId);
  });
});
