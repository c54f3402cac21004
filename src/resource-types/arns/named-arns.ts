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
 * Source: Service Authorization Reference, "Actions, resources, and condition keys" for Amazon SQS, Amazon SNS, AWS Systems Manager and
 * AWS Identity and Access Management, columns "Resource types" and "ARN" (2026).
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

function prefixed(prefix: string, name: string | undefined): string | undefined {
  return name === undefined ? undefined : prefix + name;
}
