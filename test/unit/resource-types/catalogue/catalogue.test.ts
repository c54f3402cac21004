import { expect } from 'chai';
import { openCatalogue } from '../../../../src/resource-types/catalogue/catalogue.ts';

describe('openCatalogue', () => {
  const catalogue = openCatalogue();

  it('has every type once, in order', () => {
    const names = catalogue.typeNames();
    expect(names.length).to.equal(1829);
    expect(names).to.deep.equal([...new Set(names)].sort());
  });

  it('knows what a statement has to know of a type', () => {
    const bucket = catalogue.read('AWS::S3::Bucket');
    expect(bucket?.source).to.equal('catalogue');
    expect(bucket?.identifier).to.deep.equal([['BucketName']]);
    expect(bucket?.createOnly).to.deep.include(['BucketName']);
    expect(bucket?.readOnly).to.deep.include(['Arn']);
    expect(bucket?.writeOnly).to.deep.include(['AccessControl']);
    expect(bucket?.tagProperty).to.equal('Tags');
    expect(bucket?.unordered).to.deep.include(['Tags']);
    expect(bucket?.handlers.delete?.permissions).to.include('s3:DeleteBucket');
    expect(bucket?.properties[0]?.name).to.equal('AccelerateConfiguration');
  });

  it('has the identifiers that the specification has wrong', () => {
    expect(catalogue.read('AWS::ApiGateway::Model')?.identifier).to.deep.equal([['RestApiId'], ['Name']]);
    expect(catalogue.read('AWS::AppSync::GraphQLApi')?.identifier).to.deep.equal([['ApiId']]);
  });

  it('knows what a list needs, the first of several ways', () => {
    expect(catalogue.read('AWS::Cognito::UserPoolClient')?.listRequires).to.deep.equal(['UserPoolId']);
    expect(catalogue.read('AWS::ElasticLoadBalancingV2::Listener')?.listRequires).to.deep.equal(['LoadBalancerArn']);
  });

  it('knows the parents that names tell, each with the property that a list is given', () => {
    const parentsOf = (typeName: string) => catalogue.read(typeName)?.parents;
    expect(parentsOf('AWS::EKS::Addon')).to.deep.equal({
      ClusterName: { typeName: 'AWS::EKS::Cluster', property: 'Name' },
    });
    expect(parentsOf('AWS::MSK::ClusterPolicy')).to.deep.equal({
      ClusterArn: { typeName: 'AWS::MSK::Cluster', property: 'Arn' },
    });
    expect(parentsOf('AWS::CleanRooms::IdMappingTable')).to.deep.equal({
      MembershipIdentifier: { typeName: 'AWS::CleanRooms::Membership', property: 'MembershipIdentifier' },
    });
    expect(parentsOf('AWS::ApiGateway::BasePathMappingV2')).to.deep.equal({
      DomainNameArn: { typeName: 'AWS::ApiGateway::DomainNameV2', property: 'DomainNameArn' },
    });
    expect(parentsOf('AWS::WAFv2::WebACL')).to.deep.equal({});
    const inNeed = catalogue
      .typeNames()
      .map((name) => catalogue.read(name))
      .filter((type) => type?.handlers.list !== undefined)
      .flatMap((type) => (type === undefined || type.listRequires.length === 0 ? [] : [type]));
    const known = inNeed.filter(({ listRequires, parents }) =>
      listRequires.every((name) => Object.hasOwn(parents, name)),
    );
    expect([known.length, inNeed.length]).to.deep.equal([264, 317]);
    for (const { parents } of known) {
      for (const { typeName, property } of Object.values(parents)) {
        expect(
          catalogue.read(typeName)?.properties.map(({ name }) => name),
          typeName,
        ).to.include(property);
      }
    }
  });

  it('tells what is beyond Cloud Control from what is not known', () => {
    expect(catalogue.read('AWS::OpsWorks::App')).to.include({ isBeyondCloudControl: true });
    const newer = catalogue.read('AWS::Kinesis::Channel');
    expect(newer?.isBeyondCloudControl).to.equal(undefined);
    expect(newer?.handlers).to.deep.equal({});
  });

  it('has types that the specification lacks', () => {
    expect(catalogue.read('AWS::DataSync::StorageSystem')?.handlers).to.have.property('create');
  });

  it('knows no other type', () => {
    for (const name of ['AWS::S3::bucket', '__proto__', '']) expect(catalogue.read(name)).to.equal(undefined);
  });
});
