import type { ValueMap } from '../../../src/values/value.ts';
import {
  policyPlaces,
  type PolicyKind,
  type PolicyPlace,
} from '../../../src/resource-types/rules/policy/policy-kind.ts';
import type { RuleCase } from './rule-case.ts';

type Path = RuleCase['path'];

/** A statement that every service accepts in a policy of this kind. */
function statement(kind: PolicyKind, changes: ValueMap = {}): ValueMap {
  const action = { iam: 's3:GetObject', s3: 's3:GetObject', sqs: 'sqs:SendMessage', sns: 'sns:Publish', kms: 'kms:*' };
  return {
    Effect: 'Allow',
    Action: kind.isTrust ? 'sts:AssumeRole' : action[kind.dialect],
    ...(kind.principal === 'required' ? { Principal: { Service: 'events.amazonaws.com' } } : {}),
    ...(kind.resource === 'forbidden' ? {} : { Resource: '*' }),
    ...changes,
  };
}

interface Flaw {
  readonly rule: string;
  readonly policy: (kind: PolicyKind) => ValueMap | string;
  /** Inside the policy. */
  readonly path: Path;
  readonly words: Readonly<Partial<Record<'iam' | 's3' | 'kms', string>>>;
  readonly because: string;
  readonly isFor?: (kind: PolicyKind) => boolean;
}

const of = (...statements: readonly ValueMap[]): ValueMap => ({ Version: '2012-10-17', Statement: statements });
const isIam = ({ dialect }: PolicyKind): boolean => dialect === 'iam';
const isIdentity = ({ principal }: PolicyKind): boolean => principal === 'forbidden';
const isTrust = (kind: PolicyKind): boolean => kind.isTrust;
const syntax = 'Syntax errors in policy.';
const members = 'Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition';

const flaws: readonly Flaw[] = [
  {
    rule: 'policy-json',
    policy: () => '{"Version": }',
    path: [],
    words: {
      iam: 'This policy contains invalid Json',
      s3: "Policies must be valid JSON and the first byte must be '{'",
    },
    because: 'a policy is a JSON object or the text of one',
  },
  {
    rule: 'policy-elements',
    policy: (kind) => ({ ...of(statement(kind)), Statements: [] }),
    path: ['Statements'],
    words: { iam: syntax, s3: 'Unknown field Statements' },
    because: '"Statements" is not an element of a policy: use Version, Id and Statement',
  },
  {
    rule: 'policy-version',
    policy: (kind) => ({ ...of(statement(kind)), Version: '2012-10-18' }),
    path: ['Version'],
    words: { iam: syntax, s3: 'The policy must contain a valid version string' },
    because: 'the versions of the policy language are 2012-10-17 and 2008-10-17',
  },
  {
    rule: 'policy-statement',
    policy: () => of(),
    path: ['Statement'],
    words: { iam: syntax, s3: 'Could not parse the policy: Statement is empty!' },
    because: 'a policy needs at least one statement',
  },
  {
    rule: 'policy-statement',
    policy: () => ({ Version: '2012-10-17' }),
    path: [],
    words: { iam: syntax, s3: 'Missing required field Statement' },
    because: 'a policy needs at least one statement',
  },
  {
    rule: 'statement-elements',
    policy: (kind) => of(statement(kind), statement(kind, { Actions: 's3:GetObject' })),
    path: ['Statement', 1, 'Actions'],
    words: { iam: syntax, s3: 'Unknown field Actions' },
    because: 'did you mean "Action"?',
  },
  {
    rule: 'statement-elements',
    policy: (kind) => of(statement(kind, { Comment: 'ours' })),
    path: ['Statement', 0, 'Comment'],
    words: { iam: syntax, s3: 'Unknown field Comment' },
    because: `"Comment" is not an element of a statement: use ${members}`,
  },
  {
    rule: 'statement-effect',
    policy: (kind) => of(statement(kind, { Effect: 'allow' })),
    path: ['Statement', 0, 'Effect'],
    words: { iam: 'The policy failed legacy parsing', s3: 'Invalid effect: allow' },
    because: 'a statement needs the Effect Allow or Deny, with these capitals',
  },
  {
    rule: 'statement-exclusive',
    policy: (kind) => of(statement(kind, { NotAction: 's3:PutObject' })),
    path: ['Statement', 0, 'NotAction'],
    words: { iam: syntax },
    because: 'a statement has Action or NotAction, not both',
  },
  {
    rule: 'statement-actions',
    policy: (kind) => of(statement(kind), statement(kind, { Action: [] })),
    path: ['Statement', 1],
    words: { iam: 'Policy statement must contain actions.', s3: 'Missing required field Action' },
    because: 'a statement needs Action or NotAction',
    isFor: (kind) => !kind.isTrust,
  },
  {
    rule: 'statement-actions',
    policy: (kind) => of(statement(kind, { Action: null })),
    path: ['Statement', 0],
    words: { iam: 'Missing required field Action' },
    because: 'a statement needs Action or NotAction',
    isFor: isTrust,
  },
  {
    rule: 'statement-resources',
    policy: (kind) => of(statement(kind, { Resource: '*' })),
    path: ['Statement', 0, 'Resource'],
    words: { iam: 'Has prohibited field Resource' },
    because: 'a trust policy is about its own role: leave the resource out',
    isFor: isTrust,
  },
  {
    rule: 'statement-resources',
    policy: (kind) => of(statement(kind, { Resource: null })),
    path: ['Statement', 0],
    words: { iam: 'Policy statement must contain resources.', s3: 'Missing required field Resource' },
    because: 'a statement needs Resource or NotResource',
    isFor: ({ resource }) => resource === 'required',
  },
  {
    rule: 'statement-principals',
    policy: (kind) => of(statement(kind, { Principal: '*' })),
    path: ['Statement', 0, 'Principal'],
    words: { iam: 'Policy document should not specify a principal.' },
    because: 'the policy of an identity is about that identity: leave the principal out',
    isFor: isIdentity,
  },
  {
    rule: 'statement-principals',
    policy: (kind) => of(statement(kind, { Principal: null })),
    path: ['Statement', 0],
    words: {
      iam: 'Missing required field Principal',
      s3: 'Missing required field Principal',
      kms: 'Policy contains a statement with no principal.',
    },
    because: 'a statement of such a policy needs Principal or NotPrincipal',
    isFor: ({ principal }) => principal === 'required',
  },
  {
    rule: 'statement-sids',
    policy: (kind) => of(statement(kind, { Sid: 'Read1' }), statement(kind, { Sid: 'Read1' })),
    path: ['Statement', 1, 'Sid'],
    words: { iam: 'Statement IDs (SID) in a single policy must be unique.' },
    because: 'two statements have the Sid Read1',
    isFor: isIam,
  },
  {
    rule: 'statement-sids',
    policy: (kind) => of(statement(kind, { Sid: 'read-it' })),
    path: ['Statement', 0, 'Sid'],
    words: {
      iam: 'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
    },
    because: 'use letters and digits only',
    isFor: isIam,
  },
  {
    rule: 'action-syntax',
    policy: (kind) => of(statement(kind, { Action: ['s3:GetObject', 'GetObject'] })),
    path: ['Statement', 0, 'Action', 1],
    words: {
      iam: 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
      s3: 'Policy has invalid action',
    },
    because: 'an action is * or service:Action, not GetObject',
    isFor: (kind) => !kind.isTrust,
  },
  {
    rule: 'trust-actions',
    policy: (kind) => of(statement(kind, { Action: ['sts:AssumeRole', 'sts:*'] })),
    path: ['Statement', 0, 'Action', 1],
    words: { iam: 'AssumeRole policy may only specify STS AssumeRole actions.' },
    because: 'use sts:AssumeRole or one of its relatives, not sts:*',
    isFor: isTrust,
  },
  {
    rule: 'resource-syntax',
    policy: (kind) => of(statement(kind, { Resource: ['arn:aws:s3:::reports/*', 'reports'] })),
    path: ['Statement', 0, 'Resource', 1],
    words: { iam: 'Resource reports must be in ARN format or "*".' },
    because: 'an ARN is arn:partition:service:region:account:resource, not reports',
    isFor: isIdentity,
  },
  {
    rule: 'principal-syntax',
    policy: (kind) => of(statement(kind, { Principal: { AWS: ['111122223333', 'root'] } })),
    path: ['Statement', 0, 'Principal', 'AWS', 1],
    words: { iam: 'Invalid principal in policy: "AWS":"root"', s3: 'Invalid principal in policy' },
    because: 'use an account ID, an ARN or *',
    isFor: ({ principal }) => principal === 'required',
  },
  {
    rule: 'principal-syntax',
    policy: (kind) => of(statement(kind, { Principal: '*' })),
    path: ['Statement', 0, 'Principal'],
    words: { iam: 'AssumeRolepolicy contained an invalid principal' },
    because: 'a principal is an object such as {"Service": "lambda.amazonaws.com"} or {"AWS": "*"}',
    isFor: isTrust,
  },
  {
    rule: 'condition-operators',
    policy: (kind) => of(statement(kind, { Condition: { StringEqual: { 'aws:PrincipalOrgID': 'o-1' } } })),
    path: ['Statement', 0, 'Condition', 'StringEqual'],
    words: { iam: syntax, s3: 'Invalid Condition type : StringEqual' },
    because: '"StringEqual" is not a condition operator',
  },
  {
    rule: 'condition-values',
    policy: (kind) => of(statement(kind, { Condition: { StringEquals: 'o-1' } })),
    path: ['Statement', 0, 'Condition', 'StringEquals'],
    words: { iam: syntax },
    because: 'a condition is {"Operator": {"key": "value or list"}}',
  },
  {
    rule: 'cognito-trust-condition',
    policy: (kind) =>
      of(
        statement(kind, {
          Action: 'sts:AssumeRoleWithWebIdentity',
          Principal: { Federated: 'cognito-identity.amazonaws.com' },
        }),
      ),
    path: ['Statement', 0, 'Principal', 'Federated'],
    words: { iam: 'A condition block must be present for the Cognito provider' },
    because: 'without a condition every identity pool of every account could assume the role',
    isFor: isTrust,
  },
];

/** Rules that a type of this kind has and cannot break. */
const idle: Readonly<Record<string, (kind: PolicyKind) => boolean>> = {
  'statement-resources': ({ resource }) => resource === 'optional',
  'statement-sids': (kind) => !isIam(kind),
  'trust-actions': (kind) => !kind.isTrust,
  'resource-syntax': (kind) => !isIdentity(kind),
  'principal-syntax': isIdentity,
  'cognito-trust-condition': (kind) => !kind.isTrust,
};

/** Every flaw at every place where it can be. */
export function policyCases(typeName: string): readonly RuleCase[] {
  return policyPlaces
    .filter((place) => place.typeName === typeName)
    .flatMap((place) => flaws.filter(({ isFor }) => isFor?.(place.kind) !== false).map((flaw) => caseOf(place, flaw)));
}

function caseOf(place: PolicyPlace, { rule, policy, path, words, because }: Flaw): RuleCase {
  const { kind } = place;
  const everything = { sqs: 'Invalid value for the parameter Policy.', sns: 'Invalid parameter: Policy Error: null' };
  const own = { iam: words.iam, s3: words.s3, kms: words.kms ?? words.s3, ...everything }[kind.dialect];
  return {
    rule,
    refused: modelWith(place, policy(kind)),
    kept: modelWith(place, of(statement(kind))),
    message: own ?? because,
    path: [...place.path.map((part) => (part === '*' ? 0 : part)), ...path],
    ...(own === undefined ? {} : { because }),
  };
}

function modelWith({ path: [name = '', ...rest] }: PolicyPlace, policy: ValueMap | string): ValueMap {
  return { [name]: rest.length === 0 ? policy : [{ PolicyName: 'p', [rest[1] ?? '']: policy }] };
}

/** The rules of a type that no policy of it can break. */
export function idlePolicyRules(typeName: string): readonly string[] {
  const kinds = policyPlaces.filter((place) => place.typeName === typeName).map(({ kind }) => kind);
  return kinds.length === 0 ? [] : Object.keys(idle).filter((rule) => kinds.every((kind) => idle[rule]?.(kind)));
}
