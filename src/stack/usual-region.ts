import type { Manifest, ManifestResource, ManifestValue } from '../manifest/manifest.ts';

/**
 * The entry in the short form with the region of the stack, where it names none: that of the global `region`, which queries take by its name.
 * Without such a global it is the region of the run.
 */
export function withUsualRegion(entry: ManifestResource, { globals }: Pick<Manifest, 'globals'>): ManifestResource {
  const { shortForm } = entry;
  const usual = globals.find(({ name }) => name === 'region');
  if (shortForm === undefined || shortForm.region !== undefined || usual === undefined) return entry;
  const { at } = usual.value;
  const region: ManifestValue = {
    kind: 'text',
    excerpt: { source: at.source, text: '{{ globals.region }}', offsetAt: () => at.start },
    at,
  };
  return { ...entry, shortForm: { ...shortForm, region } };
}
