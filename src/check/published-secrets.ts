import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { findProperty } from '../resource-types/find-property.ts';
import { matchesAny } from '../resource-types/match-path.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import { publishedPrefix } from '../stack/publish-exports.ts';
import { shortFormProps } from '../stack/short-form-source.ts';
import type { Stack } from '../stack/stack.ts';
import { holdsSecret } from '../values/reading.ts';
import type { Survey, SurveyedResource } from './prepare-queries.ts';

/** Secrets among the exports that a stack publishes: whoever may read parameters would read them. */
export function publishedSecrets(stack: Stack, survey: Survey): readonly Diagnostic[] {
  if (stack.manifest.publishExports === undefined) return [];
  return survey.resources
    .filter(({ resource, isSkipped }) => !isSkipped && resource.name.startsWith(publishedPrefix))
    .filter((surveyed) => isSecret(surveyed, stack, survey))
    .map(({ resource: { name, manifest } }) =>
      mistake(
        'manifest/secret-export',
        `the export "${name.slice(publishedPrefix.length)}" is secret, and exports are published`,
        {
          at: manifest.at,
          help: 'remove it from the exports; to share it, keep it in Secrets Manager, where other stacks read it with secret()',
        },
      ),
    );
}

function isSecret({ resource, scope }: SurveyedResource, { graph }: Stack, survey: Survey): boolean {
  const properties = scope.resource?.props.get(shortFormProps.properties);
  if (properties !== undefined && holdsSecret(properties)) return true;
  return graph.edgesFrom(resource.name).some(({ to, uses }) => {
    const giver = survey.resources.find((one) => one.resource.name === to);
    const type = giver === undefined ? undefined : typeOf(giver);
    const names = new Set(uses.flatMap(({ path }) => path));
    return (
      type !== undefined &&
      (giver?.resource.manifest.exports ?? []).some(
        ({ name, column }) => names.has(name) && isSecretProperty(type, column),
      )
    );
  });
}

function typeOf({ queries }: SurveyedResource): ResourceType | undefined {
  const operations = queries.flatMap(({ prepared }) =>
    prepared.kind === 'prepared' ? prepared.statements.flatMap(({ operation }) => operation ?? []) : [],
  );
  return operations.find((operation) => operation.kind === 'create')?.type;
}

function isSecretProperty(type: ResourceType, column: string): boolean {
  const property = findProperty(type, column);
  return property !== undefined && matchesAny(type.secret, [property.name]);
}
