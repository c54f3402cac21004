import type { Plan } from '../plan.ts';
import { saveBeside } from './save-beside.ts';
import { saveResource } from './save-resource.ts';
import type { SavedResource } from './saved-plan.ts';
import type { Sealing } from './saved-value.ts';

/** All that a plan says of resources, as a saved plan keeps it: the entries, and then what is written besides them. */
export function saveResources<Failure>(
  { resources, besides }: Plan<Failure>,
  sealing: Sealing,
): readonly SavedResource[] {
  return [
    ...resources.map((entry) => saveResource(entry, sealing)),
    ...besides.filter(({ requests }) => requests.length > 0).map((beside) => saveBeside(beside, sealing)),
  ];
}
