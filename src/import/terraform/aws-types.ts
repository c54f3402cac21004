/** How Cloud Control knows a resource of Terraform's provider `aws`. */
export interface Counterpart {
  readonly typeName: string;
  /** The parts of the identifier, in order: attributes, or `=IGW` for the word itself. */
  readonly identifier: readonly string[];
}

/**
 * The counterparts of each type; the first is the resource itself, others are what Terraform has in one and CloudFormation in several.
 *
 * Sources: the attributes and import ids in the documentation of Terraform's provider aws 6, and the primary identifiers in the
 * schemas of the resource types (2026-11). A test holds the parts against the schemas.
 */
const counterparts: Readonly<Record<string, readonly string[]>> = {
  aws_acm_certificate: ['AWS::CertificateManager::Certificate arn'],
  aws_alb: ['AWS::ElasticLoadBalancingV2::LoadBalancer arn'],
  aws_alb_listener: ['AWS::ElasticLoadBalancingV2::Listener arn'],
  aws_alb_target_group: ['AWS::ElasticLoadBalancingV2::TargetGroup arn'],
  aws_api_gateway_resource: ['AWS::ApiGateway::Resource rest_api_id id'],
  aws_api_gateway_rest_api: ['AWS::ApiGateway::RestApi id'],
  aws_api_gateway_stage: ['AWS::ApiGateway::Stage rest_api_id stage_name'],
  aws_apigatewayv2_api: ['AWS::ApiGatewayV2::Api id'],
  aws_apigatewayv2_integration: ['AWS::ApiGatewayV2::Integration api_id id'],
  aws_apigatewayv2_route: ['AWS::ApiGatewayV2::Route api_id id'],
  aws_appsync_graphql_api: ['AWS::AppSync::GraphQLApi arn'],
  aws_autoscaling_group: ['AWS::AutoScaling::AutoScalingGroup name'],
  aws_backup_plan: ['AWS::Backup::BackupPlan id'],
  aws_backup_vault: ['AWS::Backup::BackupVault name'],
  aws_cloudfront_distribution: ['AWS::CloudFront::Distribution id'],
  aws_cloudfront_function: ['AWS::CloudFront::Function arn'],
  aws_cloudfront_origin_access_control: ['AWS::CloudFront::OriginAccessControl id'],
  aws_cloudtrail: ['AWS::CloudTrail::Trail name'],
  aws_cloudwatch_dashboard: ['AWS::CloudWatch::Dashboard dashboard_name'],
  aws_cloudwatch_event_bus: ['AWS::Events::EventBus name'],
  aws_cloudwatch_event_rule: ['AWS::Events::Rule arn'],
  aws_cloudwatch_log_group: ['AWS::Logs::LogGroup name'],
  aws_cloudwatch_metric_alarm: ['AWS::CloudWatch::Alarm alarm_name'],
  aws_cognito_identity_pool: ['AWS::Cognito::IdentityPool id'],
  aws_cognito_identity_provider: ['AWS::Cognito::UserPoolIdentityProvider user_pool_id provider_name'],
  aws_cognito_resource_server: ['AWS::Cognito::UserPoolResourceServer user_pool_id identifier'],
  aws_cognito_user_group: ['AWS::Cognito::UserPoolGroup user_pool_id name'],
  aws_cognito_user_pool: ['AWS::Cognito::UserPool id'],
  aws_cognito_user_pool_client: ['AWS::Cognito::UserPoolClient user_pool_id id'],
  aws_cognito_user_pool_domain: ['AWS::Cognito::UserPoolDomain user_pool_id domain'],
  aws_db_instance: ['AWS::RDS::DBInstance identifier'],
  aws_db_parameter_group: ['AWS::RDS::DBParameterGroup name'],
  aws_db_subnet_group: ['AWS::RDS::DBSubnetGroup name'],
  aws_dynamodb_table: ['AWS::DynamoDB::Table name'],
  aws_ecr_repository: ['AWS::ECR::Repository name'],
  aws_ecs_cluster: ['AWS::ECS::Cluster name'],
  aws_ecs_service: ['AWS::ECS::Service id cluster'],
  aws_ecs_task_definition: ['AWS::ECS::TaskDefinition arn'],
  aws_efs_file_system: ['AWS::EFS::FileSystem id'],
  aws_eip: ['AWS::EC2::EIP public_ip allocation_id'],
  aws_eks_cluster: ['AWS::EKS::Cluster name'],
  aws_iam_group: ['AWS::IAM::Group name'],
  aws_iam_instance_profile: ['AWS::IAM::InstanceProfile name'],
  aws_iam_openid_connect_provider: ['AWS::IAM::OIDCProvider arn'],
  aws_iam_policy: ['AWS::IAM::ManagedPolicy arn'],
  aws_iam_role: ['AWS::IAM::Role name'],
  aws_iam_user: ['AWS::IAM::User name'],
  aws_instance: ['AWS::EC2::Instance id'],
  aws_internet_gateway: ['AWS::EC2::InternetGateway id', 'AWS::EC2::VPCGatewayAttachment =IGW vpc_id'],
  aws_kinesis_stream: ['AWS::Kinesis::Stream name'],
  aws_kms_alias: ['AWS::KMS::Alias name'],
  aws_kms_key: ['AWS::KMS::Key key_id'],
  aws_lambda_event_source_mapping: ['AWS::Lambda::EventSourceMapping uuid'],
  aws_lambda_function: ['AWS::Lambda::Function function_name'],
  aws_lambda_permission: ['AWS::Lambda::Permission function_name statement_id'],
  aws_launch_template: ['AWS::EC2::LaunchTemplate id'],
  aws_lb: ['AWS::ElasticLoadBalancingV2::LoadBalancer arn'],
  aws_lb_listener: ['AWS::ElasticLoadBalancingV2::Listener arn'],
  aws_lb_listener_rule: ['AWS::ElasticLoadBalancingV2::ListenerRule arn'],
  aws_lb_target_group: ['AWS::ElasticLoadBalancingV2::TargetGroup arn'],
  aws_nat_gateway: ['AWS::EC2::NatGateway id'],
  aws_rds_cluster: ['AWS::RDS::DBCluster cluster_identifier'],
  aws_route: ['AWS::EC2::Route route_table_id destination_cidr_block'],
  aws_route53_zone: ['AWS::Route53::HostedZone zone_id'],
  aws_route_table: ['AWS::EC2::RouteTable id'],
  aws_route_table_association: ['AWS::EC2::SubnetRouteTableAssociation id'],
  aws_s3_bucket: ['AWS::S3::Bucket bucket'],
  aws_s3_bucket_policy: ['AWS::S3::BucketPolicy bucket'],
  aws_secretsmanager_secret: ['AWS::SecretsManager::Secret arn'],
  aws_security_group: ['AWS::EC2::SecurityGroup id'],
  aws_sfn_state_machine: ['AWS::StepFunctions::StateMachine arn'],
  aws_sns_topic: ['AWS::SNS::Topic arn'],
  aws_sns_topic_subscription: ['AWS::SNS::Subscription arn'],
  aws_sqs_queue: ['AWS::SQS::Queue id'],
  aws_ssm_parameter: ['AWS::SSM::Parameter name'],
  aws_subnet: ['AWS::EC2::Subnet id'],
  aws_vpc: ['AWS::EC2::VPC id'],
  aws_vpc_endpoint: ['AWS::EC2::VPCEndpoint id'],
  aws_vpc_security_group_egress_rule: ['AWS::EC2::SecurityGroupEgress security_group_rule_id'],
  aws_vpc_security_group_ingress_rule: ['AWS::EC2::SecurityGroupIngress security_group_rule_id'],
  aws_wafv2_web_acl: ['AWS::WAFv2::WebACL name id scope'],
};

/** Types that are a part of another resource for CloudFormation, and are imported with it: by type, what it is. */
const partsOfOthers: Readonly<Record<string, string>> = {
  aws_cloudwatch_event_target: 'Targets of its rule',
  aws_dynamodb_tag: 'Tags of its table',
  aws_ecr_lifecycle_policy: 'LifecyclePolicy of its repository',
  aws_iam_role_policy: 'Policies of its role',
  aws_iam_role_policy_attachment: 'ManagedPolicyArns of its role',
  aws_iam_user_policy: 'Policies of its user',
  aws_iam_user_policy_attachment: 'ManagedPolicyArns of its user',
  aws_s3_bucket_cors_configuration: 'CorsConfiguration of its bucket',
  aws_s3_bucket_lifecycle_configuration: 'LifecycleConfiguration of its bucket',
  aws_s3_bucket_logging: 'LoggingConfiguration of its bucket',
  aws_s3_bucket_notification: 'NotificationConfiguration of its bucket',
  aws_s3_bucket_ownership_controls: 'OwnershipControls of its bucket',
  aws_s3_bucket_public_access_block: 'PublicAccessBlockConfiguration of its bucket',
  aws_s3_bucket_server_side_encryption_configuration: 'BucketEncryption of its bucket',
  aws_s3_bucket_versioning: 'VersioningConfiguration of its bucket',
  aws_s3_bucket_website_configuration: 'WebsiteConfiguration of its bucket',
  aws_sqs_queue_redrive_policy: 'RedrivePolicy of its queue',
};

/** The types that have counterparts. */
export const knownAwsTypes: readonly string[] = Object.keys(counterparts);

/** Undefined where none is known. */
export function counterpartsOf(type: string): readonly Counterpart[] | undefined {
  if (!Object.hasOwn(counterparts, type)) return undefined;
  return counterparts[type]?.map((text) => {
    const [typeName = '', ...identifier] = text.split(' ');
    return { typeName, identifier };
  });
}

/** What a type is in CloudFormation where it is a part of another resource: `Targets of its rule`. */
export function partOfAnother(type: string): string | undefined {
  return Object.hasOwn(partsOfOthers, type) ? partsOfOthers[type] : undefined;
}
