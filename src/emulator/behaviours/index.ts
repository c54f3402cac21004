import type { Behaviour } from './behaviour.ts';
import { cognitoUserPoolClient } from './cognito-user-pool-client.ts';
import { cognitoUserPool } from './cognito-user-pool.ts';
import { table } from './dynamodb/table.ts';
import { elasticIp } from './ec2/elastic-ip.ts';
import { internetGateway } from './ec2/internet-gateway.ts';
import { keyPair } from './ec2/key-pair.ts';
import { natGateway } from './ec2/nat-gateway.ts';
import { networkAcl } from './ec2/network-acl.ts';
import { route } from './ec2/route.ts';
import { routeTable } from './ec2/route-table.ts';
import { securityGroup } from './ec2/security-group.ts';
import { securityGroupEgress, securityGroupIngress } from './ec2/security-group-rule.ts';
import { subnet } from './ec2/subnet.ts';
import { subnetNetworkAclAssociation, subnetRouteTableAssociation } from './ec2/subnet-associations.ts';
import { vpc } from './ec2/vpc.ts';
import { vpcCidrBlock } from './ec2/vpc-cidr-block.ts';
import { vpcGatewayAttachment } from './ec2/vpc-gateway-attachment.ts';
import { instanceProfile } from './iam/instance-profile.ts';
import { managedPolicy, rolePolicy } from './iam/policies.ts';
import { role } from './iam/role.ts';
import { key } from './kms/key.ts';
import { lambdaFunction, lambdaPermission } from './lambda/function.ts';
import { logGroup } from './logs/log-group.ts';
import { queue } from './messaging/queue.ts';
import { subscription, topic } from './messaging/topic.ts';
import { bucket } from './s3/bucket.ts';
import { bucketPolicy } from './s3/bucket-policy.ts';
import { parameter } from './ssm/parameter.ts';

/** The types of which more is known than their schema says. */
export const behaviours: readonly Behaviour[] = [
  cognitoUserPool,
  cognitoUserPoolClient,

  vpc,
  vpcCidrBlock,
  subnet,
  internetGateway,
  vpcGatewayAttachment,
  routeTable,
  route,
  subnetRouteTableAssociation,
  subnetNetworkAclAssociation,
  networkAcl,
  securityGroup,
  securityGroupIngress,
  securityGroupEgress,
  natGateway,
  elasticIp,
  keyPair,

  bucket,
  bucketPolicy,

  role,
  rolePolicy,
  managedPolicy,
  instanceProfile,

  queue,
  topic,
  subscription,
  lambdaFunction,
  lambdaPermission,
  table,
  logGroup,
  parameter,
  key,
];

const byTypeName = new Map(behaviours.map((behaviour) => [behaviour.typeName, behaviour]));

/** A type's behaviour; one that adds nothing where nothing more is known. */
export function behaviourOf(typeName: string): Behaviour {
  return byTypeName.get(typeName) ?? { typeName };
}
