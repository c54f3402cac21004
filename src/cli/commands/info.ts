import { count } from '../../base/text.ts';
import { jsonFormatVersion } from '../../report/json.ts';
import { openCatalogue, shippedCatalogueFolder } from '../../resource-types/catalogue/catalogue.ts';
import { createRegistry } from '../../resource-types/create-registry.ts';
import type { Context } from '../context.ts';
import { callerOf, type Caller } from '../caller.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { schemaFolders, type SchemaOptions } from '../open-registry.ts';
import { describeTarget, type TargetOptions } from '../open-target.ts';
import { versionOf } from '../version.ts';

export type InfoOptions = TargetOptions & SchemaOptions & { readonly json: boolean };

/** Tells what a run with the same options would use. */
export function info(options: InfoOptions, context: Context): Promise<ExitCode> {
  const region = regionAndSource(options, context);
  const caller = callerOf(options, context);
  const folders = [
    ...schemaFolders(options, context).map((folder) => ({
      path: folder.path,
      types: createRegistry({ schemaFolders: [folder], catalogue: null }).typeNames().length,
    })),
    { path: shippedCatalogueFolder, types: openCatalogue().typeNames().length },
  ];
  const facts = {
    version: versionOf(),
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    target: describeTarget(options, context),
  };
  if (options.json) {
    const document = { format: jsonFormatVersion, ...facts, region: region ?? null, caller, schemaFolders: folders };
    context.output.write(JSON.stringify(document, undefined, 2) + '\n');
    return Promise.resolve(exitCodes.done.code);
  }
  const rows: readonly (readonly [string, string])[] = [
    ['stack-deploy', facts.version],
    ['node', facts.node],
    ['platform', facts.platform],
    ['target', facts.target],
    ['region', region === undefined ? 'none is set; statements have to name one' : `${region.name} (${region.from})`],
    ...callerRows(caller),
    ...folders.map(({ path, types }): [string, string] => ['schemas', `${path} (${count(types, 'type')})`]),
  ];
  context.output.write(rows.map(([name, text]) => `${name.padEnd(14)}${text}\n`).join(''));
  return Promise.resolve(exitCodes.done.code);
}

function callerRows(caller: Caller): readonly (readonly [string, string])[] {
  return [
    ['credentials', caller.credentials],
    ['account', caller.account ?? `known to AWS alone: ${caller.ask ?? ''}`],
  ];
}

function regionAndSource(
  options: TargetOptions,
  context: Context,
): { readonly name: string; readonly from: string } | undefined {
  if (options.region !== undefined) return { name: options.region, from: '--region' };
  for (const from of ['AWS_REGION', 'AWS_DEFAULT_REGION']) {
    const name = context.environment.get(from);
    if (name !== undefined && name !== '') return { name, from };
  }
  return undefined;
}
