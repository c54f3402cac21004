import { didYouMean, nearest } from '../../../diagnostics/did-you-mean.ts';
import { isValueMap, type ValueMap } from '../../../values/value.ts';
import { readValue } from '../reading-model.ts';
import { deployments, policyGrammar, type RuleSource } from '../sources.ts';
import { conditionOperators, statementMembers, trustActions } from './policy-grammar.ts';
import type { PolicyKind } from './policy-kind.ts';
import { has, itemsOf, memberOf, statementsOf, textsOf, type Placed } from './read-policy.ts';

/** What is wrong with a policy: the place inside of it, what IAM and S3 say, and what that means. */
export interface PolicyFlaw {
  readonly path: Placed<unknown>['path'];
  readonly iam: string;
  /** Undefined where no refusal with them is recorded. */
  readonly s3?: string;
  readonly kms?: string;
  readonly because: string;
  /** That the key at the end of the path is meant. Default: its value. */
  readonly about?: 'key';
}

export interface PolicyCheck {
  readonly name: string;
  readonly source: RuleSource;
  /** The first such flaw of a policy. */
  readonly find: (policy: ValueMap, kind: PolicyKind) => PolicyFlaw | undefined;
}

type InStatement = (statement: ValueMap, path: Placed<unknown>['path'], kind: PolicyKind) => PolicyFlaw | undefined;

const syntax = 'Syntax errors in policy.';
const legacy = 'The policy failed legacy parsing';

function check(name: string, source: RuleSource, find: PolicyCheck['find']): PolicyCheck {
  return { name, source, find };
}

function eachStatement(name: string, source: RuleSource, find: InStatement): PolicyCheck {
  return check(name, source, (policy, kind) => {
    for (const { value, path } of statementsOf(policy)) {
      const flaw = find(value, path, kind);
      if (flaw !== undefined) return flaw;
    }
    return undefined;
  });
}

/** What may be wrong with a policy, from the outermost inwards. */
export const policyChecks: readonly PolicyCheck[] = [
  check('policy-elements', deployments, (policy) => {
    const wrong = Object.keys(policy).find((key) => !['Version', 'Id', 'Statement'].includes(key));
    return wrong === undefined
      ? undefined
      : {
          path: [wrong],
          about: 'key',
          iam: syntax,
          s3: `Unknown field ${wrong}`,
          because: `${JSON.stringify(wrong)} is not an element of a policy: use Version, Id and Statement`,
        };
  }),
  check('policy-version', deployments, (policy) => {
    const version = memberOf(policy, 'Version');
    const reading = version === undefined ? undefined : readValue(version);
    if (reading?.kind !== 'known' || ['2012-10-17', '2008-10-17'].includes(reading.shown)) return undefined;
    return {
      path: ['Version'],
      iam: syntax,
      s3: 'The policy must contain a valid version string',
      because: 'the versions of the policy language are 2012-10-17 and 2008-10-17',
    };
  }),
  check('policy-statement', deployments, (policy) => {
    const isEmpty = itemsOf(policy, 'Statement', []).length === 0;
    const odd = itemsOf(policy, 'Statement', []).find(
      ({ value }) => !isValueMap(value) && readValue(value).kind === 'known',
    );
    if (!isEmpty && odd === undefined) return undefined;
    return {
      path: odd?.path ?? (has(policy, 'Statement') ? ['Statement'] : []),
      iam: syntax,
      s3: has(policy, 'Statement')
        ? 'Could not parse the policy: Statement is empty!'
        : 'Missing required field Statement',
      because: odd === undefined ? 'a policy needs at least one statement' : 'a statement is an object',
    };
  }),
  eachStatement('statement-elements', deployments, (statement, path) => {
    const wrong = Object.keys(statement).find((key) => !statementMembers.includes(key));
    return wrong === undefined
      ? undefined
      : {
          path: [...path, wrong],
          about: 'key',
          iam: syntax,
          s3: `Unknown field ${wrong}`,
          because:
            didYouMean(wrong, statementMembers) ??
            `${JSON.stringify(wrong)} is not an element of a statement: use ${statementMembers.join(', ')}`,
        };
  }),
  eachStatement('statement-effect', deployments, (statement, path) => {
    const effect = memberOf(statement, 'Effect');
    const because = 'a statement needs the Effect Allow or Deny, with these capitals';
    if (effect === undefined && misspells(statement, 'Effect')) return undefined;
    if (effect === undefined) return { path, iam: syntax, s3: 'Missing required field Effect', because };
    const reading = readValue(effect);
    if (reading.kind !== 'known' || ['Allow', 'Deny'].includes(reading.shown)) return undefined;
    return { path: [...path, 'Effect'], iam: legacy, s3: `Invalid effect: ${reading.shown}`, because };
  }),
  eachStatement('statement-exclusive', deployments, (statement, path) => {
    const pair = ['Action', 'Resource', 'Principal'].find(
      (name) => has(statement, name) && has(statement, `Not${name}`),
    );
    return pair === undefined
      ? undefined
      : {
          path: [...path, `Not${pair}`],
          iam: syntax,
          because: `a statement has ${pair} or Not${pair}, not both`,
        };
  }),
  eachStatement('statement-actions', deployments, (statement, path, { isTrust }) =>
    itemsOf(statement, 'Action', []).length > 0 ||
    itemsOf(statement, 'NotAction', []).length > 0 ||
    misspells(statement, 'Action', 'NotAction')
      ? undefined
      : {
          path,
          iam: isTrust ? 'Missing required field Action' : 'Policy statement must contain actions.',
          s3: 'Missing required field Action',
          because: 'a statement needs Action or NotAction',
        },
  ),
  eachStatement('statement-resources', deployments, (statement, path, { resource }) => {
    const given = ['Resource', 'NotResource'].find((name) => has(statement, name));
    if (resource === 'forbidden' && given !== undefined) {
      const words = `Has prohibited field ${given}`;
      const because = 'a trust policy is about its own role: leave the resource out';
      return { path: [...path, given], iam: words, s3: words, because };
    }
    if (resource !== 'required' || given !== undefined || misspells(statement, 'Resource', 'NotResource')) {
      return undefined;
    }
    return {
      path,
      iam: 'Policy statement must contain resources.',
      s3: 'Missing required field Resource',
      because: 'a statement needs Resource or NotResource',
    };
  }),
  eachStatement('statement-principals', deployments, (statement, path, { principal }) => {
    const given = ['Principal', 'NotPrincipal'].find((name) => has(statement, name));
    if (principal === 'forbidden' && given !== undefined) {
      const words = 'Policy document should not specify a principal.';
      const because = 'the policy of an identity is about that identity: leave the principal out';
      return { path: [...path, given], iam: words, s3: words, because };
    }
    if (principal !== 'required' || given !== undefined || misspells(statement, 'Principal', 'NotPrincipal')) {
      return undefined;
    }
    return {
      path,
      iam: 'Missing required field Principal',
      s3: 'Missing required field Principal',
      kms: 'Policy contains a statement with no principal.',
      because: 'a statement of such a policy needs Principal or NotPrincipal',
    };
  }),
  check('statement-sids', deployments, (policy, { dialect }) => {
    if (dialect !== 'iam') return undefined;
    const seen = new Set<string>();
    for (const { value, path } of statementsOf(policy)) {
      for (const sid of textsOf(value, 'Sid', path)) {
        if (!/^[0-9A-Za-z]*$/.test(sid.value)) {
          const words =
            'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*';
          return { path: sid.path, iam: words, s3: words, because: 'use letters and digits only' };
        }
        if (sid.value !== '' && seen.has(sid.value)) {
          const words = 'Statement IDs (SID) in a single policy must be unique.';
          return { path: sid.path, iam: words, s3: words, because: `two statements have the Sid ${sid.shown}` };
        }
        seen.add(sid.value);
      }
    }
    return undefined;
  }),
  eachStatement('action-syntax', deployments, (statement, path) => {
    for (const name of ['Action', 'NotAction']) {
      for (const action of textsOf(statement, name, path)) {
        const words = actionWords(action.value);
        if (words === undefined) continue;
        return {
          path: action.path,
          iam: words,
          s3: 'Policy has invalid action',
          because: `an action is * or service:Action, not ${action.shown}`,
        };
      }
    }
    return undefined;
  }),
  eachStatement('trust-actions', deployments, (statement, path, { isTrust }) => {
    if (!isTrust) return undefined;
    const wrong = textsOf(statement, 'Action', path).find(
      ({ value }) => !trustActions.includes(value.toLowerCase()) && actionWords(value) === undefined,
    );
    if (wrong === undefined) return undefined;
    const words = 'AssumeRole policy may only specify STS AssumeRole actions.';
    return {
      path: wrong.path,
      iam: words,
      s3: words,
      because: `use sts:AssumeRole or one of its relatives, not ${wrong.shown}`,
    };
  }),
  eachStatement('resource-syntax', deployments, (statement, path, { dialect }) => {
    if (dialect !== 'iam') return undefined;
    for (const name of ['Resource', 'NotResource']) {
      for (const { value, shown, path: at } of textsOf(statement, name, path)) {
        // Wildcards and variables may stand for any part.
        if (/[*?$]/.test(value)) continue;
        const because = `an ARN is arn:partition:service:region:account:resource, not ${shown}`;
        if (!value.startsWith('arn:')) {
          const words = `Resource ${shown} must be in ARN format or "*".`;
          return { path: at, iam: words, s3: words, because };
        }
        if (value.split(':').length < 6) return { path: at, iam: legacy, s3: legacy, because };
      }
    }
    return undefined;
  }),
  eachStatement('principal-syntax', deployments, (statement, path, kind) => {
    for (const name of ['Principal', 'NotPrincipal']) {
      const principal = memberOf(statement, name);
      if (principal === undefined || kind.principal === 'forbidden') continue;
      const flaw = isValueMap(principal)
        ? principalFlaw(principal, [...path, name])
        : barePrincipalFlaw(readValue(principal), [...path, name], kind);
      if (flaw !== undefined) return flaw;
    }
    return undefined;
  }),
  eachStatement('condition-operators', deployments, (statement, path) => {
    const condition = memberOf(statement, 'Condition');
    if (condition === undefined || !isValueMap(condition)) return undefined;
    const wrong = Object.keys(condition).find((operator) => !isOperator(operator));
    return wrong === undefined
      ? undefined
      : {
          path: [...path, 'Condition', wrong],
          about: 'key',
          iam: syntax,
          s3: `Invalid Condition type : ${wrong}`,
          because: `${JSON.stringify(wrong)} is not a condition operator`,
        };
  }),
  eachStatement('condition-values', policyGrammar, (statement, path) => {
    const condition = memberOf(statement, 'Condition');
    if (condition === undefined) return undefined;
    const because = 'a condition is {"Operator": {"key": "value or list"}}';
    const flaw = (...at: readonly string[]): PolicyFlaw => ({
      path: [...path, 'Condition', ...at],
      iam: syntax,
      because,
    });
    if (!isValueMap(condition)) return readValue(condition).kind === 'known' ? flaw() : undefined;
    for (const [operator, keys] of Object.entries(condition)) {
      if (!isValueMap(keys)) {
        if (readValue(keys).kind === 'known') return flaw(operator);
        continue;
      }
      const odd = Object.keys(keys).find((key) => isValueMap(keys[key] ?? null));
      if (odd !== undefined) return flaw(operator, odd);
    }
    return undefined;
  }),
  eachStatement('cognito-trust-condition', deployments, (statement, path, { isTrust }) => {
    const principal = memberOf(statement, 'Principal');
    if (!isTrust || principal === undefined || !isValueMap(principal) || has(statement, 'Condition')) return undefined;
    const cognito = textsOf(principal, 'Federated', [...path, 'Principal']).find(
      ({ value }) => value === 'cognito-identity.amazonaws.com',
    );
    if (cognito === undefined) return undefined;
    const words = 'A condition block must be present for the Cognito provider';
    const because = 'without a condition every identity pool of every account could assume the role';
    return { path: cognito.path, iam: words, s3: words, because };
  }),
];

/** Whether a statement has what these names most likely mean under another one: that is said already. */
function misspells(statement: ValueMap, ...names: readonly string[]): boolean {
  return Object.keys(statement).some(
    (key) => !statementMembers.includes(key) && names.some((name) => nearest(key, statementMembers).includes(name)),
  );
}

function actionWords(action: string): string | undefined {
  if (action === '*' || /[$]\{/.test(action)) return undefined;
  const [vendor = '', ...rest] = action.split(':');
  if (rest.length === 0) return 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
  if (rest.length > 1) return 'Actions/Condition can contain only one colon.';
  return /[*?]/.test(vendor) ? 'Action vendors (e.g., aws, ec2, etc.) must not contain wildcards.' : undefined;
}

function isOperator(name: string): boolean {
  const bare = name.replace(/^(ForAllValues|ForAnyValue):/i, '');
  const base = bare.replace(/IfExists$/i, '');
  return conditionOperators.has(base.toLowerCase()) && !(base.toLowerCase() === 'null' && base !== bare);
}

const principalKinds = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

function principalFlaw(principal: ValueMap, path: Placed<unknown>['path']): PolicyFlaw | undefined {
  const odd = Object.keys(principal).find((key) => !principalKinds.includes(key));
  if (odd !== undefined) {
    const because = `${JSON.stringify(odd)} is not a kind of principal: use ${principalKinds.join(', ')}`;
    return { path: [...path, odd], iam: 'Invalid principal in policy', s3: 'Invalid principal in policy', because };
  }
  for (const { value, shown, path: at } of textsOf(principal, 'AWS', path)) {
    // Identifiers of deleted roles and users are kept as AROA… and AIDA….
    if (value === '*' || /^\d{4}-?\d{4}-?\d{4}$|^arn:|^A[A-Z0-9]{15,}$/.test(value)) continue;
    const words = `Invalid principal in policy: "AWS":"${shown}"`;
    return { path: at, iam: words, s3: 'Invalid principal in policy', because: 'use an account ID, an ARN or *' };
  }
  for (const { value, shown, path: at } of textsOf(principal, 'Service', path)) {
    if (/^[\w-]+(\.[\w-]+)+$/.test(value)) continue;
    const words = `Invalid principal in policy: "SERVICE":"${shown}"`;
    return {
      path: at,
      iam: words,
      s3: 'Invalid principal in policy',
      because: 'use a name such as lambda.amazonaws.com',
    };
  }
  return undefined;
}

/** `"Principal": "*"` means everybody; a trust policy wants to know of which kind. */
function barePrincipalFlaw(
  reading: ReturnType<typeof readValue>,
  path: Placed<unknown>['path'],
  { isTrust }: PolicyKind,
): PolicyFlaw | undefined {
  if (reading.kind !== 'known' || (reading.value === '*' && !isTrust)) return undefined;
  return {
    path,
    iam: 'AssumeRolepolicy contained an invalid principal',
    s3: 'Invalid principal in policy',
    because: 'a principal is an object such as {"Service": "lambda.amazonaws.com"} or {"AWS": "*"}',
  };
}
