import type { ManifestResource } from '../manifest/manifest.ts';

/** Why a teardown keeps what an entry stands for, in words of the manifest; undefined where it deletes it. */
export function keptOnDelete({ skipOnDelete, onDelete }: ManifestResource): string | undefined {
  if (skipOnDelete) return 'it says skip_on_delete';
  return onDelete === 'retain' ? 'it says on_delete: retain' : undefined;
}
