/** How a service refuses what refers to something of IAM that it does not know yet, though IAM has it. The same request succeeds seconds later. */
export interface LateIam {
  /** A type, or the types of a service: `AWS::Lambda::`. */
  readonly types: string;
  /** What is too young: the role, user or profile itself, what it is allowed to do, or a key of KMS. */
  readonly about: 'identity' | 'permissions' | 'key';
  /** HandlerErrorCode of the FAILED event. */
  readonly code: 'InvalidRequest' | 'NotFound';
  /** Part of the message. The same words also mean a mistake that lasts. */
  readonly words: string;
}

/**
 * Words of refusals as they were reported through Cloud Control and CloudFormation: hashicorp/terraform-provider-awscc#172, #221,
 * pulumi/pulumi-aws-native#125, #148, and those that Terraform's AWS provider and go-to-k/cdkd send again for. As a rule it takes 7 to 12
 * seconds; Terraform waits up to two minutes.
 */
export const lateIam: readonly LateIam[] = [
  of('AWS::Lambda::', 'The role defined for the function cannot be assumed by Lambda.'),
  of('AWS::Lambda::', 'The provided execution role does not have permissions', 'permissions'),
  of('AWS::Lambda::', 'KMS key is invalid for CreateGrant', 'key'),
  of('AWS::KMS::', 'Policy contains a statement with one or more invalid principals'),
  of('AWS::S3::', 'Invalid principal in policy'),
  of('AWS::SNS::', 'Policy Error: PrincipalNotFound'),
  of('AWS::SNS::', 'is not a valid role to allow SNS', 'permissions'),
  of('AWS::SQS::', 'Invalid value for the parameter Policy'),
  of('AWS::StepFunctions::', 'is not authorized to assume the provided role'),
  of('AWS::EC2::', 'Invalid IAM Instance Profile'),
  of('AWS::EMR::', 'Invalid InstanceProfile'),
  of('AWS::EMR::', 'Failed to authorize instance profile', 'permissions'),
  of('AWS::CodeDeploy::', 'does not give you the permissions required to assume the role'),
  of('AWS::ECS::', 'Caught ServiceAccessDeniedException', 'permissions'),
  of('AWS::Glue::', 'is unable to assume provided role'),
  of('AWS::KinesisFirehose::', 'Firehose is unable to assume role'),
  of('AWS::CloudTrail::', 'Verify in IAM that the role has adequate trust relationships'),
  of('AWS::RDS::', 'required permissions for: ENHANCED_MONITORING'),
  { types: 'AWS::IAM::', about: 'identity', code: 'NotFound', words: 'The user with name' },
];

/** How long after a change its refusals may still pass by themselves, in milliseconds: Terraform's longest wait for IAM. */
export const lateIamMs = 120_000;

/** The data by which a refusal of a type may pass by itself; undefined where it is final. */
export function lateIamIn(
  typeName: string,
  refusal: { readonly code: string | undefined; readonly message: string },
): LateIam | undefined {
  return lateIam.find(
    ({ types, code, words }) =>
      (typeName === types || typeName.startsWith(types)) && code === refusal.code && refusal.message.includes(words),
  );
}

function of(types: string, words: string, about: LateIam['about'] = 'identity'): LateIam {
  return { types, about, code: 'InvalidRequest', words };
}
