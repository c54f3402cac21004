import type { Refusal, ServiceRule } from '../service-rule.ts';
import { policyGrammar } from '../sources.ts';
import { unreachable } from '../../../base/unreachable.ts';
import { policyChecks, type PolicyFlaw } from './policy-flaws.ts';
import { policyPlaces, type PolicyKind, type PolicyPlace } from './policy-kind.ts';
import { policiesAt } from './read-policy.ts';

/** The policies of every type that has some: a rule for each thing that may be wrong with them. */
export const policyRules: readonly ServiceRule[] = [...new Set(policyPlaces.map(({ typeName }) => typeName))].flatMap(
  (typeName) => {
    const places = policyPlaces.filter((place) => place.typeName === typeName);
    return [
      brokenText(typeName, places),
      ...policyChecks.map(({ name, source, find }): ServiceRule => ({
        typeName,
        name,
        source,
        check: (model) => {
          for (const { path, kind } of places) {
            for (const policy of policiesAt(model, path)) {
              const flaw = policy.kind === 'document' ? find(policy.map, kind) : undefined;
              if (flaw !== undefined) return refusalOf({ ...flaw, path: [...policy.path, ...flaw.path] }, kind);
            }
          }
          return undefined;
        },
      })),
    ];
  },
);

function brokenText(typeName: string, places: readonly PolicyPlace[]): ServiceRule {
  return {
    typeName,
    name: 'policy-json',
    source: policyGrammar,
    check: (model) => {
      for (const { path, kind } of places) {
        const broken = policiesAt(model, path).find((policy) => policy.kind === 'broken');
        if (broken === undefined) continue;
        return refusalOf(
          {
            path: broken.path,
            iam: 'This policy contains invalid Json',
            s3: "Policies must be valid JSON and the first byte must be '{'",
            because: 'a policy is a JSON object or the text of one',
          },
          kind,
        );
      }
      return undefined;
    },
  };
}

function refusalOf({ path, because, about, ...words }: PolicyFlaw, { dialect }: PolicyKind): Refusal {
  const message = wordsOf(words, dialect);
  const place = about === undefined ? { path } : { path, about };
  return message === undefined ? { ...place, message: because } : { ...place, message, because };
}

function wordsOf(
  { iam, s3, kms }: Pick<PolicyFlaw, 'iam' | 's3' | 'kms'>,
  dialect: PolicyKind['dialect'],
): string | undefined {
  switch (dialect) {
    case 'iam':
      return iam;
    case 's3':
      return s3;
    case 'kms':
      return kms ?? s3;
    case 'sqs':
      return 'Invalid value for the parameter Policy.';
    case 'sns':
      return 'Invalid parameter: Policy Error: null';
    default:
      return unreachable(dialect);
  }
}
