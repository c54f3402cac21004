/** What a service demands of the policies of one place, and in whose words it refuses them. */
export interface PolicyKind {
  /** IAM names what is wrong in words of its own, S3 in those of a second validator, SQS and SNS in one sentence for everything. */
  readonly dialect: 'iam' | 's3' | 'sqs' | 'sns' | 'kms';
  readonly principal: 'required' | 'forbidden';
  readonly resource: 'required' | 'forbidden' | 'optional';
  /** Says who may assume a role. */
  readonly isTrust: boolean;
}

/** What an identity may do. */
export const identityPolicy: PolicyKind = {
  dialect: 'iam',
  principal: 'forbidden',
  resource: 'required',
  isTrust: false,
};
export const trustPolicy: PolicyKind = { dialect: 'iam', principal: 'required', resource: 'forbidden', isTrust: true };
export const bucketPolicy: PolicyKind = { dialect: 's3', principal: 'required', resource: 'required', isTrust: false };
export const queuePolicy: PolicyKind = { dialect: 'sqs', principal: 'required', resource: 'optional', isTrust: false };
export const topicPolicy: PolicyKind = { dialect: 'sns', principal: 'required', resource: 'optional', isTrust: false };
export const keyPolicy: PolicyKind = { dialect: 'kms', principal: 'required', resource: 'required', isTrust: false };

export interface PolicyPlace {
  readonly typeName: string;
  /** `*` stands for the items of a list. */
  readonly path: readonly string[];
  readonly kind: PolicyKind;
}

const document = ['PolicyDocument'];
const inline = ['Policies', '*', 'PolicyDocument'];

/** Where policies stand. */
export const policyPlaces: readonly PolicyPlace[] = [
  { typeName: 'AWS::IAM::Role', path: ['AssumeRolePolicyDocument'], kind: trustPolicy },
  { typeName: 'AWS::IAM::Role', path: inline, kind: identityPolicy },
  { typeName: 'AWS::IAM::RolePolicy', path: document, kind: identityPolicy },
  { typeName: 'AWS::IAM::ManagedPolicy', path: document, kind: identityPolicy },
  { typeName: 'AWS::IAM::User', path: inline, kind: identityPolicy },
  { typeName: 'AWS::IAM::UserPolicy', path: document, kind: identityPolicy },
  { typeName: 'AWS::IAM::Group', path: inline, kind: identityPolicy },
  { typeName: 'AWS::IAM::GroupPolicy', path: document, kind: identityPolicy },
  { typeName: 'AWS::S3::BucketPolicy', path: document, kind: bucketPolicy },
  { typeName: 'AWS::SQS::QueuePolicy', path: document, kind: queuePolicy },
  { typeName: 'AWS::SQS::QueueInlinePolicy', path: document, kind: queuePolicy },
  { typeName: 'AWS::SNS::TopicPolicy', path: document, kind: topicPolicy },
  { typeName: 'AWS::SNS::TopicInlinePolicy', path: document, kind: topicPolicy },
  { typeName: 'AWS::KMS::Key', path: ['KeyPolicy'], kind: keyPolicy },
  { typeName: 'AWS::KMS::ReplicaKey', path: ['KeyPolicy'], kind: keyPolicy },
];
