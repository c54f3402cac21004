import type { JsonObject } from '../../base/json.ts';
import { typeArn } from './type-arn.ts';

/** A type whose ARN follows from the name that its author gives. */
interface NamedType {
  /** What stands for the name in the ARN; undefined where the model lacks it. */
  readonly nameIn: (model: JsonObject) => string | undefined;
  /** The actions of the type's handlers that IAM decides by this ARN; all others take `*`. */
  readonly actions: readonly string[];
}

/**
 * Source: Service Authorization Reference, "Actions, resources, and condition keys" for Amazon SQS, Amazon SNS, AWS Systems Manager, AWS
 * Identity and Access Management, Amazon S3, Amazon DynamoDB, AWS Lambda and AWS Secrets Manager, columns "Resource types" and "ARN" (2026).
 */
const types: Readonly<Record<string, NamedType>> = {
  'AWS::SQS::Queue': {
    nameIn: ({ QueueName }) => textOf(QueueName),
    actions: [
      'sqs:CreateQueue',
      'sqs:DeleteQueue',
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
      'sqs:ListQueueTags',
      'sqs:SetQueueAttributes',
      'sqs:TagQueue',
      'sqs:UntagQueue',
    ],
  },
  'AWS::SNS::Topic': {
    nameIn: ({ TopicName }) => textOf(TopicName),
    actions: [
      'sns:CreateTopic',
      'sns:DeleteTopic',
      'sns:GetDataProtectionPolicy',
      'sns:GetTopicAttributes',
      'sns:ListSubscriptionsByTopic',
      'sns:ListTagsForResource',
      'sns:PutDataProtectionPolicy',
      'sns:SetTopicAttributes',
      'sns:Subscribe',
      'sns:TagResource',
      'sns:UntagResource',
    ],
  },
  'AWS::SSM::Parameter': {
    nameIn: ({ Name }) => textOf(Name),
    actions: [
      'ssm:AddTagsToResource',
      'ssm:DeleteParameter',
      'ssm:GetParameters',
      'ssm:ListTagsForResource',
      'ssm:PutParameter',
      'ssm:RemoveTagsFromResource',
    ],
  },
  'AWS::IAM::Role': {
    nameIn: ({ RoleName, Path }) => prefixed((textOf(Path) ?? '/').slice(1), textOf(RoleName)),
    actions: [
      'iam:AttachRolePolicy',
      'iam:CreateRole',
      'iam:DeleteRole',
      'iam:DeleteRolePermissionsBoundary',
      'iam:DeleteRolePolicy',
      'iam:DetachRolePolicy',
      'iam:GetRole',
      'iam:GetRolePolicy',
      'iam:ListAttachedRolePolicies',
      'iam:ListRolePolicies',
      'iam:PutRolePermissionsBoundary',
      'iam:PutRolePolicy',
      'iam:TagRole',
      'iam:UntagRole',
      'iam:UpdateAssumeRolePolicy',
      'iam:UpdateRole',
      'iam:UpdateRoleDescription',
    ],
  },
  'AWS::S3::Bucket': {
    nameIn: ({ BucketName }) => textOf(BucketName),
    actions: [
      's3:CreateBucket',
      's3:DeleteBucket',
      's3:DeleteBucketWebsite',
      's3:PutAccelerateConfiguration',
      's3:PutAnalyticsConfiguration',
      's3:PutBucketAcl',
      's3:PutBucketCORS',
      's3:PutBucketLogging',
      's3:PutBucketNotification',
      's3:PutBucketObjectLockConfiguration',
      's3:PutBucketOwnershipControls',
      's3:PutBucketPublicAccessBlock',
      's3:PutBucketTagging',
      's3:PutBucketVersioning',
      's3:PutBucketWebsite',
      's3:PutEncryptionConfiguration',
      's3:PutIntelligentTieringConfiguration',
      's3:PutInventoryConfiguration',
      's3:PutLifecycleConfiguration',
      's3:PutMetricsConfiguration',
      's3:PutReplicationConfiguration',
    ],
  },
  'AWS::DynamoDB::Table': {
    nameIn: ({ TableName }) => textOf(TableName),
    actions: [
      'dynamodb:CreateTable',
      'dynamodb:DeleteResourcePolicy',
      'dynamodb:DeleteTable',
      'dynamodb:DisableKinesisStreamingDestination',
      'dynamodb:EnableKinesisStreamingDestination',
      'dynamodb:PutResourcePolicy',
      'dynamodb:TagResource',
      'dynamodb:UntagResource',
      'dynamodb:UpdateContinuousBackups',
      'dynamodb:UpdateKinesisStreamingDestination',
      'dynamodb:UpdateTable',
      'dynamodb:UpdateTimeToLive',
    ],
  },
  'AWS::Lambda::Function': {
    nameIn: ({ FunctionName }) => textOf(FunctionName),
    actions: [
      'lambda:CreateFunction',
      'lambda:DeleteFunction',
      'lambda:DeleteFunctionCodeSigningConfig',
      'lambda:DeleteFunctionConcurrency',
      'lambda:PublishVersion',
      'lambda:PutFunctionCodeSigningConfig',
      'lambda:PutFunctionConcurrency',
      'lambda:TagResource',
      'lambda:UntagResource',
      'lambda:UpdateFunctionCode',
      'lambda:UpdateFunctionConfiguration',
    ],
  },
  // The service puts a hyphen and six characters behind the name. What a create takes is left to all: there is no such ARN by then.
  'AWS::SecretsManager::Secret': {
    nameIn: ({ Name }) => suffixed(textOf(Name), '-??????'),
    actions: ['secretsmanager:DeleteSecret', 'secretsmanager:UntagResource', 'secretsmanager:UpdateSecret'],
  },
};

/** The actions of a type's handlers that IAM decides by its ARN; none where the ARN does not follow from a name. */
export function actionsByArn(typeName: string): ReadonlySet<string> {
  return new Set(Object.hasOwn(types, typeName) ? types[typeName]?.actions : []);
}

/**
 * The ARN that a resource has or will have, in any account: `arn:aws:sqs:eu-west-1:*:orders`. Undefined where it does not follow from
 * what its author gives.
 */
export function namedArn(typeName: string, model: JsonObject, region: string): string | undefined {
  const named = Object.hasOwn(types, typeName) ? types[typeName] : undefined;
  const name = named?.nameIn(model);
  return name === undefined ? undefined : typeArn(typeName, name, { region, accountId: '*' });
}

/** A name without the signs that a policy reads as patterns and variables. */
function textOf(value: JsonObject[string] | undefined): string | undefined {
  return typeof value === 'string' && value !== '' && !/[*?$]/.test(value) ? value : undefined;
}

function suffixed(name: string | undefined, suffix: string): string | undefined {
  return name === undefined ? undefined : name + suffix;
}

function prefixed(prefix: string, name: string | undefined): string | undefined {
  return name === undefined ? undefined : prefix + name;
}
