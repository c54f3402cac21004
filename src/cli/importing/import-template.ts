import { loadVariables } from '../../api/load-variables.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { networkSettings } from '../../api/network-settings.ts';
import { hasErrors, mistake } from '../../diagnostics/diagnostic.ts';
import type { Source } from '../../diagnostics/source.ts';
import { formatStatementFailure } from '../../report/failure-lines.ts';
import { plainPalette } from '../../report/palette.ts';
import { convertTemplate, type DeployedStack } from '../../import/cloudformation/convert-template.ts';
import { readPhysicalIds, type PhysicalIds } from '../../import/cloudformation/read-physical-ids.ts';
import { readTemplate } from '../../import/cloudformation/read-template.ts';
import type { FileRegistry } from '../../resource-types/create-registry.ts';
import { loadSource } from '../../stack/load-source.ts';
import { isKnown, plainText, reveal } from '../../values/reading.ts';
import { environmentEndpoint, localAccount, variablesOf } from '../api-options.ts';
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
  const { workingDirectory } = context;
  const source = loadSource(file, { workingDirectory, what: 'the template' });
  if (source.value === undefined) return err(refusedFor(...source.diagnostics));
  const physical = loadPhysicalIds(options.physicalIds, workingDirectory);
  if (!physical.ok) return physical;
  const stack: DeployedStack = {
    name: physical.value.stackName,
    parameters: new Map(),
    physicalIds: physical.value.ids,
    region,
    account: options.local ? localAccount(context) : undefined,
  };
  return convert(source.value, stack, options, registry, context);
}

/** What a stack of CloudFormation says, which is asked for its template, its parameters and its resources. */
export async function importDeployedStack(
  name: string,
  region: string,
  options: ImportOptions,
  registry: FileRegistry,
  context: Context,
): Promise<Result<ImportedParts, ImportRefusal>> {
  const { askForStack } = await import('../../provider/cloudformation/stack-source.ts');
  const asked = await askForStack(name, {
    region,
    profile: options.profile,
    endpointUrl: environmentEndpoint('CLOUDFORMATION', context),
    network: networkSettings(options.profile, context),
  });
  if (!asked.ok) {
    const text = formatStatementFailure({ kind: 'failed', failure: asked.error, done: [] }, plainPalette);
    return err({ kind: 'failure', text });
  }
  const { template, account, parameters, resources } = asked.value;
  const stack: DeployedStack = { name: asked.value.name, parameters, physicalIds: resources, region, account };
  return convert({ path: `the template of ${stack.name ?? name}`, text: template }, stack, options, registry, context);
}

/** Variables give the parameters other values. */
async function convert(
  source: Source,
  stack: DeployedStack,
  options: ImportOptions,
  registry: FileRegistry,
  context: Context,
): Promise<Result<ImportedParts, ImportRefusal>> {
  const { workingDirectory, masker } = context;
  const template = readTemplate(source);
  if (template.value === undefined || hasErrors(template.diagnostics)) return err(refusedFor(...template.diagnostics));
  const variables = await loadVariables(
    { ...variablesOf(options, context), environmentVariables: new Map() },
    { workingDirectory, masker },
  );
  if (variables.value === undefined || hasErrors(variables.diagnostics))
    return err(refusedFor(...variables.diagnostics));
  const given = Object.entries(variables.value.all).flatMap(([name, value]): [string, string][] =>
    isKnown(value) ? [[name, plainText(reveal(value))]] : [],
  );
  const parameters = new Map([...stack.parameters, ...given]);
  const converted = convertTemplate(template.value, registry, { ...stack, parameters });
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
