import { expect } from 'chai';
import { createRegistry, shippedSchemas } from '../../../src/resource-types/create-registry.ts';
import { isStateful } from '../../../src/resource-types/stateful-types.ts';

describe('types that hold data', () => {
  it('are those whose deletion loses what no stack declares', () => {
    const names = ['AWS::S3::Bucket', 'AWS::SQS::Queue', 'AWS::Cognito::UserPool', 'AWS::RDS::DBInstance'];
    expect(names.filter((name) => !isStateful(name))).to.deep.equal([]);
    const others = ['AWS::Cognito::UserPoolClient', 'AWS::EC2::VPC', 'AWS::IAM::Role', 'AWS::SSM::Parameter'];
    expect(others.filter(isStateful)).to.deep.equal([]);
  });

  it('are known to the registry by these names', () => {
    const registry = createRegistry({ schemaFolders: [shippedSchemas] });
    const unknown = ['AWS::DSQL::Cluster', 'AWS::MemoryDB::Cluster', 'AWS::S3Tables::Table', 'AWS::FSx::Volume'].filter(
      (name) => isStateful(name) && registry.find(name) === undefined,
    );
    expect(unknown).to.deep.equal([]);
  });
});
