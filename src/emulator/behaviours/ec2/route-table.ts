import type { Behaviour } from '../behaviour.ts';
import { allBy, findBy, textAt } from '../reading.ts';
import { ec2Absence, ec2Id, ec2Missing, ec2Refusal } from './ec2-words.ts';
import { mainRouteTable } from './vpc.ts';

const typeName = 'AWS::EC2::RouteTable';

export const routeTable: Behaviour = {
  typeName,
  generate: (wanted, around) => ({ ...wanted, RouteTableId: ec2Id('rtb', around) }),
  refuse: (mutation, around) => {
    if (mutation.kind === 'create') return ec2Missing('AWS::EC2::VPC', textAt(mutation.wanted, 'VpcId'), around);
    if (mutation.kind === 'update') return undefined;
    const id = textAt(mutation.before, 'RouteTableId') ?? '';
    const isMain = mainRouteTable(textAt(mutation.before, 'VpcId') ?? '', around)?.identifier === id;
    const isUsed = findBy(around, 'AWS::EC2::SubnetRouteTableAssociation', 'RouteTableId', id) !== undefined;
    return isMain || isUsed
      ? ec2Refusal(`The routeTable '${id}' has dependencies and cannot be deleted.`, around)
      : undefined;
  },
  takesAlong: ({ identifier }, around) => allBy(around, 'AWS::EC2::Route', 'RouteTableId', identifier),
  absence: (identifier, around) => ec2Absence(typeName, identifier, around),
};
