/** Properties whose service does not tell capitals apart: types and names of properties, with the source. */
export interface CaseBlind {
  readonly types: RegExp;
  /** The innermost name of a path; with a slash the two innermost. */
  readonly names: RegExp;
  /** Values that it holds for; all where it is absent. */
  readonly values?: RegExp;
  readonly source: string;
}

const hostNames = /^[*A-Za-z0-9_.-]+\.[A-Za-z0-9-]+\.?$/;

export const caseBlind: readonly CaseBlind[] = [
  {
    types: /^AWS::(RDS|DocDB|Neptune|ElastiCache|MemoryDB|DAX|Redshift|DMS)::/,
    names:
      /(Identifier|GroupName|GroupId|ClusterName|ClusterId|ProxyName|CacheName|ACLName|UserId|Family|^Engine|^EngineName)$/,
    source:
      'API references, CreateDBInstance and its like: "stored as a lowercase string"; hashicorp/terraform-provider-aws#2016',
  },
  {
    types: /^AWS::(RDS|DocDB|Neptune|ElastiCache|MemoryDB|DAX|Redshift|DMS)::/,
    names: /MaintenanceWindow$/,
    source: 'API references, ModifyDBInstance: days of a window are given as Mon and returned as mon',
  },
  {
    types: /./,
    names: /^(Allow|Allowed|Expose|Exposed)Headers$/,
    source: 'RFC 9110, 5.1: names of fields have no case; recorded reads of 2026: API Gateway returns lower case',
  },
  {
    types: /^AWS::WAF/,
    names: /^(SingleHeader|SingleQueryArgument)\/Name$/,
    source: 'hashicorp/terraform-provider-aws#24818, #47739: names of headers and arguments are returned in lower case',
  },
  {
    types: /./,
    names: /(DomainName|HostedZoneName|SubjectAlternativeNames)$/,
    values: hostNames,
    source: 'RFC 4343: domain names have no case',
  },
  {
    types: /^AWS::CloudFront::/,
    names: /^Aliases$/,
    values: hostNames,
    source: 'RFC 4343: domain names have no case',
  },
  {
    types: /^AWS::(Route53|ServiceDiscovery)::/,
    names: /^Name$/,
    values: hostNames,
    source: 'RFC 4343: domain names have no case',
  },
  {
    types: /^AWS::EC2::/,
    names: /^(IpProtocol|Protocol|RuleAction)$/,
    source: 'hashicorp/terraform#5489, hashicorp/terraform-provider-aws#918: returned in lower case',
  },
  {
    types: /^AWS::Batch::/,
    names: /^(Type|State|AllocationStrategy)$/,
    source:
      'hashicorp/terraform-provider-aws, batch/compute_environment.go: any case is taken; recorded reads of 2026: upper case is returned',
  },
  {
    types: /^AWS::IAM::OIDCProvider$/,
    names: /^ThumbprintList$/,
    source: 'pulumi/pulumi-aws#1049: hexadecimal digits are returned in lower case',
  },
  {
    types: /^AWS::SES::ReceiptRule$/,
    names: /^Recipients$/,
    source: 'hashicorp/terraform-provider-aws#10283: returned in lower case',
  },
  {
    types: /^AWS::ECS::/,
    names: /^Field$/,
    source: 'hashicorp/terraform-provider-aws, ecs/service.go: fields of placement strategies have no case',
  },
];
