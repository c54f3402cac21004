import { openLister } from '../../api/open-lister.ts';
import { openTarget } from '../../api/open-target.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { FileRegistry } from '../../resource-types/create-registry.ts';
import { targetOf } from '../api-options.ts';
import type { Context } from '../context.ts';
import { entriesOfLive } from './entries-of-live.ts';
import type { EntryPlace } from './entry-place.ts';
import type { ImportOptions } from './import-options.ts';
import { refusedFor, type ImportedParts, type ImportRefusal } from './imported-parts.ts';
import { findWanted, type WantedResource } from './wanted-resources.ts';

/** Reads resources and makes an entry of each. */
export async function importLive(
  wanted: readonly WantedResource[],
  place: EntryPlace,
  options: ImportOptions,
  registry: FileRegistry,
  context: Context,
): Promise<Result<ImportedParts, ImportRefusal>> {
  const { workingDirectory, clock, random, stopping } = context;
  const target = await openTarget(targetOf(options, context), { workingDirectory, clock, random, registry });
  if (!target.ok) return err(refusedFor(target.error));
  try {
    const looked = await findWanted(openLister(target.value.provider, registry, stopping.stop), wanted);
    if (!looked.ok) return looked;
    const made = entriesOfLive(looked.value.found, place);
    return ok({ ...made, notes: [...looked.value.notes, ...made.notes] });
  } finally {
    await target.value.close();
  }
}
