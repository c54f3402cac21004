/**
 * Types whose resources hold what no stack declares: rows, objects, messages, users, keys. Deleting one loses that for good.
 *
 * The first list is that of https://github.com/cdklabs/awscdk-service-spec (sources/StatefulResources, which cfn-lint keeps too), read in
 * 2026-11. The second are types that came later, or that it leaves out: the delete operation of each is documented to delete the data too.
 */
const listedByOthers: readonly string[] = [
  'AWS::Backup::BackupVault',
  'AWS::CloudFormation::Stack',
  'AWS::Cognito::UserPool',
  'AWS::DocDB::DBCluster',
  'AWS::DocDB::DBInstance',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::EC2::Volume',
  'AWS::EFS::FileSystem',
  'AWS::EMR::Cluster',
  'AWS::ElastiCache::CacheCluster',
  'AWS::ElastiCache::ReplicationGroup',
  'AWS::Elasticsearch::Domain',
  'AWS::FSx::FileSystem',
  'AWS::KMS::Key',
  'AWS::Kinesis::Stream',
  'AWS::Logs::LogGroup',
  'AWS::Neptune::DBCluster',
  'AWS::Neptune::DBInstance',
  'AWS::OpenSearchService::Domain',
  'AWS::Organizations::Account',
  'AWS::QLDB::Ledger',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
  'AWS::Redshift::Cluster',
  'AWS::S3::Bucket',
  'AWS::SDB::Domain',
  'AWS::SQS::Queue',
  'AWS::SecretsManager::Secret',
];

const more: readonly string[] = [
  'AWS::AmazonMQ::Broker',
  'AWS::Cassandra::Table',
  'AWS::Cognito::IdentityPool',
  'AWS::DSQL::Cluster',
  'AWS::ECR::Repository',
  'AWS::FSx::Volume',
  'AWS::MSK::Cluster',
  'AWS::MSK::ServerlessCluster',
  'AWS::MemoryDB::Cluster',
  'AWS::OpenSearchServerless::Collection',
  'AWS::RDS::GlobalCluster',
  'AWS::RedshiftServerless::Namespace',
  'AWS::S3Express::DirectoryBucket',
  'AWS::S3Tables::Table',
  'AWS::Timestream::Table',
];

const statefulTypes: ReadonlySet<string> = new Set([...listedByOthers, ...more]);

/** Whether resources of a type, such as `AWS::S3::Bucket`, hold data that a new one would not have. */
export function isStateful(typeName: string): boolean {
  return statefulTypes.has(typeName);
}
