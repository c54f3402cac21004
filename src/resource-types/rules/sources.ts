/** How it is known that a service refuses something. */
export interface RuleSource {
  /** `recorded`: a deployment to AWS was refused with these words. `documented`: AWS's documentation or the model of the service's API. */
  readonly kind: 'recorded' | 'documented';
  readonly title: string;
  readonly url: string;
}

/** Refusals of real deployments, September 2026, collected by cdk-preflight 0.0.143 (Apache-2.0). */
export const deployments: RuleSource = {
  kind: 'recorded',
  title: 'deployments collected by cdk-preflight 0.0.143, September 2026',
  url: 'https://www.npmjs.com/package/cdk-preflight/v/0.0.143',
};

function documented(title: string, url: string): RuleSource {
  return { kind: 'documented', title, url };
}

const docs = 'https://docs.aws.amazon.com';

export const cognitoApi = documented(
  'API model of Cognito user pools',
  `${docs}/cognito-user-identity-pools/latest/APIReference/Welcome.html`,
);
export const cognitoGuide = documented(
  'Cognito developer guide',
  `${docs}/cognito/latest/developerguide/what-is-amazon-cognito.html`,
);
export const policyGrammar = documented(
  'grammar of the IAM JSON policy language',
  `${docs}/IAM/latest/UserGuide/reference_policies_grammar.html`,
);
export const s3Api = documented(
  'S3 user guide, naming rules',
  `${docs}/AmazonS3/latest/userguide/bucketnamingrules.html`,
);
export const s3Errors = documented('S3 API, error responses', `${docs}/AmazonS3/latest/API/ErrorResponses.html`);
export const sqsApi = documented(
  'SQS API, CreateQueue',
  `${docs}/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html`,
);
export const snsApi = documented('SNS API, CreateTopic', `${docs}/sns/latest/api/API_CreateTopic.html`);
export const lambdaApi = documented('Lambda API, CreateFunction', `${docs}/lambda/latest/api/API_CreateFunction.html`);
export const lambdaMappingApi = documented(
  'Lambda API, CreateEventSourceMapping',
  `${docs}/lambda/latest/api/API_CreateEventSourceMapping.html`,
);
export const dynamoDbApi = documented(
  'DynamoDB API, CreateTable',
  `${docs}/amazondynamodb/latest/APIReference/API_CreateTable.html`,
);
export const ssmApi = documented(
  'Systems Manager API, PutParameter',
  `${docs}/systems-manager/latest/APIReference/API_PutParameter.html`,
);
export const iamApi = documented('IAM API, CreateRole', `${docs}/IAM/latest/APIReference/API_CreateRole.html`);
export const kmsApi = documented('KMS API, PutKeyPolicy', `${docs}/kms/latest/APIReference/API_PutKeyPolicy.html`);
export const logsApi = documented(
  'CloudWatch Logs API, DeleteLogGroup',
  `${docs}/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogGroup.html`,
);
export const ec2Api = documented('EC2 API, error codes', `${docs}/ec2/latest/devguide/ec2-api-troubleshooting.html`);
