import type { JsonObject } from '../../base/json.ts';
import type { Survey } from '../../check/prepare-queries.ts';
import { warning, type Diagnostic, type Parsed } from '../../diagnostics/diagnostic.ts';
import { isSecretPath } from '../../resource-types/secret-path.ts';
import type { Stack } from '../../stack/stack.ts';
import { isKnown, plainText, reveal } from '../../values/reading.ts';
import { outputsOf } from './template-outputs.ts';
import { TemplateParameters } from './template-parameters.ts';
import { resourcesInTemplate } from './resources-in-template.ts';
import { referenceOf, type TemplateResource } from './template-reference.ts';
import { writeResource } from './write-resource.ts';
import type { ValueTools } from './write-value.ts';

/**
 * The stack in one environment as a CloudFormation template. References between resources are `Ref`, `Fn::GetAtt` and `Fn::Sub`; the
 * stack's mark is left out. What has no counterpart is told, and secrets and what only a build would know are parameters.
 */
export function stackTemplate(
  { manifest, environment }: Pick<Stack, 'manifest' | 'environment'>,
  survey: Survey,
  defaultRegion: string | undefined,
): Parsed<JsonObject> {
  const diagnostics: Diagnostic[] = [];
  const tell = (told: Diagnostic): void => void diagnostics.push(told);
  const taken = new Set<string>();
  const resources = resourcesInTemplate(survey, taken, tell);
  const parameters = new TemplateParameters(taken, tell);
  const toolsOf = (of: TemplateResource, property: string): ValueTools => ({
    referenceOf: (unknown) => referenceOf(unknown, resources),
    parameterFor: (value) => parameters.idFor(value, { of: of.resource, property }),
    isSecret: (path) => isSecretPath(of.type, path),
  });
  const written = resources.map((one) => [one.id, writeResource(one, resources, toolsOf)] as const);
  for (const { toCreate, resource } of resources) {
    const region = isKnown(toCreate.region) ? plainText(reveal(toCreate.region)) : undefined;
    if (region === undefined || defaultRegion === undefined || region === defaultRegion) continue;
    const message = `"${resource.name}" is in ${region}, and a CloudFormation stack is in one region: ${defaultRegion}`;
    tell(warning('input/render', message, { at: resource.manifest.at }));
  }
  const outputs = outputsOf(manifest.exports, resources, tell);
  const value: JsonObject = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: manifest.description ?? `${manifest.name} (${environment})`,
    ...parameters.section(),
    Resources: Object.fromEntries(written),
    ...(Object.keys(outputs).length === 0 ? {} : { Outputs: outputs }),
  };
  return { value, diagnostics };
}
