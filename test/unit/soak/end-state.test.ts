import { expect } from 'chai';
import type { LiveResource } from '../../../src/emulator/emulator.ts';
import { createRegistry, shippedSchemas } from '../../../src/resource-types/create-registry.ts';
import { differencesBetween, endStateOf, madeTwice, ofNeither, type EndState } from '../../../src/soak/end-state.ts';
import type { JsonObject } from '../../../src/base/json.ts';

const registry = createRegistry({ schemaFolders: [shippedSchemas] });

function live(typeName: string, identifier: string, properties: JsonObject): LiveResource {
  return { typeName, identifier, region: 'us-east-1', accountId: '0', properties, stored: properties };
}

/** A network with two subnets, under names that the service made up. */
function network(vpc: string, subnets: readonly (readonly [string, string])[]): EndState {
  const resources = subnets.map(([id, block]) =>
    live('AWS::EC2::Subnet', id, { SubnetId: id, VpcId: vpc, CidrBlock: block }),
  );
  return endStateOf([live('AWS::EC2::VPC', vpc, { VpcId: vpc, CidrBlock: '10.0.0.0/16' }), ...resources], registry);
}

const one = network('vpc-1111111', [
  ['subnet-1111111', '10.0.1.0/24'],
  ['subnet-2222222', '10.0.2.0/24'],
]);

describe('End states', () => {
  it('are the same under other names and in another order', () => {
    const other = network('vpc-9999999', [
      ['subnet-8888888', '10.0.2.0/24'],
      ['subnet-7777777', '10.0.1.0/24'],
    ]);
    expect(differencesBetween(other, one)).to.deep.equal([]);
    expect(other).to.deep.equal(one);
  });

  it('differ by what is too many, what is missing, and properties', () => {
    const less = network('vpc-1111111', [['subnet-1111111', '10.0.1.0/24']]);
    const changed = network('vpc-1111111', [
      ['subnet-1111111', '10.0.1.0/24'],
      ['subnet-2222222', '10.0.3.0/24'],
    ]);
    expect(differencesBetween(less, one)).to.deep.equal(['no AWS::EC2::Subnet']);
    expect(differencesBetween(one, less)).to.deep.equal(['one AWS::EC2::Subnet too many']);
    expect(differencesBetween(changed, one)).to.deep.equal(['AWS::EC2::Subnet differs in CidrBlock']);
    expect(madeTwice(one, [], less)).to.deep.equal(['one AWS::EC2::Subnet too many']);
    expect(madeTwice(less, [], one)).to.deep.equal([]);
  });

  it('have of each resource the values of one or the other, or of neither', () => {
    const queue = (name: string, delay: number): LiveResource =>
      live('AWS::SQS::Queue', `https://sqs/${name}`, { QueueName: name, DelaySeconds: delay });
    const rule = (name: string, delay: number): LiveResource =>
      live('AWS::SSM::Parameter', `/${name}`, { Name: `/${name}`, Value: `https://sqs/q`, Description: `${delay}` });
    const state = (queueDelay: number, ruleDelay: number): EndState =>
      endStateOf([queue('q', queueDelay), rule('r', ruleDelay)], registry);
    expect(ofNeither(state(1, 2), state(1, 1), state(2, 2))).to.deep.equal([]);
    expect(ofNeither(state(1, 3), state(1, 1), state(2, 2))).to.deep.equal([
      'AWS::SSM::Parameter has the values of neither run',
    ]);
  });
});
