import { budgets } from '../../base/budgets.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { mistake } from '../../diagnostics/diagnostic.ts';
import { readState } from '../../import/terraform/read-state.ts';
import { resourcesOfState } from '../../import/terraform/resources-of-state.ts';
import type { FileRegistry } from '../../resource-types/create-registry.ts';
import { loadSource } from '../../stack/load-source.ts';
import { refusedFor, type ImportRefusal } from './imported-parts.ts';
import type { WantedResource } from './wanted-resources.ts';

/** The resources that a Terraform state names, and what there is to say of the others. */
export function resourcesOfStateFile(
  file: string,
  region: string,
  registry: FileRegistry,
  workingDirectory: string,
): Result<{ readonly wanted: readonly WantedResource[]; readonly notes: readonly string[] }, ImportRefusal> {
  const source = loadSource(file, { workingDirectory, what: 'the state', mostBytes: budgets.planBytes });
  if (source.value === undefined) return err(refusedFor(...source.diagnostics));
  const state = readState(source.value.text);
  if (state === undefined) {
    const help = 'name a state file, or write what "terraform show -json" prints into a file';
    return err(refusedFor(mistake('input/import', `${source.value.path} is not a Terraform state`, { help })));
  }
  const { resources, notes } = resourcesOfState(state, registry);
  const wanted = resources.map(({ type, identifier, region: own, name, address }): WantedResource => ({
    type,
    identifier,
    region: own ?? region,
    source: address,
    ...(name === undefined ? {} : { name }),
  }));
  return ok({ wanted, notes });
}
