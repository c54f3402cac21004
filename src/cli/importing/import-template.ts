import { loadVariables } from '../../api/load-variables.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { hasErrors, mistake } from '../../diagnostics/diagnostic.ts';
import { convertTemplate, type DeployedStack } from '../../import/cloudformation/convert-template.ts';
import { readPhysicalIds, type PhysicalIds } from '../../import/cloudformation/read-physical-ids.ts';
import { readTemplate } from '../../import/cloudformation/read-template.ts';
import type { FileRegistry } from '../../resource-types/create-registry.ts';
import { loadSource } from '../../stack/load-source.ts';
import { isKnown, plainText, reveal } from '../../values/reading.ts';
import { localAccount, variablesOf } from '../api-options.ts';
import type { Context } from '../context.ts';
import type { ImportOptions } from './import-options.ts';
import { refusedFor, type ImportedParts, type ImportRefusal } from './imported-parts.ts';

/** What a CloudFormation template in a file says. Nothing is sent. */
export async function importTemplate(
  file: string,
  region: string | undefined,
  options: ImportOptions,
  registry: FileRegistry,
  context: Context,
): Promise<Result<ImportedParts, ImportRefusal>> {
  const { workingDirectory, masker } = context;
  const source = loadSource(file, { workingDirectory, what: 'the template' });
  if (source.value === undefined) return err(refusedFor(...source.diagnostics));
  const template = readTemplate(source.value);
  if (template.value === undefined || hasErrors(template.diagnostics)) return err(refusedFor(...template.diagnostics));
  const physical = loadPhysicalIds(options.physicalIds, workingDirectory);
  if (!physical.ok) return physical;
  const variables = await loadVariables(
    { ...variablesOf(options, context), environmentVariables: new Map() },
    { workingDirectory, masker },
  );
  if (variables.value === undefined || hasErrors(variables.diagnostics))
    return err(refusedFor(...variables.diagnostics));
  const given = Object.entries(variables.value.all).flatMap(([name, value]): [string, string][] =>
    isKnown(value) ? [[name, plainText(reveal(value))]] : [],
  );
  const stack: DeployedStack = {
    name: physical.value.stackName,
    parameters: new Map(given),
    physicalIds: physical.value.ids,
    region,
    account: options.local ? localAccount(context) : undefined,
  };
  const converted = convertTemplate(template.value, registry, stack);
  return ok({ ...converted, diagnostics: [...template.diagnostics, ...converted.diagnostics], notes: [] });
}

function loadPhysicalIds(file: string | undefined, workingDirectory: string): Result<PhysicalIds, ImportRefusal> {
  if (file === undefined) return ok({ stackName: undefined, ids: new Map() });
  const { value, diagnostics } = loadSource(file, { workingDirectory, what: 'the file of physical ids' });
  if (value === undefined) return err(refusedFor(...diagnostics));
  const read = readPhysicalIds(value.text);
  if (read !== undefined) return ok(read);
  const help = 'write what "aws cloudformation describe-stack-resources --stack-name NAME" prints into it';
  return err(refusedFor(mistake('input/import', `${value.path} does not list the resources of a stack`, { help })));
}
